import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { idOf, type MemberId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import type { StatementLine } from "../types";
import { LATE_MS, LOOK_MAX, STATEMENT_PAGE, type StatementPage, type StatementReading } from "./types";

/**
 * One page of an account's statement, newest first, by key: as fast at a million entries as at ten. An account's versions have no gaps, so
 * a page is a range of them; one that looks for something looks at so many and says where to go on; a span of days is found by halving.
 */
export async function readStatement(reader: Reader, member: MemberId, page: StatementPage): Promise<StatementReading> {
  const limit = page.limit ?? STATEMENT_PAGE;
  invariant(limit >= 1 && limit <= STATEMENT_PAGE, "a page is bounded");
  const newest = (await findVersion(reader, member, page)) + 1n;
  const top = page.before !== undefined && page.before < newest ? page.before : newest;
  const [low, end] = await Promise.all([
    page.from ? seekVersion(reader, member, { ...page, top, at: new Date(page.from.getTime() - LATE_MS) }) : 1n,
    page.to ? seekVersion(reader, member, { ...page, top, at: new Date(page.to.getTime() + LATE_MS) }) : top,
  ]);
  const high = end < top ? end : top;
  const searches = page.kinds !== undefined || page.from !== undefined || page.to !== undefined;
  const lowest = high - (searches ? LOOK_MAX : BigInt(limit));
  const floor = lowest > low ? lowest : low;
  const lines = await listRange(reader, member, { ...page, limit, high, floor });
  const next = lines.length === limit ? (lines.at(-1)?.version ?? low) : floor;
  return { lines, older: next > low ? next : null };
}

type Account = Pick<StatementPage, "account" | "currency">;

/** How many entries an account has. */
async function findVersion(reader: Reader, member: MemberId, { account, currency }: Account): Promise<bigint> {
  const [row] = await reader.execute<{ version: string }>(sql`select version::text from ledger_accounts where owner_id = ${uuidOf(member)} and account = ${account} and currency = ${currency}`);
  return BigInt(row?.version ?? 0);
}

/** The first entry at or after a moment, for entries in the order of their moments. */
async function seekVersion(reader: Reader, member: MemberId, { account, currency, top, at }: Account & { readonly top: bigint; readonly at: Date }): Promise<bigint> {
  const [row] = await reader.execute<{ version: string }>(sql`
    with recursive half (low, high) as (
      select 1::bigint, greatest(${top.toString()}::bigint, 1)
      union all
      select case when found.early then middle + 1 else low end, case when found.early then high else middle end
      from (select low, high, (low + high) / 2 as middle from half where low < high) as halved
      cross join lateral (
        select t.occurred_at < ${at.toISOString()}::timestamptz as early
        from ledger_entries e join ledger_transactions t on t.scope = e.scope and t.id = e.transaction_id
        where e.owner_id = ${uuidOf(member)} and e.account = ${account} and e.currency = ${currency} and e.version = middle offset 0
      ) as found
    ) select low::text as version from half where low = high`);
  return BigInt(row?.version ?? top);
}

type Range = StatementPage & { readonly limit: number; readonly high: bigint; readonly floor: bigint };

/**
 * The lines of a range of versions that are asked for. Each entry's posting is looked up in turn until the page is full: left alone, the
 * planner expects a single line, and reads and sorts the whole account for it.
 */
async function listRange(reader: Reader, member: MemberId, { account, currency, kinds, from, to, limit, high, floor }: Range): Promise<StatementLine[]> {
  const rows = await reader.execute<{ version: string; transaction_id: string; scope: string; position: number; amount: string; after: string; key: string; kind: string; occurred_at: Date }>(sql`
    select e.version::text, e.transaction_id, e.scope, e.position, e.amount_minor::text as amount, e.balance_after_minor::text as after, t.key, t.kind, t.occurred_at
    from ledger_entries e
    cross join lateral (
      select key, kind, occurred_at from ledger_transactions
      where scope = e.scope and id = e.transaction_id
        ${kinds === undefined ? sql`` : sql`and kind = any(${pgArray(kinds)}::text[])`}
        ${from === undefined ? sql`` : sql`and occurred_at >= ${from.toISOString()}::timestamptz`}
        ${to === undefined ? sql`` : sql`and occurred_at < ${to.toISOString()}::timestamptz`}
      offset 0
    ) as t
    where e.owner_id = ${uuidOf(member)} and e.account = ${account} and e.currency = ${currency}
      and e.version is not null and e.version >= ${floor.toString()}::bigint and e.version < ${high.toString()}::bigint
    order by e.version desc limit ${limit}`);
  return rows.map(({ version, transaction_id, amount, after, occurred_at, ...row }) => ({
    ...row, account, version: BigInt(version), transaction: idOf("transaction", transaction_id), occurredAt: new Date(occurred_at),
    amount: money(BigInt(amount), currency), balanceAfter: money(BigInt(after), currency),
  }));
}
