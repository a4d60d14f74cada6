import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPlan } from "@/db/testing/plan";
import { DEFAULT_PLAN, splitPool } from "@/lib/plan/rules";
import { creditWanted, DEFAULT_DELIVERY, deliveredCountries, deliveriesFor, deliveryPrice, lineVolume, payableCredit, priceOrder, vatContained } from "./rules";
import type { LineToPrice, OrderToPrice, PricedOrder } from "./types";

const EURO = { minimumMinor: 50n, stepMinor: 1n };
const DINAR = { minimumMinor: 2_000n, stepMinor: 10n };
const line = (unitMinor: bigint, more: Partial<LineToPrice> = {}): LineToPrice => ({ quantity: 1, unitMinor, vatBps: 2_000, rateBps: 4_000, ...more });
const order = (lines: readonly LineToPrice[], more: Partial<OrderToPrice<LineToPrice>> = {}): OrderToPrice<LineToPrice> => ({
  lines, discountMinor: 0n, shippingMinor: 0n, creditWantedMinor: 0n, creditAvailable: { creditMinor: 10n ** 12n, earningsMinor: 0n },
  plan: DEFAULT_PLAN, payable: EURO, currency: "EUR", ...more,
});
const price = (...args: Parameters<typeof order>): PricedOrder<LineToPrice> => {
  const priced = priceOrder(order(...args));
  if (!priced.ok) throw new Error(priced.reason);
  return priced;
};
const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

describe("120.00 at 20 % with 60.00 credit", () => {
  const lines = [line(12_000n)];
  it("has a gross base of 60.00 and a net base of 50.00", () => {
    expect(price(lines, { creditWantedMinor: 6_000n })).toMatchObject({ baseMinor: 6_000n, creditMinor: 6_000n, cardMinor: 6_000n });
    expect(price(lines, { creditWantedMinor: 6_000n, plan: { ...DEFAULT_PLAN, base: "net" } }).baseMinor).toBe(5_000n);
  });

  it("still contains 20.00 VAT: credit is a tender, not a discount", () => {
    expect(price(lines, { creditWantedMinor: 6_000n })).toMatchObject({
      totalMinor: 12_000n, vat: [{ rateBps: 2_000, grossMinor: "12000", vatMinor: "2000" }],
    });
  });
});

it("pays 10.00 + 30.00 on an order of 100.00 in the direct stage, shipping left out", () => {
  const priced = price([line(10_000n)], { shippingMinor: 490n });
  expect(priced).toMatchObject({ goodsMinor: 10_000n, totalMinor: 10_490n, baseMinor: 10_000n, cardMinor: 10_490n });
  expect(splitPool(priced.pool.poolMinor, { stage: "direct", hasDistributor: true }, DEFAULT_PLAN)).toEqual({
    buyer: 1_000n, sharer: 0n, distributor: 3_000n, company: 0n,
  });
});

it("spreads discounts and credit over the lines by largest remainder, in line order", () => {
  const priced = price([line(1_000n), line(1_000n), line(1_000n)], { discountMinor: 100n, creditWantedMinor: 1_000n });
  expect(priced.lines.map((l) => [l.discountMinor, l.goodsMinor, l.creditMinor, l.baseMinor])).toEqual([
    [34n, 966n, 333n, 633n], [33n, 967n, 334n, 633n], [33n, 967n, 333n, 634n],
  ]);
});

it("counts credit against goods first, and what is left pays for shipping", () => {
  const priced = price([line(1_000n)], { shippingMinor: 500n, creditWantedMinor: 1_500n });
  expect(priced).toMatchObject({ creditMinor: 1_500n, cardMinor: 0n, baseMinor: 0n, lines: [{ creditMinor: 1_000n }] });
});

it("drops a discount beyond the goods, and places an order that costs nothing", () => {
  expect(price([line(1_000n)], { discountMinor: 2_000n })).toMatchObject({ discountMinor: 1_000n, goodsMinor: 0n, totalMinor: 0n, cardMinor: 0n, pool: { poolMinor: 0n } });
});

