import type { Currency } from "@/lib/kernel/money";
import type { PlanProblem, Shares, Stage } from "../types";

/** What a period's paid orders paid out, beside what they would have paid under a plan to come. Refunds are left out of both. */
export type PeriodPreview = {
  readonly currency: Currency;
  readonly orders: number;
  readonly goodsMinor: bigint;
  readonly today: Shares;
  readonly then: Shares;
  /** The pools by stage, before and after. */
  readonly stages: readonly { readonly stage: Stage; readonly orders: number; readonly todayMinor: bigint; readonly thenMinor: bigint }[];
  /** There were more orders than are looked at in one go; the sums are of the first ones. */
  readonly cut: boolean;
};

export type PeriodPreviewOutcome =
  | { readonly ok: true; readonly preview: PeriodPreview }
  | { readonly ok: false; readonly reason: "invalid"; readonly problems: readonly PlanProblem[] };

/** The fields of a plan's form, as texts. Parts are `part:<stage>:<party>`. */
export type PlanFields = Readonly<Record<string, string>>;
