import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceHistory } from "@/db/schema/catalog";
import { stockMovements } from "@/db/schema/desk";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { findPreview, findProduct } from "../queries";
import { listPrices, listStockEvents } from "../shelf/queries";
import type { PriceKey, ShelfKey, StockEvent } from "../shelf/types";
import { createProduct, editPicture, moveStock, raiseCollection, removeCollection, reviseProduct, setStatuses, undoStatuses, writeCollection } from "./commands";
import { parseGoods } from "./input";
import { findEditable, listOfficeCollections, listPictures } from "./queries";
import type { NewProduct } from "./types";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const NOW = new Date("2026-11-02T12:00:00Z");
const LATER = new Date("2026-11-02T13:00:00Z");

const begun = (slug: string, over: Partial<NewProduct> = {}) =>
  transact(test.db, (tx) => createProduct(tx, { slug, title: { fr: `Produit ${slug}` }, currency: "EUR", vatBps: 2000, sku: `${slug}-1`, priceMinor: 1000n, onHand: 4, ...over }, NOW));
const seen = async (slug: string) => {
  const found = await findEditable(test.db, slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
};

describe("a new product", () => {
  it("is a draft that the shop does not show and operators can look at; twice, and with a SKU that is taken, it is refused", async () => {
    expect(await begun("nouveau")).toEqual({ ok: true, slug: "nouveau" });
    expect(await findProduct(test.db, NOW, "nouveau")).toBeNull();
    expect(await findPreview(test.db, NOW, "nouveau")).toMatchObject({ title: { fr: "Produit nouveau" }, variants: [{ sku: "nouveau-1", left: 4 }], pictures: [{ file: "media:nouveau-drawn" }] });
    expect(await begun("nouveau")).toEqual({ ok: false, reason: "slug_taken" });
    expect(await begun("autre", { sku: "nouveau-1" })).toEqual({ ok: false, reason: "sku_taken" });
    expect((await listStockEvents(test.db, { ids: (await seen("nouveau")).variants.map(({ row }) => row.id), limit: 10 })).events.map(({ delta, reason }) => [delta, reason])).toEqual([[4, "counted"]]);
  });
});

describe("a revision", () => {
  it("gives a product options, variants and texts; what is not named goes off sale and keeps its shelf and history; sent twice it changes nothing", async () => {
    await begun("revise");
    const read = parseGoods({ "option:0": "Taille | Size", "0:sku": "R-S", "0:value:0": "Petit | Small", "0:price": "9,50", "0:shelf": "3", "0:net": "25 cl", "1:sku": "R-L", "1:value:0": "Grand | Large", "1:price": "19,50", "1:cv": "10", "2:sku": "" }, "EUR");
    if (!read.ok) throw new Error(JSON.stringify(read.fields));
    const wish = { slug: "revise", seen: (await seen("revise")).product.updatedAt, revision: { ...read.goods, summary: { fr: "Court" }, tags: ["neuf"] } };
    expect(await transact(test.db, (tx) => reviseProduct(tx, wish, LATER))).toMatchObject({ ok: true, after: { summary: { fr: "Court" }, tags: ["neuf"] } });
    const { product, variants } = await seen("revise");
    expect(product.options).toEqual([{ name: { fr: "Taille", en: "Size" }, values: [{ fr: "Petit", en: "Small" }, { fr: "Grand", en: "Large" }] }]);
    expect(variants.map(({ row, onHand }) => [row.sku, row.active, row.priceMinor, row.netAmount, row.cvMinor, onHand])).toEqual([["R-S", true, 950n, 250, null, 3], ["R-L", true, 1950n, null, 1000n, 0], ["revise-1", false, 1000n, null, null, 4]]);
    expect(await transact(test.db, (tx) => reviseProduct(tx, wish, LATER))).toEqual({ ok: true, before: {}, after: {} });
    expect(await transact(test.db, (tx) => reviseProduct(tx, { ...wish, revision: { vendor: "Autre" } }, LATER))).toEqual({ ok: false, reason: "changed_meanwhile" });
    expect(await transact(test.db, (tx) => reviseProduct(tx, { ...wish, slug: "nulle-part" }, LATER))).toEqual({ ok: false, reason: "unknown_product" });
  });

  it("names each field that is wrong: a price, a repeated choice, a weight, no variant at all", () => {
    expect(parseGoods({ "option:0": "Taille", "0:sku": "A", "0:value:0": "S", "0:price": "x", "1:sku": "B", "1:value:0": "S", "1:price": "1", "1:grams": "-2", "1:net": "1 gal" }, "EUR")).toMatchObject({ ok: false, fields: { "0:price": ["0:price"], "1:sku": ["1:sku"], "1:grams": ["1:grams"], "1:net": ["1:net"] } });
    expect(parseGoods({}, "EUR")).toMatchObject({ ok: false, fields: { "0:sku": ["0:sku"] } });
  });
});

describe("pictures", () => {
  it("are added, described, ordered and taken away; the drawing makes way and comes back", async () => {
    await begun("image");
    const edit = (wish: Parameters<typeof editPicture>[1]["edit"]) => transact(test.db, (tx) => editPicture(tx, { slug: "image", edit: wish }, LATER));
    const rows = async () => listPictures(test.db, (await seen("image")).product.id);
    const add = { kind: "add", file: "media:image-1", width: 900, height: 900, alt: { fr: "Devant", en: "Front" } } as const;
    await edit(add);
    await edit({ ...add, file: "media:image-2", alt: { fr: "Dos" } });
    await edit(add);
    expect((await rows()).map(({ file }) => file)).toEqual(["media:image-1", "media:image-2"]);
    const [, second] = await rows();
    if (!second) throw new Error("two pictures");
    await edit({ kind: "first", id: second.id });
    await edit({ kind: "describe", id: second.id, alt: { fr: "De dos", en: "Back" } });
    expect((await rows()).map(({ file, alt }) => [file, alt])).toEqual([["media:image-2", { fr: "De dos", en: "Back" }], ["media:image-1", { fr: "Devant", en: "Front" }]]);
    for (const { id } of await rows()) await edit({ kind: "remove", id });
    expect((await rows()).map(({ file }) => file)).toEqual(["media:image-drawn"]);
  });
});

describe("a shelf", () => {
  it("moves with a reason, never below nothing, also when ten move at once; its movements are history", async () => {
    await begun("rayon");
    const { row } = (await seen("rayon")).variants[0] ?? {};
    if (!row) throw new Error("a variant");
    const move = (delta: number) => transact(test.db, (tx) => moveStock(tx, { variantId: row.id, delta, reason: delta > 0 ? "received" : "damaged", at: LATER }));
    expect(await move(6)).toEqual({ ok: true, before: 4, after: 10 });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => move(-1)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
    expect(outcomes.filter((one) => !one.ok && one.reason === "below_zero")).toHaveLength(2);
    await expect(test.db.update(stockMovements).set({ delta: 1 }).where(eq(stockMovements.variantId, row.id))).rejects.toThrow();
    const told = await listStockEvents(test.db, { ids: [row.id], limit: 50 });
    expect(told.events.reduce((sum, { delta }) => sum + delta, 0)).toBe(0);
  });

  it("tells every movement and every paid sale once, by pages of a key, however few lines of orders a page walks along", async () => {
    const [shelf, other, buyer] = [await aVariant(test.db), await aVariant(test.db), await aMember(test.db)];
    const sell = async (variant: typeof shelf, paid = true) => {
      const order = await aPlacedOrder(test.db, { buyer, variant, placedAt: LATER });
      if (paid) await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: LATER }]);
    };
    for (let n = 0; n < 4; n += 1) {
      await sell(shelf, n !== 2);
      for (let m = 0; m < n; m += 1) await sell(other);
      await transact(test.db, (tx) => moveStock(tx, { variantId: shelf, delta: 10 + n, reason: "received", at: LATER }));
    }
    for (const walk of [1, 3, 1_000]) {
      const found: StockEvent[] = [];
      let from: ShelfKey | undefined;
      for (let turn = 0; turn < 50; turn += 1) {
        const page = await listStockEvents(test.db, { ids: [shelf], from, limit: 2, walk });
        found.push(...page.events);
        if (page.next === null) break;
        from = page.next;
      }
      expect(found.map(({ delta }) => delta).sort((a, b) => a - b)).toEqual([-1, -1, -1, 10, 11, 12, 13]);
      expect(new Set(found.map(({ id }) => id)).size).toBe(7);
    }
  });

  it("tells every price once, by pages of a key, the newest first", async () => {
    const [one, two] = [await aVariant(test.db), await aVariant(test.db)];
    const rows = [one, two].flatMap((variantId) => [1, 2, 3].map((day) => ({ variantId, since: new Date(LATER.getTime() + day * 86_400_000), priceMinor: BigInt(day * 100), currency: "EUR" as const })));
    await test.db.insert(priceHistory).values(rows);
    const found: bigint[] = [];
    let after: PriceKey | undefined;
    for (let turn = 0; turn < 20; turn += 1) {
      const { prices, next } = await listPrices(test.db, { ids: [one, two], after, limit: 2 });
      found.push(...prices.map(({ priceMinor }) => priceMinor));
      if (next === null) break;
      after = next;
    }
    expect(found).toEqual([300n, 300n, 200n, 200n, 100n, 100n]);
  });
});

