"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { mergeMembers } from "@/lib/membership/commands";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";
import { tellLive } from "@/lib/web/live/live";
import { currentPlace } from "@/lib/web/place";

const id = <K extends "member" | "trail">(kind: K) => z.string().transform((text, context) => parseId(kind, text) ?? (context.addIssue("not_an_id"), z.NEVER));

/** Makes two accounts one. It moves money, so it takes the right to. Ends on the survivor's page. */
export const mergeAction = operatorAction("ledger", z.object({ member: id("member"), into: id("member"), deed: id("trail"), reason: z.string().trim().min(3).max(500) }), async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => mergeMembers(tx, { id: input.deed, from: input.member, into: input.into, by: by.id, reason: input.reason, at: now }));
  if (!outcome.ok) return outcome;
  wakeJobs();
  tellLive([input.member, input.into]);
  redirect(pathIn(await currentPlace(), `/office/members/${input.into}`));
});
