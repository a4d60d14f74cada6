import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceHistory, products, stock, variants } from "@/db/schema/catalog";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { prepare } from "./choice/rules";
import { editProduct, setStock, upsertCollections, upsertProducts } from "./commands";
import { findEditable, listAllProducts } from "./editing/queries";
import { findProduct, findVariants, listCollections, listEntries, listProducts, listSlugs } from "./queries";
import { find as search, indexOf } from "./search/rules";
import { listPrices } from "./shelf/queries";
import type { ProductValues, VariantValues } from "./types";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const NOW = new Date("2026-11-02T12:00:00Z");
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

const variant = (sku: string, more: Partial<VariantValues> = {}): VariantValues => ({ sku, optionValues: [], priceMinor: 1000n, tracked: true, onHand: 5, ...more });
const product = (slug: string, more: Partial<ProductValues> = {}): ProductValues => ({
  slug, status: "active", title: { fr: `Produit ${slug}` }, currency: "EUR", vatBps: 2000, options: [], variants: [variant(`${slug}-1`)], ...more,
});
const write = (wanted: readonly ProductValues[], at = NOW) => transact(test.db, (tx) => upsertProducts(tx, wanted, at));
const find = async (slug: string, at = NOW) => {
  const found = await findProduct(test.db, at, slug);
  if (!found) throw new Error(`no product ${slug}`);
  return found;
};

/** The one that must be there. */
function the<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error("not there");
  return value;
}

/** Everything that the catalogue stores, row by row. */
async function everything(): Promise<string> {
  const [row] = await test.db.execute<{ all: string }>(sql`select md5(concat(
    (select string_agg(t::text, '|' order by t::text) from products t), (select string_agg(t::text, '|' order by t::text) from variants t),
    (select string_agg(t::text, '|' order by t::text) from pictures t), (select string_agg(t::text, '|' order by t::text) from stock t),
    (select string_agg(t::text, '|' order by t::text) from price_history t), (select string_agg(t::text, '|' order by t::text) from collections t),
    (select string_agg(t::text, '|' order by t::text) from product_collections t))) as all`);
  return row?.all ?? "";
}

describe("writing a product", () => {
  const options = [{ name: { fr: "Taille", en: "Size" }, values: [{ fr: "S" }, { fr: "M" }] }];
  const shirt = product("chemise", {
    options,
    collections: [{ slug: "hauts", title: { fr: "Hauts" } }],
    pictures: [{ file: "chemise", alt: { fr: "Chemise" }, width: 960, height: 960 }, { file: "chemise-2", alt: { fr: "Dos" }, width: 960, height: 960 }],
    variants: [variant("C-S", { optionValues: [0], picture: 1 }), variant("C-M", { optionValues: [1], priceMinor: 1200n })],
  });

  it("twice changes nothing: no id, no moment, no price, no row", async () => {
    await write([shirt]);
    const before = await everything();
    const again = await write([shirt], later(1));
    expect(again).toMatchObject({ ok: true, changes: { productsUnchanged: 1, productsChanged: 0, variantsUnchanged: 2, pricesChanged: 0, stockChanged: 0 } });
    expect(await everything()).toBe(before);
  });

  it("ten times at once makes it once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => write([product("course")])));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.changes.productsCreated === 1)).toHaveLength(1);
    expect(await test.db.select().from(products).where(eq(products.slug, "course"))).toHaveLength(1);
  });

  it("writes a new price into the history and keeps the old one", async () => {
    await write([product("prix")]);
    const { variants: [own] } = await find("prix");
    await write([product("prix", { variants: [variant("prix-1", { priceMinor: 800n })] })], later(2));
    // Within one moment, too.
    await write([product("prix", { variants: [variant("prix-1", { priceMinor: 700n })] })], later(2));
    const rows = await test.db.select().from(priceHistory).where(eq(priceHistory.variantId, the(own).id)).orderBy(priceHistory.since);
    expect(rows.map(({ priceMinor }) => priceMinor)).toEqual([1000n, 800n, 700n]);
    const after = await find("prix", later(3));
    expect(after.variants[0]).toMatchObject({ id: the(own).id, price: { minor: 700n }, reference: { minor: 1000n } });
    expect((await find("prix", later(60))).variants[0]?.reference).toBeNull();
  });

  it("changes the order of variants and pictures in one go, and takes what is not named off sale", async () => {
    const reordered = product("chemise", { ...shirt, pictures: [...the(shirt.pictures)].reverse(), variants: [...shirt.variants].reverse() });
    await write([reordered], later(1));
    const found = await find("chemise");
    expect(found.variants.map(({ sku }) => sku)).toEqual(["C-M", "C-S"]);
    expect(found.pictures.map(({ file }) => file)).toEqual(["chemise-2", "chemise"]);
    const outcome = await write([product("chemise", { ...shirt, variants: [variant("C-NEU", { optionValues: [0] }), variant("C-M", { optionValues: [1], priceMinor: 1200n })] })], later(2));
    expect(outcome).toMatchObject({ ok: true, changes: { variantsCreated: 1, variantsRetired: 1 } });
    expect((await find("chemise")).variants.map(({ sku }) => sku)).toEqual(["C-NEU", "C-M"]);
    await write([shirt], later(3));
    expect((await find("chemise")).variants.map(({ sku }) => sku)).toEqual(["C-S", "C-M"]);
    expect((await test.db.select().from(variants).where(eq(variants.sku, "C-NEU")))[0]).toMatchObject({ active: false });
  });

  it("leaves alone what is not said: the other language, the rate, the summary", async () => {
    await write([product("langue", { title: { fr: "Savon", en: "Soap" }, summary: { fr: "Doux", en: "Gentle" }, rateBps: 2500, tags: ["bain"] })]);
    await write([product("langue", { title: { fr: "Savon neuf" } })], later(1));
    expect(await find("langue")).toMatchObject({ title: { fr: "Savon neuf", en: "Soap" }, summary: { en: "Gentle" }, rateBps: 2500, tags: ["bain"] });
  });

  it("refuses a SKU of another product and writes nothing of the batch", async () => {
    const outcome = await write([product("voleur", { variants: [variant("C-S")] }), product("innocent")]);
    expect(outcome).toEqual({ ok: false, reason: "sku_taken", taken: [{ slug: "voleur", sku: "C-S", owner: "chemise" }] });
    expect(await findProduct(test.db, NOW, "innocent")).toBeNull();
  });

  it("sets what is on the shelf and keeps what is reserved", async () => {
    await write([product("stock")]);
    const { variants: [own] } = await find("stock");
    await test.db.update(stock).set({ reserved: 2 }).where(eq(stock.variantId, the(own).id));
    await transact(test.db, async (tx) => {
      await setStock(tx, [{ variantId: the(own).id, onHand: 9 }], { reason: "counted", at: NOW });
      return { ok: true };
    });
    expect((await find("stock")).variants[0]?.left).toBe(7);
  });

  it("draws a picture for a product that has none, until it gets one", async () => {
    await write([product("nu")]);
    expect((await find("nu")).pictures).toMatchObject([{ file: "media:nu-drawn" }]);
    await write([product("nu", { pictures: [{ file: "nu", alt: { fr: "Nu" }, width: 960, height: 960 }] })], later(1));
    expect((await find("nu")).pictures).toMatchObject([{ file: "nu" }]);
  });
});

