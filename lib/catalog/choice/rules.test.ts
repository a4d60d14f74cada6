import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import type { CatalogEntry } from "../types";
import { EVERYTHING, readChoice, writeChoice } from "./input";
import { choose, keyOf, PAGE_SIZE, prepare } from "./rules";
import type { Choice } from "./types";

type Shape = { readonly scents?: readonly string[]; readonly prices: readonly number[]; readonly left?: readonly number[]; readonly before?: number };

function entry(slug: string, { scents = [], prices, left = [], before }: Shape): CatalogEntry {
  const price = (euros: number) => money(BigInt(euros * 100), "EUR");
  return {
    card: {
      id: newId("product"), slug, title: { fr: slug }, summary: null, picture: null, price: price(prices.toSorted((a, b) => a - b)[0] ?? 0), from: false,
      reference: null, inStock: true, vatBps: 2000, rateBps: null,
    },
    description: null, vendor: "", tags: [], collections: [],
    options: scents.length === 0 ? [] : [{ name: { fr: "Parfum", en: "Scent" }, values: scents.map((fr) => ({ fr })) }],
    variants: prices.map((euros, n) => ({
      id: newId("variant"), sku: `${slug}-${n}`, optionValues: scents.length === 0 ? [] : [n], price: price(euros), reference: before === undefined ? null : price(before),
      left: left[n] ?? 5, net: null, grams: 0, pictureId: null,
    })),
  };
}

const list = [
  entry("savon", { scents: ["Lavande", "Rose"], prices: [6, 7], left: [0, 4] }),
  entry("bougie", { scents: ["Lavande", "Figuier"], prices: [24, 24] }),
  entry("creme", { prices: [18], before: 22 }),
  entry("huile", { prices: [32] }),
  entry("coffret", { prices: [60], left: [0] }),
  entry("eponge", { prices: [4] }),
].map(prepare);
const some = (wanted: Partial<Choice>) => choose(list, { ...EVERYTHING, ...wanted }, "fr");
const slugs = (wanted: Partial<Choice>) => some(wanted).cards.map(({ slug }) => slug);
const scent = (...values: string[]) => ({ options: new Map([["parfum", values]]) });
const counts = (wanted: Partial<Choice>, key: string) => Object.fromEntries(some(wanted).facets.find((facet) => facet.key === key)?.values.map(({ value, count }) => [value, count]) ?? []);

describe("a choice", () => {
  it("of nothing is everything, in the operator's order", () => {
    expect(slugs({})).toEqual(["savon", "bougie", "creme", "huile", "coffret", "eponge"]);
  });

  it("is met by one variant as a whole, not by two halves", () => {
    expect(slugs(scent("lavande"))).toEqual(["savon", "bougie"]);
    expect(slugs({ ...scent("lavande"), inStock: true })).toEqual(["bougie"]);
    expect(slugs({ ...scent("lavande", "rose"), inStock: true })).toEqual(["savon", "bougie"]);
  });

  it("takes any of several prices, from the first cent to below the last", () => {
    expect(slugs({ prices: [{ least: 18n, most: 24n }] })).toEqual(["creme"]);
    expect(slugs({ prices: [{ least: 0n, most: 5n }, { least: 32n, most: null }] })).toEqual(["huile", "coffret", "eponge"]);
    expect(slugs({ reduced: true })).toEqual(["creme"]);
  });

  it("is ordered by the prices that answer it, or by name", () => {
    expect(slugs({ sort: "cheap" })).toEqual(["eponge", "savon", "creme", "bougie", "huile", "coffret"]);
    expect(slugs({ sort: "dear" })[0]).toBe("coffret");
    expect(slugs({ sort: "name" })).toEqual(["bougie", "coffret", "creme", "eponge", "huile", "savon"]);
  });

  it("counts in each facet what the others leave", () => {
    expect(counts({}, "parfum")).toEqual({ lavande: 2, rose: 1, figuier: 1 });
    expect(counts({ ...scent("rose"), inStock: true }, "parfum")).toEqual({ lavande: 1, rose: 1, figuier: 1 });
    expect(counts(scent("rose"), "stock")).toEqual({ 1: 1 });
    expect(some({}).facets.map(({ key }) => key)).toEqual(["stock", "reduced", "price", "parfum"]);
  });

  it("has price bands that take in every product once", () => {
    const bands = some({}).facets.find(({ key }) => key === "price")?.values ?? [];
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
    for (const { range, count } of bands) expect(slugs({ prices: range ? [range] : [] })).toHaveLength(count);
  });

  it("ignores what is no option of the list, and shows nothing for a value that nothing has", () => {
    expect(slugs({ options: new Map([["utm-source", ["mail"]]]) })).toHaveLength(6);
    expect(slugs(scent("violette"))).toEqual([]);
  });

  it("has pages that make the whole list, and a last one for whoever goes too far", () => {
    const many = Array.from({ length: PAGE_SIZE * 2 + 1 }, (_, n) => prepare(entry(`p${n}`, { prices: [n + 1] })));
    const pages = [1, 2, 3].map((page) => choose(many, { ...EVERYTHING, page }, "fr"));
    expect(pages.flatMap(({ cards }) => cards.map(({ slug }) => slug))).toEqual(many.map(({ entry: { card } }) => card.slug));
    expect(choose(many, { ...EVERYTHING, page: 99 }, "fr")).toMatchObject({ page: 3, pages: 3, total: PAGE_SIZE * 2 + 1 });
    expect(choose([], EVERYTHING, "fr")).toMatchObject({ page: 1, pages: 1, total: 0, facets: [] });
  });
});

describe("the address of a choice", () => {
  it("is short, and reads as what it was written from", () => {
    const choice: Choice = { ...EVERYTHING, text: "crème", collection: "soin", inStock: true, prices: [{ least: 10n, most: 20n }, { least: 40n, most: null }], options: new Map([["parfum", ["rose", "lavande"]]]), sort: "dear", page: 3 };
    expect(writeChoice(choice)).toBe("q=cr%C3%A8me&in=soin&stock=1&price=10-20&price=40-&parfum=rose&parfum=lavande&sort=dear&page=3");
    expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice);
    expect(writeChoice(EVERYTHING)).toBe("");
  });

  it("never refuses anything: nonsense is left out", () => {
    expect(readChoice(new URLSearchParams("page=-1&sort=evil&price=a-b&price=5&in=../x&<script>=1&parfum=%00"))).toEqual(EVERYTHING);
    fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
      const read = readChoice(new URLSearchParams(pairs));
      expect(readChoice(new URLSearchParams(writeChoice(read)))).toEqual(read);
    }));
  });

  it("has keys that no language changes and no other part of the address has", () => {
    expect([keyOf({ fr: "Fleur de lin", en: "Flax" }), keyOf({ fr: "Page" }), keyOf({ fr: "  " }), keyOf({ fr: "Été 50 %" })]).toEqual(["fleur-de-lin", "page-", "-", "ete-50"]);
  });
});
