"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { parseId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { isDone } from "@/lib/trail/queries";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";

const id = <K extends "member" | "trail">(kind: K) => z.string().transform((text, context) => parseId(kind, text) ?? (context.addIssue("not_an_id"), z.NEVER));

/** Writes down who looks at whose pages, and why; the look is open for a quarter of an hour. */
export const lookAction = operatorAction("members", z.object({ member: id("member"), deed: id("trail"), reason: z.string().trim().min(3).max(500) }), async ({ by, input, now }) => {
  await transact(db(), async (tx) => {
    if (!(await isDone(tx, input.deed))) await record(tx, { id: input.deed, actor: by.id, action: "member.seen_as", subject: input.member, reason: input.reason, at: now });
    return { ok: true as const };
  });
  refresh();
  return { ok: true as const };
});
