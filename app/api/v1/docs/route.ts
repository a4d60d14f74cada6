import { connection } from "next/server";
import { docsPage } from "@/lib/web/api/docs";
import { openApi } from "@/lib/web/api/openapi";
import { environment } from "@/lib/web/env";

/** The contract for people. */
export async function GET(): Promise<Response> {
  await connection();
  const { appUrl } = environment();
  return new Response(docsPage(openApi(appUrl)), { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=300" } });
}
