import "server-only";
import { transact } from "@/db/transact";
import { issueNext } from "@/lib/invoice/commands";
import type { JobHandler } from "@/lib/jobs/types";
import type { OrderId } from "@/lib/kernel/id";
import { OrderPayload } from "@/lib/notify/input";
import { listDueWithdrawals } from "@/lib/withdrawal/queries";
import { startRefund } from "@/lib/withdrawal/commands";
import { db } from "../database";
import { now } from "../time";
import { wakeJobs } from "./wake";

/** Far more documents than an order can have: its invoice and one or two a refund. */
const DOCUMENTS_MAX = 500;
/** Refunds that one turn of the clock starts. */
const DUE_MAX = 100;

/** Issues every document that an order lacks, one a transaction. Called again it issues nothing. */
export async function issueDocuments(order: OrderId): Promise<void> {
  for (let issued = 0; issued < DOCUMENTS_MAX; issued += 1) {
    if ((await transact(db(), (tx) => issueNext(tx, { order, at: now() }))).issued === null) return;
  }
}

/** Invoices and credit notes, by topic of the outbox. */
export const DOCUMENTS: Readonly<Record<string, JobHandler>> = {
  "invoice.issue": async ({ payload }) => {
    await issueDocuments(OrderPayload.parse(payload).order);
    return { result: "done" };
  },
};

/** Starts the refunds of withdrawals whose last day has come and whose goods are on their way. DESIGN §9 */
export async function startDueRefunds(): Promise<void> {
  const due = await listDueWithdrawals(db(), now(), DUE_MAX);
  for (const { id } of due) await transact(db(), (tx) => startRefund(tx, id, now()));
  if (due.length > 0) wakeJobs();
}
