import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { alerts } from "@/db/schema/operations";
import { type OrderId, parseId } from "@/lib/kernel/id";
import { ALERT_KINDS } from "../types";
import type { OrderAlert } from "./types";

/** More than any order has. */
const ALERTS_MAX = 50;

/** What waits for an operator about an order, the oldest first. */
export async function listAlertsOf(reader: Reader, order: OrderId): Promise<readonly OrderAlert[]> {
  const rows = await reader.select({ id: alerts.id, kind: alerts.kind, createdAt: alerts.createdAt, details: alerts.details }).from(alerts)
    .where(and(eq(alerts.orderId, order), isNull(alerts.closedAt))).orderBy(asc(alerts.createdAt), asc(alerts.id)).limit(ALERTS_MAX);
  return rows.flatMap(({ details, kind: written, ...row }) => {
    const kind = ALERT_KINDS.find((one) => one === written);
    const { refund, failure } = details as { readonly refund?: unknown; readonly failure?: unknown };
    return kind === undefined ? [] : [{ ...row, kind, refund: typeof refund === "string" ? parseId("refund", refund) : null, failure: typeof failure === "string" ? failure : null }];
  });
}
