import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import { ledgerEntries, ledgerTransactions } from "@/db/schema/ledger";
import { deliveries, outbox, trail, trailNotes } from "@/db/schema/operations";
import { disputes, orderContacts, orderLines, orders } from "@/db/schema/orders";
import { withdrawalLines, withdrawals } from "@/db/schema/withdrawals";
import type { Operator } from "@/lib/access/types";
import { idOf, type MemberId, type OrderId, parseId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { findOrderByNumber, listParcels } from "@/lib/order/queries";
import { explain } from "@/lib/plan/queries";
import type { PartExplained, Stage } from "@/lib/plan/types";
import { listRefunds } from "@/lib/refund/queries";
import { namesOf } from "../queries";
import type { Page } from "../types";
import type { Exchange, OrderEvent, OrderStory, OrderToSend } from "./types";

/** How many things of a kind an order's story tells at most. */
const STORY_MAX = 500;

/** Everything that happened to an order, oldest first, for the right `orders`. Null when there is no such order. */
export async function findOrderStory(reader: Reader, _by: Operator, number: string): Promise<OrderStory | null> {
  const whole = await findOrderByNumber(reader, number);
  if (!whole) return null;
  const { order } = whole;
  const given = await listRefunds(reader, order.id);
  const [entries, disputed, told, why, parcels, documents, withdrawn, messages] = await Promise.all([
    listPosted(reader, order.id),
    reader.select().from(disputes).where(eq(disputes.orderId, order.id)).orderBy(disputes.openedAt),
    listTold(reader, order.id),
    explain(reader, order.id),
    listParcels(reader, order.id),
    reader.select({ at: invoices.issuedAt, number: invoices.number, as: invoices.kind }).from(invoices).where(eq(invoices.orderId, order.id)).orderBy(invoices.issuedAt),
    listWithdrawn(reader, order.id),
    listMessages(reader, order.id, given.map(({ id }) => id)),
  ]);
  const parts = why?.parts ?? [];
  const people = [...parts.flatMap(({ member }) => member ?? []), why?.sponsor ?? null, order.buyerId, order.sponsorId, order.shopMemberId, order.sharerId, order.distributorId].filter((id) => id !== null);
  const names = await namesOf(reader, [...people, ...entries.flatMap(({ member }) => member ?? []), ...told.flatMap(({ actor }) => parseId("member", actor) ?? [])]);
  const cash = (minor: bigint) => money(minor, order.currency);
  const events: OrderEvent[] = [
    { at: order.placedAt, kind: "placed", shop: named(names, order.shopMemberId), sponsor: named(names, order.sponsorId), source: order.sponsorSource, stage: order.stage },
    ...(order.paidAt ? [{ at: order.paidAt, kind: "paid" as const, payment: order.paymentId }] : []),
    ...(order.fulfilledAt && parcels.length === 0 ? [{ at: order.fulfilledAt, kind: "fulfilled" as const }] : []),
    ...parcels.map(({ sentAt, carrier, tracking, trackingUrl }): OrderEvent => ({ at: sentAt, kind: "parcel", carrier, tracking, trackingUrl })),
    ...documents.map((document): OrderEvent => ({ kind: "document", ...document })),
    ...withdrawn.map((withdrawal): OrderEvent => ({ kind: "withdrawal", ...withdrawal })),
    ...messages,
    ...(order.endedAt && (order.status === "expired" || order.status === "cancelled") ? [{ at: order.endedAt, kind: "ended" as const, as: order.status }] : []),
    ...postingsOf(entries).map(({ key, at, moves }): OrderEvent => ({ at, kind: "posted", posting: key, moves: moves.map(({ member, account, minor }) => ({ member, name: named(names, member) ?? "", account, amount: cash(minor) })) })),
    ...given.map((refund): OrderEvent => ({
      at: refund.acceptedAt, kind: "refund",
      refund: { id: refund.id, kind: refund.kind, status: refund.status, amount: cash(refund.goodsMinor + refund.shippingMinor), wallet: cash(refund.walletMinor), card: cash(refund.cardMinor), failure: refund.failure },
    })),
    ...disputed.map((dispute): OrderEvent => ({ at: dispute.openedAt, kind: "dispute", status: dispute.status, amount: cash(dispute.amountMinor) })),
    ...told.map(({ at, action, actor, reason }): OrderEvent => ({ at, kind: "trail", action, actor: names.get(actor) ?? null, reason })),
  ];
  return {
    whole,
    parts: parts.map(({ member, ...part }) => ({ ...part, member, name: named(names, member) })),
    sponsor: named(names, why?.sponsor ?? null),
    stage: whyStage(parts) ?? order.stage,
    buyer: named(names, order.buyerId),
    sharer: named(names, order.sharerId),
    distributor: named(names, order.distributorId),
    events: events.map((event, n) => ({ event, n })).sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || a.n - b.n).map(({ event }) => event),
  };
}

const named = (names: ReadonlyMap<string, string>, id: MemberId | null): string | null => (id === null ? null : (names.get(id) ?? null));

type PostedMove = { readonly key: string; readonly at: Date; readonly member: MemberId | null; readonly account: string; readonly minor: bigint };

