import "server-only";
import { FORWARDED_TOPICS, forwardMessage } from "@/lib/forwarding/commands";
import { findFrozenPlan } from "@/lib/forwarding/queries";
import type { JobHandler } from "@/lib/jobs/types";
import { sweep } from "@/lib/order/commands";
import { findPlanVersion, planAt } from "@/lib/plan/queries";
import { commission } from "../commission";
import { db, hot } from "../database";
import { payments } from "../payments";
import { now } from "../time";
import { wakeJobs } from "./wake";

const forward: JobHandler = async (message) => {
  // A return is reported by the policy of its sale, whatever the plan says today.
  const frozen = await findFrozenPlan(db(), message.payload);
  const { plan } = (frozen === null ? null : await findPlanVersion(db(), frozen)) ?? (await planAt(db(), now()));
  return forwardMessage(db(), { adapter: commission(), settings: { volumePolicy: plan.volumePolicy } }, message);
};

/** What the commission system is told, by topic of the outbox. */
export const FORWARDING: Readonly<Record<string, JobHandler>> = Object.fromEntries(FORWARDED_TOPICS.map((topic) => [topic, forward]));

/** Looks after orders that stay unpaid: a lost webhook loses nothing, and what is over gives its stock and credit back. */
export async function sweepOrders(): Promise<void> {
  const { settled } = await sweep({ db: db(), hot: hot(), payments: payments() }, now());
  if (settled > 0) wakeJobs();
}
