import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "@/lib/kernel/money";
import { slugify } from "@/lib/kernel/slug";
import { fingerprint, lineRateSource, pictureSources, referencePrice, searchWords, unitPrice } from "./rules";

const TODAY = new Date("2026-11-02T12:00:00Z");
const ago = (days: number) => new Date(TODAY.getTime() - days * 86_400_000);
const history = (...prices: readonly (readonly [daysAgo: number, priceMinor: bigint])[]) => prices.map(([days, priceMinor]) => ({ since: ago(days), priceMinor }));

describe("the reference of a reduction", () => {
  it.each([
    ["the price before the cut", history([400, 1000n], [12, 800n]), 1000n],
    ["the lowest of the 30 days before the cut, not the highest", history([400, 1000n], [30, 850n], [20, 1000n], [12, 800n]), 850n],
    ["nothing that ended before those 30 days", history([400, 600n], [50, 1000n], [12, 800n]), 1000n],
    ["a price that was still asked when they began", history([400, 900n], [40, 1000n], [12, 800n]), 900n],
    ["for cuts that follow each other, the price before the first", history([400, 1000n], [20, 900n], [5, 800n]), 1000n],
  ])("is %s", (_name, prices, expected) => {
    expect(referencePrice(prices, TODAY)).toBe(expected);
  });

  it.each([
    ["without a change", history([400, 1000n])],
    ["after a rise", history([400, 800n], [12, 1000n])],
    ["when the price was as low within the 30 days before", history([400, 1000n], [30, 800n], [20, 1000n], [12, 800n])],
    ["when 30 days have gone since the cut", history([400, 1000n], [31, 800n])],
    ["before any price", history([-1, 1000n])],
    ["of goods that never had a price", []],
  ])("does not exist %s", (_name, prices) => {
    expect(referencePrice(prices, TODAY)).toBeNull();
  });

  it("is never announced by a cut that lies in the future", () => {
    expect(referencePrice(history([400, 1000n], [-3, 800n]), TODAY)).toBeNull();
  });

  it("is above today's price and one that was really asked, whatever the history", () => {
    const prices = fc.uniqueArray(fc.record({ days: fc.integer({ min: 0, max: 120 }), priceMinor: fc.bigInt({ min: 0n, max: 20n }) }), { selector: ({ days }) => days, maxLength: 12 });
    fc.assert(fc.property(prices, (drawn) => {
      const points = drawn.map(({ days, priceMinor }) => ({ since: ago(days), priceMinor }));
      const reference = referencePrice(points, TODAY);
      const today = [...points].sort((a, b) => b.since.getTime() - a.since.getTime())[0];
      return reference === null || (today !== undefined && reference > today.priceMinor && points.some(({ priceMinor }) => priceMinor === reference));
    }));
  });
});

it("tells the unit price per litre, kilogram or piece, rounded half up, and not where it says nothing", () => {
  const of = (minor: bigint, net: Parameters<typeof unitPrice>[1]) => unitPrice(money(minor, "EUR"), net);
  expect(of(1290n, { amount: 250, unit: "ml" })).toEqual({ price: money(5160n, "EUR"), per: "l" });
  expect(of(1000n, { amount: 300, unit: "g" })).toEqual({ price: money(3333n, "EUR"), per: "kg" });
  expect(of(1001n, { amount: 2, unit: "piece" })).toEqual({ price: money(501n, "EUR"), per: "piece" });
  expect(of(1000n, { amount: 1, unit: "piece" })).toBeNull();
  expect(of(1000n, null)).toBeNull();
});

it("takes a line's rate from the product, else its first collection, else the plan", () => {
  expect(lineRateSource(1000, 2000, 4000)).toEqual({ source: "product", rate: 1000n });
  expect(lineRateSource(0, 2000, 4000)).toEqual({ source: "product", rate: 0n });
  expect(lineRateSource(null, 2000, 4000)).toEqual({ source: "collection", rate: 2000n });
  expect(lineRateSource(null, null, 4000)).toEqual({ source: "plan", rate: 4000n });
});

it("finds the pictures of the house and the imported ones where they are served", () => {
  expect(pictureSources("baume-levres").avif[480]).toBe("/img/products/baume-levres-480.avif");
  expect(pictureSources("media:savon-0123456789ab").webp[960]).toBe("/media/savon-0123456789ab-960.webp");
  expect(pictureSources("media:../../secret").avif[960]).toBe("/media/..%2F..%2Fsecret-960.avif");
});

it("searches without case and accents", () => {
  expect(searchWords("  Crème  BRÛLÉE, l’œuf ")).toEqual(["creme", "brulee", "l", "oeuf"]);
  expect(searchWords("% _")).toEqual([]);
});

it("makes addresses of any text", () => {
  expect(["Crème brûlée", "  L’Œuvre n° 3 ", "Straße", "红", "--"].map(slugify)).toEqual(["creme-brulee", "l-oeuvre-n-3", "strasse", "", ""]);
});

it("sees no change where only the order of fields differs", () => {
  expect(fingerprint({ b: 1n, a: { d: [1], c: null } })).toBe(fingerprint({ a: { c: null, d: [1] }, b: 1n }));
  expect(fingerprint({ a: [1, 2] })).not.toBe(fingerprint({ a: [2, 1] }));
});
