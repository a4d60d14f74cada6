"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { transact } from "@/db/transact";
import { requestAudit } from "@/lib/audit/runs/commands";
import { parseId } from "@/lib/kernel/id";
import { operatorAction } from "@/lib/web/action";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

/** Asks for an audit of the whole book. */
export const auditAction = operatorAction("ledger", z.object({ audit: z.string().transform((text, context) => parseId("audit", text) ?? (context.addIssue("not_an_id"), z.NEVER)) }), async ({ by, input, now }) => {
  const outcome = await transact(db(), (tx) => requestAudit(tx, { id: input.audit, by: by.id, at: now }));
  if (!outcome.ok) return outcome;
  wakeJobs();
  refresh();
  return outcome;
});
