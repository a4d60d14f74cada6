import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { count, eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pictures, priceHistory, products, stock, variants } from "@/db/schema/catalog";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { largeFile } from "@/e2e/fixtures/products/large";
import { findProduct, listCollections, listProducts } from "@/lib/catalog/queries";
import { fetchPictures, importProducts, PROBLEMS_KEPT } from "./commands";
import type { ImportSettings } from "./types";

const APPAREL = path.join(import.meta.dirname, "../../e2e/fixtures/products/apparel.csv");
const NOW = new Date("2026-11-02T12:00:00Z");
const TOMORROW = new Date("2026-11-03T12:00:00Z");
const HEAD = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty,Variant Inventory Tracker";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.execute(sql`truncate products, collections cascade`);
});

const settings = (open: () => Readable, more: Partial<ImportSettings> = {}): ImportSettings => ({ open, currency: "EUR", vatBps: 2000, skipBad: false, dryRun: false, at: NOW, ...more });
const file = (more?: Partial<ImportSettings>) => importProducts(test.db, settings(() => createReadStream(APPAREL), more));
const text = (csv: string, more?: Partial<ImportSettings>) => importProducts(test.db, settings(() => Readable.from([Buffer.from(csv)]), more));
const find = async (slug: string) => findProduct(test.db, NOW, slug);

async function everything(): Promise<string> {
  const [row] = await test.db.execute<{ all: string }>(sql`select md5(concat(
    (select string_agg(t::text, '|' order by t::text) from products t), (select string_agg(t::text, '|' order by t::text) from variants t),
    (select string_agg(t::text, '|' order by t::text) from pictures t), (select string_agg(t::text, '|' order by t::text) from stock t),
    (select string_agg(t::text, '|' order by t::text) from price_history t), (select string_agg(t::text, '|' order by t::text) from collections t),
    (select string_agg(t::text, '|' order by t::text) from product_collections t))) as all`);
  return row?.all ?? "";
}

describe("importing a good file", () => {
  it("brings products, variants, stock, prices and collections", async () => {
    const report = await file();
    expect(report).toMatchObject({ outcome: "imported", problemsTotal: 0, productsGood: 4, collectionsCreated: 3, compareAt: true, changes: { productsCreated: 4, variantsCreated: 6 } });
    expect((await listCollections(test.db)).map(({ title }) => title.fr)).toEqual(["Accessoires", "Été", "Papeterie"]);
    expect((await listProducts(test.db, NOW)).map(({ slug }) => slug)).toEqual(["echarpe-laine", "chemise-lin"]);
    expect(await find("chemise-lin")).toMatchObject({
      options: [{ name: { fr: "Taille" }, values: [{ fr: "S" }, { fr: "M" }] }, { name: { fr: "Couleur" } }],
      variants: [{ sku: "CHEMISE-LIN.S.ECRU", left: 5, price: { minor: 7990n }, reference: null }, { left: 0 }, { left: null, price: { minor: 8490n } }],
    });
  });

  it("twice changes nothing: no id, no moment, no price, no stock", async () => {
    await file();
    const before = await everything();
    const again = await file({ at: TOMORROW });
    expect(again).toMatchObject({ outcome: "imported", collectionsCreated: 0, changes: { productsUnchanged: 4, variantsUnchanged: 6, productsChanged: 0, pricesChanged: 0, stockChanged: 0 } });
    expect(await everything()).toBe(before);
  });

  it("in a dry run says the same and writes nothing", async () => {
    const before = await everything();
    const rehearsed = await file({ dryRun: true });
    expect(rehearsed).toMatchObject({ outcome: "rehearsed", collectionsCreated: 3, changes: { productsCreated: 4, variantsCreated: 6 } });
    expect(await everything()).toBe(before);
    const imported = await file();
    expect(rehearsed.changes).toEqual(imported.changes);
  });

  it("changes what changed, and a price is a row of history", async () => {
    await text(`${HEAD}\na,Savon,A,10.00,5,shopify\nb,Baume,B,10.00,5,shopify\n`);
    const report = await text(`${HEAD}\na,Savon,A,8.00,5,shopify\nb,Baume,B,10.00,7,shopify\n`, { at: TOMORROW });
    expect(report.changes).toMatchObject({ productsChanged: 1, productsUnchanged: 1, variantsChanged: 1, pricesChanged: 1, stockChanged: 1 });
    const prices = await test.db.select({ priceMinor: priceHistory.priceMinor, since: priceHistory.since }).from(priceHistory)
      .innerJoin(variants, eq(variants.id, priceHistory.variantId)).where(eq(variants.sku, "A")).orderBy(priceHistory.since);
    expect(prices).toEqual([{ priceMinor: 1000n, since: NOW }, { priceMinor: 800n, since: TOMORROW }]);
    const [baume] = await test.db.select().from(products).where(eq(products.slug, "b"));
    expect(baume?.updatedAt).toEqual(NOW);
  });

  it("ten times at once is once", async () => {
    const reports = await Promise.all(Array.from({ length: 10 }, () => file()));
    expect(reports.reduce((sum, { changes }) => sum + changes.productsCreated, 0)).toBe(4);
  });

  it("of 10,000 variants brings them all, and again none", async () => {
    const open = () => Readable.from(largeFile(10_000), { objectMode: false });
    expect(await importProducts(test.db, settings(open))).toMatchObject({ outcome: "imported", changes: { productsCreated: 500, variantsCreated: 10_000 } });
    expect(await importProducts(test.db, settings(open, { at: TOMORROW }))).toMatchObject({ changes: { productsUnchanged: 500, variantsUnchanged: 10_000, stockChanged: 0 } });
    expect((await test.db.select({ n: count() }).from(stock)).map(({ n }) => n >= 10_000)).toEqual([true]);
    const [apron] = await listProducts(test.db, NOW, { limit: 1 });
    expect(apron).toMatchObject({ slug: "tablier-00000", price: { minor: 2050n }, from: true });
  });
});

