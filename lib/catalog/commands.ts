import "server-only";
import { and, asc, eq, getTableColumns, inArray, is, max, ne, or, type SQL, sql } from "drizzle-orm";
import { type PgColumn, PgCustomColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Reader, Tx } from "@/db/client";
import { collections, pictures, priceHistory, productCollections, products, stock, variants } from "@/db/schema/catalog";
import { type CollectionId, newId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { addChanges, fingerprint, NO_CHANGES, planProduct } from "./rules";
import { listTakenSkus } from "./queries";
import type {
  CatalogChanges, CatalogPlan, CollectionRow, CollectionValues, EditedValues, EditOutcome, Mint, PictureRow, ProductEdit, ProductValues, SkuTaken, StockCause, StockLevel, StoredProduct,
} from "./types";

/** How many products one plan takes. */
export const BATCH_MAX = 500;
/** Rows of one statement. */
const ROWS_MAX = 2_000;

const mint: Mint = (kind) => newId(kind);

/** What must be written so that these products are as given. Reads only. Throws on two products of one slug: our bug. */
export async function plan(reader: Reader, wanted: readonly ProductValues[], at: Date): Promise<CatalogPlan> {
  const slugs = wanted.map(({ slug }) => slug);
  invariant(wanted.length <= BATCH_MAX && new Set(slugs).size === slugs.length, "a plan takes different products, a bounded number");
  const fresh = await planCollections(reader, wanted.flatMap((product) => product.collections ?? []));
  const stored = await readStored(reader, slugs);
  const plans = wanted.map((product) => planProduct(stored.get(product.slug), product, { at, mint, collections: fresh.ids }));
  return {
    taken: await listTakenSkus(reader, wanted),
    collections: fresh.rows,
    products: plans,
    changes: plans.reduce((sum, { changes }) => addChanges(sum, changes), NO_CHANGES),
  };
}

/** Collections that are named and unknown get an id and the last places. */
async function planCollections(reader: Reader, named: readonly CollectionValues[]) {
  const wanted = new Map(named.map((collection) => [collection.slug, collection]));
  const known = wanted.size === 0 ? [] : await reader.select({ id: collections.id, slug: collections.slug }).from(collections).where(inArray(collections.slug, [...wanted.keys()]));
  const ids = new Map<string, CollectionId>(known.map(({ id, slug }) => [slug, id]));
  const [last] = await reader.select({ position: max(collections.position) }).from(collections);
  const rows = [...wanted.values()].filter(({ slug }) => !ids.has(slug)).map((collection, index): CollectionRow => ({
    id: mint("collection"), slug: collection.slug, title: collection.title, summary: collection.summary ?? null, picture: collection.picture ?? null,
    position: (last?.position ?? 0) + 1 + index, rateBps: collection.rateBps ?? null,
  }));
  for (const { slug, id } of rows) ids.set(slug, id);
  return { rows, ids };
}

/** Products as they are stored, by address. */
export async function readStored(reader: Reader, slugs: readonly string[]): Promise<Map<string, StoredProduct>> {
  const found = slugs.length === 0 ? [] : await reader.select().from(products).where(inArray(products.slug, [...slugs]));
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const goods = await reader.select({ row: variants, onHand: stock.onHand }).from(variants).leftJoin(stock, eq(stock.variantId, variants.id)).where(inArray(variants.productId, ids)).orderBy(asc(variants.position));
  const shown = await reader.select().from(pictures).where(inArray(pictures.productId, ids)).orderBy(asc(pictures.position));
  const links = await reader.select().from(productCollections).where(inArray(productCollections.productId, ids));
  const byProduct = { goods: Map.groupBy(goods, ({ row }) => row.productId), shown: Map.groupBy(shown, (row) => row.productId), links: Map.groupBy(links, (row) => row.productId) };
  return new Map(found.map((product) => {
    const own = byProduct.goods.get(product.id) ?? [];
    return [product.slug, {
      product,
      variants: own.map(({ row }) => row),
      pictures: byProduct.shown.get(product.id) ?? [],
      collections: (byProduct.links.get(product.id) ?? []).map(({ collectionId }) => collectionId),
      onHand: new Map(own.flatMap(({ row, onHand }) => (onHand === null ? [] : [[row.id, onHand] as const]))),
    }];
  }));
}

/**
 * Writes a plan, all but the stock: that is locked last, with `setStock`, for all plans of the transaction at once.
 * The plan was made in the same transaction, or nobody else writes products meanwhile (`lockCatalogue`).
 */
export async function apply(tx: Tx, planned: CatalogPlan): Promise<void> {
  invariant(planned.taken.length === 0, "a SKU is one variant");
  const all = planned.products;
  await upsert(tx, collections, planned.collections);
  await upsert(tx, products, all.flatMap(({ product }) => product ?? []));

  // A place is taken by one row: the dropped and the moved make way first.
  for (const ids of chunks(all.flatMap((p) => p.pictures.drop))) await tx.delete(pictures).where(inArray(pictures.id, [...ids]));
  for (const ids of chunks(all.flatMap((p) => p.pictures.moved))) await tx.update(pictures).set({ position: sql`-1 - ${pictures.position}` }).where(inArray(pictures.id, [...ids]));
  for (const ids of chunks(all.flatMap((p) => p.variants.moved))) await tx.update(variants).set({ position: sql`-1 - ${variants.position}` }).where(inArray(variants.id, [...ids]));
  await upsert(tx, pictures, all.flatMap((p) => p.pictures.write));
  await upsert(tx, variants, all.flatMap((p) => p.variants.write));

  for (const gone of chunks(all.flatMap((p) => p.unlink))) {
    await tx.delete(productCollections).where(or(...gone.map((link) => and(eq(productCollections.productId, link.productId), eq(productCollections.collectionId, link.collectionId)))));
  }
  for (const links of chunks(all.flatMap((p) => p.link))) await tx.insert(productCollections).values([...links]);
  for (const prices of chunks(all.flatMap((p) => p.prices))) {
    // Two changes within one moment still have an order.
    await tx.execute(sql`insert into price_history (variant_id, since, price_minor, currency)
      select fresh.variant_id, greatest(fresh.since, (select max(known.since) + interval '1 millisecond' from price_history known where known.variant_id = fresh.variant_id)),
        fresh.price_minor, fresh.currency from ${recordset(priceHistory, prices)} fresh`);
  }
}

/** Sets what is on the shelf and writes down each difference with its reason; reservations stay. Locks by variant id, as every command does. */
export async function setStock(tx: Tx, levels: readonly StockLevel[], why: StockCause): Promise<void> {
  const sorted = levels.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const rows of chunks(sorted)) {
    await tx.execute(sql`insert into stock_movements (id, variant_id, delta, on_hand, reason, at)
      select uuid_v7((row_number() over (order by wanted.variant_id))::int), wanted.variant_id, wanted.on_hand - coalesce(known.on_hand, 0), wanted.on_hand, ${why.reason}, ${why.at.toISOString()}::timestamptz
      from ${recordset(stock, rows)} wanted
      left join (select s.variant_id, s.on_hand from stock s where s.variant_id = any (array(select id from jsonb_populate_recordset(null::variants, ${JSON.stringify(rows.map(({ variantId }) => ({ id: uuidOf(variantId) })))}::text::jsonb))) order by s.variant_id for no key update) known
        on known.variant_id = wanted.variant_id
      where wanted.on_hand <> coalesce(known.on_hand, 0)`);
    await tx.execute(sql`insert into stock (variant_id, on_hand) select variant_id, on_hand from ${recordset(stock, rows)}
      on conflict (variant_id) do update set on_hand = excluded.on_hand`);
  }
}

