import { COUNTED, type AuditReport } from "../types";

/**
 * The share of everything recomputed that the book explains, in basis points, rounded down: 10000 only without any difference.
 * What can't be compared is left out.
 */
export function explainedBps({ checked, differences }: Pick<AuditReport, "checked" | "differences">): bigint {
  const all = COUNTED.filter((what) => what !== "unread").reduce((sum, what) => sum + BigInt(checked[what]), 0n);
  if (all === 0n) return differences === 0 ? 10_000n : 0n;
  const right = all - BigInt(differences);
  return right < 0n ? 0n : (right * 10_000n) / all;
}
