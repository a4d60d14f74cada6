import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { alerts } from "@/db/schema/operations";
import { orders, refundLines, refunds } from "@/db/schema/orders";
import { transact } from "@/db/transact";
import { ProviderRefused } from "@/lib/gateway/stripe/errors";
import type { PaymentProvider, ProviderRefund } from "@/lib/gateway/stripe/types";
import { idOf, type MemberId, newId, type OrderId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { money } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { mirror } from "@/lib/ledger/rules";
import type { Entry, Posting, WalletAccount } from "@/lib/ledger/types";
import { record } from "@/lib/trail/commands";
import type { Deed } from "@/lib/trail/types";
import { findOrderOfPayment, findPaymentToRefund, findRefund, findRefundBook, keyOf, type Refund, type RefundBook } from "./queries";
import { holdsToRelease, planRefund } from "./rules";
import type { AcceptOutcome, Adoption, AlertKind, CreditMove, LatePayment, NewRefund, RefundNews, RefundPlan, Verdict, VerdictOutcome } from "./types";

type Accepted = Extract<RefundPlan, { ok: true }>;

/** A refund as it is written down: what it gives and takes, and where what it takes comes from. */
export type RefundDraft = {
  readonly refund: RefundId;
  readonly plan: Accepted;
  readonly status: "accepted" | "sent" | "done";
  readonly providerRefundId: string | null;
  readonly by: MemberId | null;
  readonly at: Date;
  /** Taken from what a lost dispute holds; the rest of the plan's claw-backs from what is available. */
  readonly fromHeld?: readonly CreditMove[];
};

/**
 * Accepts a refund and posts all of it at once: takes back of each posted credit, returns the wallet's part to the
 * wallets that it came from, has the card's part sent, and tells the commission system and the buyer. One refund of an
 * order at a time. The same id again changes nothing. Wake the relay afterwards.
 * @see DESIGN §4 "Refunds"
 */
export async function acceptRefund(tx: Tx, { refund = newId("refund"), order, request, by, at }: NewRefund): Promise<AcceptOutcome> {
  await lockOrder(tx, order);
  const known = await findRefund(tx, refund);
  if (known) {
    invariant(known.orderId === order, `${refund} is a refund of another order`);
    return { ok: true, refund, walletMinor: known.walletMinor, cardMinor: known.cardMinor, replayed: true };
  }
  const book = await findRefundBook(tx, order);
  if (!book) return { ok: false, reason: "not_paid" };
  const plan = planRefund(book.refundable, book.past, request);
  if (!plan.ok) return plan;
  await writeRefund(tx, book, { refund, plan, status: plan.cardMinor > 0n ? "accepted" : "done", providerRefundId: null, by, at });
  return { ok: true, refund, walletMinor: plan.walletMinor, cardMinor: plan.cardMinor, replayed: false };
}

/** Locks an order for its refunds and disputes, before anything of them is read. Orders come first in the order of locks. DESIGN §5 */
export async function lockOrder(tx: Tx, order: OrderId): Promise<void> {
  await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, order)).for("no key update");
}

/** Posts a planned refund and writes its rows and news. The order is locked and the book was read after that. */
export async function writeRefund(tx: Tx, book: RefundBook, draft: RefundDraft): Promise<void> {
  const { refund: id, plan, status, providerRefundId, by } = draft;
  const { order } = book;
  const acceptedAt = nextMoment(book, draft.at);
  const row = {
    id, status, providerRefundId, acceptedAt,
    orderId: order.id, kind: plan.kind, currency: order.currency,
    goodsMinor: plan.goodsMinor, shippingMinor: plan.shippingMinor, walletMinor: plan.walletMinor, cardMinor: plan.cardMinor,
    requestedBy: by, doneAt: status === "done" ? acceptedAt : null,
  };
  await postAll(tx, [postingOf(book, draft, { key: keyOf(row), at: acceptedAt }), ...releases(book, draft, acceptedAt)]);
  await tx.insert(refunds).values(row);
  if (plan.lines.length > 0) {
    await tx.insert(refundLines).values(plan.lines.map(({ line, quantity, goodsMinor }) => ({ id: newId("line"), refundId: id, orderLineId: line, quantity, goodsMinor })));
  }
  if (plan.excessMinor > 0n) await alert(tx, { kind: "refund_excess", order: order.id, details: { refund: id, excessMinor: String(plan.excessMinor) }, at: acceptedAt });
  const { buyer } = book;
  await tell(tx, { refund: id, buyer, topics: ["sale.refunded", ...(plan.kind === "dispute" ? [] : ["mail.refunded" as const])] });
  if (status === "accepted" && row.cardMinor > 0n) await tell(tx, { refund: id, buyer, topics: ["payment.refund"] });
}

