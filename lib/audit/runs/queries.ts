import "server-only";
import { desc } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { audits } from "@/db/schema/audits";
import type { AuditReport } from "../types";
import type { AuditRun } from "./types";

/** The latest audits that operators asked for, the newest first. */
export async function listAudits(reader: Reader, limit: number): Promise<readonly AuditRun[]> {
  const rows = await reader.select().from(audits).orderBy(desc(audits.requestedAt)).limit(limit);
  return rows.map(({ report, ...run }) => ({ ...run, report: report as AuditReport | null }));
}
