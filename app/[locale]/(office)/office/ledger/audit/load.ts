import "server-only";
import { listAudits } from "@/lib/audit/runs/queries";
import type { AuditRun } from "@/lib/audit/runs/types";
import { readCompany } from "@/lib/company/queries";
import { type Id, newId, parseId } from "@/lib/kernel/id";
import { namesOf } from "@/lib/office/queries";
import type { Page } from "@/lib/office/types";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const SHOWN = 20;

const FILE_PAGE = 100;

type NamedRun = AuditRun & { readonly by: string | null };
export type AuditsView = { readonly runs: readonly NamedRun[]; readonly timeZone: string; readonly next: Id<"audit">; readonly older: Id<"audit"> | null };

/** The audits that were asked for; null for everybody without the right. */
export async function loadAudits(before: string | string[] | undefined): Promise<AuditsView | null> {
  if (!(await operatorWith("ledger"))) return null;
  const last = typeof before === "string" ? (parseId("audit", before) ?? undefined) : undefined;
  const [{ rows, more }, { timeZone }] = await Promise.all([pageOf({ before: last, limit: SHOWN }), readCompany(db())]);
  return { runs: rows, timeZone, next: newId("audit"), older: more ? (rows.at(-1)?.id ?? null) : null };
}

/** The same audits for a file: a way to read them page by page. Null for everybody without the right. */
export async function loadAuditsFile() {
  if (!(await operatorWith("ledger"))) return null;
  const { timeZone } = await readCompany(db());
  return { timeZone, page: (before: Id<"audit"> | undefined) => pageOf({ before, limit: FILE_PAGE }) };
}

async function pageOf({ before, limit }: { readonly before: Id<"audit"> | undefined; readonly limit: number }): Promise<Page<NamedRun>> {
  const found = await listAudits(db(), { before, limit: limit + 1 });
  const runs = found.slice(0, limit);
  const names = await namesOf(db(), runs.map(({ requestedBy }) => requestedBy));
  return { rows: runs.map((run) => ({ ...run, by: names.get(run.requestedBy) ?? null })), more: found.length > limit };
}
