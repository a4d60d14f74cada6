import fc from "fast-check";
import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { lineTaxes, saleCompleted, saleRefunded, volumes } from "./rules";
import type { Sale, SoldLine } from "./types";

const at = new Date("2026-03-01T10:00:00Z");
const party = (externalId: string | null) => ({ member: newId("member"), externalId });
const line = (sku: string, goodsMinor: bigint, cvMinor: bigint): SoldLine => ({ sku, quantity: 1, unitMinor: goodsMinor, discountMinor: 0n, goodsMinor, taxBps: 2_000, cvMinor, bvMinor: cvMinor });

function sale(lines: readonly SoldLine[], credits: readonly bigint[]): Sale {
  const roles = ["buyer", "sharer", "distributor"] as const;
  const goodsMinor = lines.reduce((sum, { goodsMinor: minor }) => sum + minor, 0n);
  return {
    order: newId("order"),
    number: "K7Q2",
    currency: "EUR",
    buyer: party(null),
    stage: "viral",
    sharer: party(null),
    distributor: party("D-77"),
    placedAt: at,
    paidAt: at,
    goodsMinor,
    shippingMinor: 490n,
    totalMinor: goodsMinor + 490n,
    creditMinor: 0n,
    lines,
    credits: credits.map((minor, i) => ({ role: roles[i] ?? "buyer", party: party(null), amount: money(minor, "EUR") })),
  };
}
const back = (goodsMinor: bigint, byLineMinor: readonly bigint[] = []) => ({ refund: newId("refund"), refundedAt: at, goodsMinor, shippingMinor: 0n, byLineMinor });
const amounts = (parts: readonly { amount: { minor: bigint } }[]) => parts.map(({ amount }) => amount.minor);

it("tells 10 + 10 + 20 of a sale of 100.00 EUR and its volumes in full", () => {
  const message = saleCompleted(sale([line("A", 6_000n, 5_000n), line("B", 4_000n, 3_333n)], [1_000n, 1_000n, 2_000n]), "full");
  expect(amounts(message.paidOut)).toEqual([1_000n, 1_000n, 2_000n]);
  expect(message.lines.map(({ cvMinor, taxMinor }) => [cvMinor, taxMinor])).toEqual([[5_000n, 1_000n], [3_333n, 667n]]);
});

it("takes the posted pool from the volumes when the pay-out already is the retail commission", () => {
  expect(volumes([5_000n, 3_333n], 4_000n, "net-of-cashback")).toEqual([2_600n, 1_733n]);
  expect(volumes([5_000n, 3_333n], 4_000n, "none")).toEqual([0n, 0n]);
  expect(volumes([10n, 0n], 4_000n, "net-of-cashback")).toEqual([0n, 0n]);
});

it("never reports a negative volume, and takes exactly the pool as long as the volumes last", () => {
  const minor = fc.bigInt({ min: 0n, max: 10_000_000n });
  fc.assert(
    fc.property(fc.array(minor, { minLength: 1, maxLength: 30 }), minor, (full, pool) => {
      const net = volumes(full, pool, "net-of-cashback");
      const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
      return net.every((volume) => volume >= 0n) && sum(net) === (sum(full) > pool ? sum(full) - pool : 0n);
    }),
  );
});

it("gives lines taxes that add up to the VAT of their sum", () => {
  expect(lineTaxes([{ goodsMinor: 100n, taxBps: 2_000 }, { goodsMinor: 100n, taxBps: 2_000 }, { goodsMinor: 100n, taxBps: 550 }])).toEqual([17n, 16n, 5n]);
});

it("returns a half, then the whole, cumulatively, and the whole is what was sent", () => {
  const sold = sale([line("A", 6_001n, 5_001n), line("B", 3_999n, 3_333n)], [1_001n, 1_000n, 2_001n]);
  const half = saleRefunded(sold, back(5_000n), "full").soFar;
  expect(half.lines.reduce((sum, { goodsMinor }) => sum + goodsMinor, 0n)).toBe(5_000n);
  expect(amounts(half.takenBack)).toEqual([501n, 500n, 1_001n]);
  const whole = saleRefunded(sold, back(10_000n), "net-of-cashback").soFar;
  const sent = saleCompleted(sold, "net-of-cashback").lines;
  expect(whole.lines).toEqual(sent.map(({ sku, goodsMinor, cvMinor, bvMinor }) => ({ sku, goodsMinor, cvMinor, bvMinor })));
  expect(amounts(whole.takenBack)).toEqual([1_001n, 1_000n, 2_001n]);
});

it("names the returned line and takes nothing from the others", () => {
  const sold = sale([line("A", 6_000n, 5_000n), line("B", 4_000n, 3_333n)], [1_000n]);
  expect(saleRefunded(sold, back(4_000n, [0n, 4_000n]), "full").soFar.lines).toEqual([{ sku: "B", goodsMinor: 4_000n, cvMinor: 3_333n, bvMinor: 3_333n }]);
});

it("tells returns that never go back and end at exactly what was sent, in any number of steps, under every policy", () => {
  const minor = fc.bigInt({ min: 1n, max: 500_000n });
  const lines = fc.array(fc.tuple(minor, fc.bigInt({ min: 0n, max: 500_000n })), { minLength: 1, maxLength: 8 });
  const steps = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 6 });
  fc.assert(
    fc.property(lines, steps, fc.constantFrom("full", "net-of-cashback", "none"), (drawn, promilles, policy) => {
      const sold = sale(drawn.map(([goods, cv], i) => line(`S${i}`, goods, cv)), [700n, 300n, 1_100n]);
      const sent = saleCompleted(sold, policy).lines;
      const so = [...promilles.sort((a, b) => a - b), 1_000].map((promille) => saleRefunded(sold, back((sold.goodsMinor * BigInt(promille)) / 1_000n), policy).soFar);
      const totals = so.map((one) => (["goodsMinor", "cvMinor", "bvMinor"] as const).map((what) => one.lines.reduce((sum, returned) => sum + returned[what], 0n)));
      const grows = totals.slice(1).every((now, i) => (now[0] ?? 0n) >= (totals[i]?.[0] ?? 0n));
      const whole = so.at(-1)?.lines.every((returned, i) => returned.goodsMinor === sent[i]?.goodsMinor && returned.cvMinor === sent[i].cvMinor && returned.bvMinor === sent[i].bvMinor);
      const bounded = so.every((one) => one.lines.every((returned) => sent.some(({ sku, cvMinor }) => sku === returned.sku && returned.cvMinor <= cvMinor)));
      return grows && whole === true && bounded;
    }),
  );
});
