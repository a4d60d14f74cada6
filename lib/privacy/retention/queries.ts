import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { KEPT_DAYS, overSince } from "../rules";
import type { Passing } from "../types";

/** What of a table is over: rows that end by themselves, or that are kept for some days. */
export type Over = { readonly table: string; readonly days: number; readonly where: (since: string) => SQL };

const ended = (table: string, column: string): Over => ({ table, days: 0, where: (since) => sql`${sql.identifier(column)} <= ${since}::timestamptz` });

/** Every table that loses rows by the clock, in the order of losing them. */
export const OVER: readonly Over[] = [
  ended("sign_in_tokens", "expires_at"),
  ended("sign_in_codes", "expires_at"),
  ended("sessions", "expires_at"),
  { table: "session_factors", days: 0, where: () => sql`not exists (select 1 from sessions s where s.token_hash = session_factors.token_hash)` },
  ended("rate_limits", "window_ends_at"),
  { table: "carts", days: KEPT_DAYS.carts, where: (since) => sql`updated_at < ${since}::timestamptz` },
  { table: "order_contacts", days: KEPT_DAYS.contacts, where: (since) => sql`order_id in (select id from orders where placed_at < ${since}::timestamptz and status <> 'placed')` },
  { table: "withdrawal_contacts", days: KEPT_DAYS.contacts, where: (since) => sql`withdrawal_id in (select id from withdrawals where declared_at < ${since}::timestamptz and (refund_id is not null or nothing_left))` },
  { table: "applications", days: KEPT_DAYS.applications, where: (since) => sql`decided_at < ${since}::timestamptz` },
  { table: "payout_files", days: KEPT_DAYS.bankFiles, where: (since) => sql`created_at < ${since}::timestamptz` },
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
