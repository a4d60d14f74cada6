import type { Hot } from "@/db/client";
import { idOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";

/** How many callers there are at a time, of the reference and of ours. */
export const CONNECTIONS = 8;

/** Settles orders of `placeOrders` by the production call. Throws where one was not settled. */
export async function settleAll(hot: Hot, orders: readonly string[]): Promise<void> {
  const paidAt = new Date();
  const answers = await settle(hot, orders.map((uuid) => ({ order: idOf("order", uuid), payment: `pi_${uuid}`, amount: money(9_000n, "EUR"), paidAt })));
  const other = answers.find(({ outcome }) => outcome !== "settled");
  if (answers.length !== orders.length || other !== undefined) throw new Error(`a sale was ${other?.outcome ?? "lost"}`);
}

/** Settles one. */
export const settleOne = (hot: Hot, order: string): Promise<void> => settleAll(hot, [order]);
