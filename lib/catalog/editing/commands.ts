import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { collections, productCollections, products, stock, variants } from "@/db/schema/catalog";
import { stockMovements } from "@/db/schema/desk";
import { newId, type ProductId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { apply, BATCH_MAX, lockCatalogue, plan, readStored, setStock, upsertCollections } from "../commands";
import { findLastPosition } from "../queries";
import type { EditedValues, ProductStatus, ProductValues } from "../types";
import { changesOf, editPictures, repicture, standIn, valuesOf } from "./rules";
import type { CollectionEdit, CollectionOutcome, CollectionRemoval, NewProduct, NewProductOutcome, PictureEdit, Revision, RevisionOutcome, Seen, StatusChange, StockMove, StockMoveOutcome } from "./types";

/** Begins a product: a draft, last in the order, with one variant. The same form sent twice: the second is told that the address is taken. */
export async function createProduct(tx: Tx, { slug, title, currency, vatBps, sku, priceMinor, onHand }: NewProduct, at: Date): Promise<NewProductOutcome> {
  await lockCatalogue(tx);
  if ((await readStored(tx, [slug])).has(slug)) return { ok: false, reason: "slug_taken" };
  const position = (await findLastPosition(tx)) + 1;
  const planned = await plan(tx, [{ slug, title, currency, vatBps, status: "draft", options: [], position, variants: [{ sku, optionValues: [], priceMinor, tracked: true, onHand }] }], at);
  if (planned.taken.length > 0) return { ok: false, reason: "sku_taken" };
  await apply(tx, planned);
  await setStock(tx, planned.products.flatMap((product) => product.stock), { reason: "counted", at });
  return { ok: true, slug };
}

/**
 * Replaces parts of a product. Variants that are not named are taken off sale, a new price becomes history. Refuses a form that is
 * older than the product, and a SKU that another product has. Sent twice it changes nothing the second time.
 */
export async function reviseProduct(tx: Tx, { slug, seen, revision }: Seen & { readonly revision: Revision }, at: Date): Promise<RevisionOutcome> {
  await lockCatalogue(tx);
  const stored = (await readStored(tx, [slug])).get(slug);
  if (!stored) return { ok: false, reason: "unknown_product" };
  const before = valuesOf(stored, "EUR");
  const wanted: ProductValues = { ...before, ...revision };
  // Two edits within one moment still are two: the second sees that the first was there.
  const moment = new Date(at > stored.product.updatedAt ? at : stored.product.updatedAt.getTime() + 1);
  const planned = await plan(tx, [wanted], moment);
  if (planned.taken.length > 0) return { ok: false, reason: "sku_taken", taken: planned.taken };
  if (planned.products.every(({ product, prices, stock: levels }) => product === null && prices.length === 0 && levels.length === 0)) return { ok: true, before: {}, after: {} };
  if (stored.product.updatedAt.getTime() !== seen.getTime()) return { ok: false, reason: "changed_meanwhile" };
  await apply(tx, planned);
  await setStock(tx, planned.products.flatMap((product) => product.stock), { reason: "counted", at });
  const changed = changesOf(before, revision);
  const placed = revision.collections === undefined ? {} : { collections: revision.collections.map((one) => one.slug) };
  return { ok: true, before: changed.before, after: { ...changed.after, ...placed } };
}

/** Adds, moves, describes or takes away a picture. A picture that is there is not added again; what is gone is gone. */
export async function editPicture(tx: Tx, { slug, edit }: { readonly slug: string; readonly edit: PictureEdit }, at: Date): Promise<RevisionOutcome> {
  await lockCatalogue(tx);
  const stored = (await readStored(tx, [slug])).get(slug);
  if (!stored) return { ok: false, reason: "unknown_product" };
  const after = editPictures(stored.pictures, edit);
  if (after === null) return { ok: true, before: {}, after: {} };
  const drawn = { id: null, picture: { file: standIn(slug), alt: stored.product.title, width: 960, height: 960 } };
  const placed = after.length > 0 ? after : [drawn];
  const revision = { pictures: placed.map(({ picture }) => picture), variants: repicture(valuesOf(stored, "EUR").variants, stored.pictures, placed) };
  return reviseProduct(tx, { slug, seen: stored.product.updatedAt, revision }, at);
}

/** Books goods that arrived at a shelf or left it. Nothing leaves that is not there. */
export async function moveStock(tx: Tx, { variantId, delta, reason, at }: StockMove): Promise<StockMoveOutcome> {
  invariant(delta !== 0, "a movement moves something");
  const [known] = await tx.select({ id: variants.id }).from(variants).where(eq(variants.id, variantId));
  if (!known) return { ok: false, reason: "unknown_variant" };
  await tx.insert(stock).values({ variantId, onHand: 0 }).onConflictDoNothing();
  const [row] = await tx.select({ onHand: stock.onHand }).from(stock).where(eq(stock.variantId, variantId)).for("no key update");
  const before = row?.onHand ?? 0;
  const after = before + delta;
  if (after < 0) return { ok: false, reason: "below_zero" };
  await tx.update(stock).set({ onHand: after }).where(eq(stock.variantId, variantId));
  await tx.insert(stockMovements).values({ id: newId("movement", at.getTime()), variantId, delta, onHand: after, reason, at });
  return { ok: true, before, after };
}

const told = ({ title, summary, rateBps }: Omit<CollectionEdit, "slug">): EditedValues => ({ "title.fr": title.fr, "title.en": title.en ?? null, "summary.fr": summary?.fr ?? null, "summary.en": summary?.en ?? null, rateBps });

/** Makes a collection, last in the order, or changes one. */
export async function writeCollection(tx: Tx, edit: CollectionEdit, kind: "new" | "change"): Promise<CollectionOutcome> {
  await lockCatalogue(tx);
  const known = await tx.select().from(collections).orderBy(asc(collections.position), asc(collections.slug));
  const old = known.find(({ slug }) => slug === edit.slug);
  if (kind === "new" && old) return { ok: false, reason: "slug_taken" };
  if (kind === "change" && !old) return { ok: false, reason: "unknown_collection" };
  const after = told(edit);
  if (!old) {
    await upsertCollections(tx, [...known.map(({ slug, title }) => ({ slug, title })), edit]);
    return { ok: true, before: null, after };
  }
  const before = told(old);
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  const side = (values: EditedValues): EditedValues => Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
  if (changed.length > 0) await tx.update(collections).set({ title: edit.title, summary: edit.summary, rateBps: edit.rateBps }).where(eq(collections.id, old.id));
  return { ok: true, before: side(before), after: side(after) };
}

/** Takes a collection away. Its products stay, at the rate of the next collection that they are in, else the plan's; orders keep what they were placed at. */
export async function removeCollection(tx: Tx, slug: string): Promise<CollectionRemoval> {
  await lockCatalogue(tx);
  const [old] = await tx.select().from(collections).where(eq(collections.slug, slug));
  if (!old) return { ok: false, reason: "unknown_collection" };
  const within = await tx.select({ slug: products.slug }).from(productCollections).innerJoin(products, eq(products.id, productCollections.productId)).where(eq(productCollections.collectionId, old.id)).orderBy(asc(products.slug));
  await tx.delete(collections).where(eq(collections.id, old.id));
  return { ok: true, before: told(old), products: within.map((one) => one.slug) };
}

/** Puts a collection one place further up. Answers the order as it is now: it decides which collection's rate a product has. DESIGN §2 */
export async function raiseCollection(tx: Tx, slug: string): Promise<{ readonly ok: true; readonly order: readonly string[] }> {
  await lockCatalogue(tx);
  const known = await tx.select().from(collections).orderBy(asc(collections.position), asc(collections.slug));
  const at = known.findIndex((one) => one.slug === slug);
  const raised = known[at];
  if (!raised || at === 0) return { ok: true, order: known.map((one) => one.slug) };
  const order = known.filter((_, n) => n !== at).toSpliced(at - 1, 0, raised);
  await upsertCollections(tx, order.map(({ slug: one, title }) => ({ slug: one, title })));
  return { ok: true, order: order.map((one) => one.slug) };
}

/** Puts products into a state, those that are in it already left as they are. Answers what changed, to be undone by it. */
export async function setStatuses(tx: Tx, wish: { readonly ids: readonly ProductId[]; readonly status: ProductStatus }, at: Date): Promise<readonly StatusChange[]> {
  invariant(wish.ids.length <= BATCH_MAX, "a choice of products is bounded");
  await lockCatalogue(tx);
  const found = wish.ids.length === 0 ? [] : await tx.select({ id: products.id, slug: products.slug, before: products.status, updatedAt: products.updatedAt }).from(products).where(inArray(products.id, [...wish.ids])).orderBy(asc(products.id));
  const changed = found.filter(({ before }) => before !== wish.status);
  if (changed.length > 0) await tx.update(products).set({ status: wish.status, updatedAt: sql`greatest(${at.toISOString()}::timestamptz, ${products.updatedAt} + interval '1 millisecond')` }).where(inArray(products.id, changed.map(({ id }) => id)));
  return changed.map(({ id, slug, before }) => ({ id, slug, before, after: wish.status }));
}

/** Takes a change of states back, for every product that is still in the state that it brought. */
export async function undoStatuses(tx: Tx, changes: readonly StatusChange[], at: Date): Promise<readonly StatusChange[]> {
  await lockCatalogue(tx);
  const now = changes.length === 0 ? [] : await tx.select({ id: products.id, status: products.status }).from(products).where(inArray(products.id, changes.map(({ id }) => id)));
  const still = changes.filter(({ id, after }) => now.some((row) => row.id === id && row.status === after));
  const undone: StatusChange[] = [];
  for (const [status, some] of Map.groupBy(still, ({ before }) => before)) undone.push(...await setStatuses(tx, { ids: some.map(({ id }) => id), status }, at));
  return undone;
}