describe("credit", () => {
  it("is taken from the credit wallet first, then from earnings", () => {
    const creditAvailable = { creditMinor: 400n, earningsMinor: 700n };
    expect(price([line(1_000n)], { creditWantedMinor: 300n, creditAvailable })).toMatchObject({ creditMinor: 300n, creditEarningsMinor: 0n });
    expect(price([line(1_000n)], { creditWantedMinor: 900n, creditAvailable })).toMatchObject({ creditMinor: 900n, creditEarningsMinor: 500n });
  });

  it("is never more than there is, and a wallet below zero lends nothing and takes nothing from the other", () => {
    expect(price([line(10_000n)], { creditWantedMinor: 9_000n, creditAvailable: { creditMinor: -500n, earningsMinor: 700n } }))
      .toMatchObject({ creditMinor: 700n, creditEarningsMinor: 700n });
    expect(price([line(10_000n)], { creditWantedMinor: 9_000n, creditAvailable: { creditMinor: 500n, earningsMinor: -700n } }))
      .toMatchObject({ creditMinor: 500n, creditEarningsMinor: 0n });
  });

  it("follows the choice: none, all, an amount", () => {
    const available = { creditMinor: 400n, earningsMinor: 700n };
    expect(creditWanted({ kind: "none" }, available)).toBe(0n);
    expect(creditWanted({ kind: "all" }, available)).toBe(1_100n);
    expect(creditWanted({ kind: "amount", amountMinor: 55n }, available)).toBe(55n);
  });

  it.each([
    { totalMinor: 10_000n, wanted: 9_970n, payable: EURO, credit: 9_950n },
    { totalMinor: 10_000n, wanted: 10_000n, payable: EURO, credit: 10_000n },
    { totalMinor: 30n, wanted: 30n, payable: EURO, credit: 30n },
    { totalMinor: 10_000n, wanted: 1_234n, payable: DINAR, credit: 1_230n },
    { totalMinor: 10_005n, wanted: 6n, payable: DINAR, credit: 5n },
    { totalMinor: 40n, wanted: 20n, payable: EURO, credit: null },
    { totalMinor: 10_005n, wanted: 4n, payable: DINAR, credit: null },
  ])("of $wanted for $totalMinor is lowered to $credit", ({ totalMinor, wanted, payable, credit }) => {
    expect(payableCredit(totalMinor, wanted, payable)).toBe(credit);
  });
});

describe("an order that can't be placed", () => {
  it("has no lines", () => {
    expect(priceOrder(order([]))).toEqual({ ok: false, reason: "empty" });
  });

  it("is below the provider's minimum and not covered by the credit chosen; says whether all credit would do", () => {
    const refused = (creditMinor: bigint) => priceOrder(order([line(40n)], { creditAvailable: { creditMinor, earningsMinor: 0n } }));
    expect(refused(0n)).toMatchObject({ ok: false, reason: "below_minimum", minimumMinor: 50n, creditWouldCover: false });
    expect(refused(40n)).toMatchObject({ ok: false, reason: "below_minimum", creditWouldCover: true });
    expect(price([line(40n)], { creditWantedMinor: 40n })).toMatchObject({ creditMinor: 40n, cardMinor: 0n });
  });

  it("has a total that no payment in steps makes up", () => {
    expect(priceOrder(order([line(10_005n)], { payable: DINAR, currency: "TND" }))).toMatchObject({ ok: false, reason: "not_in_steps" });
  });
});

describe("a line's volume", () => {
  it("is that of its variant for each piece, else the company's factor of the net price, rounded once", () => {
    const three = { quantity: 3, goodsMinor: 10_000n, vatBps: 2_000 };
    expect(lineVolume(1_250n, three, 5_000)).toBe(3_750n);
    expect(lineVolume(0n, three, 10_000)).toBe(0n);
    expect([10_000, 5_000, 0].map((factor) => lineVolume(null, three, factor))).toEqual([8_333n, 4_167n, 0n]);
  });
});

describe("VAT", () => {
  it("is computed per rate on the gross sum, not line by line", () => {
    const [one, three] = [price([line(3n, {})], { creditWantedMinor: 3n }), price([line(103n), line(103n), line(103n)])];
    expect(one.vat).toEqual([{ rateBps: 2_000, grossMinor: "3", vatMinor: "1" }]);
    expect(three.vat).toEqual([{ rateBps: 2_000, grossMinor: "309", vatMinor: "52" }]);
  });

  it("of shipping takes the goods' rates pro rata", () => {
    const { vat } = price([line(3_000n), line(1_000n, { vatBps: 550 })], { shippingMinor: 401n });
    expect(vat).toEqual([{ rateBps: 2_000, grossMinor: "3301", vatMinor: "550" }, { rateBps: 550, grossMinor: "1100", vatMinor: "57" }]);
  });

  it("of shipping for goods that cost nothing goes by their number", () => {
    const { vat } = price([line(0n), line(0n, { vatBps: 550, quantity: 3 })], { shippingMinor: 400n });
    expect(vat.map((v) => v.grossMinor)).toEqual(["100", "300"]);
  });

  it("of 0 % is nothing", () => {
    expect(vatContained(10_000n, 0)).toBe(0n);
  });
});

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  unitMinor: fc.oneof(fc.bigInt({ min: 0n, max: 500n }), fc.bigInt({ min: 0n, max: 10n ** 7n })),
  vatBps: fc.constantFrom(0, 210, 550, 1_000, 2_000),
  rateBps: fc.constantFrom(0, 1_500, 2_500, 4_000),
});
const wallet = fc.bigInt({ min: -5_000n, max: 50_000n });
const anyOrder: fc.Arbitrary<OrderToPrice<LineToPrice>> = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
  discountMinor: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 20_000n })),
  shippingMinor: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2_000n })),
  creditWantedMinor: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 60_000n })),
  creditAvailable: fc.record({ creditMinor: wallet, earningsMinor: wallet }),
  plan: anyPlan,
  payable: fc.constantFrom(EURO, DINAR),
  currency: fc.constant("EUR" as const),
});

