import { divideHalfUp, type Money, money } from "@/lib/kernel/money";
import type { LinkNumbers } from "./types";

/** Orders of a hundred visits, in tenths of a percent, rounded half up; null without visits. More orders than visits (a bookmark, a tab left open) is all of them. */
export function conversionPermille({ orders, visits }: Pick<LinkNumbers, "orders" | "visits">): bigint | null {
  if (visits <= 0) return null;
  const permille = divideHalfUp(BigInt(orders) * 1_000n, BigInt(visits));
  return permille > 1_000n ? 1_000n : permille;
}

/** What a visit earned, rounded half up; null without visits. */
export function earnedPerVisit({ earned, visits }: Pick<LinkNumbers, "earned" | "visits">): Money | null {
  return visits <= 0 ? null : money(divideHalfUp(earned.minor, BigInt(visits)), earned.currency);
}
