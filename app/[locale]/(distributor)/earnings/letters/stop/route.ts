import * as z from "zod";
import { transact } from "@/db/transact";
import { wantLetters } from "@/lib/earnings/letters/commands";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { opensLetters } from "@/lib/web/links";

const Wish = z.object({ wanted: z.enum(["yes", "no"]).default("no"), page: z.string().optional() });

/**
 * Ends the weekly letter of whom the signed address names, without signing in: what a mail program posts (RFC 8058, `List-Unsubscribe=One-Click`),
 * and what the page posts. Doing it twice is doing it once; it can be taken back the same way.
 */
export async function POST(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const [of, key] = [searchParams.get("of") ?? "", searchParams.get("key")];
  const member = parseId("member", of);
  if (member === null || !opensLetters(member, key)) return new Response(null, { status: 404 });
  const wish = Wish.safeParse(Object.fromEntries(await request.formData().catch(() => new FormData())));
  const { wanted, page } = wish.success ? wish.data : { wanted: "no" as const, page: undefined };
  await transact(db(), (tx) => wantLetters(tx, member, wanted === "yes"));
  if (page === undefined) return new Response(null, { status: 204 });
  return new Response(null, { status: 303, headers: { location: `../letters?of=${member}&key=${key ?? ""}` } });
}
