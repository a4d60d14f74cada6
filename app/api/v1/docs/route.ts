import type { NextRequest } from "next/server";
import { connection } from "next/server";
import { docsPage, readReceivers } from "@/lib/web/api/docs";
import { openApi } from "@/lib/web/api/openapi";
import { environment } from "@/lib/web/env";

/** The contract for people: `?lang=fr` or `en`; left out, French for browsers that ask for it first. */
export async function GET(request: NextRequest): Promise<Response> {
  await connection();
  const wanted = request.nextUrl.searchParams.get("lang") ?? request.headers.get("accept-language") ?? "";
  const page = docsPage(openApi(environment().appUrl), { locale: wanted.startsWith("fr") ? "fr" : "en", receivers: await readReceivers() });
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=300", vary: "accept-language" } });
}