/** Makes the catalogue's writers wait for each other until the transaction ends; readers and sales don't notice. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('catalogue'))`);
}

export type UpsertOutcome = { readonly ok: true; readonly changes: CatalogChanges } | { readonly ok: false; readonly reason: "sku_taken"; readonly taken: readonly SkuTaken[] };

/** Makes these products as given. Writing the same again changes nothing. Refuses a SKU that another product has. */
export async function upsertProducts(tx: Tx, wanted: readonly ProductValues[], at: Date): Promise<UpsertOutcome> {
  await lockCatalogue(tx);
  const planned = await plan(tx, wanted, at);
  if (planned.taken.length > 0) return { ok: false, reason: "sku_taken", taken: planned.taken };
  await apply(tx, planned);
  await setStock(tx, planned.products.flatMap((product) => product.stock), { reason: "counted", at });
  return { ok: true, changes: planned.changes };
}

/** Makes these collections as given, in this order, before all others. Writing the same again changes nothing. */
export async function upsertCollections(tx: Tx, wanted: readonly CollectionValues[]): Promise<{ readonly ok: true; readonly changed: number }> {
  invariant(wanted.length <= BATCH_MAX, "an order of collections is bounded");
  await lockCatalogue(tx);
  const known = await tx.select().from(collections).orderBy(asc(collections.position), asc(collections.slug));
  const named = wanted.map((collection): CollectionRow => {
    const old = known.find(({ slug }) => slug === collection.slug);
    const kept = <T>(fresh: T | undefined, before: T | undefined): T | null => (fresh !== undefined ? fresh : (before ?? null));
    return {
      id: old?.id ?? mint("collection"), slug: collection.slug, title: collection.title, position: 0,
      summary: kept(collection.summary, old?.summary), picture: kept(collection.picture, old?.picture), rateBps: kept(collection.rateBps, old?.rateBps),
    };
  });
  const others = known.filter(({ id }) => !named.some((row) => row.id === id));
  const rows = [...named, ...others].map((row, position) => ({ ...row, position }));
  const changed = rows.filter((row) => fingerprint(row) !== fingerprint(known.find(({ id }) => id === row.id)));
  await upsert(tx, collections, changed);
  return { ok: true, changed: changed.length };
}

