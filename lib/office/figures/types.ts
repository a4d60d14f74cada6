import type { Money } from "@/lib/kernel/money";
import type { Period } from "../types";

/** Days as they stand on a calendar, both within: "2026-11-01" to "2026-11-30". */
export type Days = { readonly from: string; readonly to: string };
/** What a period is held against: as many days before it, or the same days a year before. */
export const COMPARISONS = ["before", "year"] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Compared = { readonly now: Period; readonly then: Period; readonly days: Days; readonly thenDays: Days };

/** From a visit through a member's link to a paid order. Sums of days; nobody is followed. */
export type Funnel = { readonly visits: number; readonly carts: number; readonly placed: number; readonly paid: number };

/** People by the month of their first order, and how many of them had bought again within so many days. */
export type Cohort = { readonly month: string; readonly buyers: number; readonly within: readonly (number | null)[] };
/** Days within which a cohort's return is counted. A cohort that is too young for one has null there. */
export const COHORT_DAYS = [30, 60, 90, 180] as const;

/** How the sales reach the commission system. */
export type ForwardingHealth = {
  readonly sent: number;
  /** Told in the period and not there yet. */
  readonly open: number;
  /** From the fact to the other side's yes; null: nothing was sent. */
  readonly medianMs: number | null;
  /** Attempts that failed, of all. */
  readonly failed: number;
  readonly attempts: number;
  /** Since when the destination does not answer; null: it does. */
  readonly brokenSince: Date | null;
  readonly paused: boolean;
};

/** What a day's row of the file has. */
export type DayRow = { readonly day: string; readonly orders: number; readonly sales: Money; readonly viral: Money; readonly cashBack: Money; readonly refunded: Money; readonly visits: number; readonly newBuyers: number };
