import "server-only";
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { differences, reconciliations } from "@/db/schema/forwarding";
import { REATTRIBUTED } from "@/lib/attribution/sale/queries";
import type { Window } from "@/lib/gateway/commission";
import { type Id, idOf, newId, uuidOf } from "@/lib/kernel/id";
import { pgArray } from "@/lib/kernel/pg";
import type { Day, DifferenceKind, OurSale, Side } from "./types";

type Row = { readonly id: string; readonly number: string; readonly day: string; readonly total: string; readonly returned: string; readonly member: string | null; readonly external_id: string | null; readonly under_way: boolean };

/** A message's id is given before its commit: so much earlier may it have been than it could be seen. */
const COMMIT_MS = 10_000;

/** What is not compared: messages that were on their way, and everything that was told after a moment. */
export type OnTheirWay = { readonly unsettled: ReadonlySet<string>; readonly since: Date };

/**
 * Our paid sales of a window, with what was given back and whose they are today.
 * @param window by the moment of payment
 */
export async function listOurSales(reader: Reader, { from, to }: Window, { unsettled, since }: OnTheirWay): Promise<OurSale[]> {
  const young = uuidOf(newId("message", since.getTime() - COMMIT_MS));
  const rows = await reader.execute<Row>(sql`
    with mine as materialized (
      select id, number, paid_at, total_minor, distributor_id, distributor_chain from orders
      where paid_at >= ${from.toISOString()}::timestamptz and paid_at < ${to.toISOString()}::timestamptz
    ), returned as (
      select r.order_id, sum(r.goods_minor + r.shipping_minor) as minor from refunds r join mine on mine.id = r.order_id
      where r.status <> 'cancelled' and r.kind <> 'late_payment' group by r.order_id
    ), moved as (
      select distinct on (mine.id) mine.id, t.after ->> 'distributor' as distributor
      from mine join trail t on t.subject = 'ord_' || replace(mine.id::text, '-', '') and t.action = ${REATTRIBUTED}
      order by mine.id, t.id desc
    ), under_way as (
      select distinct coalesce((x.payload ->> 'order')::uuid, r.order_id) as id
      from outbox x left join refunds r on r.id = (x.payload ->> 'refund')::uuid
      where x.topic like 'sale.%' and (x.id >= ${young}::uuid or x.id = any(${pgArray([...unsettled])}::uuid[]))
    )
    select m.id, m.number, to_char(m.paid_at at time zone 'UTC', 'YYYY-MM-DD') as day, m.total_minor as total, coalesce(r.minor, 0) as returned,
           d.id as member, d.external_id, u.id is not null as under_way
    from mine m
    left join returned r on r.order_id = m.id
    left join moved on moved.id = m.id
    left join under_way u on u.id = m.id
    left join members d on d.id = case when moved.id is not null then substr(moved.distributor, 5)::uuid else coalesce(m.distributor_id,
      (select c.id from unnest(m.distributor_chain) with ordinality as above (id, n) join members c on c.id = above.id and c.status = 'active' order by above.n limit 1)) end
    order by m.paid_at, m.id`);
  return rows.map((row) => ({
    ...{ order: idOf("order", row.id), number: row.number, day: row.day, totalMinor: BigInt(row.total), returnedMinor: BigInt(row.returned) },
    distributor: row.member === null ? null : { member: idOf("member", row.member), externalId: row.external_id },
    underWay: row.under_way,
  }));
}

/** A comparison as it was kept. */
export type Reconciliation = {
  readonly id: Id<"reconciliation">;
  readonly fromDay: string;
  readonly toDay: string;
  readonly startedAt: Date;
  /** Why it could not be finished; null: it was. */
  readonly failure: string | null;
  readonly compared: number;
  readonly underWay: number;
  readonly days: readonly Day[];
  readonly differences: number;
};

/** A difference that was found. */
export type FoundDifference = {
  readonly id: Id<"difference">;
  readonly kind: DifferenceKind;
  readonly number: string;
  readonly ours: Side | null;
  readonly theirs: Side | null;
  readonly resentAt: Date | null;
};

/** The newest comparison with a destination; null before the first. */
export async function findLastReconciliation(reader: Reader, destination: string): Promise<Reconciliation | null> {
  const [row] = await reader.select().from(reconciliations).where(eq(reconciliations.destination, destination)).orderBy(desc(reconciliations.startedAt)).limit(1);
  if (!row) return null;
  const { id, fromDay, toDay, startedAt, failure, compared, underWay, days } = row;
  return { ...{ id, fromDay, toDay, startedAt, failure, compared, underWay }, days: days as Day[], differences: await reader.$count(differences, eq(differences.reconciliationId, id)) };
}

/** Whether a comparison that ends with this day was finished, with nothing left under way. */
export async function isReconciled(reader: Reader, destination: string, toDay: string): Promise<boolean> {
  const found = await reader.select({ id: reconciliations.id }).from(reconciliations)
    .where(and(eq(reconciliations.destination, destination), eq(reconciliations.toDay, toDay), isNotNull(reconciliations.finishedAt), eq(reconciliations.underWay, 0), isNull(reconciliations.failure))).limit(1);
  return found.length > 0;
}

/** The differences of a comparison in the order in which they were found, after one of them. */
export async function listDifferences(reader: Reader, { of, after, limit }: { of: Id<"reconciliation">; after?: Id<"difference"> | undefined; limit: number }): Promise<readonly FoundDifference[]> {
  const rows = await reader.select().from(differences)
    .where(and(eq(differences.reconciliationId, of), after ? sql`${differences.id} > ${uuidOf(after)}::uuid` : undefined)).orderBy(differences.id).limit(limit);
  return rows.map(({ id, kind, orderNumber: number, ours, theirs, resentAt }) => ({ id, kind, number, ours: ours as Side | null, theirs: theirs as Side | null, resentAt }));
}
