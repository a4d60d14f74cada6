import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPlan, anySale } from "@/db/testing/plan";
import { spread } from "@/lib/kernel/money";
import { DEFAULT_PLAN, explainShare, lineBase, lineRate, poolOf, sharesOfSale, splitPool } from "./rules";
import { PARTIES, type Plan, type SaleLine, type Shares, STAGES } from "./types";

const line = (goodsMinor: bigint, more: Partial<SaleLine> = {}): SaleLine => ({ goodsMinor, creditMinor: 0n, vatBps: 2_000, rateBps: 4_000, ...more });
const parts = (shares: Shares) => PARTIES.map((party) => shares[party]);
const anySituation = fc.record({ stage: fc.constantFrom(...STAGES), hasDistributor: fc.boolean() });
const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

describe("the default plan on 100.00 EUR", () => {
  const with100 = (stage: (typeof STAGES)[number], hasDistributor: boolean, plan: Plan = DEFAULT_PLAN) =>
    parts(sharesOfSale({ lines: [line(10_000n)], stage, hasDistributor }, plan).shares);

  it.each([
    { name: "direct", shares: with100("direct", true), expected: [1_000n, 0n, 3_000n, 0n] },
    { name: "viral", shares: with100("viral", true), expected: [1_000n, 1_000n, 2_000n, 0n] },
    { name: "viral without a distributor upstream", shares: with100("viral", false), expected: [1_000n, 1_000n, 0n, 2_000n] },
    { name: "organic", shares: with100("organic", false), expected: [1_000n, 0n, 0n, 3_000n] },
    { name: "self, full", shares: with100("self", true), expected: [1_000n, 0n, 3_000n, 0n] },
    { name: "self, buyer only", shares: with100("self", true, { ...DEFAULT_PLAN, selfPurchase: "buyer-only" }), expected: [1_000n, 0n, 0n, 3_000n] },
  ])("$name: $expected", ({ shares, expected }) => {
    expect(shares).toEqual(expected);
  });
});

it("lets a company on 25 % set its own split", () => {
  const plan: Plan = { ...DEFAULT_PLAN, totalRateBps: 2_500, stages: { ...DEFAULT_PLAN.stages, viral: { buyer: 500, sharer: 500, distributor: 1_000, company: 500 } } };
  const { shares } = sharesOfSale({ lines: [line(10_000n, { rateBps: 2_500 })], stage: "viral", hasDistributor: true }, plan);
  expect(parts(shares)).toEqual([500n, 500n, 1_000n, 500n]);
});

describe("a line's base", () => {
  const worked = line(12_000n, { creditMinor: 6_000n });
  it("of 120.00 at 20 % with 60.00 credit is 60.00 gross and 50.00 net", () => {
    expect(lineBase(worked, DEFAULT_PLAN)).toBe(6_000n);
    expect(lineBase(worked, { ...DEFAULT_PLAN, base: "net" })).toBe(5_000n);
  });

  it("counts what credit paid when the plan earns on credit", () => {
    expect(lineBase(worked, { ...DEFAULT_PLAN, earnOnCredit: true })).toBe(12_000n);
    expect(lineBase(worked, { ...DEFAULT_PLAN, earnOnCredit: true, base: "net" })).toBe(10_000n);
  });

  it("without VAT is rounded half up", () => {
    const net: Plan = { ...DEFAULT_PLAN, base: "net" };
    expect(lineBase(line(3n, { vatBps: 2_000 }), net)).toBe(3n);
    expect(lineBase(line(9n, { vatBps: 2_000 }), net)).toBe(8n);
    expect(lineBase(line(1_000n, { vatBps: 550 }), net)).toBe(948n);
  });
});

describe("a line's rate", () => {
  const plan = DEFAULT_PLAN;
  it("is its product's, else that of its first collection in the operator's order, else the plan's", () => {
    const collections = [{ position: 2, rateBps: 1_500 }, { position: 1, rateBps: 2_500 }];
    expect(lineRate({ rateBps: 3_000 }, collections, plan)).toBe(3_000);
    expect(lineRate({ rateBps: 0 }, collections, plan)).toBe(0);
    expect(lineRate({ rateBps: null }, collections, plan)).toBe(2_500);
    expect(lineRate({ rateBps: null }, [], plan)).toBe(4_000);
  });

  it("is the plan's where the first collection has none, whatever the others have", () => {
    const collections = [{ position: 2, rateBps: 1_500 }, { position: 1, rateBps: null }];
    expect(lineRate({ rateBps: null }, collections, plan)).toBe(4_000);
  });
});