describe("the shop reads", () => {
  beforeAll(async () => {
    await transact(test.db, (tx) => upsertCollections(tx, [{ slug: "bain", title: { fr: "Bain" }, rateBps: 3000 }, { slug: "cadeaux", title: { fr: "Cadeaux" }, rateBps: 1000 }]));
    const both = [{ slug: "cadeaux", title: { fr: "x" } }, { slug: "bain", title: { fr: "y" } }];
    await write([
      product("creme", {
        title: { fr: "Crème à l’œillet" }, position: -3, collections: both, options: [{ name: { fr: "Format" }, values: [{ fr: "petit", en: "small" }, { fr: "grand" }] }],
        variants: [variant("CR-P", { optionValues: [0], priceMinor: 900n, onHand: 0, net: { amount: 50, unit: "ml" } }), variant("CR-G", { optionValues: [1], priceMinor: 1500n, onHand: 3 })],
      }),
      product("libre", { position: -2, collections: both.slice(0, 1), variants: [variant("LIBRE", { tracked: false, onHand: 0 })] }),
      product("vide", { position: -1, collections: both.slice(0, 1), variants: [variant("VIDE", { onHand: 0 })] }),
      product("brouillon", { status: "draft", collections: both }),
    ]);
  });

  it("collections in the operator's order with what is on sale in them; a product that names one does not rename it", async () => {
    expect((await listCollections(test.db)).slice(0, 2)).toMatchObject([{ slug: "bain", title: { fr: "Bain" }, products: 1 }, { slug: "cadeaux", products: 3 }]);
  });

  it("cards with the lowest price, the rate of the first collection, and whether anything is left", async () => {
    expect(await listProducts(test.db, NOW, { collectionSlug: "cadeaux" })).toMatchObject([
      { slug: "creme", price: { minor: 900n, currency: "EUR" }, from: true, inStock: true, rateBps: 3000, vatBps: 2000, reference: null, picture: { file: "media:creme-drawn" } },
      { slug: "libre", from: false, inStock: true, rateBps: 1000 },
      { slug: "vide", inStock: false },
    ]);
    const [creme, libre] = await listProducts(test.db, NOW, { collectionSlug: "cadeaux", limit: 2 });
    expect((await listProducts(test.db, NOW, { ids: [the(libre).id] })).map(({ slug }) => slug)).toEqual(["libre"]);
    expect((await listProducts(test.db, NOW, { ids: [the(creme).id, the(libre).id], offset: 1 })).map(({ slug }) => slug)).toEqual(["libre"]);
    expect(await listProducts(test.db, NOW, { ids: [] })).toEqual([]);
    expect(await listProducts(test.db, NOW, { collectionSlug: "nowhere" })).toEqual([]);
  });

  it("a product's page, and nothing of a draft", async () => {
    expect(await find("creme")).toMatchObject({
      collections: [{ slug: "bain" }, { slug: "cadeaux" }],
      variants: [{ sku: "CR-P", left: 0, net: { amount: 50, unit: "ml" } }, { sku: "CR-G", left: 3, net: null }],
    });
    expect(await findProduct(test.db, NOW, "brouillon")).toBeNull();
    expect(await listSlugs(test.db)).not.toContain("brouillon");
  });

  it("a cart's variants as they are now, also those off sale", async () => {
    const { variants: [small] } = await find("creme");
    expect(await findVariants(test.db, [the(small).id])).toMatchObject([
      { sku: "CR-P", slug: "creme", choice: { fr: "petit", en: "small" }, price: { minor: 900n }, left: 0, active: true, rateBps: 3000, cvMinor: null },
    ]);
    const [draft] = await test.db.select({ id: variants.id }).from(variants).where(eq(variants.sku, "brouillon-1"));
    expect(await findVariants(test.db, [the(draft).id])).toMatchObject([{ active: false, choice: null }]);
    expect(await findVariants(test.db, [])).toEqual([]);
  });

  it("a search whatever the case, the accents and the ligatures, by SKU too", async () => {
    const index = indexOf((await listEntries(test.db, NOW)).map(prepare));
    const slugs = (text: string) => search(index, text).found.map(({ entry }) => entry.card.slug);
    expect(slugs("CREME")).toEqual(["creme"]);
    expect(slugs("oeillet crème")).toEqual(["creme"]);
    expect(slugs("cr-g")).toEqual(["creme"]);
    expect(slugs("brouillon")).toEqual([]);
    expect(slugs("100%")).toEqual([]);
    expect(slugs(" ' ; ")).toEqual([]);
  });
});