describe("collections", () => {
  it("are made, changed and put in order, and a second one of the same address is refused", async () => {
    const edit = { slug: "bain", title: { fr: "Bain" }, summary: null, rateBps: 3000 };
    expect(await transact(test.db, (tx) => writeCollection(tx, edit, "new"))).toMatchObject({ ok: true, before: null });
    expect(await transact(test.db, (tx) => writeCollection(tx, edit, "new"))).toEqual({ ok: false, reason: "slug_taken" });
    await transact(test.db, (tx) => writeCollection(tx, { ...edit, slug: "maison", title: { fr: "Maison" } }, "new"));
    expect(await transact(test.db, (tx) => writeCollection(tx, { ...edit, rateBps: 2500 }, "change"))).toEqual({ ok: true, before: { rateBps: 3000 }, after: { rateBps: 2500 } });
    expect(await transact(test.db, (tx) => raiseCollection(tx, "maison"))).toEqual({ ok: true, order: ["maison", "bain"] });
    expect((await listOfficeCollections(test.db)).map(({ slug }) => slug)).toEqual(["maison", "bain"]);
  });

  it("are taken away without their products, once, and what they were and held is told", async () => {
    await begun("range");
    const { product } = await seen("range");
    await transact(test.db, (tx) => reviseProduct(tx, { slug: "range", seen: product.updatedAt, revision: { collections: [{ slug: "bain", title: { fr: "Bain" } }] } }, LATER));
    expect(await transact(test.db, (tx) => removeCollection(tx, "bain"))).toMatchObject({ ok: true, before: { rateBps: 2500 }, products: ["range"] });
    expect(await transact(test.db, (tx) => removeCollection(tx, "bain"))).toEqual({ ok: false, reason: "unknown_collection" });
    expect((await listOfficeCollections(test.db)).map(({ slug }) => slug)).toEqual(["maison"]);
    expect((await seen("range")).product.title).toEqual(product.title);
  });
});

describe("many products at once", () => {
  it("change their state together, and it is taken back for those that nobody changed since", async () => {
    await begun("lot-1");
    await begun("lot-2");
    const ids = [(await seen("lot-1")).product.id, (await seen("lot-2")).product.id];
    const changes = await transact(test.db, async (tx) => ({ ok: true, all: await setStatuses(tx, { ids, status: "active" }, LATER) }));
    expect(changes.all).toHaveLength(2);
    await transact(test.db, async (tx) => ({ ok: true, all: await setStatuses(tx, { ids: ids.slice(0, 1), status: "archived" }, LATER) }));
    const undone = await transact(test.db, async (tx) => ({ ok: true, all: await undoStatuses(tx, changes.all, LATER) }));
    expect(undone.all.map(({ slug }) => slug)).toEqual(["lot-2"]);
    expect([(await seen("lot-1")).product.status, (await seen("lot-2")).product.status]).toEqual(["archived", "draft"]);
  });
});