async function listPosted(reader: Reader, order: OrderId): Promise<PostedMove[]> {
  const rows = await reader
    .select({ key: ledgerTransactions.key, at: ledgerTransactions.occurredAt, owner: ledgerEntries.ownerId, account: ledgerEntries.account, minor: ledgerEntries.amountMinor })
    .from(ledgerEntries)
    .innerJoin(ledgerTransactions, and(eq(ledgerTransactions.scope, ledgerEntries.scope), eq(ledgerTransactions.id, ledgerEntries.transactionId)))
    .where(eq(ledgerEntries.scope, uuidOf(order)))
    .orderBy(ledgerTransactions.id, ledgerEntries.position)
    .limit(STORY_MAX);
  return rows.map(({ owner, ...row }) => ({ ...row, member: /_(?:available|held)$/.test(row.account) ? idOf("member", owner) : null }));
}

function postingsOf(rows: readonly PostedMove[]): { key: string; at: Date; moves: (PostedMove & { member: MemberId })[] }[] {
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return [...byKey].map(([key, moves]) => ({ key, at: moves[0]?.at ?? new Date(0), moves: moves.filter((move): move is PostedMove & { member: MemberId } => move.member !== null) }));
}

/** What operators did with an order or one of its refunds. */
async function listTold(reader: Reader, order: OrderId) {
  return reader
    .select({ at: trail.occurredAt, action: trail.action, actor: trail.actor, reason: trailNotes.text })
    .from(trail)
    .leftJoin(trailNotes, eq(trailNotes.trailId, trail.id))
    .where(or(eq(trail.subject, order), sql`${trail.subject} in (select 'ref_' || replace(r.id::text, '-', '') from refunds r where r.order_id = ${uuidOf(order)})`))
    .orderBy(trail.id)
    .limit(STORY_MAX);
}

/** The stage that the reasons of today name: another than the order's own once an operator re-attributed it. */
function whyStage(parts: readonly PartExplained[]): Stage | null {
  for (const { step, ...reason } of parts.flatMap(({ reasons }) => reasons)) if (step === "stage" && "stage" in reason) return reason.stage;
  return null;
}

async function listWithdrawn(reader: Reader, order: OrderId) {
  const rows = await reader
    .select({ at: withdrawals.declaredAt, whole: withdrawals.whole, refundBy: withdrawals.refundBy, evidence: withdrawals.evidence, pieces: sql<number>`coalesce(sum(${withdrawalLines.quantity}), 0)::int` })
    .from(withdrawals)
    .leftJoin(withdrawalLines, eq(withdrawalLines.withdrawalId, withdrawals.id))
    .where(eq(withdrawals.orderId, order))
    .groupBy(withdrawals.id)
    .limit(STORY_MAX);
  return rows;
}

/** Payloads name an order with or without its prefix and dashes. */
const spelled = (id: OrderId | RefundId): string[] => {
  const hex = uuidOf(id);
  return [id, hex, hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")];
};

const SALES = ["sale.completed", "sale.refunded", "sale.reattributed"];

/** What was written to people and to the commission system about an order or one of its refunds, with every exchange. */
async function listMessages(reader: Reader, order: OrderId, ofRefunds: readonly RefundId[]): Promise<OrderEvent[]> {
  const byOrder = inArray(sql`(${outbox.payload} ->> 'order')`, spelled(order));
  const byRefund = ofRefunds.length === 0 ? undefined : inArray(sql`(${outbox.payload} ->> 'refund')`, ofRefunds.flatMap(spelled));
  const rows = await reader
    .select({ id: outbox.id, topic: outbox.topic, at: outbox.createdAt, relayedAt: outbox.relayedAt })
    .from(outbox)
    // What was relayed has an index by its order and one by its refund; what waits is little.
    .where(or(and(isNotNull(outbox.relayedAt), byOrder), byRefund && and(isNotNull(outbox.relayedAt), byRefund), and(isNull(outbox.relayedAt), or(byOrder, byRefund))))
    .orderBy(asc(outbox.id))
    .limit(STORY_MAX);
  const told = rows.filter(({ topic }) => topic.startsWith("mail.") || SALES.includes(topic));
  if (told.length === 0) return [];
  const exchanges = await reader.select().from(deliveries).where(inArray(deliveries.messageId, told.map(({ id }) => id))).orderBy(asc(deliveries.id)).limit(STORY_MAX);
  return told.map(({ id, topic, at, relayedAt }): OrderEvent =>
    topic.startsWith("mail.")
      ? { kind: "mail", at, topic, handedOn: relayedAt !== null }
      : { kind: "forwarded", at, topic, exchanges: exchanges.filter(({ messageId }) => messageId === id).map(({ startedAt, attempt, destination, outcome }): Exchange => ({ at: startedAt, attempt, destination, outcome })) },
  );
}

/** Paid orders that wait for their parcel, the oldest first, with what goes into it. Ask for the right `orders` first. */
export async function listToSend(reader: Reader, _by: Operator, { after, limit }: { readonly after: OrderId | null; readonly limit: number }): Promise<Page<OrderToSend>> {
  const rows = await reader
    .select({ id: orders.id, number: orders.number, paidAt: orders.paidAt, name: orderContacts.name, city: orderContacts.city })
    .from(orders)
    .leftJoin(orderContacts, eq(orderContacts.orderId, orders.id))
    .where(and(eq(orders.status, "paid"), after ? gt(orders.id, after) : undefined))
    .orderBy(asc(orders.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const lines = shown.length === 0 ? [] : await reader.select({ order: orderLines.orderId, quantity: orderLines.quantity, title: orderLines.title }).from(orderLines)
    .where(inArray(orderLines.orderId, shown.map(({ id }) => id))).orderBy(asc(orderLines.position));
  return { rows: shown.map(({ paidAt, ...row }) => ({ ...row, paidAt: paidAt ?? new Date(0), lines: lines.filter(({ order }) => order === row.id) })), more: rows.length > limit };
}
