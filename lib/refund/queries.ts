import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { outbox } from "@/db/schema/operations";
import { disputes, orderLines, orders, refundLines, refunds } from "@/db/schema/orders";
import { idOf, type MemberId, type OrderId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { spread } from "@/lib/kernel/money";
import { listOrderEntries, type PostedEntry } from "@/lib/ledger/queries";
import { REATTRIBUTE_POSITIONS } from "@/lib/ledger/types";
import { paymentPayload } from "./input";
import type { CreditMove, PastRefund, PostedCredit, RefundableOrder, RefundedLine } from "./types";

export type Refund = typeof refunds.$inferSelect;
type Order = typeof orders.$inferSelect;

/** What an open dispute of an order holds now. */
export type DisputeHolds = { readonly dispute: string; readonly holds: readonly CreditMove[] };

/** A paid order with everything that its refunds and disputes are worked out from. */
export type RefundBook = {
  readonly order: Order;
  /** The buyer, or who they were merged into. */
  readonly buyer: MemberId;
  readonly refundable: RefundableOrder;
  readonly rows: readonly Refund[];
  readonly past: readonly PastRefund[];
  readonly entries: readonly PostedEntry[];
  readonly openDisputes: readonly DisputeHolds[];
  /** Who a member of a posted entry is now. */
  readonly today: (owner: string) => MemberId;
};

/** A refund by its id. */
export async function findRefund(reader: Reader, id: RefundId): Promise<Refund | null> {
  const [row] = await reader.select().from(refunds).where(eq(refunds.id, id));
  return row ?? null;
}

/** The refunds of an order with their lines, in the order of their acceptance. */
export async function listRefunds(reader: Reader, order: OrderId): Promise<(Refund & { readonly lines: readonly RefundedLine[] })[]> {
  const rows = await reader.select().from(refunds).where(eq(refunds.orderId, order)).orderBy(asc(refunds.acceptedAt), asc(refunds.id));
  const lines = rows.length === 0 ? [] : await reader.select().from(refundLines).where(inArray(refundLines.refundId, rows.map(({ id }) => id)));
  return rows.map((row) => ({
    ...row,
    lines: lines.filter(({ refundId }) => refundId === row.id).map(({ orderLineId, quantity, goodsMinor }) => ({ line: orderLineId, quantity, goodsMinor })),
  }));
}

/** The order that a payment settled. */
export async function findOrderOfPayment(reader: Reader, payment: string): Promise<OrderId | null> {
  const [row] = await reader.select({ id: orders.id }).from(orders).where(eq(orders.paymentId, payment));
  return row?.id ?? null;
}

/** The payment that a refund is sent back to; null when no card paid. */
export async function findPaymentToRefund(reader: Reader, refund: Refund): Promise<string | null> {
  if (refund.kind === "late_payment") {
    // Its id is that of the message that promised the money back, and only that names the payment.
    const [row] = await reader.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.id, idOf("message", uuidOf(refund.id))));
    return row ? paymentPayload.parse(row.payload).payment : null;
  }
  const [row] = await reader.select({ payment: orders.paymentId }).from(orders).where(eq(orders.id, refund.orderId));
  return row?.payment ?? null;
}

/** The business key that a refund's claw-back is posted under. DESIGN §4 */
export function keyOf({ id, kind, providerRefundId }: Pick<Refund, "id" | "kind" | "providerRefundId">): string {
  return `refund:${kind === "provider" || kind === "dispute" ? (providerRefundId ?? id) : id}`;
}

/** Everything about an order's refunds. Read it after the order is locked. Null when the order was never paid. */
export async function findRefundBook(reader: Reader, id: OrderId): Promise<RefundBook | null> {
  const [order] = await reader.select().from(orders).where(and(eq(orders.id, id), inArray(orders.status, ["paid", "fulfilled"])));
  if (!order) return null;
  const lines = await reader.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position));
  const entries = await listOrderEntries(reader, id);
  const rows = await listRefunds(reader, id);
  const open = await reader.select({ id: disputes.id }).from(disputes).where(and(eq(disputes.orderId, id), disputes.held)).orderBy(asc(disputes.openedAt), asc(disputes.id));
  const today = await readSurvivors(reader, [uuidOf(order.buyerId), ...entries.filter(isWallet).map(({ owner }) => owner)]);
  const credits = creditsOf(entries, today);
  return {
    order, rows, entries, today,
    buyer: today(uuidOf(order.buyerId)),
    past: rows.map((row) => ({ ...row, walletEarningsMinor: earningsReturned(entries, keyOf(row)) })),
    openDisputes: open.map(({ id: dispute }) => ({ dispute, holds: holdsOf(credits, entries.filter((entry) => isOfDispute(entry, dispute)), today) })),
    refundable: {
      goodsMinor: order.goodsMinor,
      shippingMinor: order.shippingMinor,
      creditMinor: order.creditMinor,
      creditEarningsMinor: order.creditEarningsMinor,
      lines: lines.map(({ id: line, quantity, goodsMinor }) => ({ id: line, quantity, goodsMinor })),
      credits,
    },
  };
}