describe("importing a file with bad rows", () => {
  const BAD = `${HEAD}\na,Savon,A,10.00,5,shopify\nb,Baume,B,dix,5,shopify\nc,Crème,C,10.00,-1,shopify\n`;

  it("imports nothing, and names line, column and reason", async () => {
    const before = await everything();
    const report = await text(BAD);
    expect(report).toMatchObject({ outcome: "refused", problemsTotal: 2, productsGood: 1, productsBad: 2 });
    expect(report.problems).toMatchObject([
      { line: 3, column: "Variant Price", reason: "price_invalid", value: "dix" },
      { line: 4, column: "Variant Inventory Qty", reason: "stock_negative", value: "-1" },
    ]);
    expect(await everything()).toBe(before);
  });

  it("imports the good products when asked, and says the same about the others", async () => {
    expect(await text(BAD, { skipBad: true })).toMatchObject({ outcome: "imported", problemsTotal: 2, productsBad: 2, changes: { productsCreated: 1 } });
    expect([await find("a"), await find("b"), await find("c")].map((found) => found?.slug)).toEqual(["a", undefined, undefined]);
  });

  it("leaves out both products of one handle, whichever row is the wrong one", async () => {
    const report = await text(`${HEAD}\na,Un,A,1,1,x\nb,Deux,B,1,1,x\na,Trois,C,1,1,x\n`, { skipBad: true });
    expect(report).toMatchObject({ productsGood: 1, productsBad: 1, changes: { productsCreated: 1 } });
    expect(await find("a")).toBeNull();
  });

  it("refuses a SKU that another product of the catalogue has, and names that product", async () => {
    await text(`${HEAD}\na,Savon,A,10.00,5,shopify\n`);
    const report = await text(`${HEAD}\nz,Voleur,A,10.00,5,shopify\n`);
    expect(report).toMatchObject({ outcome: "refused", problems: [{ line: 2, column: "Variant SKU", reason: "sku_taken", value: "A", owner: "a" }] });
  });

  it("tells a bounded number of problems and counts all", async () => {
    const rows = Array.from({ length: 200 }, (_, index) => `p${index},Produit,,faux,1,x`).join("\n");
    const report = await text(`${HEAD}\n${rows}\n`);
    expect(report.problems).toHaveLength(PROBLEMS_KEPT);
    expect(report).toMatchObject({ problemsTotal: 200, productsBad: 200 });
  });

  it("refuses a wrong header even when bad rows may be left out", async () => {
    expect(await text("Handle,Titel\na,A\n", { skipBad: true })).toMatchObject({ outcome: "refused", problemsTotal: 2, productsGood: 0 });
  });

  it("passes an outage of the file on and writes nothing", async () => {
    const before = await everything();
    const broken = () => Readable.from((function* () {
      yield Buffer.from(`${HEAD}\na,Savon,A,10.00,5,shopify\n`);
      throw new Error("the disk is gone");
    })());
    await expect(importProducts(test.db, settings(broken))).rejects.toThrow("the disk is gone");
    expect(await everything()).toBe(before);
  });
});

