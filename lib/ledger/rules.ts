import { invariant } from "@/lib/kernel/invariant";
import type { Entry, Posting } from "./types";

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
