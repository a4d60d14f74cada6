import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { overSince } from "../rules";
import type { Passing } from "../types";
import { OVER } from "./queries";

/** What one turn takes from a table at most: the next turn goes on. */
const ROWS_MAX = 5_000;

/** Takes away what is over; a few thousand rows of each table a call. Answers what went. DESIGN §9 */
export async function letPass(tx: Tx, at: Date): Promise<{ readonly ok: true; readonly passed: readonly Passing[] }> {
  const passed: Passing[] = [];
  for (const { table, days, where } of OVER) {
    const [row] = await tx.execute<{ rows: number }>(sql`
      with gone as (delete from ${sql.identifier(table)} where ctid = any (array(select ctid from ${sql.identifier(table)} where ${where(overSince(days, at).toISOString())} limit ${ROWS_MAX} for update skip locked)) returning 1)
      select count(*)::int as rows from gone`);
    passed.push({ table, days, rows: row?.rows ?? 0 });
  }
  return { ok: true, passed };
}
