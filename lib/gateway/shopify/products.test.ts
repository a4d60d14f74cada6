import { createReadStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type Found, readShopifyProducts } from "./products";
import { plainText } from "./text";

const SETTINGS = { currency: "EUR", vatBps: 2000 } as const;
const HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Status";

async function read(source: string | Buffer | Readable): Promise<Found[]> {
  const stream = source instanceof Readable ? source : Readable.from([Buffer.from(source)]);
  const found: Found[] = [];
  for await (const item of readShopifyProducts(stream, SETTINGS)) found.push(item);
  return found;
}
const problems = async (source: string | Buffer) => (await read(source)).flatMap((found) => (found.ok ? [] : found.problems));
const first = async (source: string | Buffer) => {
  const [problem] = await problems(source);
  return problem && { line: problem.line, column: problem.column, reason: problem.reason };
};
const handles = async (source: string | Buffer) => (await read(source)).flatMap((found) => (found.ok ? [found.product.handle] : []));

describe("a good file", () => {
  it("is read with a byte order mark, CRLF, columns in any order, line breaks and quotes in cells, and rows of pictures", async () => {
    const found = await read(createReadStream(path.join(import.meta.dirname, "../../../e2e/fixtures/products/apparel.csv")));
    expect(found.map((item) => (item.ok ? item.product.handle : item.problems))).toEqual(["echarpe-laine", "chemise-lin", "carnet-atelier", "bonnet"]);
    const [scarf, shirt, notebook, hat] = found.map((item) => (item.ok ? item.product : null));
    expect(scarf).toMatchObject({
      line: 2,
      title: "Écharpe en laine",
      description: "Tissée à la main, très douce.\n\nElle dit \"bonjour\" & tient chaud\u00a0: 100% laine.\n\n• 180 cm\n• Lavage à froid",
      tags: ["hiver", "laine"],
      type: "Accessoires",
      options: [],
      status: "active",
      vatBps: 2000,
      variants: [{ sku: "ECH-LAI", priceMinor: 4500n, onHand: 12, tracked: true, grams: 210, barcode: "3760000000017", cvMinor: 2025n, bvMinor: 3750n }],
    });
    expect(shirt).toMatchObject({
      // Lines count as an editor counts them, also after cells with line breaks.
      line: 4,
      description: "Coupe droite.\n\nCol officier.",
      compareAt: true,
      options: [{ name: "Taille", values: ["S", "M"] }, { name: "Couleur", values: ["Écru", "Bleu nuit"] }],
      pictures: ["1", "2", "3", "ecru", "bleu"].map((name) => ({ url: `https://pictures.invalid/chemise-${name}.jpg` })),
      variants: [
        { line: 4, sku: "CHEMISE-LIN.S.ECRU", optionValues: [0, 0], picture: 3, tracked: true },
        { line: 7, sku: "CHEMISE-LIN.M.ECRU", optionValues: [1, 0], picture: null, onHand: 0 },
        { line: 8, sku: "CHEMISE-LIN.M.BLEU-NUIT", optionValues: [1, 1], picture: 4, tracked: false, priceMinor: 8490n },
      ],
    });
    expect(notebook).toMatchObject({ status: "draft", vatBps: 0, variants: [{ priceMinor: 1250n, onHand: undefined, tracked: false }] });
    expect(hat).toMatchObject({ line: 12, status: "archived", vendor: "" });
  });

  it("needs no more than handle, title and price", async () => {
    expect(await read("variant price,TITLE,handle\n12,Savon,savon\n")).toMatchObject([
      { ok: true, product: { handle: "savon", vendor: undefined, tags: undefined, description: undefined, pictures: [], variants: [{ sku: "SAVON", priceMinor: 1200n, onHand: undefined, tracked: true }] } },
    ]);
  });

  it("has exact prices: text becomes minor units without a float", async () => {
    const price = async (text: string) => {
      const [found] = await read(`Handle,Title,Variant Price\na,A,"${text}"\n`);
      return found?.ok ? found.product.variants[0]?.priceMinor : found?.problems[0]?.reason;
    };
    expect(await Promise.all(["0.29", "19.90", "1234567.89", "12,9", "5.000", "0"].map(price))).toEqual([29n, 1990n, 123_456_789n, 1290n, 500n, 0n]);
    expect(await Promise.all(["abc", "1.999", "1,230", "12 €", "1e3", "-3", ""].map(price))).toEqual([
      "price_invalid", "price_invalid", "price_invalid", "price_invalid", "price_invalid", "amount_negative", "price_missing",
    ]);
  });
});

