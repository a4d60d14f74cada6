import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { disputes } from "@/db/schema/orders";
import type { ProviderDispute } from "@/lib/gateway/stripe/types";
import { newId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { post } from "@/lib/ledger/commands";
import type { Posting } from "@/lib/ledger/types";
import { alert, entryOf, lockOrder, releaseOf, writeRefund } from "@/lib/refund/commands";
import { findOrderOfPayment, findRefundBook, type RefundBook } from "@/lib/refund/queries";
import { planDisputeHold, planLostDispute } from "@/lib/refund/rules";
import type { CreditMove } from "@/lib/refund/types";
import type { DisputeNews } from "./types";

type Dispute = typeof disputes.$inferSelect;
const STEP = { inquiry: 0, open: 1, won: 2, lost: 2 } as const;

/**
 * Takes in news about a dispute: holds the credits of its order when it opens, releases them when it is won, takes them
 * back when it is lost. Repeated, concurrent and reordered news take effect once; a word after the last one is only
 * shown to an operator. Wake the relay afterwards.
 * @see DESIGN §4 "Disputes"
 */
export async function recordDispute(tx: Tx, found: ProviderDispute, at: Date): Promise<DisputeNews> {
  const order = await findOrderOfPayment(tx, found.paymentId);
  if (!order) return { ok: true, outcome: "unknown_payment" };
  await lockOrder(tx, order);
  const { disputeId: id, status, amount } = found;
  await tx
    .insert(disputes)
    .values({ id, orderId: order, status: "inquiry", amountMinor: amount.minor, currency: amount.currency, openedAt: found.createdAt })
    .onConflictDoNothing({ target: disputes.id });
  const [dispute] = await tx.select().from(disputes).where(eq(disputes.id, id));
  invariant(dispute?.orderId === order, `${id} is a dispute of one order`);
  if (STEP[status] <= STEP[dispute.status]) {
    const contradicts = STEP[dispute.status] === STEP.lost && STEP[status] === STEP.lost && status !== dispute.status;
    if (contradicts) await alert(tx, { kind: "dispute_reversed", order, details: { dispute: id, was: dispute.status, now: status }, at });
    return { ok: true, outcome: status === "inquiry" && dispute.status === "inquiry" ? "inquiry" : "known" };
  }
  const book = await findRefundBook(tx, order);
  invariant(book?.order.currency === dispute.currency, `${id} is in the currency of its order`);
  invariant(status !== "inquiry", "an inquiry is a dispute's first word, never a later one");
  await alert(tx, { kind: `dispute_${status}`, order, details: { dispute: id, amountMinor: String(dispute.amountMinor), reason: found.providerStatus }, at });
  if (status === "open") return hold(tx, book, { dispute, at });
  return status === "won" ? release(tx, book, { dispute, at }) : takeBack(tx, book, { dispute, at });
}

type Step = { readonly dispute: Dispute; readonly at: Date };

async function hold(tx: Tx, book: RefundBook, { dispute, at }: Step): Promise<DisputeNews> {
  const moves = planDisputeHold(book.refundable, book.past, dispute.amountMinor);
  const entries = moves.flatMap((move) => [entryOf(move, "available", -move.amountMinor), entryOf(move, "held", move.amountMinor)]);
  await postSome(tx, { key: `dispute_hold:${dispute.id}`, kind: "dispute_hold", scope: book.order.id, currency: book.order.currency, occurredAt: at, entries });
  await tx.update(disputes).set({ status: "open", held: true }).where(eq(disputes.id, dispute.id));
  return { ok: true, outcome: "held" };
}

async function release(tx: Tx, book: RefundBook, { dispute, at }: Step): Promise<DisputeNews> {
  await postSome(tx, releaseOf(book, { key: `dispute_release:${dispute.id}`, moves: holdsOf(book, dispute), at }));
  await tx.update(disputes).set({ status: "won", held: false, closedAt: at }).where(eq(disputes.id, dispute.id));
  return { ok: true, outcome: "released" };
}

async function takeBack(tx: Tx, book: RefundBook, { dispute, at }: Step): Promise<DisputeNews> {
  const holds = holdsOf(book, dispute);
  const lost = planLostDispute(book.refundable, book.past, { amountMinor: dispute.amountMinor, holds });
  await postSome(tx, releaseOf(book, { key: `dispute_release:${dispute.id}`, moves: lost.released, at }));
  await writeRefund(tx, without(book, dispute, holds), {
    refund: newId("refund"), plan: lost.refund, fromHeld: lost.fromHeld,
    status: "done", providerRefundId: dispute.id, by: null, at,
  });
  await tx.update(disputes).set({ status: "lost", held: false, closedAt: at }).where(eq(disputes.id, dispute.id));
  return { ok: true, outcome: "taken_back" };
}

function holdsOf({ openDisputes }: RefundBook, { id }: Dispute): readonly CreditMove[] {
  return openDisputes.find(({ dispute }) => dispute === id)?.holds ?? [];
}

/** The book as it is once this dispute holds nothing any more: what others hold still counts. */
function without(book: RefundBook, { id }: Dispute, holds: readonly CreditMove[]): RefundBook {
  const credits = book.refundable.credits.map((credit) => {
    const own = holds.find(({ party, owner }) => party === credit.party && owner === credit.owner);
    return { ...credit, heldMinor: credit.heldMinor - (own?.amountMinor ?? 0n) };
  });
  return { ...book, refundable: { ...book.refundable, credits }, openDisputes: book.openDisputes.filter(({ dispute }) => dispute !== id) };
}

/** A posting needs two entries: one that moves nothing is none. */
async function postSome(tx: Tx, posting: Posting): Promise<void> {
  if (posting.entries.length === 0) return;
  const outcome = await post(tx, [posting]);
  invariant(outcome.ok, "a dispute needs no cover");
}
