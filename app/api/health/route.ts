import { sql } from "drizzle-orm";
import { connection } from "next/server";
import { db } from "@/lib/web/database";
import { errorFields, log } from "@/lib/web/log";

const NO_STORE = { headers: { "cache-control": "no-store" } };

/** 200 when this process can serve: the database answers. Else 503, without saying why to strangers. */
export async function GET(): Promise<Response> {
  await connection();
  try {
    await db().execute(sql`select 1`);
    return Response.json({ status: "ok" }, NO_STORE);
  } catch (error) {
    log("health", errorFields(error), "error");
    return Response.json({ status: "unavailable" }, { status: 503, ...NO_STORE });
  }
}
