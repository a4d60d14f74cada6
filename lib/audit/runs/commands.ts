import "server-only";
import { and, eq, gte, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { audits } from "@/db/schema/audits";
import { outbox } from "@/db/schema/operations";
import { type Id, newId } from "@/lib/kernel/id";
import { record } from "@/lib/trail/commands";
import { audit } from "../commands";
import type { AuditRequest, AuditRequestOutcome } from "./types";

/** After this an audit that says nothing is given up: its process died. */
const PATIENCE_MS = 3_600_000;

/** Asks for an audit. The same request again changes nothing. Wake the jobs afterwards. */
export async function requestAudit(tx: Tx, { id, by, at }: AuditRequest): Promise<AuditRequestOutcome> {
  const open = await tx.select({ id: audits.id }).from(audits).where(and(isNull(audits.finishedAt), gte(audits.requestedAt, new Date(at.getTime() - PATIENCE_MS)))).for("update");
  if (open.some((one) => one.id === id)) return { ok: true };
  if (open.length > 0) return { ok: false, reason: "under_way" };
  const [asked] = await tx.insert(audits).values({ id, requestedBy: by, requestedAt: at }).onConflictDoNothing().returning({ id: audits.id });
  if (!asked) return { ok: true };
  await tx.insert(outbox).values({ id: newId("message", at.getTime()), topic: "audit.run", key: `audit:${id}`, payload: { audit: id }, createdAt: at });
  await record(tx, { actor: by, action: "audit.requested", subject: id, at });
  return { ok: true };
}

/** Runs an audit that was asked for, and keeps how far it is and what it found. One that is over is left as it is. */
export async function runAudit(db: Db, id: Id<"audit">, clock: () => Date): Promise<void> {
  const [claimed] = await db.update(audits).set({ startedAt: clock(), done: 0, total: 0 }).where(and(eq(audits.id, id), isNull(audits.finishedAt))).returning({ id: audits.id });
  if (!claimed) return;
  let told: Promise<unknown> = Promise.resolve();
  const tell = (so: { readonly done: number; readonly total: number }): void => {
    told = told.then(() => db.update(audits).set(so).where(eq(audits.id, id))).catch(() => undefined);
  };
  try {
    const report = await audit(db, tell);
    await told;
    await db.update(audits).set({ report, finishedAt: clock() }).where(eq(audits.id, id));
  } catch (error) {
    // The operator reads it on the page and asks again; a retry an hour later would be of no use to them.
    await told;
    await db.update(audits).set({ failure: error instanceof Error ? error.message.slice(0, 300) : "unknown", finishedAt: clock() }).where(eq(audits.id, id));
  }
}
