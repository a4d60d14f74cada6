import type { Money } from "@/lib/kernel/money";
import type { Earned, Goal } from "../types";

/** The numbers of a week that matter, for the letter on Monday. */
export type WeekNews = {
  /** Its Monday, `2026-11-16`. */
  readonly week: string;
  readonly earned: Earned;
  readonly before: Earned;
  /** What customers' own sharing brought. */
  readonly shared: { readonly orders: number; readonly amount: Money };
  readonly available: Money;
  readonly goal: Goal | null;
};