/** What is told is cumulative, in the order of acceptance: no two refunds of an order share a moment, nor is one before the last. */
function nextMoment({ rows }: RefundBook, at: Date): Date {
  const before = rows.flatMap(({ acceptedAt, doneAt }) => [acceptedAt.getTime(), doneAt?.getTime() ?? 0]);
  return new Date(before.reduce((latest, time) => (time < latest ? latest : time + 1), at.getTime()));
}

/** A posting needs two entries: one that moves nothing is none. */
async function postAll(tx: Tx, postings: readonly Posting[]): Promise<void> {
  const outcome = await post(tx, postings.filter(({ entries }) => entries.some(({ amountMinor }) => amountMinor !== 0n)));
  invariant(outcome.ok, "a claw-back needs no cover");
}

function postingOf(book: RefundBook, { plan, fromHeld = [] }: RefundDraft, { key, at }: { key: string; at: Date }): Posting {
  const { walletMinor, walletEarningsMinor, clawBacks } = plan;
  const claws = clawBacks.flatMap((credit): Entry[] => {
    const held = amountOf(fromHeld, credit);
    return [entryOf(credit, "held", -held), entryOf(credit, "available", held - credit.amountMinor)];
  });
  const entries: Entry[] = [
    ...claws,
    { account: "cashback_expense", amountMinor: sum(clawBacks) },
    { account: "credit_available", owner: book.buyer, amountMinor: walletMinor - walletEarningsMinor },
    { account: "earnings_available", owner: book.buyer, amountMinor: walletEarningsMinor },
    { account: "wallet_redemption", amountMinor: -walletMinor },
  ];
  return { key, kind: "refund", scope: book.order.id, currency: book.order.currency, occurredAt: at, entries };
}

/** What disputes hold of credits that this refund takes back is free again: no more is held than is left. */
function releases(book: RefundBook, { refund, plan }: RefundDraft, at: Date): Posting[] {
  const credits = book.refundable.credits.map((credit) => ({ ...credit, takenMinor: credit.takenMinor + amountOf(plan.clawBacks, credit) }));
  let free = holdsToRelease({ ...book.refundable, credits });
  return book.openDisputes.flatMap(({ dispute, holds }): Posting[] => {
    const released = holds.map((hold) => ({ ...hold, amountMinor: least(hold.amountMinor, amountOf(free, hold)) }));
    free = free.map((move) => ({ ...move, amountMinor: move.amountMinor - amountOf(released, move) }));
    return [releaseOf(book, { key: `dispute_release:${dispute}-${refund}`, moves: released, at })];
  });
}

/** Moves what is held for a dispute back to available. */
export function releaseOf({ order }: RefundBook, { key, moves, at }: { readonly key: string; readonly moves: readonly CreditMove[]; readonly at: Date }): Posting {
  const entries = moves.flatMap((move) => [entryOf(move, "held", -move.amountMinor), entryOf(move, "available", move.amountMinor)]);
  return { key, kind: "dispute_release", scope: order.id, currency: order.currency, occurredAt: at, entries };
}

/** An entry on a member's wallet. */
export function entryOf({ owner, wallet }: CreditMove, where: "available" | "held", amountMinor: bigint): Entry {
  return { account: `${wallet}_${where}` satisfies WalletAccount, owner, amountMinor };
}