/** Puts the fetched picture in the place of the drawn one. Changes nothing when it is there already or the picture is gone. */
export async function replacePlaceholder(tx: Tx, id: PictureRow["id"], made: Pick<PictureRow, "file" | "width" | "height">): Promise<{ readonly ok: true }> {
  await tx.update(pictures).set({ ...made, placeholder: false }).where(and(eq(pictures.id, id), ne(pictures.file, made.file)));
  return { ok: true };
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ROWS_MAX) yield rows.slice(at, at + ROWS_MAX);
}

/**
 * Rows as one parameter: a statement with a parameter for each value spends most of its time in the query builder.
 * Columns that a row leaves out are null.
 */
function recordset<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const columns = Object.entries(getTableColumns<PgTable>(table));
  const records = rows.map((row: Readonly<Record<string, unknown>>) => Object.fromEntries(columns.map(([key, column]) => [column.name, stored(column, row[key])])));
  return sql`jsonb_populate_recordset(null::${table}, ${JSON.stringify(records)}::text::jsonb)`;
}

function stored(column: PgColumn, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  return is(column, PgCustomColumn) ? column.mapToDriverValue(value) : value;
}

/** Inserts rows, or overwrites every column of the rows with the same ids. */
async function upsert<T extends PgTable>(tx: Tx, table: T, rows: readonly T["$inferInsert"][]): Promise<void> {
  const names = Object.values(getTableColumns<PgTable>(table)).map(({ name }) => name);
  const columns = sql.raw(names.map((name) => `"${name}"`).join(", "));
  const set = sql.raw(names.filter((name) => name !== "id").map((name) => `"${name}" = excluded."${name}"`).join(", "));
  for (const part of chunks(rows)) {
    await tx.execute(sql`insert into ${table} (${columns}) select ${columns} from ${recordset(table, part)} on conflict (id) do update set ${set}`);
  }
}

/**
 * Changes what an operator edits of a product. A new price becomes history; the shelf is set, reservations stay. Refuses a
 * form that is older than the product: nobody overwrites what they have not seen. The same form sent twice changes nothing
 * the second time.
 */
export async function editProduct(tx: Tx, edit: ProductEdit, at: Date): Promise<EditOutcome> {
  await lockCatalogue(tx);
  const [product] = await tx.select().from(products).where(eq(products.slug, edit.slug)).for("no key update");
  if (!product) return { ok: false, reason: "unknown_product" };
  const own = await tx.select({ row: variants, onHand: stock.onHand }).from(variants).leftJoin(stock, eq(stock.variantId, variants.id)).where(eq(variants.productId, product.id)).orderBy(asc(variants.id));
  const asked = own.flatMap(({ row, onHand }) => edit.variants.filter(({ id }) => id === row.id).map((wanted) => ({ row, onHand: onHand ?? 0, wanted })));
  const pairs: readonly (readonly [string, string | number | null, string | number | null])[] = [
    ["status", product.status, edit.status],
    ["title.fr", product.title.fr, edit.title.fr],
    ["title.en", product.title.en ?? null, edit.title.en ?? null],
    ["vatBps", product.vatBps, edit.vatBps],
    ["rateBps", product.rateBps, edit.rateBps],
    ...asked.flatMap(({ row, onHand, wanted }) => [
      [`${row.sku}.priceMinor`, row.priceMinor.toString(), wanted.priceMinor.toString()] as const,
      [`${row.sku}.onHand`, onHand, wanted.onHand] as const,
    ]),
  ];
  const changed = pairs.filter(([, before, after]) => before !== after);
  const values = (side: 1 | 2): EditedValues => Object.fromEntries(changed.map((pair) => [pair[0], pair[side]]));
  if (changed.length === 0) return { ok: true, before: {}, after: {} };
  if (product.updatedAt.getTime() !== edit.seen.getTime()) return { ok: false, reason: "changed_meanwhile" };

  const { status, title, vatBps, rateBps } = edit;
  // Two edits within one moment still are two: the second sees that the first was there.
  const updatedAt = new Date(at > product.updatedAt ? at : product.updatedAt.getTime() + 1);
  await tx.update(products).set({ status, title, vatBps, rateBps, updatedAt }).where(eq(products.id, product.id));
  const repriced = asked.filter(({ row, wanted }) => row.priceMinor !== wanted.priceMinor);
  for (const { row, wanted } of repriced) {
    await tx.update(variants).set({ priceMinor: wanted.priceMinor }).where(eq(variants.id, row.id));
    await tx.execute(sql`insert into price_history (variant_id, since, price_minor, currency)
      select ${uuidOf(row.id)}, greatest(${at.toISOString()}::timestamptz, max(since) + interval '1 millisecond'), ${wanted.priceMinor.toString()}::bigint, ${row.currency}
      from price_history where variant_id = ${uuidOf(row.id)}`);
  }
  await setStock(tx, asked.filter(({ onHand, wanted }) => onHand !== wanted.onHand).map(({ row, wanted }) => ({ variantId: row.id, onHand: wanted.onHand })), { reason: "counted", at });
  return { ok: true, before: values(1), after: values(2) };
}
