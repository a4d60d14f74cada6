import type { MemberId } from "@/lib/kernel/id";
import type { AdjustmentSettings, AdjustmentWish } from "./types";

/** 50 of a currency with two decimals. */
export const DEFAULT_SETTINGS: AdjustmentSettings = { aloneUpToMinor: 5_000n };

/**
 * Does it take a second operator? Above the amount that one may move alone, small ones of the last day added up; and always
 * for one's own wallet.
 * @param aloneMinor what this operator moved alone of this member's wallets within a day, without signs
 */
export function needsSecondPerson({ member, by, amount }: Pick<AdjustmentWish, "amount"> & { readonly member: MemberId; readonly by: MemberId }, aloneMinor: bigint, { aloneUpToMinor }: AdjustmentSettings): boolean {
  const size = amount.minor < 0n ? -amount.minor : amount.minor;
  return member === by || size + aloneMinor > aloneUpToMinor;
}