describe("an order's pool", () => {
  const base = (baseMinor: bigint, rateBps = 4_000) => ({ baseMinor, rateBps });

  it("sums the bases of equal rate before it rounds, and rounds each sum half up", () => {
    expect(poolOf([base(1n), base(1n), base(1n)], DEFAULT_PLAN).poolMinor).toBe(1n);
    expect(poolOf([base(1n), base(1n, 3_999), base(1n)], DEFAULT_PLAN).poolMinor).toBe(1n);
    expect(poolOf([base(5n, 1_000)], DEFAULT_PLAN).poolMinor).toBe(1n);
    expect(poolOf([base(4n, 1_000)], DEFAULT_PLAN).poolMinor).toBe(0n);
    expect(poolOf([base(5n, 1_000), base(5n, 2_000)], DEFAULT_PLAN)).toEqual({
      baseMinor: 10n, poolMinor: 2n, limit: "none",
      byRate: [{ rateBps: 1_000, baseMinor: 5n, poolMinor: 1n }, { rateBps: 2_000, baseMinor: 5n, poolMinor: 1n }],
    });
  });

  it("is limited by the cap", () => {
    const plan: Plan = { ...DEFAULT_PLAN, capPoolMinor: 2_500n };
    expect(poolOf([base(10_000n)], plan)).toMatchObject({ poolMinor: 2_500n, limit: "cap" });
    expect(poolOf([base(6_250n)], plan)).toMatchObject({ poolMinor: 2_500n, limit: "none" });
    expect(parts(splitPool(2_500n, { stage: "viral", hasDistributor: true }, plan))).toEqual([625n, 625n, 1_250n, 0n]);
  });

  it("is nothing below the least base, and everything from it on", () => {
    const plan: Plan = { ...DEFAULT_PLAN, minBaseMinor: 1_000n };
    expect(poolOf([base(600n), base(399n, 2_000)], plan)).toMatchObject({ baseMinor: 999n, poolMinor: 0n, limit: "min_base" });
    expect(poolOf([base(600n), base(400n, 2_000)], plan)).toMatchObject({ baseMinor: 1_000n, poolMinor: 320n, limit: "none" });
  });
});