describe("for any lines, discounts, shipping, credit, VAT and plan", () => {
  const always = (check: (input: OrderToPrice<LineToPrice>, priced: PricedOrder<LineToPrice>) => void) => {
    fc.assert(
      fc.property(anyOrder, (input) => {
        const priced = priceOrder(input);
        if (priced.ok) check(input, priced);
      }),
      { numRuns: 2_000 },
    );
  };

  it("lines add up to their order, and the order's amounts to each other", () => {
    always((_input, priced) => {
      const { lines } = priced;
      expect(total(lines.map((l) => l.goodsMinor))).toBe(priced.goodsMinor);
      expect(total(lines.map((l) => l.discountMinor))).toBe(priced.discountMinor);
      expect(total(lines.map((l) => l.baseMinor))).toBe(priced.baseMinor);
      expect(total(lines.map((l) => l.creditMinor))).toBe(priced.creditMinor < priced.goodsMinor ? priced.creditMinor : priced.goodsMinor);
      expect(priced.goodsMinor + priced.shippingMinor).toBe(priced.totalMinor);
      expect(priced.creditMinor + priced.cardMinor).toBe(priced.totalMinor);
      for (const l of lines) {
        expect(BigInt(l.quantity) * l.unitMinor - l.discountMinor).toBe(l.goodsMinor);
        expect(l.discountMinor >= 0n && l.goodsMinor >= 0n && l.creditMinor >= 0n && l.creditMinor <= l.goodsMinor && l.baseMinor >= 0n).toBe(true);
      }
    });
  });

  it("VAT covers the whole total, and is what each rate's gross sum contains", () => {
    always((_input, priced) => {
      expect(total(priced.vat.map((v) => BigInt(v.grossMinor)))).toBe(priced.totalMinor);
      for (const v of priced.vat) expect(BigInt(v.vatMinor)).toBe(vatContained(BigInt(v.grossMinor), v.rateBps));
      expect(new Set(priced.vat.map((v) => v.rateBps)).size).toBe(priced.vat.length);
    });
  });

  it("the remainder is zero or payable, and credit is never more than was chosen and is there", () => {
    always((input, priced) => {
      const { minimumMinor, stepMinor } = input.payable;
      expect(priced.cardMinor === 0n || (priced.cardMinor >= minimumMinor && priced.cardMinor % stepMinor === 0n)).toBe(true);
      const fromCredit = priced.creditMinor - priced.creditEarningsMinor;
      const { creditMinor, earningsMinor } = input.creditAvailable;
      expect(priced.creditMinor <= input.creditWantedMinor).toBe(true);
      expect(fromCredit >= 0n && fromCredit <= (creditMinor > 0n ? creditMinor : 0n)).toBe(true);
      expect(priced.creditEarningsMinor >= 0n && priced.creditEarningsMinor <= (earningsMinor > 0n ? earningsMinor : 0n)).toBe(true);
      if (priced.creditEarningsMinor > 0n) expect(fromCredit).toBe(creditMinor > 0n ? creditMinor : 0n);
    });
  });

  it("refuses only what no lower credit could make payable", () => {
    fc.assert(
      fc.property(anyOrder, (input) => {
        const priced = priceOrder(input);
        if (priced.ok || priced.reason === "empty") return;
        const { totalMinor, minimumMinor, stepMinor } = priced;
        const { creditMinor, earningsMinor } = input.creditAvailable;
        const there = (creditMinor > 0n ? creditMinor : 0n) + (earningsMinor > 0n ? earningsMinor : 0n);
        const most = input.creditWantedMinor < there ? input.creditWantedMinor : there;
        const inSteps = totalMinor - (totalMinor % stepMinor);
        expect(most < totalMinor && (inSteps < minimumMinor || totalMinor - inSteps > most)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("delivery", () => {
  const [home] = DEFAULT_DELIVERY;
  const quote = (country: string, grams: number, goodsMinor = 1_000n) => home && deliveryPrice(home, { country, grams, goodsMinor });

  it("costs by country and weight, and nothing from the free-from amount on", () => {
    expect(quote("FR", 500)).toMatchObject({ ok: true, priceMinor: 490n });
    expect(quote("FR", 501)).toMatchObject({ ok: true, priceMinor: 690n });
    expect(quote("FR", 501, 5_999n)).toMatchObject({ ok: true, priceMinor: 690n, freeFromMinor: 6_000n });
    expect(quote("FR", 501, 6_000n)).toMatchObject({ ok: true, priceMinor: 0n });
    expect(quote("CH", 501, 99_999n)).toMatchObject({ ok: true, priceMinor: 1_690n, freeFromMinor: null });
  });

  it("says when a country or a weight is out of reach", () => {
    expect(quote("US", 500)).toEqual({ ok: false, reason: "not_delivered_there" });
    expect(quote("FR", 30_001)).toEqual({ ok: false, reason: "too_heavy" });
    expect(deliveriesFor(DEFAULT_DELIVERY, { country: "CH", grams: 100, goodsMinor: 0n }).map((d) => d.method.code)).toEqual(["home"]);
    expect(deliveredCountries(DEFAULT_DELIVERY)).toEqual(["FR", "MC", "BE", "LU", "DE", "NL", "CH"]);
  });
});
