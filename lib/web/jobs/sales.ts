import "server-only";
import { transact } from "@/db/transact";
import { FORWARDED_TOPICS, forwardMessage, noteCircuit } from "@/lib/forwarding/commands";
import { FORWARDING_QUEUE } from "@/lib/forwarding/operating/commands";
import { findDestination } from "@/lib/forwarding/queries";
import { reconcileDaily } from "@/lib/forwarding/reconciliation/commands";
import type { CircuitState } from "@/lib/jobs/circuit";
import type { JobHandler } from "@/lib/jobs/types";
import { sweep } from "@/lib/order/commands";
import { findPlanVersion, planAt } from "@/lib/plan/queries";
import type { VolumePolicy } from "@/lib/plan/types";
import { commission } from "../commission";
import { db, hot } from "../database";
import { errorFields, log } from "../log";
import { payments } from "../payments";
import { now } from "../time";
import { desk } from "./desk";
import { wakeJobs } from "./wake";

/** A version that an order froze never changes. */
const policies = new Map<number, VolumePolicy>();

/** How volumes are reported of what was sold under a plan version. */
export async function policyOf(planVersion: number): Promise<VolumePolicy> {
  const known = policies.get(planVersion);
  if (known !== undefined) return known;
  const frozen = await findPlanVersion(db(), planVersion);
  if (frozen === null) return (await planAt(db(), now())).plan.volumePolicy;
  policies.set(planVersion, frozen.plan.volumePolicy);
  return frozen.plan.volumePolicy;
}

const forward: JobHandler = (message) => forwardMessage(db(), { adapter: commission(), policyOf }, message);

/** What the commission system is told, by topic of the outbox. */
export const FORWARDING: Readonly<Record<string, JobHandler>> = Object.fromEntries(FORWARDED_TOPICS.map((topic) => [topic, forward]));

/** How old what we know of a pause may be: it holds within this time. */
const PAUSE_KNOWN_MS = 500;
const pause = { known: false, at: 0 };

/** Whether messages may start: no operator has paused their destination. */
export async function mayForward(): Promise<boolean> {
  if (Date.now() - pause.at > PAUSE_KNOWN_MS) {
    const at = Date.now();
    pause.known = (await findDestination(db(), commission().destination)).pausedAt !== null;
    pause.at = at;
  }
  return !pause.known;
}

/** Shows the operators that the destination is away, or there again. */
export function noteForwardingCircuit(state: CircuitState): void {
  const { destination } = commission();
  transact(db(), async (tx) => (await noteCircuit(tx, destination, state), { ok: true })).catch((error: unknown) => log("job.circuit", errorFields(error), "error"));
}

/** Looks after orders that stay unpaid: a lost webhook loses nothing, and what is over gives its stock and credit back. */
export async function sweepOrders(): Promise<void> {
  const { settled } = await sweep({ db: db(), hot: hot(), payments: payments() }, now());
  if (settled > 0) wakeJobs();
}

/** Compares with the commission system, once a day and until nothing is under way; differences wait for an operator. */
export async function reconcileSales(): Promise<void> {
  const listUnsettled = async () => (await desk()).listUnsettled(FORWARDING_QUEUE);
  const ran = await reconcileDaily(db(), { adapter: commission(), at: now(), listUnsettled });
  if (ran) log("reconciliation.done");
}
