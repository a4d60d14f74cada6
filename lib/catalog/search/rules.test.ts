import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLLECTIONS, PRODUCTS } from "@/db/seed/catalogue";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { prepare } from "../choice/rules";
import type { CatalogEntry } from "../types";
import { distance, find, indexOf, sound, stem } from "./rules";

/** The demo's catalogue, as it is searched. */
const entries = PRODUCTS.map(({ slug, title, summary, description, options, vatBps, variants, collections }): CatalogEntry => ({
  card: {
    id: newId("product"), slug, title, summary, picture: null, price: money(BigInt(variants[0]?.priceMinor ?? 0), "EUR"), from: false, reference: null,
    inStock: true, vatBps, rateBps: null,
  },
  description, vendor: "Garidelle", tags: [], options,
  collections: COLLECTIONS.filter(({ slug: collection }) => collections.includes(collection)),
  variants: variants.map(({ sku, optionValues, priceMinor, stock, grams }) => ({
    id: newId("variant"), sku, optionValues, price: money(BigInt(priceMinor), "EUR"), reference: null, left: stock, net: null, grams, pictureId: null,
  })),
}));
const index = indexOf(entries.map(prepare));
const slugs = (text: string) => find(index, text).found.map(({ entry }) => entry.card.slug);

describe("a search", () => {
  it.each([
    ["bougie parfumée", "bougie-parfumee"], ["BOUGIE PARFUMEE", "bougie-parfumee"], ["bougies parfumées", "bougie-parfumee"], ["scented candles", "bougie-parfumee"],
    ["parfumée, bougie !", "bougie-parfumee"], ["une bougie avec de la cire", "bougie-parfumee"], ["crème mains", "creme-mains"], ["cremes pour les mains", "creme-mains"],
    ["hand cream", "creme-mains"], ["GAR-BOU-FIG", "bougie-parfumee"], ["bou", "bougie-parfumee"],
  ])("finds %s: %s first", (text, slug) => {
    expect(slugs(text)[0]).toBe(slug);
    expect(find(index, text)).toMatchObject({ corrected: [], partial: false });
  });

  it.each([
    ["buogie", "bougie-parfumee", "bougie"], ["bougi", "bougie-parfumee", null], ["bouji", "bougie-parfumee", "bougie"], ["boujie parfumé", "bougie-parfumee", "bougie"],
    ["savont", "savon-de-provence", "savon"], ["savvon", "savon-de-provence", "savon"], ["lavende", "savon-de-provence", null], ["lavamde", null, "lavande"], ["candel", "bougie-parfumee", "candle"],
  ])("reads %s as what it means", (text, slug, word) => {
    const { found, corrected } = find(index, text);
    if (slug !== null) expect(found.map(({ entry }) => entry.card.slug)).toContain(slug);
    expect(found.length).toBeGreaterThan(0);
    expect(corrected.map(({ read }) => read)).toEqual(word === null ? [] : [word]);
  });

  it("takes the or thé for tea", () => {
    expect(slugs("thé")[0]).toMatch(/^(the|tisane|coffret-the|infusion)/);
    expect(slugs("the")[0]).toBe(slugs("thé")[0]);
  });

  it("shows what has some of the words where nothing has all, and says so", () => {
    const { found, partial } = find(index, "bougie xylophone");
    expect([found[0]?.entry.card.slug.startsWith("bougie"), partial]).toEqual([true, true]);
  });

  it.each(["", "   ", "% _ ' ;", "xylophone", "zzzzzz"])("finds nothing for %j", (text) => {
    expect(find(index, text)).toEqual({ found: [], corrected: [], partial: false });
  });

  it("finds every product by its own title, in both languages, in capitals and without accents", () => {
    for (const { card } of entries) {
      for (const title of [card.title.fr, card.title.en ?? card.title.fr]) {
        expect(slugs(title.toUpperCase().normalize("NFD").replace(/\p{M}/gu, "")).slice(0, 3), title).toContain(card.slug);
      }
    }
  });

  it("takes any text without a complaint, and answers it within a moment", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => find(index, text).found.length <= entries.length), { numRuns: 300 });
  });
});

it("knows plurals of French and English", () => {
  for (const [one, many] of [["bougie", "bougies"], ["savon", "savons"], ["eau", "eaux"], ["gateau", "gateaux"], ["bijou", "bijoux"], ["journal", "journaux"], ["candle", "candles"], ["brush", "brushes"], ["box", "boxes"], ["glass", "glasses"], ["candy", "candies"], ["parfume", "parfumees"]] as const) {
    expect([one, stem(one)]).toEqual([one, stem(many)]);
  }
  expect(stem("riz")).toBe("riz");
});

it("hears what was written by ear", () => {
  for (const [right, heard] of [["bougie", "bouji"], ["pharmacie", "farmacie"], ["eau", "o"]] as const) {
    expect([right, sound(right)]).toEqual([right, sound(heard)]);
  }
});

it("counts slips: too much, too few, another, swapped; and lets a beginning go on", () => {
  expect([distance("savon", "savon", 1), distance("savn", "savon", 1), distance("savoon", "savon", 1), distance("sabon", "savon", 1), distance("svaon", "savon", 1)]).toEqual([0, 1, 1, 1, 1]);
  expect(distance("savon", "citron", 1)).toBe(2);
  expect(distance("parfun", "parfumerie", 1)).toBe(1);
  expect(distance("abc", "abd", 0)).toBe(1);
});
