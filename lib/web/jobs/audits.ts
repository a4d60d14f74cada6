import "server-only";
import { runAudit } from "@/lib/audit/runs/commands";
import { AuditPayload } from "@/lib/audit/runs/input";
import type { JobHandler } from "@/lib/jobs/types";
import { db } from "../database";
import { now } from "../time";

/** Audits that operators asked for, by topic of the outbox. */
export const AUDITS: Readonly<Record<string, JobHandler>> = {
  "audit.run": async ({ payload }) => {
    await runAudit(db(), AuditPayload.parse(payload).audit, now);
    return { result: "done" };
  },
};