const amountOf = (moves: readonly CreditMove[], of: CreditMove): bigint => sum(moves.filter(({ party, owner }) => party === of.party && owner === of.owner));
const sum = (moves: readonly { readonly amountMinor: bigint }[]): bigint => moves.reduce((total, { amountMinor }) => total + amountMinor, 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

// ---- refunds that were made in the provider's dashboard

/**
 * Adopts a refund that was made in the provider's dashboard: it is spread over what is not yet refunded, posted and
 * forwarded like any other, and an operator is shown it. Repeated, concurrent and reordered news adopt it once; one
 * that failed is undone, or never posted.
 * @param found  as the provider shows it now, not as an old event does
 * @see DESIGN §4 "Disputes"
 */
export async function adoptProviderRefund(tx: Tx, found: ProviderRefund, at: Date): Promise<Adoption> {
  invariant(found.refund === null, `${found.providerRefundId} is a refund of ours`);
  const order = await findOrderOfPayment(tx, found.paymentId);
  if (!order) return { ok: true, outcome: "unknown_payment" };
  await lockOrder(tx, order);
  const book = await findRefundBook(tx, order);
  invariant(book?.order.currency === found.amount.currency, `${found.providerRefundId} is in the currency of its order`);

  const { providerRefundId } = found;
  const failed = found.status === "failed" || found.status === "canceled";
  const known = book.rows.find((row) => row.providerRefundId === providerRefundId);
  if (known) return failed ? undoAdopted(tx, book, { known, at }) : confirmAdopted(tx, known, { done: found.status === "succeeded", at });

  const refund = newId("refund");
  if (failed) {
    // Remembered, so that older news of its success adopts nothing.
    const nothing = { goodsMinor: 0n, shippingMinor: 0n, walletMinor: 0n, cardMinor: 0n };
    await tx.insert(refunds).values({ id: refund, orderId: order, kind: "provider", status: "cancelled", currency: found.amount.currency, ...nothing, providerRefundId, failure: found.failureReason, acceptedAt: at, doneAt: at });
    return { ok: true, outcome: "failed" };
  }
  const plan = planRefund(book.refundable, book.past, { kind: "provider", amountMinor: found.amount.minor });
  invariant(plan.ok, "what the provider has sent is never refused");
  await writeRefund(tx, book, { refund, plan, status: found.status === "succeeded" ? "done" : "sent", providerRefundId, by: null, at });
  await alert(tx, { kind: "refund_adopted", order, details: { refund, providerRefundId, amountMinor: String(found.amount.minor) }, at });
  return { ok: true, outcome: "adopted" };
}

async function confirmAdopted(tx: Tx, known: Refund, { done, at }: { done: boolean; at: Date }): Promise<Adoption> {
  if (done) await tx.update(refunds).set({ status: "done", doneAt: at }).where(and(eq(refunds.id, known.id), eq(refunds.status, "sent")));
  return { ok: true, outcome: "known" };
}

async function undoAdopted(tx: Tx, book: RefundBook, { known, at }: { known: Refund; at: Date }): Promise<Adoption> {
  if (known.status === "cancelled") return { ok: true, outcome: "known" };
  await postMirror(tx, book, { refund: known, at });
  await alert(tx, { kind: "refund_undone", order: book.order.id, details: { refund: known.id, providerRefundId: known.providerRefundId }, at });
  return { ok: true, outcome: "undone" };
}

// ---- refunds of ours

/**
 * Takes in news about a refund that we sent: done, or owed when it failed, also after it had succeeded. Old and
 * repeated news change nothing; news of an attempt before the last one doesn't either.
 */
export async function recordProviderRefund(tx: Tx, found: ProviderRefund, at: Date): Promise<RefundNews> {
  invariant(found.refund !== null, `${found.providerRefundId} is not a refund of ours`);
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, found.refund)).for("update");
  if (!row) return { ok: true, outcome: "not_ours" };
  const { providerRefundId, status: now } = found;
  const same = row.providerRefundId === providerRefundId;
  // While an attempt is under way the row names the attempt before it, whose end is known.
  const awaited = (row.status === "accepted" && !same) || (same && (row.status === "sent" || row.status === "done"));

  if (now === "failed" || now === "canceled") {
    if (!awaited) return { ok: true, outcome: "known" };
    await owe(tx, row, { providerRefundId, failure: found.failureReason ?? now, at });
    return { ok: true, outcome: "owed" };
  }
  const next = now === "succeeded" ? ("done" as const) : ("sent" as const);
  if (!awaited || row.status === "done" || row.status === next) return { ok: true, outcome: "known" };
  await tx.update(refunds).set({ status: next, providerRefundId, failure: null, doneAt: next === "done" ? at : null }).where(eq(refunds.id, row.id));
  return { ok: true, outcome: next };
}

async function owe(tx: Tx, row: Refund, why: { readonly providerRefundId: string | null; readonly failure: string; readonly at: Date }): Promise<void> {
  const { providerRefundId, failure, at } = why;
  await tx.update(refunds).set({ status: "owed", failure, doneAt: null, ...(providerRefundId === null ? {} : { providerRefundId }) }).where(eq(refunds.id, row.id));
  await alert(tx, { kind: "refund_owed", order: row.orderId, details: { refund: row.id, amountMinor: String(row.cardMinor), failure }, at });
}

