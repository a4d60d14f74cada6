import "server-only";
import { max, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { planVersions } from "@/db/schema/plan";
import type { Id, MemberId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { isDone } from "@/lib/trail/queries";
import { parsePlan } from "./input";
import { definitionOf } from "./rules";
import type { PublishOutcome } from "./types";

export type Publication = {
  /** Untrusted: checked here. */
  readonly definition: unknown;
  readonly startsAt: Date;
  /** The operator; null when the installation writes its first plan. */
  readonly by: MemberId | null;
  readonly at: Date;
  /** An operator's deed: its id makes it one, however often it is sent, and the trail keeps why. */
  readonly deed?: { readonly id: Id<"trail">; readonly reason: string };
};

/**
 * Adds a version of the plan. It starts in the future, so that no sale changes its plan after the fact; only the very
 * first one may start at once or earlier. Versions get the numbers 1, 2, 3, ... in the order of publishing.
 * @see DESIGN §2
 */
export async function publishPlan(tx: Tx, { definition, startsAt, by, at, deed }: Publication): Promise<PublishOutcome> {
  const parsed = parsePlan(definition);
  if (!parsed.ok) return { ok: false, reason: "invalid", problems: parsed.problems };

  // Publishing is rare and readers are not kept waiting: one at a time keeps the numbers without gaps.
  await tx.execute(sql`lock table plan_versions in share row exclusive mode`);
  const [row] = await tx.select({ newest: max(planVersions.version) }).from(planVersions);
  const newest = row?.newest ?? 0;
  if (deed && (await isDone(tx, deed.id))) return { ok: true, version: newest };
  if (newest > 0 && startsAt <= at) return { ok: false, reason: "starts_in_the_past" };

  const version = newest + 1;
  const written = await tx
    .insert(planVersions)
    .values({ version, startsAt, definition: definitionOf(parsed.plan), createdBy: by, createdAt: at })
    .onConflictDoNothing({ target: planVersions.startsAt })
    .returning({ version: planVersions.version });
  if (written.length === 0) return { ok: false, reason: "start_is_taken" };
  if (deed && by) await record(tx, { id: deed.id, actor: by, action: "plan.published", subject: `plan_${version}`, before: { version: newest }, after: { version, startsAt, totalRateBps: parsed.plan.totalRateBps }, reason: deed.reason, at });
  return { ok: true, version };
}
