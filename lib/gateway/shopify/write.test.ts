import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readShopifyProducts } from "./products";
import { type ProductToWrite, rowsOf, WRITTEN } from "./write";

const variant = (sku: string, optionValues: readonly number[], more: Partial<ProductToWrite["variants"][number]> = {}): ProductToWrite["variants"][number] => ({ sku, optionValues, price: "12.50", tracked: true, onHand: 3, grams: 120, barcode: "", cv: "", bv: "", ...more });
const plain: ProductToWrite = {
  handle: "savon", title: "Savon \"doux\", au lait", description: "Un & deux < trois.\n\nAutre paragraphe.", vendor: "Atelier", tags: ["bain", "lait"], collections: ["bain", "cadeaux"], status: "draft", vatBps: 550, rateBps: 2550,
  options: [], variants: [variant("S-1", [], { cv: "3.10", bv: "2.00", tracked: false })], pictures: [],
};
const shirt: ProductToWrite = {
  ...plain, handle: "chemise", rateBps: null, status: "active", options: [{ name: "Taille", values: ["S", "M"] }, { name: "Couleur", values: ["Écru"] }], variants: [variant("C-S", [0, 0]), variant("C-M", [1, 0], { price: "14.00", onHand: 0 })],
  pictures: [1, 2, 3].map((n) => ({ url: `https://pictures.example/${n}.jpg`, alt: `Vue ${n}` })),
};

it("what is written is read as it was: texts, options, prices, rates, shelves, collections and pictures", async () => {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const file = `\uFEFF${[[...WRITTEN], ...[plain, shirt].flatMap(rowsOf)].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
  const found = [];
  for await (const one of readShopifyProducts(Readable.from([Buffer.from(file)]), { currency: "EUR", vatBps: 2000 })) found.push(one.ok ? one.product : one.problems);
  expect(found).toMatchObject([
    { handle: "savon", title: plain.title, description: plain.description, tags: plain.tags, collections: plain.collections, status: "draft", vatBps: 550, rateBps: 2550, options: [], variants: [{ sku: "S-1", priceMinor: 1250n, tracked: false, onHand: 3, grams: 120, cvMinor: 310n, bvMinor: 200n }], pictures: [] },
    { handle: "chemise", rateBps: null, status: "active", options: shirt.options, variants: [{ sku: "C-S", optionValues: [0, 0], onHand: 3 }, { sku: "C-M", optionValues: [1, 0], priceMinor: 1400n, onHand: 0, cvMinor: undefined }], pictures: shirt.pictures },
  ]);
});
