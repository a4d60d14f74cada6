import "server-only";
import type { PaymentSession } from "@/lib/gateway/stripe/types";
import { confirmed, Settling } from "@/lib/order/commands";
import type { SettleOutcome } from "@/lib/order/types";
import { hot } from "./database";
import { wakeJobs } from "./jobs/wake";
import { tellLive } from "./live/live";
import { once } from "./once";

const settling = (): Settling => once("settling", () => new Settling(hot()));

/**
 * Settles the order of a payment session, as the provider shows it, and wakes the open pages and who tells the world. Webhook and return page
 * call this, whoever learns of the payment first. Null when there is nothing to settle: not ours, or not paid.
 */
export async function settleSession(session: PaymentSession, paidAt: Date): Promise<SettleOutcome | null> {
  const payment = confirmed(session, paidAt);
  if (payment === null) return null;
  const { order, outcome } = await settling().settle(payment);
  tellLive([order]);
  wakeJobs();
  return outcome;
}
