import "server-only";
import { desc, eq, getTableColumns } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { importRuns } from "@/db/schema/desk";
import type { Run, RunId, RunReport } from "./types";

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

/** The last imports, newest first. */
export async function listRuns(reader: Reader, limit: number): Promise<Run[]> {
  const rows = await reader.select(shown).from(importRuns).orderBy(desc(importRuns.askedAt)).limit(limit);
  return rows.map((row) => ({ ...row, report: row.report as RunReport | null }));
}
