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
  const rows = await sql<{ id: string }[]>`
    select id from (select id, row_number() over (order by id) as n from orders) o where n % ${orders} = 0
    union
    select scope from (select scope, row_number() over (order by scope, id) as n from ledger_transactions) t where n % ${4 * orders} = 0
    order by 1`;
  return rangesBetween(rows);
}

/** Ranges of account owners, each with about so many accounts. */
export async function listOwnerRanges(sql: Snapshot, accounts: number): Promise<Range[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct owner_id as id from (select owner_id, row_number() over (order by owner_id) as n from ledger_accounts) a where n % ${accounts} = 0 order by 1`;
  return rangesBetween(rows);
}

/** Ranges of messages, each with about so many exchanges. */
export async function listMessageRanges(sql: Snapshot, exchanges: number): Promise<Range[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct message_id as id from (select message_id, row_number() over (order by message_id) as n from deliveries) d where n % ${exchanges} = 0 order by 1`;
  return rangesBetween(rows);
}

function rangesBetween(rows: readonly { readonly id: string }[]): Range[] {
  const starts = [FIRST_ID, ...rows.map(({ id }) => id)];
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

/** The server's version, as a number: 180001. */
export async function serverVersion(sql: Snapshot): Promise<number> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  return row?.version ?? 0;
}
