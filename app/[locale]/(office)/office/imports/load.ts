import "server-only";
import { findRun, listRuns } from "@/lib/imports/runs/queries";
import type { Run } from "@/lib/imports/runs/types";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

const SHOWN = 30;

/** The last imports; null for everybody without the right. */
export async function loadRuns(): Promise<{ readonly runs: readonly Run[]; readonly timeZone: string } | null> {
  if (!(await operatorWith("catalogue"))) return null;
  const [runs, { timeZone }] = await Promise.all([listRuns(db(), SHOWN), readCompany(db())]);
  return { runs, timeZone };
}

/** One import; null for everybody without the right, and when there is none. */
export async function loadRun(text: string): Promise<Run | null> {
  const [by, id] = [await operatorWith("catalogue"), parseId("import", text)];
  return by && id ? findRun(db(), id) : null;
}
