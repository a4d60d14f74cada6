import { bps, divideHalfUp, spread } from "@/lib/kernel/money";
import { invariant } from "@/lib/kernel/invariant";
import {
  PARTIES,
  type Party,
  type Parts,
  type Plan,
  type PlanDefinition,
  type Pool,
  type RatedBase,
  type RatePool,
  type Sale,
  type SaleLine,
  type SaleShares,
  type ShareReason,
  type Shares,
  type Situation,
  type Stage,
} from "./types";

const WHOLE_BPS = 10_000n;

/** The plan that an installation starts with: 40 %. DESIGN §2 */
export const DEFAULT_PLAN: Plan = {
  totalRateBps: 4_000,
  stages: {
    direct: { buyer: 1_000, sharer: 0, distributor: 3_000, company: 0 },
    viral: { buyer: 1_000, sharer: 1_000, distributor: 2_000, company: 0 },
    organic: { buyer: 1_000, sharer: 0, distributor: 0, company: 3_000 },
    self: { buyer: 1_000, sharer: 0, distributor: 3_000, company: 0 },
  },
  base: "gross",
  earnOnCredit: false,
  binding: "lifetime",
  selfPurchase: "full",
  volumePolicy: "full",
  minBaseMinor: 0n,
  capPoolMinor: null,
};

/** The parties that a stage has; a part for anybody else is refused, for nobody could receive it. DESIGN §2 */
export const PARTIES_OF_STAGE: Readonly<Record<Stage, readonly Party[]>> = {
  direct: ["buyer", "distributor", "company"],
  viral: ["buyer", "sharer", "distributor", "company"],
  organic: ["buyer", "company"],
  self: ["buyer", "distributor", "company"],
};

/** The plan as it is stored. `parsePlan` reads it back as the same plan. */
export function definitionOf(plan: Plan): PlanDefinition {
  return { ...plan, minBaseMinor: plan.minBaseMinor.toString(), capPoolMinor: plan.capPoolMinor?.toString() ?? null };
}

/** The number of calendar months of a `months:N` binding; null for the others. */
export function bindingMonths(binding: string): bigint | null {
  const months = /^months:(\d+)$/.exec(binding)?.[1];
  return months === undefined ? null : BigInt(months);
}

type Rated = { readonly rateBps: number | null };

/**
 * A line's rate: its product's, else that of its first collection in the operator's order, else the plan's. Only the
 * first collection is asked: where it has no rate, the plan's counts. The catalogue's reads compute the same in SQL.
 * @see DESIGN §2 "The pool"
 */
export function lineRate(
  product: Rated,
  collections: readonly (Rated & { readonly position: number })[],
  plan: Plan,
): number {
  const [first] = [...collections].sort((a, b) => a.position - b.position);
  return product.rateBps ?? first?.rateBps ?? plan.totalRateBps;
}

/**
 * What the rate is taken of: goods after discounts less the part that credit paid; with `base: net` that remainder
 * divided by (1 + the VAT rate), rounded half up. Minor units, never negative.
 * @see DESIGN §2 "The base"
 */
export function lineBase(line: Omit<SaleLine, "rateBps">, plan: Plan): bigint {
  invariant(line.creditMinor >= 0n && line.creditMinor <= line.goodsMinor, "credit pays for at most a line's goods");
  const earning = plan.earnOnCredit ? line.goodsMinor : line.goodsMinor - line.creditMinor;
  return plan.base === "gross" ? earning : divideHalfUp(earning * WHOLE_BPS, WHOLE_BPS + bps(line.vatBps));
}

/**
 * An order's pool: bases of equal rate are summed, each sum's pool is rounded half up, and the order's pool is the
 * sum of these; `capPoolMinor` limits it, and an order whose base is below `minBaseMinor` earns nothing.
 * @see DESIGN §2 "The pool"
 */
export function poolOf(lines: readonly RatedBase[], plan: Plan): Pool {
  const bases = new Map<number, bigint>();
  for (const line of lines) bases.set(line.rateBps, (bases.get(line.rateBps) ?? 0n) + line.baseMinor);
  const byRate = [...bases].map(
    ([rateBps, baseMinor]): RatePool => ({ rateBps, baseMinor, poolMinor: divideHalfUp(baseMinor * bps(rateBps), WHOLE_BPS) }),
  );
  const baseMinor = sum(byRate.map((rate) => rate.baseMinor));
  const uncapped = sum(byRate.map((rate) => rate.poolMinor));
  if (baseMinor < plan.minBaseMinor) return { baseMinor, poolMinor: 0n, byRate, limit: "min_base" };
  if (plan.capPoolMinor !== null && uncapped > plan.capPoolMinor) {
    return { baseMinor, poolMinor: plan.capPoolMinor, byRate, limit: "cap" };
  }
  return { baseMinor, poolMinor: uncapped, byRate, limit: "none" };
}

