import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Hot, Tx } from "@/db/client";
import { outbox } from "@/db/schema/operations";
import { orders } from "@/db/schema/orders";
import { parcels } from "@/db/schema/parcels";
import { isGone, retrying, transact } from "@/db/transact";
import type { PaymentSession } from "@/lib/gateway/stripe/types";
import { idOf, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { localized } from "@/lib/kernel/locale";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import { findOrder, listWaiting } from "./queries";
import type { Clearing, ConfirmedPayment, Dispatch, DispatchOutcome, EndOutcome, Ending, PaymentWish, Settled, SettleOutcome, Swept, Workshop } from "./types";

/** How many orders one call settles at most. */
export const SETTLE_MAX = 200;

/**
 * Moves orders to paid: captures holds, posts the cash back, sets parents and bindings, takes the stock, writes the
 * outbox; one transaction, one round trip, whoever calls it. Called again it changes nothing, so it is called again when
 * its connection dies: the answer is then `already` where the first call got through. Wake the relay afterwards.
 * @see DESIGN §5, settle_orders in db/migrations
 */
export async function settle(hot: Hot, payments: readonly ConfirmedPayment[]): Promise<Settled[]> {
  invariant(payments.length <= SETTLE_MAX, `at most ${SETTLE_MAX} orders settle in one call`);
  const rows = await retrying(
    () => hot<{ order_id: string; outcome: SettleOutcome }[]>`
      select order_id, outcome from settle_orders(
        ${pgArray(payments.map((p) => uuidOf(p.order)))}::text::uuid[],
        ${pgArray(payments.map((p) => p.payment))}::text::text[],
        ${pgArray(payments.map((p) => p.amount.minor))}::text::bigint[],
        ${pgArray(payments.map((p) => p.amount.currency))}::text::text[],
        ${pgArray(payments.map((p) => p.paidAt.toISOString()))}::text::timestamptz[])`,
    isGone,
  );
  return rows.map((row) => ({ order: idOf("order", row.order_id), outcome: row.outcome }));
}

/** Calls under way at a time: few, so that much goes together, and more than one, so that one that waits for a lock holds nobody else up. */
const LANES = 2;
const TOGETHER_MAX = 50;

type Waiting = { readonly payment: ConfirmedPayment; readonly resolve: (settled: Settled) => void; readonly reject: (error: unknown) => void };

/**
 * Settles payments as they come. Those that come in one turn of the event loop, or while others are being settled, are shared out
 * among the free lanes and go together, which costs a fraction of as many calls (DESIGN §7); one that fails is not the others'
 * failure: then each goes alone.
 */
export class Settling {
  readonly #hot: Hot;
  #waiting: readonly Waiting[] = [];
  #underWay = 0;
  #due = false;

  constructor(pool: Hot) {
    this.#hot = pool;
  }

  /** Answers once it is committed. */
  settle(payment: ConfirmedPayment): Promise<Settled> {
    return new Promise((resolve, reject) => {
      this.#waiting = [...this.#waiting, { payment, resolve, reject }];
      this.#start();
    });
  }

  /** Not at once: those whose payment was settled a moment ago are about to bring the next one. */
  #start(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      while (this.#underWay < LANES && this.#waiting.length > 0) {
        const together = this.#take(LANES - this.#underWay);
        this.#underWay += 1;
        void this.#run(together).finally(() => {
          this.#underWay -= 1;
          this.#start();
        });
      }
    });
  }

  /** A share for one of so many free lanes, each order once: the same payment told twice is two calls. */
  #take(lanes: number): readonly Waiting[] {
    const first = new Map<string, Waiting>();
    for (const [n, one] of this.#waiting.entries()) if (n % lanes === 0 && first.size < TOGETHER_MAX && !first.has(one.payment.order)) first.set(one.payment.order, one);
    const taken = new Set(first.values());
    this.#waiting = this.#waiting.filter((one) => !taken.has(one));
    return [...taken];
  }

  async #run(together: readonly Waiting[]): Promise<void> {
    try {
      const settled = await settle(this.#hot, together.map(({ payment }) => payment));
      for (const { payment, resolve } of together) {
        const own = settled.find(({ order }) => order === payment.order);
        invariant(own !== undefined, "settling answers for every payment");
        resolve(own);
      }
    } catch (error) {
      if (together.length > 1) for (const one of together) await this.#run([one]);
      else for (const { reject } of together) reject(error);
    }
  }
}

