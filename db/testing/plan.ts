import fc from "fast-check";
import { spread } from "../../lib/kernel/money";
import { DEFAULT_PLAN, PARTIES_OF_STAGE } from "../../lib/plan/rules";
import { PARTIES, type Parts, type Plan, type Sale, type SaleLine, type Stage, STAGES } from "../../lib/plan/types";

/** Any whole number of basis points. */
export const anyRate = fc.integer({ min: 0, max: 10_000 });

function anyParts(stage: Stage, total: number): fc.Arbitrary<Parts> {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 20n }), { minLength: 4, maxLength: 4 });
  return weights.map((drawn) => {
    const present = PARTIES.map((party, n) => (PARTIES_OF_STAGE[stage].includes(party) ? (drawn[n] ?? 0n) : 0n));
    const [buyer = 0n, sharer = 0n, distributor = 0n, company = 0n] = present.some((w) => w > 0n)
      ? spread(BigInt(total), present)
      : [BigInt(total)];
    return { buyer: Number(buyer), sharer: Number(sharer), distributor: Number(distributor), company: Number(company) };
  });
}

/** Any plan that `parsePlan` accepts. */
export const anyPlan: fc.Arbitrary<Plan> = fc.integer({ min: 1, max: 10_000 }).chain((totalRateBps) =>
  fc.record({
    totalRateBps: fc.constant(totalRateBps),
    stages: fc.record({
      direct: anyParts("direct", totalRateBps),
      viral: anyParts("viral", totalRateBps),
      organic: anyParts("organic", totalRateBps),
      self: anyParts("self", totalRateBps),
    }),
    base: fc.constantFrom("gross" as const, "net" as const),
    earnOnCredit: fc.boolean(),
    binding: fc.constantFrom("lifetime" as const, "per-order" as const, "months:6" as const),
    selfPurchase: fc.constantFrom("full" as const, "buyer-only" as const),
    volumePolicy: fc.constant(DEFAULT_PLAN.volumePolicy),
    minBaseMinor: fc.oneof({ weight: 3, arbitrary: fc.constant(0n) }, fc.bigInt({ min: 0n, max: 20_000n })),
    capPoolMinor: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.bigInt({ min: 0n, max: 20_000n })),
  }),
);

const anyLine: fc.Arbitrary<SaleLine> = fc
  .record({
    goodsMinor: fc.oneof(fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 10n ** 9n })),
    creditBps: fc.bigInt({ min: 0n, max: 10_000n }),
    vatBps: fc.constantFrom(0, 210, 550, 1_000, 2_000, 2_100),
    rateBps: fc.oneof(fc.constantFrom(4_000, 2_500), anyRate),
  })
  .map(({ goodsMinor, creditBps, vatBps, rateBps }) => ({ goodsMinor, creditMinor: (goodsMinor * creditBps) / 10_000n, vatBps, rateBps }));

/** Any sale of up to eight lines. */
export const anySale: fc.Arbitrary<Sale> = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
  stage: fc.constantFrom(...STAGES),
  hasDistributor: fc.boolean(),
});
