import "server-only";
import { listAudits } from "@/lib/audit/runs/queries";
import type { AuditRun } from "@/lib/audit/runs/types";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId, parseId } from "@/lib/kernel/id";
import { namesOf } from "@/lib/office/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const SHOWN = 20;

export type AuditsView = { readonly runs: readonly (AuditRun & { readonly by: string | null })[]; readonly timeZone: string; readonly next: Id<"audit">; readonly older: Id<"audit"> | null };

/** The audits that were asked for; null for everybody without the right. */
export async function loadAudits(before: string | string[] | undefined): Promise<AuditsView | null> {
  if (!(await operatorWith("ledger"))) return null;
  const last = typeof before === "string" ? (parseId("audit", before) ?? undefined) : undefined;
  const [found, { timeZone }] = await Promise.all([listAudits(db(), { before: last, limit: SHOWN + 1 }), readCompany(db())]);
  const runs = found.slice(0, SHOWN);
  const names = await namesOf(db(), runs.map(({ requestedBy }) => requestedBy));
  return { runs: runs.map((run) => ({ ...run, by: names.get(run.requestedBy) ?? null })), timeZone, next: newId("audit"), older: found.length > SHOWN ? (runs.at(-1)?.id ?? null) : null };
}
