import { transact } from "@/db/transact";
import { record } from "@/lib/trail/commands";
import { csvResponse } from "@/lib/web/csv";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { now } from "@/lib/web/time";
import { anyOperator } from "@/lib/web/viewer";
import { LISTS } from "../../_components/lists";

/** What somebody typed: it may name a person, and the trail names nobody. */
const TYPED = ["q", "key"];

/**
 * A list of the office as a file: all that the address asks for, not only the page that is shown. Whoever may not see the list is not
 * told that it is there. Who took what out of the house is in the trail.
 */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly list: string }> }): Promise<Response> {
  const [{ list }, { locale }, by] = [await params, await currentPlace(), await anyOperator()];
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const make = Object.hasOwn(LISTS, list) ? LISTS[list as keyof typeof LISTS] : null;
  const made = by && make && (await make(asked, locale));
  if (!by || !made) return new Response(null, { status: 404 });
  const chosen = Object.fromEntries(Object.entries(asked).filter(([name, value]) => value !== "" && !TYPED.includes(name)));
  await transact(db(), async (tx) => {
    await record(tx, { actor: by.id, action: "list.exported", subject: list, after: { ...chosen, ...(TYPED.some((name) => asked[name]) ? { searched: true } : {}) }, at: now() });
    return { ok: true };
  });
  return csvResponse(made.name, made.rows, made.separator);
}