/**
 * A stage's parts as they weigh here: without a distributor upstream, and for a distributor's own purchase under
 * `selfPurchase: buyer-only`, the distributor's part is the company's. They add up to the total rate all the same.
 * @see DESIGN §2, the table
 */
export function partsOf({ stage, hasDistributor }: Situation, plan: Plan): Parts {
  const parts = plan.stages[stage];
  if (hasDistributor && !(stage === "self" && plan.selfPurchase === "buyer-only")) return parts;
  return { ...parts, distributor: 0, company: parts.company + parts.distributor };
}

/**
 * Splits a pool once among all parties of the stage, the company included: largest remainder, ties to the buyer, the
 * sharer, the distributor, the company. The parts add up to the pool.
 *
 * The stage's parts are weights: where a product's rate replaced the plan's, they keep their proportions.
 * @param poolMinor  minor units, never negative
 * @see DESIGN §2 "The pool"
 */
export function splitPool(poolMinor: bigint, situation: Situation, plan: Plan): Shares {
  const parts = partsOf(situation, plan);
  const [buyer = 0n, sharer = 0n, distributor = 0n, company = 0n] = spread(
    poolMinor,
    PARTIES.map((party) => bps(parts[party])),
  );
  return { buyer, sharer, distributor, company };
}

/** Everybody's part of a sale, with the numbers that lead to it. DESIGN §2 */
export function sharesOfSale(sale: Sale, plan: Plan): SaleShares {
  const lineBasesMinor = sale.lines.map((line) => lineBase(line, plan));
  const pool = poolOf(
    sale.lines.map((line, index) => ({ rateBps: line.rateBps, baseMinor: lineBasesMinor[index] ?? 0n })),
    plan,
  );
  return { lineBasesMinor, pool, shares: splitPool(pool.poolMinor, sale, plan) };
}

/** The chain of reasons behind a party's part, from the goods to the amount, each with its numbers. DESIGN §2 "Why" */
export function explainShare(party: Party, sale: Sale, plan: Plan): readonly ShareReason[] {
  const { pool, shares } = sharesOfSale(sale, plan);
  const parts = partsOf(sale, plan);
  return [
    ...explainBase(sale, pool, plan),
    ...explainPool(pool, plan),
    { step: "stage", stage: sale.stage },
    ...explainAbsence(sale, plan),
    { step: "part", party, partBps: parts[party], ofBps: plan.totalRateBps, amountMinor: shares[party] },
  ];
}

function explainBase(sale: Sale, pool: Pool, plan: Plan): ShareReason[] {
  const goodsMinor = sum(sale.lines.map((line) => line.goodsMinor));
  const creditMinor = sum(sale.lines.map((line) => line.creditMinor));
  const earningMinor = plan.earnOnCredit ? goodsMinor : goodsMinor - creditMinor;
  const reasons: ShareReason[] = [{ step: "goods", goodsMinor }];
  if (creditMinor > 0n) reasons.push({ step: "credit_spent", creditMinor, earns: plan.earnOnCredit });
  if (plan.base === "net") reasons.push({ step: "vat_taken_out", vatMinor: earningMinor - pool.baseMinor });
  reasons.push({ step: "base", baseMinor: pool.baseMinor });
  return reasons;
}

function explainPool(pool: Pool, plan: Plan): ShareReason[] {
  const reasons: ShareReason[] = pool.byRate.map((rate) => ({ step: "rate", ...rate }));
  if (pool.limit === "min_base") reasons.push({ step: "min_base", minBaseMinor: plan.minBaseMinor });
  if (pool.limit === "cap") {
    reasons.push({ step: "cap", capPoolMinor: pool.poolMinor, uncappedMinor: sum(pool.byRate.map((rate) => rate.poolMinor)) });
  }
  reasons.push({ step: "pool", poolMinor: pool.poolMinor });
  return reasons;
}

function explainAbsence(sale: Sale, plan: Plan): ShareReason[] {
  const partBps = plan.stages[sale.stage].distributor;
  if (partBps === 0 || partsOf(sale, plan).distributor === partBps) return [];
  return [{ step: "distributor_part_stays", because: sale.hasDistributor ? "buyer_only" : "no_distributor", partBps }];
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}
