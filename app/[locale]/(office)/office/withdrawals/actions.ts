"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { parseId } from "@/lib/kernel/id";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { recordReturn } from "@/lib/withdrawal/commands";

const ReturnInput = z.object({
  withdrawal: z.string().transform((text, context) => parseId("withdrawal", text) ?? (context.addIssue("not_an_id"), z.NEVER)),
  evidence: z.enum(["goods", "proof"]),
});

/** Goods came back, or the buyer's proof is accepted: the refund starts. */
export const recordReturnAction = operatorAction("refunds", ReturnInput, async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => recordReturn(tx, { ...input, words: "", by: by.id, at: now }));
  wakeJobs();
  revalidatePath("/", "layout");
  return outcome;
});
