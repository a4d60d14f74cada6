"use server";

import { revalidatePath } from "next/cache";
import { transact } from "@/db/transact";
import { apply } from "@/lib/membership/applications/commands";
import { ApplicationInput } from "@/lib/membership/applications/input";
import type { ApplyOutcome } from "@/lib/membership/applications/types";
import { memberAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

/** Asks to become a distributor. Sent twice, it is one application. */
export const applyAction = memberAction(ApplicationInput, async ({ who, input, now }): Promise<ApplyOutcome> => {
  const outcome = await transact(db(), (tx) => apply(tx, who.id, { motive: input.motive, at: now }));
  revalidatePath("/", "layout");
  return outcome;
});
