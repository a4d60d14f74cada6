import "server-only";
import type postgres from "postgres";
import { idOf, type IdKind } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { parsePlan } from "@/lib/plan/input";
import { SHOWN_MAX, weightsOf, type Weights } from "./rules";
import type { Difference, DifferenceCode, Findings, Range, Snapshot } from "./types";

/** A piece of SQL with its parameters. */
export type Piece = postgres.PendingQuery<postgres.Row[]>;

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** `column` lies in the range. */
export function within(sql: Snapshot, column: string, { from, to }: Range): Piece {
  return to === null ? sql`${sql(column)} >= ${from}::uuid` : sql`${sql(column)} >= ${from}::uuid and ${sql(column)} < ${to}::uuid`;
}

type Found = { readonly code: DifferenceCode; readonly kind: IdKind; readonly id: string; readonly part: string | null; readonly expected: string | null; readonly found: string | null };
type Answer = { readonly checked: Findings["checked"]; readonly found: Findings["found"]; readonly shown: readonly Found[] };

/**
 * Runs a check: common table expressions of which `checked` has one row of counts, and `difference` a row for each
 * difference (code, kind and id of its subject, part, expected, found). Counts all, answers the first of them.
 */
export async function check(sql: Snapshot, tables: Piece): Promise<Findings> {
  const [row] = await sql<Answer[]>`
    with ${tables},
    numbered as (select d.*, row_number() over (partition by d.code order by d.id, d.part) as nth from difference d)
    select (select to_jsonb(c) from checked c) as checked,
      coalesce((select jsonb_object_agg(code, n) from (select code, count(*) as n from numbered group by code) by_code), '{}') as found,
      coalesce((select jsonb_agg(to_jsonb(n) order by n.code, n.nth) from numbered n where n.nth <= ${SHOWN_MAX}), '[]') as shown`;
  invariant(row !== undefined, "a check answers");
  return { checked: row.checked, found: row.found, shown: row.shown.map(asDifference) };
}

function asDifference({ code, kind, id, part, expected, found }: Found): Difference {
  return { code, subject: idOf(kind, id) + (part ?? ""), expected: expected ?? "", found: found ?? "" };
}

/** Ranges of scopes that cover every id there is, each with about so many orders, and not many more other transactions. */
export async function listScopeRanges(sql: Snapshot, orders: number): Promise<Range[]> {
  const [ids, scopes] = await Promise.all([listEvery(sql, { table: "orders", column: "id", rows: orders }), listEvery(sql, { table: "ledger_transactions", column: "scope", rows: 4 * orders })]);
  return rangesBetween([...new Set([...ids, ...scopes])].sort());
}

/** Ranges of account owners, each with about so many accounts. */
export async function listOwnerRanges(sql: Snapshot, accounts: number): Promise<Range[]> {
  return rangesBetween(await listEvery(sql, { table: "ledger_accounts", column: "owner_id", rows: accounts }));
}

/** Ranges of messages, each with about so many exchanges. */
export async function listMessageRanges(sql: Snapshot, exchanges: number): Promise<Range[]> {
  return rangesBetween(await listEvery(sql, { table: "deliveries", column: "message_id", rows: exchanges }));
}

type Indexed = { readonly table: string; readonly column: string; readonly rows: number };

/** Every so many rows the id in an indexed column, in ascending order: from one to the next along the index. */
async function listEvery(sql: Snapshot, { table, column, rows }: Indexed): Promise<string[]> {
  const ids = await sql<{ id: string }[]>`
    with recursive step (id) as (
      (select ${sql(column)} from ${sql(table)} order by ${sql(column)} limit 1 offset ${rows})
      union all
      select (select ${sql(column)} from ${sql(table)} where ${sql(column)} > step.id order by ${sql(column)} limit 1 offset ${rows}) from step where step.id is not null
    ) select id from step where id is not null`;
  return ids.map(({ id }) => id);
}

function rangesBetween(ids: readonly string[]): Range[] {
  const starts = [FIRST_ID, ...ids];
  return starts.map((from, n) => ({ from, to: starts[n + 1] ?? null }));
}

/** Every plan version as the rows that parts are recomputed with. Throws on a version that is no plan. */
export async function listWeights(sql: Snapshot): Promise<Weights[]> {
  const rows = await sql<{ version: number; definition: unknown }[]>`select version, definition from plan_versions order by version`;
  return rows.flatMap(({ version, definition }) => {
    const parsed = parsePlan(definition);
    invariant(parsed.ok, `plan version ${version} is not a plan`);
    return weightsOf(version, parsed.plan);
  });
}

/** Members who are active now and were not always, as the messages about them say: a part of theirs may have stayed with the company. */
export async function listReturned(sql: Snapshot): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select m.id from members m where m.status = 'active' and m.id::text in (select key from outbox where topic = 'member.changed')`;
  return rows.map(({ id }) => id);
}
