import "server-only";
import type { PaymentSession } from "@/lib/gateway/stripe/types";
import { settle } from "@/lib/order/commands";
import type { SettleOutcome } from "@/lib/order/types";
import { hot } from "./database";
import { wakeJobs } from "./jobs/wake";

/**
 * Settles the order of a payment session, as the provider shows it. Whoever learns of the payment first calls this:
 * webhook, return page or sweeper. Null when there is nothing to settle: not ours, or not paid.
 */
export async function settleSession(session: PaymentSession, paidAt: Date): Promise<SettleOutcome | null> {
  const { order, payment, amount, paymentId } = session;
  if (order === null || payment !== "paid" || amount === null) return null;
  const [settled] = await settle(hot(), [{ order, payment: paymentId, amount, paidAt }]);
  wakeJobs();
  return settled?.outcome ?? null;
}
