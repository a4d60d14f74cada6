import { connection } from "next/server";
import { openApi } from "@/lib/web/api/openapi";
import { environment } from "@/lib/web/env";

/** The contract for machines. Anybody may read it. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json(openApi(environment().appUrl), { headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" } });
}