/**
 * Sends the card's part of an accepted refund. Repeated it sends once; when the provider refuses it, it is owed and an
 * operator is alerted. Throws `ProviderUnavailable` when nobody answers: try again.
 */
export async function sendRefund(shop: { readonly db: Db; readonly payments: PaymentProvider }, sending: { readonly refund: RefundId; readonly attempt: number; readonly at: Date }): Promise<RefundNews> {
  const { refund, attempt, at } = sending;
  const row = await findRefund(shop.db, refund);
  if (row?.status !== "accepted") return { ok: true, outcome: "known" };
  const paymentId = await findPaymentToRefund(shop.db, row);
  invariant(paymentId !== null, `${refund} goes back to a card that paid`);
  try {
    const found = await shop.payments.refund({ refund, paymentId, amount: money(row.cardMinor, row.currency), attempt });
    return await transact(shop.db, (tx) => recordProviderRefund(tx, found, at));
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    return transact(shop.db, (tx) => recordRefusal(tx, refund, { failure: error.code, at }));
  }
}

async function recordRefusal(tx: Tx, refund: RefundId, { failure, at }: { failure: string; at: Date }): Promise<RefundNews> {
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, refund)).for("update");
  if (row?.status !== "accepted") return { ok: true, outcome: "known" };
  await owe(tx, row, { providerRefundId: null, failure, at });
  return { ok: true, outcome: "owed" };
}

/**
 * Writes down that a payment is to be sent back which came too late or a second time, and answers the refund to send.
 * Nothing is posted: it never was the order's money. Called again it changes nothing. DESIGN §5
 */
export async function returnPayment(tx: Tx, { message, order, amount, at }: LatePayment): Promise<{ readonly ok: true; readonly refund: RefundId }> {
  const refund = idOf("refund", uuidOf(message));
  const row = { id: refund, orderId: order, kind: "late_payment", status: "accepted", currency: amount.currency, goodsMinor: amount.minor } as const;
  await tx.insert(refunds).values({ ...row, shippingMinor: 0n, walletMinor: 0n, cardMinor: amount.minor, acceptedAt: at }).onConflictDoNothing({ target: refunds.id });
  return { ok: true, refund };
}

// ---- what an operator decides about a refund that the provider refused

/** Sends an owed refund once more. Wake the relay afterwards. DESIGN §4 */
export async function retryOwed(tx: Tx, verdict: Verdict): Promise<VerdictOutcome> {
  const owed = await findOwed(tx, verdict.refund);
  if (!owed) return { ok: false, reason: "not_owed" };
  await tx.update(refunds).set({ status: "accepted", failure: null }).where(eq(refunds.id, owed.id));
  await tell(tx, { refund: owed.id, buyer: verdict.by, topics: ["payment.refund"], attempt: verdict.at.getTime() });
  await conclude(tx, owed, { ...verdict, action: "refund.retried" });
  return { ok: true };
}

/** An owed refund reached the buyer another way: by transfer, by voucher. What was posted stays. DESIGN §4 */
export async function settleOtherwise(tx: Tx, verdict: Verdict): Promise<VerdictOutcome> {
  const owed = await findOwed(tx, verdict.refund);
  if (!owed) return { ok: false, reason: "not_owed" };
  await tx.update(refunds).set({ status: "settled_otherwise", doneAt: verdict.at }).where(eq(refunds.id, owed.id));
  await conclude(tx, owed, { ...verdict, action: "refund.settled_otherwise" });
  return { ok: true };
}

/** Takes an owed refund back: posts its mirror, and tells the commission system. Wake the relay afterwards. DESIGN §4 */
export async function cancelRefund(tx: Tx, verdict: Verdict): Promise<VerdictOutcome> {
  const found = await findRefund(tx, verdict.refund);
  if (found) await lockOrder(tx, found.orderId);
  const owed = await findOwed(tx, verdict.refund);
  if (!owed) return { ok: false, reason: "not_owed" };
  if (owed.kind === "late_payment") return { ok: false, reason: "not_the_orders_money" };
  const book = await findRefundBook(tx, owed.orderId);
  invariant(book !== null, "a refund is one of a paid order");
  const own = book.entries.findIndex(({ key }) => key === keyOf(owed));
  if (book.entries.some(({ kind }, n) => kind === "reattribute" && n > own)) return { ok: false, reason: "reattributed_since" };
  await postMirror(tx, book, { refund: owed, at: verdict.at });
  await conclude(tx, owed, { ...verdict, action: "refund.cancelled" });
  return { ok: true };
}

