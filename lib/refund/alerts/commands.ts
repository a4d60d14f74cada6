import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { alerts } from "@/db/schema/operations";
import { record } from "@/lib/trail/commands";
import type { Closing, ClosingOutcome } from "./types";

/** Puts aside what somebody has looked at, with what they did about it in the trail. A refund that the provider refused is decided instead. */
export async function closeAlert(tx: Tx, { alert, by, reason, at }: Closing): Promise<ClosingOutcome> {
  const [row] = await tx.select({ kind: alerts.kind, order: alerts.orderId }).from(alerts).where(and(eq(alerts.id, alert), isNull(alerts.closedAt))).for("update");
  if (!row) return { ok: false, reason: "closed_before" };
  if (row.kind === "refund_owed") return { ok: false, reason: "undecided" };
  await tx.update(alerts).set({ closedAt: at }).where(eq(alerts.id, alert));
  await record(tx, { actor: by, action: "alert.closed", subject: row.order ?? alert, before: { alert, kind: row.kind }, reason, at });
  return { ok: true };
}