/**
 * Ends an order that stays unpaid: gives its credit and stock back. Changes nothing when it is not `placed` any more.
 * Call it only once the payment session is expired at the provider or known unpaid.
 */
export async function end(tx: Tx, order: OrderId, how: { readonly ending: Ending; readonly at: Date }): Promise<EndOutcome> {
  const [found] = await tx.select().from(orders).where(eq(orders.id, order)).for("no key update");
  if (found?.status !== "placed") return { ok: true, ended: false };

  if (found.creditMinor > 0n) {
    await tx.execute(sql`select release_credit(${uuidOf(order)}, survivor(${uuidOf(found.buyerId)}), ${found.currency},
      ${found.creditMinor - found.creditEarningsMinor}, ${found.creditEarningsMinor}, ${how.at.toISOString()}::timestamptz)`);
  }
  await tx.execute(sql`
    with need as (select variant_id, sum(quantity)::int as quantity from order_lines where order_id = ${uuidOf(order)} group by variant_id),
    locked as materialized (select s.variant_id from stock s where s.variant_id in (select variant_id from need) order by s.variant_id for no key update)
    update stock s set reserved = s.reserved - n.quantity from need n join locked k on k.variant_id = n.variant_id where s.variant_id = n.variant_id`);
  await tx.update(orders).set({ status: how.ending, endedAt: how.at }).where(and(eq(orders.id, order), eq(orders.status, "placed")));
  return { ok: true, ended: true };
}

/** The payment page stays open this long. DESIGN §5 */
const SESSION_FOR_MS = 30 * 60_000;

/**
 * Opens the payment page of a placed order and remembers it; asked again it answers the same page. Null where the order waits no more: another
 * tab has placed the cart anew. Called after placing has committed. The goods are listed; with credit spent, one line of exactly the remainder
 * is. DESIGN §5
 */
export async function openPayment(shop: Pick<Workshop, "db" | "payments">, wish: PaymentWish): Promise<{ readonly url: string } | null> {
  const found = await findOrder(shop.db, wish.order);
  if (found?.order.status !== "placed") return null;
  invariant(found.contact !== null && found.order.cardMinor > 0n, `${wish.order} waits for a card payment`);
  const { order, lines, contact } = found;
  if (order.sessionUrl !== null) return { url: order.sessionUrl };

  const inCurrency = (minor: bigint) => money(minor, order.currency);
  const goods = lines.map((line) => ({
    name: [localized(line.title, wish.locale), line.choice && localized(line.choice, wish.locale)].filter(Boolean).join(", "),
    quantity: line.quantity,
    unit: inCurrency(line.unitMinor),
  }));
  const shipping = order.shippingMinor > 0n ? [{ name: wish.shippingLabel, quantity: 1, unit: inCurrency(order.shippingMinor) }] : [];
  const session = await shop.payments.openSession({
    order: order.id,
    orderNumber: order.number,
    email: contact.email,
    amount: inCurrency(order.cardMinor),
    lines: [...goods, ...shipping],
    remainderLabel: wish.remainderLabel,
    successUrl: wish.successUrl,
    cancelUrl: wish.cancelUrl,
    expiresAt: new Date(order.placedAt.getTime() + SESSION_FOR_MS),
    locale: wish.locale,
    idempotencyKey: `session:${order.id}`,
  });
  await shop.db.update(orders).set({ sessionId: session.sessionId, sessionUrl: session.url }).where(eq(orders.id, order.id));
  return { url: session.url };
}

/** How many orders a sweep asks the provider about at most; the next one goes on. */
const SWEEP_MAX = 500;
const SWEEP_AFTER_MS = 10 * 60_000;