async function findOwed(tx: Tx, id: RefundId): Promise<Refund | null> {
  const [row] = await tx.select().from(refunds).where(and(eq(refunds.id, id), eq(refunds.status, "owed"))).for("update");
  return row ?? null;
}

async function postMirror(tx: Tx, book: RefundBook, { refund, at: asked }: { refund: Refund; at: Date }): Promise<void> {
  const at = nextMoment(book, asked);
  const own = book.entries.filter(({ key }) => key === keyOf(refund));
  const entries = own.map(({ account, owner, amountMinor }): Entry => {
    if (account === "cashback_expense" || account === "wallet_redemption" || account === "payouts" || account === "adjustments") return { account, amountMinor };
    return { account, owner: book.today(owner), amountMinor };
  });
  await postAll(tx, [{ key: `refund_cancel:${refund.id}`, kind: "refund_cancel", scope: book.order.id, currency: book.order.currency, occurredAt: at, entries: mirror(entries) }]);
  await tx.update(refunds).set({ status: "cancelled", doneAt: at }).where(eq(refunds.id, refund.id));
  await tell(tx, { refund: refund.id, buyer: book.buyer, topics: ["sale.refunded"], cancelled: true });
  // A credit note whose refund was taken back is charged again.
  await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at)
    values (uuid_v7(), 'invoice.issue', ${`invoice:${book.order.id}`}, jsonb_build_object('order', ${uuidOf(book.order.id)}::uuid), clock_timestamp())`);
}

/** Closes the alert, and writes down who decided what. */
async function conclude(tx: Tx, owed: Refund, { by, reason, at, action }: Verdict & Pick<Deed, "action">): Promise<void> {
  await record(tx, { actor: by, action, subject: owed.id, before: { status: owed.status, failure: owed.failure }, reason, at });
  await tx.update(alerts).set({ closedAt: at }).where(and(eq(alerts.orderId, owed.orderId), eq(alerts.kind, "refund_owed"), isNull(alerts.closedAt), sql`${alerts.details} ->> 'refund' = ${owed.id}`));
}

// ---- news

/** Shows an operator something about an order. */
export async function alert(tx: Tx, { kind, order, details, at }: { readonly kind: AlertKind; readonly order: OrderId; readonly details: object; readonly at: Date }): Promise<void> {
  await tx.insert(alerts).values({ id: newId("alert", at.getTime()), kind, orderId: order, details, createdAt: at });
}

type News = {
  readonly refund: RefundId;
  readonly buyer: MemberId;
  readonly topics: readonly ("sale.refunded" | "mail.refunded" | "payment.refund")[];
  readonly attempt?: number;
  readonly cancelled?: boolean;
};

/** Has the provider asked again about a payment that no order was settled by: news may be faster than the payment's own. Wake the relay afterwards. */
export async function lookAgain(tx: Tx, { payment, dispute }: { readonly payment: string; readonly dispute: string | null }): Promise<{ readonly ok: true }> {
  await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at)
    values (uuid_v7(), 'payment.look', ${payment}, jsonb_build_object('payment', ${payment}::text, 'dispute', ${dispute}::text), clock_timestamp())`);
  return { ok: true };
}

/** Ids and keys are made where settling makes them, so that a buyer's messages keep their order. */
async function tell(tx: Tx, { refund, buyer, topics, attempt = 1, cancelled = false }: News): Promise<void> {
  for (const topic of topics) {
    const key = topic === "sale.refunded" ? sql`${uuidOf(buyer)}::uuid::text` : sql`${topic === "mail.refunded" ? `mail:${buyer}` : `refund:${refund}`}`;
    const more = topic === "payment.refund" ? { attempt } : cancelled ? { cancelled } : {};
    await tx.execute(sql`insert into outbox (id, topic, key, payload, created_at) values (uuid_v7(), ${topic}, ${key},
      jsonb_build_object('refund', ${uuidOf(refund)}::uuid) || ${JSON.stringify(more)}::jsonb, clock_timestamp())`);
  }
}
