import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Reader, Tx } from "@/db/client";
import { KEPT_DAYS, overSince } from "./rules";
import type { Passing } from "./types";

/** What one turn takes from a table at most: the next turn goes on. */
const ROWS_MAX = 5_000;

/** What is over, by table: rows that end by themselves, and rows that are kept for some days. */
type Over = { readonly table: string; readonly days: number; readonly where: (since: string) => SQL };

const ended = (table: string, column: string): Over => ({ table, days: 0, where: (since) => sql`${sql.identifier(column)} <= ${since}::timestamptz` });

const OVER: readonly Over[] = [
  ended("sign_in_tokens", "expires_at"),
  ended("sign_in_codes", "expires_at"),
  ended("sessions", "expires_at"),
  { table: "session_factors", days: 0, where: () => sql`not exists (select 1 from sessions s where s.token_hash = session_factors.token_hash)` },
  ended("rate_limits", "window_ends_at"),
  { table: "carts", days: KEPT_DAYS.carts, where: (since) => sql`updated_at < ${since}::timestamptz` },
  { table: "order_contacts", days: KEPT_DAYS.contacts, where: (since) => sql`order_id in (select id from orders where placed_at < ${since}::timestamptz and status <> 'placed')` },
  { table: "withdrawal_contacts", days: KEPT_DAYS.contacts, where: (since) => sql`withdrawal_id in (select id from withdrawals where declared_at < ${since}::timestamptz and (refund_id is not null or nothing_left))` },
  { table: "applications", days: KEPT_DAYS.applications, where: (since) => sql`decided_at < ${since}::timestamptz` },
  { table: "notices", days: KEPT_DAYS.notices, where: (since) => sql`created_at < ${since}::timestamptz` },
  { table: "api_replies", days: KEPT_DAYS.replies, where: (since) => sql`created_at < ${since}::timestamptz` },
];

/** What would go at this moment, by table, all of it. Changes nothing. */
export async function listPassing(reader: Reader, at: Date): Promise<readonly Passing[]> {
  const passing: Passing[] = [];
  for (const { table, days, where } of OVER) {
    const [row] = await reader.execute<{ rows: number }>(sql`select count(*)::int as rows from ${sql.identifier(table)} where ${where(overSince(days, at).toISOString())}`);
    passing.push({ table, days, rows: row?.rows ?? 0 });
  }
  return passing;
}

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
