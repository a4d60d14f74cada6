import "server-only";
import { transact } from "@/db/transact";
import { recordDispute } from "@/lib/dispute/commands";
import type { ProviderDispute, ProviderRefund } from "@/lib/gateway/stripe/types";
import { adoptProviderRefund, lookAgain, recordProviderRefund } from "@/lib/refund/commands";
import { db } from "./database";
import { wakeJobs } from "./jobs/wake";
import { payments } from "./payments";
import { now } from "./time";

/**
 * Takes in the provider's news about a refund: of one of ours, what became of it; one that was made in its dashboard is
 * adopted. News of a payment that no order knows yet is looked into again.
 */
export async function takeRefundNews(news: ProviderRefund): Promise<string> {
  const outcome = news.refund === null ? await adoptRefundsOf(news.paymentId) : (await transact(db(), (tx) => recordProviderRefund(tx, news, now()))).outcome;
  return settled(outcome, { payment: news.paymentId, dispute: null });
}

/** Takes in the provider's news about a dispute. Repeated and reordered events take effect once. */
export async function takeDisputeNews(news: ProviderDispute): Promise<string> {
  return settled(await recordDisputeOf(news.disputeId, news), { payment: news.paymentId, dispute: news.disputeId });
}

/** Adopts every refund of a payment that is not ours, as the provider shows it now: an event shows what was. */
export async function adoptRefundsOf(payment: string): Promise<string> {
  const foreign = (await payments().listRefunds(payment)).filter(({ refund }) => refund === null);
  const outcomes: string[] = [];
  for (const found of foreign.toReversed()) outcomes.push((await transact(db(), (tx) => adoptProviderRefund(tx, found, now()))).outcome);
  return outcomes.find((outcome) => outcome !== "known") ?? "known";
}

/** Takes in a dispute as the provider shows it now; as the event showed it when the provider has forgotten it. */
export async function recordDisputeOf(id: string, shown: ProviderDispute | null): Promise<string> {
  const found = (await payments().findDispute(id)) ?? shown;
  return found === null ? "known" : (await transact(db(), (tx) => recordDispute(tx, found, now()))).outcome;
}

async function settled(outcome: string, about: { readonly payment: string; readonly dispute: string | null }): Promise<string> {
  if (outcome === "unknown_payment") await transact(db(), (tx) => lookAgain(tx, about));
  wakeJobs();
  return outcome;
}
