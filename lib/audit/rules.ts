import { partsOf } from "@/lib/plan/rules";
import { PARTIES, type Plan, STAGES } from "@/lib/plan/types";
import { COUNTED, type AuditReport, type Difference, type DifferenceCode, type Findings } from "./types";

/** How many differences of a kind are shown; all are counted. */
export const SHOWN_MAX = 20;

type Kind = {
  readonly kind: string;
  /** What the transaction's scope must be. */
  readonly scope: "order" | "member" | "either";
  /** What its business key may look like; `@` stands for the scope's own id. A regular expression. */
  readonly key: string;
};

/**
 * The kinds of transactions and their business keys: `<kind>:<id>`. A posting of a kind that is not here, or with
 * another key, is a difference. A new kind of posting is entered here. DESIGN §4
 */
export const KINDS: readonly Kind[] = [
  { kind: "hold", scope: "order", key: "^hold:@(:again)?$" },
  { kind: "capture", scope: "order", key: "^capture:@$" },
  { kind: "release", scope: "order", key: "^release:@$" },
  { kind: "cashback", scope: "order", key: "^cashback:@$" },
  { kind: "refund", scope: "order", key: "^refund:[A-Za-z0-9_@-]+$" },
  { kind: "refund_cancel", scope: "order", key: "^refund_cancel:[A-Za-z0-9_@-]+$" },
  { kind: "dispute_hold", scope: "order", key: "^dispute_hold:[A-Za-z0-9_@-]+$" },
  { kind: "dispute_release", scope: "order", key: "^dispute_release:[A-Za-z0-9_@-]+$" },
  { kind: "reattribute", scope: "order", key: "^reattribute:[A-Za-z0-9_@-]+$" },
  { kind: "adjustment", scope: "either", key: "^(adjustment|gift|goodwill):[A-Za-z0-9_@-]+$" },
  { kind: "payout", scope: "member", key: "^payout:[A-Za-z0-9_@-]+$" },
  { kind: "payout_return", scope: "member", key: "^payout_return:[A-Za-z0-9_@-]+$" },
  { kind: "merge", scope: "member", key: "^merge:[A-Za-z0-9_@-]+$" },
  { kind: "erasure", scope: "member", key: "^erasure:[A-Za-z0-9_@-]+$" },
];

/** Kinds that take back what an order credited, hold it for a dispute, or return spent credit. DESIGN §4 */
export const TAKING_BACK: readonly string[] = ["refund", "refund_cancel", "dispute_hold", "dispute_release"];

/** What the recomputation of parts needs of a plan version, for one stage, with or without a distributor upstream. */
export type Weights = {
  readonly version: number;
  readonly stage: string;
  readonly hasDistributor: boolean;
  readonly net: boolean;
  readonly earnOnCredit: boolean;
  readonly minBaseMinor: bigint;
  readonly capPoolMinor: bigint | null;
  /** Buyer, sharer, distributor, company. */
  readonly parts: readonly number[];
};

/** A plan version as the rows that the recomputation joins with. */
export function weightsOf(version: number, plan: Plan): Weights[] {
  return STAGES.flatMap((stage) =>
    [true, false].map((hasDistributor) => {
      const parts = partsOf({ stage, hasDistributor }, plan);
      return {
        ...{ version, stage, hasDistributor },
        net: plan.base === "net",
        earnOnCredit: plan.earnOnCredit,
        minBaseMinor: plan.minBaseMinor,
        capPoolMinor: plan.capPoolMinor,
        parts: PARTIES.map((party) => parts[party]),
      };
    }),
  );
}

/** Adds up what the checks found: every difference counted, the first of each kind shown. */
export function reportOf(all: readonly Findings[]): AuditReport {
  const checked = Object.fromEntries(COUNTED.map((what) => [what, sum(all.map((one) => one.checked[what] ?? 0))])) as AuditReport["checked"];
  const found: Partial<Record<DifferenceCode, number>> = {};
  for (const one of all) {
    for (const [code, count] of Object.entries(one.found)) found[code as DifferenceCode] = (found[code as DifferenceCode] ?? 0) + count;
  }
  const differences = sum(Object.values(found));
  return { ok: differences === 0, checked, differences, found, shown: firstOfEach(all.flatMap((one) => one.shown)) };
}

function firstOfEach(differences: readonly Difference[]): Difference[] {
  const shown = new Map<DifferenceCode, number>();
  return differences.filter(({ code }) => {
    const before = shown.get(code) ?? 0;
    shown.set(code, before + 1);
    return before < SHOWN_MAX;
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
