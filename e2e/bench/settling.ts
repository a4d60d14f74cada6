import type { Hot } from "@/db/client";
import { idOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle, type Settling } from "@/lib/order/commands";
import type { ConfirmedPayment } from "@/lib/order/types";

/** How many callers there are at a time, of the reference and of ours: as many as bring payments at once in the bench of the checkout. */
export const CONNECTIONS = 16;

const paymentOf = (uuid: string, paidAt: Date): ConfirmedPayment => ({ order: idOf("order", uuid), payment: `pi_${uuid}`, amount: money(9_000n, "EUR"), paidAt });

/** Settles orders of `placeOrders` by the production call. Throws where one was not settled. */
export async function settleAll(hot: Hot, orders: readonly string[]): Promise<void> {
  const paidAt = new Date();
  const answers = await settle(hot, orders.map((uuid) => paymentOf(uuid, paidAt)));
  const other = answers.find(({ outcome }) => outcome !== "settled");
  if (answers.length !== orders.length || other !== undefined) throw new Error(`a sale was ${other?.outcome ?? "lost"}`);
}

/** Settles one by a call of its own. */
export const settleOne = (hot: Hot, order: string): Promise<void> => settleAll(hot, [order]);

/** Settles one as webhooks and return pages do: what comes while others are being settled goes together. */
export async function settleAmongOthers(settling: Settling, order: string): Promise<void> {
  const { outcome } = await settling.settle(paymentOf(order, new Date()));
  if (outcome !== "settled") throw new Error(`a sale was ${outcome}`);
}
