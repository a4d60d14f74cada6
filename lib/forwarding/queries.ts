import "server-only";
import { and, asc, eq, gt, inArray, lt, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { destinations } from "@/db/schema/forwarding";
import { members } from "@/db/schema/members";
import { outbox } from "@/db/schema/operations";
import { refundLines, refunds } from "@/db/schema/orders";
import type { MemberState, PartRole, Party } from "@/lib/gateway/commission";
import { idOf, type LineId, type MemberId, type MessageId, type OrderId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { type Currency, money } from "@/lib/kernel/money";
import { aboutOrder } from "./input";
import type { Credit, ReturnedSoFar, Sale } from "./types";

const ROLES: Readonly<Record<number, PartRole>> = { 1: "buyer", 2: "sharer", 3: "distributor" };
/** Longer chains of customers than this are told without a distributor. */
const CHAIN_MAX = 10_000;

type Amount = "goods" | "shipping" | "total" | "credit";
type LineAmount = "unit" | "discount" | "goods" | "cv" | "bv";
/** Amounts as text: JSON's numbers end at 2^53. */
type SaleRow = Readonly<Record<Amount, string>> & {
  readonly number: string;
  readonly currency: Currency;
  readonly stage: Sale["stage"];
  readonly buyer: string;
  readonly sharer: string | null;
  readonly distributor: string | null;
  readonly chain: readonly string[];
  readonly placed: string;
  readonly paid: string;
  readonly plan_version: number;
  readonly lines: readonly (Readonly<Record<LineAmount, string>> & { readonly id: string; readonly sku: string; readonly quantity: number; readonly vatBps: number })[];
  readonly credits: readonly { readonly owner: string; readonly position: number; readonly minor: string }[];
  readonly people: Readonly<Record<string, { readonly externalId: string | null; readonly active: boolean }>>;
};

export type FoundSale = {
  readonly sale: Sale;
  /** The ids of its lines, in their order. */
  readonly lineIds: readonly LineId[];
  /** The plan version that it froze. */
  readonly planVersion: number;
};

/** A paid order with what its commission system needs, in one question: a queue that drains asks it thousands of times. Null when it was never paid. */
export async function findSale(reader: Reader, order: OrderId): Promise<FoundSale | null> {
  const [row] = await reader.execute<SaleRow>(sql`
    select o.number, o.currency, o.stage, o.buyer_id as buyer, o.sharer_id as sharer, o.distributor_id as distributor, to_jsonb(o.distributor_chain) as chain, o.plan_version,
      ${utc(sql`o.placed_at`)} as placed, ${utc(sql`o.paid_at`)} as paid,
      o.goods_minor::text as goods, o.shipping_minor::text as shipping, o.total_minor::text as total, o.credit_minor::text as credit,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'sku', l.sku, 'quantity', l.quantity, 'vatBps', l.vat_bps, 'unit', l.unit_minor::text, 'discount', l.discount_minor::text,
         'goods', l.goods_minor::text, 'cv', l.cv_minor::text, 'bv', l.bv_minor::text) order by l.position), '[]') from order_lines l where l.order_id = o.id) as lines,
      c.credits, p.people
    from orders o
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('owner', e.owner_id, 'position', e.position, 'minor', e.amount_minor::text) order by e.position), '[]') as credits, array_agg(e.owner_id) as owners
      from ledger_transactions t join ledger_entries e on e.scope = t.scope and e.transaction_id = t.id
      where t.scope = o.id and t.kind = 'cashback' and e.version is not null
    ) c
    cross join lateral (
      select jsonb_object_agg(m.id, jsonb_build_object('externalId', m.external_id, 'active', m.status = 'active')) as people
      from members m where m.id = any(array[o.buyer_id, o.sharer_id, o.distributor_id] || o.distributor_chain || c.owners)
    ) p
    where o.id = ${uuidOf(order)}::uuid and o.paid_at is not null`);
  return row ? { sale: toSale(order, row), lineIds: row.lines.map(({ id }) => idOf("line", id)), planVersion: row.plan_version } : null;
}

/** A moment in text that every reader takes alike, to the millisecond. */
const utc = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

function toSale(order: OrderId, row: SaleRow): Sale {
  const party = (uuid: string): Party => ({ member: idOf("member", uuid), externalId: row.people[uuid]?.externalId ?? null });
  // Nobody is noted on an order whose part was zero: the sale is still that of the nearest active distributor.
  const distributor = row.distributor ?? row.chain.find((uuid) => row.people[uuid]?.active) ?? null;
  return {
    order,
    number: row.number,
    currency: row.currency,
    buyer: party(row.buyer),
    stage: row.stage,
    sharer: row.sharer === null ? null : party(row.sharer),
    distributor: distributor === null ? null : party(distributor),
    placedAt: new Date(row.placed),
    paidAt: new Date(row.paid),
    goodsMinor: BigInt(row.goods),
    shippingMinor: BigInt(row.shipping),
    totalMinor: BigInt(row.total),
    creditMinor: BigInt(row.credit),
    lines: row.lines.map(({ sku, quantity, vatBps, unit, discount, goods, cv, bv }) => ({
      ...{ sku, quantity, taxBps: vatBps, unitMinor: BigInt(unit), discountMinor: BigInt(discount), goodsMinor: BigInt(goods), cvMinor: BigInt(cv), bvMinor: BigInt(bv) },
    })),
    credits: row.credits.flatMap(({ owner, position, minor }): Credit[] => {
      const role = ROLES[position];
      return role ? [{ role, party: party(owner), amount: money(BigInt(minor), row.currency) }] : [];
    }),
  };
}

async function findParties(reader: Reader, ids: readonly MemberId[]) {
  const rows = await reader.select({ id: members.id, externalId: members.externalId }).from(members).where(inArray(members.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { party: (id: MemberId): Party => ({ member: id, externalId: byId.get(id)?.externalId ?? null }) };
}

/** A refund, or the cancellation of one. */
export type ReturnTold = { readonly refund: RefundId; readonly cancelled: boolean };

/**
 * Everything returned of an order up to and including a refund, or its cancellation. Refunds accepted later don't count,
 * nor does money that never was the order's, and one that was cancelled counts for those accepted before the
 * cancellation: the answer is the same whenever it is asked.
 */
export async function findReturned(reader: Reader, { refund, cancelled }: ReturnTold, lineIds: readonly LineId[]): Promise<ReturnedSoFar | null> {
  const [last] = await reader.select().from(refunds).where(eq(refunds.id, refund));
  if (!last) return null;
  const until = (cancelled ? last.doneAt : null) ?? last.acceptedAt;
  const earlier = await reader.select().from(refunds).where(and(eq(refunds.orderId, last.orderId), lte(refunds.acceptedAt, until), ne(refunds.kind, "late_payment")));
  const counted = earlier.filter(
    ({ id, status, doneAt, acceptedAt }) =>
      (id === refund && !cancelled) || ((acceptedAt < until || id < refund) && !(status === "cancelled" && doneAt !== null && doneAt <= until)),
  );
  const lines = await reader.select().from(refundLines).where(inArray(refundLines.refundId, counted.map(({ id }) => id)));
  const sum = (minors: readonly bigint[]) => minors.reduce((a, b) => a + b, 0n);
  return {
    refund,
    refundedAt: until,
    goodsMinor: sum(counted.map(({ goodsMinor }) => goodsMinor)),
    shippingMinor: sum(counted.map(({ shippingMinor }) => shippingMinor)),
    byLineMinor: lineIds.map((id) => sum(lines.filter(({ orderLineId }) => orderLineId === id).map(({ goodsMinor }) => goodsMinor))),
  };
}

/** The order of a refund. */
export async function findRefundOrder(reader: Reader, refund: RefundId): Promise<OrderId | null> {
  const [row] = await reader.select({ order: refunds.orderId }).from(refunds).where(eq(refunds.id, refund));
  return row?.order ?? null;
}

/** A member as they are now, as of the message's own time. Null when there is no such member. */
export async function findMemberState(
  reader: Reader,
  { message, member, kind }: { message: MessageId; member: MemberId; kind: MemberState["kind"] },
): Promise<MemberState | null> {
  const [row] = await reader.select().from(members).where(eq(members.id, member));
  if (!row) return null;
  const [said] = await reader.select({ at: outbox.createdAt }).from(outbox).where(eq(outbox.id, message));
  const distributor = await findDistributorAbove(reader, member);
  const known = await findParties(reader, [member, row.parentId, distributor].filter((id) => id !== null));
  return {
    kind,
    at: said?.at ?? row.createdAt,
    party: known.party(member),
    role: row.role,
    status: row.status,
    parent: row.parentId && known.party(row.parentId),
    distributor: distributor && known.party(distributor),
  };
}

async function findDistributorAbove(reader: Reader, member: MemberId): Promise<MemberId | null> {
  const rows = await reader.execute<{ id: string }>(sql`
    with recursive above (id, role, parent_id, steps) as (
      select p.id, p.role, p.parent_id, 1 from members m join members p on p.id = m.parent_id where m.id = ${uuidOf(member)}::uuid
      union all
      select p.id, p.role, p.parent_id, a.steps + 1 from above a join members p on p.id = a.parent_id
      where a.role <> 'distributor' and a.steps < ${CHAIN_MAX}
    )
    select id from above where role = 'distributor' limit 1`);
  return rows[0] ? idOf("member", rows[0].id) : null;
}


export type DestinationState = {
  readonly pausedAt: Date | null;
  readonly pausedBy: MemberId | null;
  readonly brokenSince: Date | null;
  readonly brokenUntil: Date | null;
  readonly brokenWhy: string | null;
};

/** Whether a destination is paused or away. One that nobody ever touched is neither. */
export async function findDestination(reader: Reader, name: string): Promise<DestinationState> {
  const { pausedAt, pausedBy, brokenSince, brokenUntil, brokenWhy } = destinations;
  const [row] = await reader.select({ pausedAt, pausedBy, brokenSince, brokenUntil, brokenWhy }).from(destinations).where(eq(destinations.name, name));
  return row ?? { pausedAt: null, pausedBy: null, brokenSince: null, brokenUntil: null, brokenWhy: null };
}

export type SettledSale = { readonly message: MessageId; readonly sale: Sale; readonly planVersion: number };
/** Ids are given before the commit: what is younger than this may still be joined by an earlier one. */
const SETTLED_MS = 10_000;

/** Sales in the order of their messages, after one of them; null: from the first. A cursor never passes over a sale that commits late. */
export async function listSalesSince(reader: Reader, { after, limit, at }: { after: MessageId | null; limit: number; at: Date }): Promise<SettledSale[]> {
  const rows = await reader
    .select({ message: outbox.id, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.topic, "sale.completed"), lt(outbox.createdAt, new Date(at.getTime() - SETTLED_MS)), after ? gt(outbox.id, after) : undefined))
    .orderBy(asc(outbox.id))
    .limit(limit);
  const found = await Promise.all(rows.map(async ({ message, payload }) => {
    const order = idOf("order", aboutOrder.parse(payload).order ?? "");
    const whole = await findSale(reader, order);
    return whole && { message, sale: whole.sale, planVersion: whole.planVersion };
  }));
  return found.filter((one) => one !== null);
}
