import "server-only";
import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { importRuns } from "@/db/schema/desk";
import type { Run, RunFilter, RunId, RunReport } from "./types";

const all = getTableColumns(importRuns);
const shown = {
  id: all.id, fileName: all.fileName, fileBytes: all.fileBytes, state: all.state, dryRun: all.dryRun, skipBad: all.skipBad, askedAt: all.askedAt, step: all.step, doneBytes: all.doneBytes,
  cancelAskedAt: all.cancelAskedAt, finishedAt: all.finishedAt, report: all.report,
};

/** An import as its page shows it; null when there is none. */
export async function findRun(reader: Reader, id: RunId): Promise<Run | null> {
  const [row] = await reader.select(shown).from(importRuns).where(eq(importRuns.id, id));
  return row ? { ...row, report: row.report as RunReport | null } : null;
}

/** A page of imports by key, newest first; of one state, or of all. */
export async function listRuns(reader: Reader, { state, before, limit }: RunFilter): Promise<Run[]> {
  const rows = await reader.select(shown).from(importRuns).where(and(state && eq(importRuns.state, state), before && lt(importRuns.id, before))).orderBy(desc(importRuns.id)).limit(limit);
  return rows.map((row) => ({ ...row, report: row.report as RunReport | null }));
}
