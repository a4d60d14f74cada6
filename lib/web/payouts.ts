import "server-only";
import { transact } from "@/db/transact";
import { endPayout } from "@/lib/earnings/payouts/commands";
import type { PayoutId } from "@/lib/kernel/id";
import { db } from "./database";

/** A transfer was taken back at the provider: the pay-out has failed, and its amount returns to the wallet. */
export async function takeTransferNews(payout: PayoutId, at: Date): Promise<string> {
  const outcome = await transact(db(), (tx) => endPayout(tx, { payout, by: "job", result: "failed", reason: "transfer_reversed", at }));
  return outcome.ok ? "returned" : outcome.reason;
}