describe("splitting a pool", () => {
  it("gives cents that can't be divided to the largest remainder, ties to the buyer, the sharer, the distributor, the company", () => {
    const thirds: Plan = { ...DEFAULT_PLAN, stages: { ...DEFAULT_PLAN.stages, viral: { buyer: 1_000, sharer: 1_000, distributor: 1_000, company: 1_000 } } };
    const viral = { stage: "viral", hasDistributor: true } as const;
    expect([1n, 2n, 3n, 4n, 5n].map((pool) => parts(splitPool(pool, viral, thirds)))).toEqual([
      [1n, 0n, 0n, 0n], [1n, 1n, 0n, 0n], [1n, 1n, 1n, 0n], [1n, 1n, 1n, 1n], [2n, 1n, 1n, 1n],
    ]);
    expect(parts(splitPool(3n, viral, DEFAULT_PLAN))).toEqual([1n, 1n, 1n, 0n]);
    expect(parts(splitPool(2n, { stage: "direct", hasDistributor: true }, DEFAULT_PLAN))).toEqual([1n, 0n, 1n, 0n]);
  });

  it("keeps the proportions of the parts when a product's rate replaces the total", () => {
    const sale = { lines: [line(10_000n, { rateBps: 2_000 })], stage: "viral", hasDistributor: true } as const;
    expect(parts(sharesOfSale(sale, DEFAULT_PLAN).shares)).toEqual([500n, 500n, 1_000n, 0n]);
  });

  it("splits lines of several rates once, not one by one", () => {
    const lines = [line(7n, { rateBps: 4_000 }), line(7n, { rateBps: 3_900 })];
    const { pool, shares } = sharesOfSale({ lines, stage: "viral", hasDistributor: true }, DEFAULT_PLAN);
    expect([pool.poolMinor, ...parts(shares)]).toEqual([6n, ...spread(6n, [1n, 1n, 2n]), 0n]);
  });

  it("adds up to the pool, for any plan, stage and pool, and each part is within a cent of its proportion", () => {
    fc.assert(
      fc.property(anyPlan, anySituation, fc.bigInt({ min: 0n, max: 10n ** 15n }), (plan, situation, pool) => {
        const { stage, hasDistributor } = situation;
        const shares = splitPool(pool, situation, plan);
        expect(total(parts(shares))).toBe(pool);
        expect(parts(shares).every((part) => part >= 0n)).toBe(true);
        if (!hasDistributor) expect(shares.distributor).toBe(0n);
        const exact = pool * BigInt(plan.stages[stage].buyer);
        const given = shares.buyer * BigInt(plan.totalRateBps);
        expect(given - exact < BigInt(plan.totalRateBps) && exact - given < BigInt(plan.totalRateBps)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

it("never pays more than the rates of the lines allow, for any sale and plan", () => {
  fc.assert(
    fc.property(anySale, anyPlan, (sale, plan) => {
      const { lineBasesMinor, pool, shares } = sharesOfSale(sale, plan);
      expect(total(lineBasesMinor)).toBe(pool.baseMinor);
      expect(total(parts(shares))).toBe(pool.poolMinor);
      expect(lineBasesMinor.every((base, n) => base >= 0n && base <= (sale.lines[n]?.goodsMinor ?? 0n))).toBe(true);
      const exact = lineBasesMinor.reduce((all, base, n) => all + base * BigInt(sale.lines[n]?.rateBps ?? 0), 0n);
      const rates = BigInt(new Set(sale.lines.map((l) => l.rateBps)).size);
      expect(2n * (pool.poolMinor * 10_000n - exact) <= rates * 10_000n).toBe(true);
      if (plan.capPoolMinor !== null) expect(pool.poolMinor <= plan.capPoolMinor).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

describe("the reasons of a part", () => {
  it("lead from the goods to the amount", () => {
    const sale = { lines: [line(12_000n, { creditMinor: 6_000n })], stage: "viral", hasDistributor: true } as const;
    expect(explainShare("sharer", sale, { ...DEFAULT_PLAN, base: "net" })).toEqual([
      { step: "goods", goodsMinor: 12_000n },
      { step: "credit_spent", creditMinor: 6_000n, earns: false },
      { step: "vat_taken_out", vatMinor: 1_000n },
      { step: "base", baseMinor: 5_000n },
      { step: "rate", rateBps: 4_000, baseMinor: 5_000n, poolMinor: 2_000n },
      { step: "pool", poolMinor: 2_000n },
      { step: "stage", stage: "viral" },
      { step: "part", party: "sharer", partBps: 1_000, ofBps: 4_000, amountMinor: 500n },
    ]);
  });

  it("say why the distributor's part stays with the company, and which limit held", () => {
    const plan: Plan = { ...DEFAULT_PLAN, capPoolMinor: 3_000n };
    const alone = explainShare("company", { lines: [line(10_000n)], stage: "viral", hasDistributor: false }, plan);
    expect(alone).toContainEqual({ step: "cap", capPoolMinor: 3_000n, uncappedMinor: 4_000n });
    expect(alone).toContainEqual({ step: "distributor_part_stays", because: "no_distributor", partBps: 2_000 });
    const own = explainShare("buyer", { lines: [line(100n)], stage: "self", hasDistributor: true }, { ...DEFAULT_PLAN, selfPurchase: "buyer-only", minBaseMinor: 101n });
    expect(own).toContainEqual({ step: "distributor_part_stays", because: "buyer_only", partBps: 3_000 });
    expect(own).toContainEqual({ step: "min_base", minBaseMinor: 101n });
  });

  it("end with the amount that is posted, for any sale, plan and party", () => {
    fc.assert(
      fc.property(anySale, anyPlan, fc.constantFrom(...PARTIES), (sale, plan, party) => {
        expect(explainShare(party, sale, plan).at(-1)).toMatchObject({ step: "part", party, amountMinor: sharesOfSale(sale, plan).shares[party] });
      }),
    );
  });
});
