import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, lt, lte, ne, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { destinations } from "@/db/schema/forwarding";
import { ledgerEntries, ledgerTransactions } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { outbox } from "@/db/schema/operations";
import { orderLines, orders, refundLines, refunds } from "@/db/schema/orders";
import type { MemberState, PartRole, Party } from "@/lib/gateway/commission";
import { idOf, type LineId, type MemberId, type MessageId, type OrderId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { aboutOrder } from "./input";
import type { Credit, ReturnedSoFar, Sale } from "./types";

const ROLES: Readonly<Record<number, PartRole>> = { 1: "buyer", 2: "sharer", 3: "distributor" };
/** Longer chains of customers than this are told without a distributor. */
const CHAIN_MAX = 10_000;

type OrderRow = typeof orders.$inferSelect;
type LineRow = typeof orderLines.$inferSelect;

/** A paid order with what its commission system needs, and the ids of its lines in their order. Null when it was never paid. */
export async function findSale(reader: Reader, order: OrderId): Promise<{ sale: Sale; lineIds: readonly LineId[] } | null> {
  const [row] = await reader.select().from(orders).where(and(eq(orders.id, order), isNotNull(orders.paidAt)));
  if (!row) return null;
  const lines = await reader.select().from(orderLines).where(eq(orderLines.orderId, order)).orderBy(asc(orderLines.position));
  const posted = await listCredits(reader, order);
  const people = [row.buyerId, row.sharerId, row.distributorId, ...row.distributorChain, ...posted.map(({ owner }) => owner)].filter((id) => id !== null);
  const known = await findParties(reader, people);
  const credits = posted.map(({ owner, role, minor }): Credit => ({ role, party: known.party(owner), amount: money(minor, row.currency) }));
  return { sale: toSale(row, lines, { credits, known }), lineIds: lines.map(({ id }) => id) };
}

type Known = Awaited<ReturnType<typeof findParties>>;

function toSale(row: OrderRow, lines: readonly LineRow[], { credits, known }: { credits: readonly Credit[]; known: Known }): Sale {
  // Nobody is noted on an order whose part was zero: the sale is still that of the nearest active distributor.
  const distributor = row.distributorId ?? row.distributorChain.find((id) => known.active(id)) ?? null;
  return {
    order: row.id,
    number: row.number,
    currency: row.currency,
    buyer: known.party(row.buyerId),
    stage: row.stage,
    sharer: row.sharerId && known.party(row.sharerId),
    distributor: distributor && known.party(distributor),
    placedAt: row.placedAt,
    paidAt: row.paidAt ?? row.placedAt,
    goodsMinor: row.goodsMinor,
    shippingMinor: row.shippingMinor,
    totalMinor: row.totalMinor,
    creditMinor: row.creditMinor,
    lines: lines.map(({ sku, quantity, unitMinor, discountMinor, goodsMinor, vatBps, cvMinor, bvMinor }) => ({
      ...{ sku, quantity, unitMinor, discountMinor, goodsMinor, cvMinor, bvMinor },
      taxBps: vatBps,
    })),
    credits,
  };
}

/** What the order's cash-back transaction credited, and to whom. */
async function listCredits(reader: Reader, order: OrderId): Promise<{ owner: MemberId; role: PartRole; minor: bigint }[]> {
  const rows = await reader
    .select({ owner: ledgerEntries.ownerId, position: ledgerEntries.position, minor: ledgerEntries.amountMinor })
    .from(ledgerEntries)
    .innerJoin(ledgerTransactions, and(eq(ledgerTransactions.scope, ledgerEntries.scope), eq(ledgerTransactions.id, ledgerEntries.transactionId)))
    .where(and(eq(ledgerTransactions.scope, uuidOf(order)), eq(ledgerTransactions.kind, "cashback"), isNotNull(ledgerEntries.version)))
    .orderBy(asc(ledgerEntries.position));
  return rows.flatMap(({ owner, position, minor }) => {
    const role = ROLES[position];
    return role ? [{ owner: idOf("member", owner), role, minor }] : [];
  });
}

async function findParties(reader: Reader, ids: readonly MemberId[]) {
  const rows = await reader
    .select({ id: members.id, externalId: members.externalId, status: members.status })
    .from(members)
    .where(inArray(members.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    party: (id: MemberId): Party => ({ member: id, externalId: byId.get(id)?.externalId ?? null }),
    active: (id: MemberId): boolean => byId.get(id)?.status === "active",
  };
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

/** The plan version that an order froze, by what a message about the order or one of its refunds names. Null for other messages. */
export async function findFrozenPlan(reader: Reader, payload: unknown): Promise<number | null> {
  const { order, refund } = aboutOrder.parse(payload);
  const id = order === undefined ? refund && (await findRefundOrder(reader, idOf("refund", refund))) : idOf("order", order);
  if (!id) return null;
  const [row] = await reader.select({ version: orders.planVersion }).from(orders).where(eq(orders.id, id));
  return row?.version ?? null;
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
    const [whole, planVersion] = await Promise.all([findSale(reader, order), findFrozenPlan(reader, payload)]);
    return whole && { message, sale: whole.sale, planVersion: planVersion ?? 1 };
  }));
  return found.filter((one) => one !== null);
}
