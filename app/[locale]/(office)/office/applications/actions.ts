"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { decide, setOpenToApplications } from "@/lib/membership/applications/commands";
import { DecisionInput } from "@/lib/membership/applications/input";
import type { DecideOutcome } from "@/lib/membership/applications/types";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

/** Approves or refuses an application; the commission system hears of a new distributor. */
export const decideAction = operatorAction("members", DecisionInput, async ({ by, input, now }): Promise<DecideOutcome> => {
  const { application, decision, reason } = input;
  const outcome = await transact(db(), (tx) => decide(tx, { application, approve: decision === "approve", reason, by: by.id, at: now }));
  if (outcome.ok) wakeJobs();
  revalidatePath("/", "layout");
  return outcome;
});

/** Opens or closes the door to applications. */
export const openAction = operatorAction("settings", z.object({ open: z.enum(["yes", "no"]) }), async ({ by, input, now }): Promise<{ readonly ok: true }> => {
  await transact(db(), async (tx) => (await setOpenToApplications(tx, input.open === "yes", { by: by.id, at: now }), { ok: true }));
  revalidatePath("/", "layout");
  return { ok: true };
});