describe("pictures", () => {
  let server: Server;
  let origin: string;
  let dir: string;
  let online = true;
  let asked = 0;
  const FETCH = { timeoutMs: 5_000, bytesMax: 1_000_000, privateToo: true };
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "cagnotte-import-"));
    const png = await sharp({ create: { width: 600, height: 600, channels: 3, background: "#7a8b6f" } }).png().toBuffer();
    server = createServer((request, response) => {
      asked += 1;
      if (!online) response.writeHead(503).end();
      else if (request.url?.startsWith("/good") === true) response.end(png);
      else response.end("<html>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dir, { recursive: true });
  });
  const csv = () => `Handle,Title,Variant Price,Image Src\na,Savon,1,${origin}/good-a.png\nb,Baume,1,${origin}/page.html\nc,Crème,1,\nd,Dé,1,not an address\n`;
  const fetchAll = async (slugs: ReadonlySet<string>) => fetchPictures(test.db, { dir, fetch: FETCH, slugs });

  it("are fetched and made into the house's files; the others are drawn, and counted", async () => {
    const { slugs } = await text(csv());
    expect(await fetchAll(slugs)).toEqual({ fetched: 1, notFetched: 2, withoutAddress: 1 });
    expect((await find("a"))?.pictures).toMatchObject([{ file: expect.stringMatching(/^media:a-[0-9a-f]{12}$/) as string, width: 600, height: 600 }]);
    expect((await find("b"))?.pictures).toMatchObject([{ file: "media:b-drawn" }]);
    const names = await readdir(dir);
    expect(names.filter((name) => /^a-[0-9a-f]{12}-(480|960)\.(avif|webp)$/.test(name))).toHaveLength(3);
    expect(names).toEqual(expect.arrayContaining(["b-drawn.svg", "c-drawn.svg", "d-drawn.svg"]));
  });

  it("that were fetched stay, whatever their server does, and the next import changes nothing", async () => {
    const { slugs } = await text(csv());
    await fetchAll(slugs);
    const before = await everything();
    online = false;
    await text(csv(), { at: TOMORROW });
    expect(await fetchAll(slugs)).toMatchObject({ fetched: 0 });
    online = true;
    expect(await everything()).toBe(before);
  });

  it("of a server that fails are not asked for without end, and are had by the next import", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `p${index},Produit,1,${origin}/good-${index}.png`).join("\n");
    const { slugs } = await text(`Handle,Title,Variant Price,Image Src\n${rows}\n`);
    online = false;
    asked = 0;
    expect(await fetchAll(slugs)).toEqual({ fetched: 0, notFetched: 40, withoutAddress: 0 });
    // Four are under way when the third fails.
    expect(asked).toBeLessThanOrEqual(6);
    online = true;
    expect(await fetchAll(slugs)).toMatchObject({ fetched: 40, notFetched: 0 });
    expect(await test.db.select({ n: count() }).from(pictures).where(eq(pictures.placeholder, true))).toEqual([{ n: 0 }]);
  });
});