describe("an operator's edit", () => {
  const edit = async (over: Partial<Parameters<typeof editProduct>[1]>) => {
    const found = await findEditable(test.db, "edite");
    const { product: row, variants: goods } = the(found);
    const values = { slug: "edite", seen: row.updatedAt, status: row.status, title: row.title, vatBps: row.vatBps, rateBps: row.rateBps, variants: goods.map(({ row: { id, priceMinor }, onHand }) => ({ id, priceMinor, onHand })), ...over };
    return { values, outcome: await transact(test.db, (tx) => editProduct(tx, values, new Date(NOW.getTime() + 60_000))) };
  };

  it("writes what changed and only that; a price becomes history; sent twice it changes nothing", async () => {
    await write([product("edite", { variants: [variant("EDITE-1", { priceMinor: 1000n, onHand: 3 })] })]);
    const { row } = the(the(await findEditable(test.db, "edite")).variants[0]);
    const { values, outcome } = await edit({ rateBps: 2500, variants: [{ id: row.id, priceMinor: 800n, onHand: 5 }] });
    expect(outcome).toEqual({ ok: true, before: { rateBps: null, "EDITE-1.priceMinor": "1000", "EDITE-1.onHand": 3 }, after: { rateBps: 2500, "EDITE-1.priceMinor": "800", "EDITE-1.onHand": 5 } });
    const now = the(await findEditable(test.db, "edite"));
    expect((await listPrices(test.db, { ids: now.variants.map(({ row: { id } }) => id), limit: 10 })).prices.map(({ priceMinor }) => priceMinor)).toEqual([800n, 1000n]);
    expect(now.variants[0]).toMatchObject({ onHand: 5, row: { priceMinor: 800n } });
    expect(await transact(test.db, (tx) => editProduct(tx, values, NOW))).toEqual({ ok: true, before: {}, after: {} });
  });

  it("refuses a form that is older than the product, and a product that is none", async () => {
    expect((await edit({ seen: new Date(0), status: "archived" })).outcome).toEqual({ ok: false, reason: "changed_meanwhile" });
    expect((await edit({ slug: "nulle-part" })).outcome).toEqual({ ok: false, reason: "unknown_product" });
  });

  it("of one product by ten at once: one writes, the others see that it changed", async () => {
    const titles = Array.from({ length: 10 }, (_, n) => ({ fr: `Titre ${n}` }));
    const seen = the(await findEditable(test.db, "edite")).product.updatedAt;
    const outcomes = await Promise.all(titles.map((title) => edit({ title, seen })));
    expect(outcomes.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
  });

  it("shows in the office's list whatever the product's state", async () => {
    await edit({ status: "archived", title: { fr: "Édité" } });
    expect(await listAllProducts(test.db, { search: "edite-1", limit: 10 })).toMatchObject([{ slug: "edite", status: "archived", variants: 1, left: 5, lowMinor: 800n, highMinor: 800n, currency: "EUR" }]);
    expect(await listAllProducts(test.db, { status: "draft", search: "edite", limit: 10 })).toEqual([]);
    const all = await listAllProducts(test.db, { limit: 200 });
    const [first] = all;
    expect((await listAllProducts(test.db, { limit: 200, after: the(first) })).map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
  });
});
