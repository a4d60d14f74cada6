import "server-only";
import { desc, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { audits } from "@/db/schema/audits";
import type { Id } from "@/lib/kernel/id";
import type { AuditReport } from "../types";
import type { AuditRun } from "./types";

/** A page of the audits that operators asked for, by key, the newest first. */
export async function listAudits(reader: Reader, { before, limit }: { readonly before?: Id<"audit"> | undefined; readonly limit: number }): Promise<readonly AuditRun[]> {
  const rows = await reader.select().from(audits).where(before && sql`(${audits.requestedAt}, ${audits.id}) < (select last.requested_at, last.id from ${audits} last where last.id = ${sql.param(before, audits.id)})`).orderBy(desc(audits.requestedAt), desc(audits.id)).limit(limit);
  return rows.map(({ report, ...run }) => ({ ...run, report: report as AuditReport | null }));
}
