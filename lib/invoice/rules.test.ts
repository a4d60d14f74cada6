import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCase, lineOf } from "@/db/testing/refund";
import { newId } from "@/lib/kernel/id";
import { spread } from "@/lib/kernel/money";
import { givenBackVat, grossOf, invoiceVat, lessVat, numberOf, yearIn } from "./rules";
import type { GivenBack, Sale } from "./types";

const line = (goodsMinor: bigint, vatBps = 2000, creditMinor = 0n) => ({ id: newId("line"), quantity: 2, goodsMinor, creditMinor, vatBps });

describe("an invoice", () => {
  const [soap, tea] = [line(12_000n), line(10_550n, 550)];
  const sale: Sale = { lines: [soap, tea], shippingMinor: 451n, creditMinor: 0n };

  it("contains VAT per rate of each rate's gross sum, shipping pro rata", () => {
    expect(invoiceVat(sale, "tender")).toEqual([
      { rateBps: 2000, grossMinor: 12_240n, vatMinor: 2_040n },
      { rateBps: 550, grossMinor: 10_761n, vatMinor: 561n },
    ]);
  });

  it("is paid by credit as a tender, and lowered by credit as a discount", () => {
    const paid = { lines: [line(12_000n, 2000, 6_000n)], shippingMinor: 0n, creditMinor: 6_000n };
    expect(invoiceVat(paid, "tender")).toEqual([{ rateBps: 2000, grossMinor: 12_000n, vatMinor: 2_000n }]);
    expect(invoiceVat(paid, "discount")).toEqual([{ rateBps: 2000, grossMinor: 6_000n, vatMinor: 1_000n }]);
    const wholly = { lines: [line(1_000n, 2000, 1_000n)], shippingMinor: 490n, creditMinor: 1_490n };
    expect(grossOf(invoiceVat(wholly, "discount"))).toBe(0n);
  });

  it("is numbered by series and year, in the company's time zone", () => {
    expect(numberOf({ series: "F", year: 2026, sequence: 42 })).toBe("F2026-000042");
    expect(yearIn("Europe/Paris", new Date("2026-12-31T23:30:00Z"))).toBe(2027);
  });
});

describe("credit notes", () => {
  it("come to the invoice, rate by rate, however an order is given back, in both layouts", () => {
    const cases = fc.record({
      goods: fc.array(fc.record({ goods: fc.integer({ min: 1, max: 9_999 }), rate: fc.constantFrom(2000, 1000, 550, 210) }), { minLength: 1, maxLength: 5 }),
      shipping: fc.integer({ min: 0, max: 900 }), wanted: fc.integer({ min: 0, max: 60_000 }), amounts: fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 6 }),
      layout: fc.constantFrom("tender" as const, "discount" as const),
    });
    fc.assert(fc.property(
      cases, ({ goods, shipping, wanted, amounts, layout }) => {
        const lines = goods.map(({ goods: minor, rate }) => ({ ...lineOf(BigInt(minor)), vatBps: rate }));
        const [goodsMinor, shippingMinor] = [lines.reduce((sum, one) => sum + one.goodsMinor, 0n), BigInt(shipping)];
        const total = goodsMinor + shippingMinor;
        const creditMinor = BigInt(wanted) < total ? BigInt(wanted) : total;
        const onGoods = spread(creditMinor < goodsMinor ? creditMinor : goodsMinor, lines.map((one) => one.goodsMinor));
        const sale: Sale = { lines: lines.map((one, n) => ({ ...one, creditMinor: onGoods[n] ?? 0n })), shippingMinor, creditMinor };
        const order = aCase({ lines, shippingMinor, creditMinor });
        const given: GivenBack[] = [];
        for (const amount of [...amounts.map(BigInt), null]) {
          const left = total - given.reduce((sum, one) => sum + one.walletMinor + one.cardMinor, 0n);
          if (left > 0n) given.push({ ...order.accept({ kind: "amount", amountMinor: amount === null || amount > left ? left : amount }), id: newId("refund") });
        }
        let before = lessVat(invoiceVat(sale, layout), invoiceVat(sale, layout));
        const notes = given.map((_, n) => {
          const so = givenBackVat(sale, given.slice(0, n + 1), layout);
          const note = lessVat(so, before);
          before = so;
          return note;
        });
        expect(before).toEqual(invoiceVat(sale, layout));
        notes.forEach((note, n) => {
          const { walletMinor, cardMinor } = given[n] ?? { walletMinor: 0n, cardMinor: 0n };
          expect(grossOf(note)).toBe(layout === "tender" ? walletMinor + cardMinor : cardMinor);
        });
      },
    ));
  });
});