describe("a bad file names line, column and reason:", () => {
  it.each([
    ["a header without a column", "Handle,Titel,Variant Price\na,A,1\n", { line: 1, column: "Title", reason: "column_missing" }],
    ["a header with a column twice", "Handle,Title,Variant Price,Price\na,A,1,1\n", { line: 1, column: "Price", reason: "column_twice" }],
    ["semicolons", "Handle;Title;Variant Price\na;A;1\n", { line: 1, column: null, reason: "semicolons" }],
    ["nothing at all", "", { line: 1, column: null, reason: "file_empty" }],
    ["a header alone", `${HEAD}\n`, { line: 1, column: null, reason: "file_empty" }],
    ["text in a price", `${HEAD}\na,A,,,,douze,1,\n`, { line: 2, column: "Variant Price", reason: "price_invalid" }],
    ["a handle that comes again later", `${HEAD}\na,A,,,,1,1,\nb,B,,,,1,1,\na,A,,,,1,1,\n`, { line: 4, column: "Handle", reason: "handle_repeated" }],
    ["a handle that comes again at once", `${HEAD}\na,A,,,,1,1,\na,Autre,,,X,1,1,\n`, { line: 3, column: "Handle", reason: "handle_repeated" }],
    ["a variant without its product row", `${HEAD}\na,,Taille,S,,1,1,\nb,B,,,,1,1,\n`, { line: 2, column: "Title", reason: "product_row_missing" }],
    ["a row without a handle", `${HEAD}\n,A,,,,1,1,\n`, { line: 2, column: "Handle", reason: "handle_missing" }],
    ["negative stock", `${HEAD}\na,A,,,,1,-4,\n`, { line: 2, column: "Variant Inventory Qty", reason: "stock_negative" }],
    ["text in a stock", `${HEAD}\na,A,,,,1,beaucoup,\n`, { line: 2, column: "Variant Inventory Qty", reason: "number_invalid" }],
    ["an unknown status", `${HEAD}\na,A,,,,1,1,maybe\n`, { line: 2, column: "Status", reason: "status_unknown" }],
    ["a SKU twice", `${HEAD}\na,A,,,X,1,1,\nb,B,,,X,1,1,\n`, { line: 3, column: "Variant SKU", reason: "sku_repeated" }],
    ["a variant twice", `${HEAD}\na,A,Taille,S,X,1,1,\na,,,S,Y,1,1,\n`, { line: 3, column: null, reason: "variant_repeated" }],
    ["a variant without its option", `${HEAD}\na,A,Taille,S,X,1,1,\na,,,,Y,1,1,\n`, { line: 3, column: "Option1 Value", reason: "option_missing" }],
    ["more cells than columns", `${HEAD}\na,A,,,,1,1,active,oops\n`, { line: 2, column: null, reason: "cells_too_many" }],
    ["a quote in the wrong place", `${HEAD}\na,"A"B,,,,1,1,\nb,B,,,,1,1,\n`, { line: 2, column: null, reason: "quote_misplaced" }],
    ["a quote in a cell without quotes", `${HEAD}\na,Barre 5" large,,,,1,1,\n`, { line: 2, column: null, reason: "quote_misplaced" }],
    ["a quote that is never closed", `${HEAD}\na,A,,,,1,1,\nb,"B,,,,1,1,\nc,C,,,,1,1,\n`, { line: 3, column: null, reason: "quote_open" }],
  ])("%s", async (_name, text, expected) => {
    expect(await first(text)).toEqual(expected);
  });

  it("one problem for one mistake", async () => {
    expect(await problems(`${HEAD}\na,A,,,,1,1,\na,Autre,,,,1,1,\n`)).toMatchObject([{ line: 3, reason: "handle_repeated", value: "a", firstLine: 2 }]);
    expect(await problems(`${HEAD}\na,A,,,,1,1,\nb,B,,,,1,1,\na,A,,,,1,1,\n`)).toMatchObject([{ line: 4, reason: "handle_repeated" }]);
    expect(await problems(`${HEAD}\na,A,,,,1,1,\na,,,,,1,1,\n`)).toMatchObject([{ line: 3, reason: "variant_repeated", value: "A" }]);
  });

  it("Latin-1 bytes", async () => {
    const text = Buffer.concat([Buffer.from(`${HEAD}\nok,Savon,,,,1,1,\na,`), Buffer.from("Crème", "latin1"), Buffer.from(",,,,1,1,\n")]);
    expect(await first(text)).toEqual({ line: 3, column: "Title", reason: "not_utf8" });
    expect(await handles(text)).toEqual(["ok"]);
  });

  it("UTF-16", async () => {
    expect(await first(Buffer.from(`\ufeff${HEAD}\na,A,,,,1,1,\n`, "utf16le"))).toMatchObject({ line: 1, reason: "not_utf8" });
  });

  it("a cell of 5 MB, and the products around it are still good", async () => {
    const text = `${HEAD}\na,A,,,,1,1,\nb,"${"x".repeat(5 * 1024 * 1024)}",,,,1,1,\nc,C,,,,1,1,\n`;
    expect(await first(text)).toEqual({ line: 3, column: "Title", reason: "cell_too_long" });
    expect(await handles(text)).toEqual(["a", "c"]);
  });

  it("in every row of a product, once each, and only that product is lost", async () => {
    const text = `${HEAD}\na,A,Taille,S,,x,-1,\na,,,M,,y,1,\nb,B,,,,1,1,\n`;
    expect((await problems(text)).map(({ line, column }) => `${line} ${column ?? ""}`).sort()).toEqual(["2 Variant Inventory Qty", "2 Variant Price", "3 Variant Price"]);
    expect(await handles(text)).toEqual(["b"]);
  });

  it("and a row that is no CSV takes its own product with it, not its neighbours", async () => {
    const text = `${HEAD}\na,A,,,,1,1,\nb,"B"x,Taille,S,,1,1,\nb,,,M,,1,1,\nc,C,,,,1,1,\n`;
    expect(await handles(text)).toEqual(["a", "c"]);
    const variant = `${HEAD}\na,A,Taille,S,,1,1,\na,,,"M"x,,1,1,\nc,C,,,,1,1,\n`;
    expect(await handles(variant)).toEqual(["c"]);
  });
});

describe("a description", () => {
  it.each([
    ["<p>a</p><p>b</p>", "a\n\nb"],
    ["a<br>b<br/>\n c", "a\nb\nc"],
    ["taille < 10 & poids > 2", "taille < 10 & poids > 2"],
    ["<img src=x onerror=alert(1)>bon", "bon"],
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"],
    ["<style>p{}</style><!-- x --><b>gras</b>", "gras"],
    ["Cr&egrave;me &#8364; &#x20AC; &unknown; &#0;", "Crème € € &unknown;"],
    ["<script>never closed", ""],
    ["ligne\nsuivante\n\nparagraphe", "ligne suivante\n\nparagraphe"],
  ])("%j becomes %j", (html, text) => {
    expect(plainText(html)).toBe(text);
  });
});
