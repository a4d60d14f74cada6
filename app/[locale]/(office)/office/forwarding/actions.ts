"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { setPaused } from "@/lib/forwarding/commands";
import { FORWARDING_QUEUE, replay, replayDead, resend, settleByHand } from "@/lib/forwarding/operating/commands";
import { lastDays, reconcile } from "@/lib/forwarding/reconciliation/commands";
import { parseId } from "@/lib/kernel/id";
import { operatorAction } from "@/lib/web/action";
import { commission } from "@/lib/web/commission";
import { db } from "@/lib/web/database";
import { desk, wakeEverybody } from "@/lib/web/jobs/desk";
import { errorFields, log } from "@/lib/web/log";

const message = z.string().transform((text, context) => parseId("message", text) ?? (context.addIssue("not_an_id"), z.NEVER));
const difference = z.string().transform((text, context) => parseId("difference", text) ?? (context.addIssue("not_an_id"), z.NEVER));

/** After something was set going again: every process looks, and the pages are drawn anew. */
async function goOn(): Promise<void> {
  await wakeEverybody();
  revalidatePath("/", "layout");
}

/** Stops sending, or goes on. */
export const pauseAction = operatorAction("forwarding", z.object({ paused: z.enum(["yes", "no"]) }), async ({ by, input, now }) => {
  await transact(db(), async (tx) => (await setPaused(tx, commission().destination, { paused: input.paused === "yes", by: by.id, at: now }), { ok: true as const }));
  await goOn();
  return { ok: true as const };
});

/** Tries a dead letter again. */
export const replayAction = operatorAction("forwarding", z.object({ message }), async ({ by, input, now }) => {
  const open = await desk();
  const outcome = await transact(db(), (tx) => replay(tx, open, { message: input.message, by: by.id, at: now }));
  await goOn();
  return outcome;
});

/** So many times 200 dead letters are replayed by one click. */
const ROUNDS_MAX = 50;

/** Tries every dead letter again that is dead now. */
export const replayAllAction = operatorAction("forwarding", z.object({}), async ({ by, now }) => {
  const open = await desk();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { replayed } = await transact(db(), (tx) => replayDead(tx, open, { by: by.id, at: now }));
    if (replayed === 0) break;
  }
  await goOn();
  return { ok: true as const };
});

const ByHand = z.object({ message, reason: z.string().trim().min(3).max(500) });

/** Takes a dead letter out of the way: the other side was told by hand. */
export const settleByHandAction = operatorAction("forwarding", ByHand, async ({ by, input, now }) => {
  const open = await desk();
  const outcome = await transact(db(), (tx) => settleByHand(tx, open, { ...input, by: by.id, at: now }));
  await goOn();
  return outcome;
});

/** How many days back an operator may compare. */
const DAYS = ["1", "7", "31"] as const;

/** Compares both sides now. */
export const reconcileAction = operatorAction("forwarding", z.object({ days: z.enum(DAYS) }), async ({ input, now }) => {
  const unsettled = await (await desk()).listUnsettled(FORWARDING_QUEUE);
  try {
    await reconcile(db(), { adapter: commission(), window: lastDays(Number(input.days), now), unsettled, at: now });
    return { ok: true as const };
  } catch (error) {
    // Kept with the comparison, in the other side's words; the operator reads it there.
    log("reconciliation.failed", errorFields(error), "warn");
    return { ok: false as const, reason: "no_answer" as const };
  } finally {
    revalidatePath("/", "layout");
  }
});

/** Sends everything about the order of a difference once more. */
export const resendAction = operatorAction("forwarding", z.object({ difference }), async ({ by, input, now }) => {
  const open = await desk();
  const outcome = await transact(db(), (tx) => resend(tx, open, { difference: input.difference, by: by.id, at: now }));
  await goOn();
  return outcome;
});
