import { invariant } from "@/lib/kernel/invariant";
import { idOf, type OrderId } from "@/lib/kernel/id";
import type { Entry, Posting, StatementLine } from "./types";

/** The entries that move something, in their order. */
export function movingEntries(posting: Posting): readonly Entry[] {
  return posting.entries.filter((entry) => entry.amountMinor !== 0n);
}

/** Throws unless the posting is a balanced double entry: an unbalanced one is our bug. */
export function assertBalanced(posting: Posting): void {
  const entries = movingEntries(posting);
  invariant(entries.length >= 2, `${posting.key} has at least two entries`);
  invariant(entries.reduce((sum, entry) => sum + entry.amountMinor, 0n) === 0n, `${posting.key} sums to zero`);
}

/** The entries that undo a posting wholly. */
export function mirror(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor }));
}

/** Postings that are about an order have it as their scope. */
const ABOUT_ORDERS: ReadonlySet<string> = new Set(["cashback", "capture", "hold", "release", "refund", "refund_cancel", "dispute_hold", "dispute_release", "reattribute"]);

/** The order that a line of a statement is about; null for what is not about an order. */
export function parseOrderScope({ kind, scope }: Pick<StatementLine, "kind" | "scope">): OrderId | null {
  return ABOUT_ORDERS.has(kind) ? idOf("order", scope) : null;
}