/** The payment that a provider's session confirms; null when the session is nobody's order or is not paid (yet). */
export function confirmed(session: PaymentSession, at: Date): ConfirmedPayment | null {
  if (session.order === null || session.payment !== "paid") return null;
  invariant(session.paymentId !== null && session.amount !== null, `a paid session has a payment and an amount: ${session.sessionId}`);
  return { order: session.order, payment: session.paymentId, amount: session.amount, paidAt: at };
}

/** Settles what a provider's session confirms, if it does. */
async function confirm(hot: Hot, session: PaymentSession, at: Date): Promise<boolean> {
  const payment = confirmed(session, at);
  if (payment !== null) await settle(hot, [payment]);
  return payment !== null;
}

/**
 * Ends a placed order on purpose: closes its payment page first, and settles the order instead when that page turns
 * out to be paid. Stock and credit are released only after the page is closed. DESIGN §5
 */
export async function clear(shop: Workshop, order: { readonly id: OrderId; readonly sessionId: string | null }, how: { readonly ending: Ending; readonly at: Date }): Promise<Clearing> {
  if (order.sessionId !== null) {
    const session = await shop.payments.expireSession(order.sessionId);
    if (await confirm(shop.hot, session, how.at)) return { state: "paid" };
    invariant(session.status !== "open", `the payment page of ${order.id} is closed`);
  }
  await transact(shop.db, (tx) => end(tx, order.id, how));
  return { state: "ended" };
}

/**
 * Asks the provider about orders that stay `placed`, so that a lost webhook loses nothing, and expires those whose
 * time is over. Bounded; run it every minute. An unreachable provider ends the sweep by throwing, the next goes on.
 */
export async function sweep(shop: Workshop, now: Date): Promise<Swept> {
  const waiting = await listWaiting(shop.db, { placedBefore: new Date(now.getTime() - SWEEP_AFTER_MS), limit: SWEEP_MAX });
  let settledCount = 0;
  let expired = 0;
  for (const order of waiting) {
    if (order.cardMinor === 0n) {
      // Paid wholly by credit: its buyer has ordered, and only the call that settles it was lost.
      const [settled] = await settle(shop.hot, [{ order: order.id, payment: null, amount: money(0n, order.currency), paidAt: now }]);
      if (settled?.outcome === "settled") settledCount += 1;
    } else if (order.expiresAt <= now) {
      const { state } = await clear(shop, order, { ending: "expired", at: now });
      if (state === "ended") expired += 1;
      else settledCount += 1;
    } else if (order.sessionId !== null) {
      const session = await shop.payments.findSession(order.sessionId);
      if (session && (await confirm(shop.hot, session, now))) settledCount += 1;
    }
  }
  return { asked: waiting.length, settled: settledCount, expired };
}

/** The parcel has left: a paid order is fulfilled, and its buyer is told. Changes nothing on any other. Wake the relay afterwards. */
export async function fulfil(tx: Tx, order: OrderId, at: Date): Promise<{ readonly ok: true }> {
  const [left] = await tx.update(orders).set({ status: "fulfilled", fulfilledAt: at }).where(and(eq(orders.id, order), eq(orders.status, "paid"))).returning({ buyer: orders.buyerId });
  if (left) await tx.insert(outbox).values({ id: newId("message", at.getTime()), topic: "mail.dispatched", key: `mail:${left.buyer}`, payload: { order }, createdAt: at });
  return { ok: true };
}

/** A parcel has left. The first one makes a paid order fulfilled; one for an order that is neither is refused. The same parcel again changes nothing. */
export async function dispatch(tx: Tx, order: OrderId, { id, at, ...named }: Dispatch): Promise<DispatchOutcome> {
  const [found] = await tx.select({ status: orders.status }).from(orders).where(eq(orders.id, order)).for("no key update");
  if (found?.status !== "paid" && found?.status !== "fulfilled") return { ok: false, reason: "not_paid" };
  const [left] = await tx.insert(parcels).values({ id, orderId: order, ...named, sentAt: at }).onConflictDoNothing({ target: parcels.id }).returning({ id: parcels.id });
  await fulfil(tx, order, at);
  return { ok: true, parcel: id, replayed: left === undefined };
}