async function readSurvivors(reader: Reader, owners: readonly string[]): Promise<(owner: string) => MemberId> {
  const ids = [...new Set(owners)].map((owner) => idOf("member", owner));
  const rows = await reader.select({ id: members.id, mergedInto: members.mergedInto }).from(members).where(inArray(members.id, ids));
  const survivors = new Map(rows.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  return (owner) => survivors.get(idOf("member", owner)) ?? idOf("member", owner);
}

// ---- what the ledger says of an order's credits

const PARTIES = ["buyer", "sharer", "distributor"] as const;

const isWallet = ({ account }: PostedEntry): boolean => account.endsWith("_available") || account.endsWith("_held");
const isHeld = ({ account }: PostedEntry): boolean => account.endsWith("_held");
const walletOf = ({ account }: PostedEntry) => (account.startsWith("earnings") ? ("earnings" as const) : ("credit" as const));
const isOfDispute = ({ key }: PostedEntry, dispute: string): boolean =>
  key === `dispute_hold:${dispute}` || key === `dispute_release:${dispute}` || key.startsWith(`dispute_release:${dispute}-`);

type Today = RefundBook["today"];

function creditsOf(all: readonly PostedEntry[], today: Today): PostedCredit[] {
  const entries = sinceAttributed(all);
  const posted = entries.filter((entry) => isCredit(entry) && isWallet(entry)).map((entry): CreditMove => {
    const party = PARTIES[entry.position - 1];
    invariant(party !== undefined, "a cash-back credits a buyer, a sharer or a distributor");
    return { party, owner: today(entry.owner), wallet: walletOf(entry), amountMinor: entry.amountMinor };
  });
  const taken = overCredits(posted, (credit) => sumOf(entries, credit, { today, of: takenBy }));
  const credits = posted.map((credit, n): PostedCredit => ({ ...credit, takenMinor: taken[n] ?? 0n, heldMinor: 0n }));
  const left = credits.map((credit) => ({ ...credit, amountMinor: credit.amountMinor - credit.takenMinor }));
  const held = overCredits(left, (credit) => sumOf(entries, credit, { today, of: heldBy }));
  return credits.map((credit, n) => ({ ...credit, heldMinor: held[n] ?? 0n }));
}

/** After a re-attribution the sale's credits are those of its posting, and what was taken before is in it. */
function sinceAttributed(entries: readonly PostedEntry[]): readonly PostedEntry[] {
  const key = entries.findLast(({ kind }) => kind === "reattribute")?.key;
  return key === undefined ? entries : entries.slice(entries.findIndex((entry) => entry.key === key));
}

const isCredit = ({ kind, position }: PostedEntry): boolean => kind === "cashback" || (kind === "reattribute" && position < REATTRIBUTE_POSITIONS.company);

function holdsOf(credits: readonly PostedCredit[], entries: readonly PostedEntry[], today: Today): CreditMove[] {
  const left = credits.map((credit) => ({ ...credit, amountMinor: credit.amountMinor - credit.takenMinor }));
  const held = overCredits(left, (credit) => sumOf(entries, credit, { today, of: heldBy }));
  return credits.map(({ party, owner, wallet }, n) => ({ party, owner, wallet, amountMinor: held[n] ?? 0n })).filter(({ amountMinor }) => amountMinor > 0n);
}

/**
 * Entries know a wallet, not a party. Two parties share a wallet only after their members were merged: then what was
 * moved in it is spread over both.
 */
function overCredits(credits: readonly CreditMove[], total: (credit: CreditMove) => bigint): bigint[] {
  return credits.map((credit) => {
    const same = credits.filter(({ owner, wallet }) => owner === credit.owner && wallet === credit.wallet);
    return spread(total(credit), same.map(({ amountMinor }) => amountMinor))[same.indexOf(credit)] ?? 0n;
  });
}

type Counting = { readonly today: Today; readonly of: (entry: PostedEntry) => bigint };

function sumOf(entries: readonly PostedEntry[], { owner, wallet }: CreditMove, { today, of }: Counting): bigint {
  const own = entries.filter((entry) => isWallet(entry) && today(entry.owner) === owner && walletOf(entry) === wallet);
  return own.reduce((sum, entry) => sum + of(entry), 0n);
}

/** In a refund what leaves a wallet is taken back and what comes is spent credit returned; in its mirror it is the other way round. */
function takenBy({ kind, position, amountMinor }: PostedEntry): bigint {
  if (kind === "refund") return amountMinor < 0n ? -amountMinor : 0n;
  if (kind === "refund_cancel") return amountMinor > 0n ? -amountMinor : 0n;
  return kind === "reattribute" && position >= REATTRIBUTE_POSITIONS.already ? -amountMinor : 0n;
}

/** What an order's credits hold is held by disputes alone: checkout holds are of other kinds. */
function heldBy(entry: PostedEntry): bigint {
  return isHeld(entry) && ["dispute_hold", "dispute_release", "refund"].includes(entry.kind) ? entry.amountMinor : 0n;
}

function earningsReturned(entries: readonly PostedEntry[], key: string): bigint {
  const returned = entries.filter((entry) => entry.key === key && entry.account === "earnings_available" && entry.amountMinor > 0n);
  return returned.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
