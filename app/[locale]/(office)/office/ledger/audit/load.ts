import "server-only";
import { listAudits } from "@/lib/audit/runs/queries";
import type { AuditRun } from "@/lib/audit/runs/types";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId } from "@/lib/kernel/id";
import { namesOf } from "@/lib/office/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const SHOWN = 20;

export type AuditsView = { readonly runs: readonly (AuditRun & { readonly by: string | null })[]; readonly timeZone: string; readonly next: Id<"audit"> };

/** The audits that were asked for; null for everybody without the right. */
export async function loadAudits(): Promise<AuditsView | null> {
  if (!(await operatorWith("ledger"))) return null;
  const [runs, { timeZone }] = await Promise.all([listAudits(db(), SHOWN), readCompany(db())]);
  const names = await namesOf(db(), runs.map(({ requestedBy }) => requestedBy));
  return { runs: runs.map((run) => ({ ...run, by: names.get(run.requestedBy) ?? null })), timeZone, next: newId("audit") };
}
