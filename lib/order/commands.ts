import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Hot, Tx } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { retrying } from "@/db/transact";
import { idOf, type OrderId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { pgArray } from "@/lib/kernel/pg";
import type { ConfirmedPayment, EndOutcome, Ending, Settled, SettleOutcome } from "./types";

/** How many orders one call settles at most. */
export const SETTLE_MAX = 200;

/**
 * Moves orders to paid: captures holds, posts the cash back, sets parents and bindings, takes the stock, writes the
 * outbox; one transaction, one round trip, whoever calls it. Called again it changes nothing. Wake the relay afterwards.
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
  );
  return rows.map((row) => ({ order: idOf("order", row.order_id), outcome: row.outcome }));
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

/** Remembers the payment session that was opened for a placed order. */
export async function attachSession(tx: Tx, order: OrderId, session: { readonly sessionId: string; readonly url: string }): Promise<EndOutcome> {
  await tx.update(orders).set({ sessionId: session.sessionId, sessionUrl: session.url }).where(eq(orders.id, order));
  return { ok: true, ended: false };
}
