import "server-only";
import { and, asc, count, eq, inArray, max, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { collections, pictures, priceHistory, productCollections, products, stock, variants } from "@/db/schema/catalog";
import type { ProductId, VariantId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { localized, type Localized } from "@/lib/kernel/locale";
import { type Money, money } from "@/lib/kernel/money";
import { referencePrice } from "./rules";
import type { CatalogEntry, Collection, Picture, PictureRow, PricePoint, Product, ProductCard, ProductOption, ProductValues, SaleVariant, SkuTaken, Variant } from "./types";

/** How many products a page of a list has at most. */
export const LIST_MAX = 200;
/** How many different things a cart may hold. */
export const VARIANTS_MAX = 200;
/** How many addresses are prerendered at most; the others are made when first asked for. */
export const SLUGS_MAX = 2_000;
/** How many SKUs one statement asks for. */
const SKUS_MAX = 2_000;
/** How many drawn pictures a page of them has. */
export const PLACEHOLDERS_MAX = 500;
/** How many products are searched at most: about 60 MB of a process beside the products themselves. */
export const ENTRIES_MAX = 10_000;

const onSale = eq(products.status, "active");
/**
 * DESIGN §2: the product's, else that of its first collection in the operator's order; null is the plan's. Spelled out:
 * drizzle takes the table's name off a column in a select from one table, and the inner query has an id of its own.
 */
const rateBps = sql<number | null>`coalesce(products.rate_bps, (
  select first.rate_bps from product_collections belongs join collections first on first.id = belongs.collection_id
  where belongs.product_id = products.id order by first.position, first.slug limit 1))`;
const left = sql<number | null>`case when ${variants.tracked} then greatest(coalesce(${stock.onHand} - ${stock.reserved}, 0), 0) end`;

/** The collections in the operator's order; for the shop's navigation and its front page. */
export async function listCollections(reader: Reader): Promise<Collection[]> {
  return reader
    .select({
      id: collections.id,
      slug: collections.slug,
      title: collections.title,
      summary: collections.summary,
      picture: collections.picture,
      rateBps: collections.rateBps,
      products: count(products.id),
    })
    .from(collections)
    .leftJoin(productCollections, eq(productCollections.collectionId, collections.id))
    .leftJoin(products, and(eq(products.id, productCollections.productId), onSale))
    .groupBy(collections.id)
    .orderBy(asc(collections.position), asc(collections.slug))
    .limit(LIST_MAX);
}

export type ProductFilter = {
  readonly collectionSlug?: string;
  readonly ids?: readonly ProductId[];
  readonly slugs?: readonly string[];
  /** How many to leave out at the start. */
  readonly offset?: number;
  /** At most and by default `LIST_MAX`. */
  readonly limit?: number;
};

/** A page of products on sale in the operator's order, as cards; for the front page, a collection's page, a member's choice. */
export async function listProducts(reader: Reader, at: Date, filter: ProductFilter = {}): Promise<ProductCard[]> {
  const limit = filter.limit ?? LIST_MAX;
  invariant(limit >= 1 && limit <= LIST_MAX && (filter.ids?.length ?? 0) <= LIST_MAX && (filter.slugs?.length ?? 0) <= LIST_MAX, "a list is bounded");
  const inCollection = reader
    .select({ id: productCollections.productId })
    .from(productCollections)
    .innerJoin(collections, eq(collections.id, productCollections.collectionId))
    .where(eq(collections.slug, filter.collectionSlug ?? ""));
  return cards(reader, at, {
    where: and(
      filter.ids === undefined ? undefined : inArray(products.id, [...filter.ids]),
      filter.slugs === undefined ? undefined : inArray(products.slug, [...filter.slugs]),
      filter.collectionSlug === undefined ? undefined : inArray(products.id, inCollection),
    ),
    limit,
    offset: filter.offset ?? 0,
  });
}

/**
 * The products on sale in the operator's order with what they are searched and narrowed by, at most `ENTRIES_MAX`; of one collection where
 * it is named. For search, suggestions and collection pages: read once in a while, asked often.
 */
export async function listEntries(reader: Reader, at: Date, collectionSlug?: string): Promise<CatalogEntry[]> {
  const entries: CatalogEntry[] = [];
  while (entries.length < ENTRIES_MAX) {
    const page = await listProducts(reader, at, { ...(collectionSlug === undefined ? {} : { collectionSlug }), offset: entries.length });
    entries.push(...(await withTexts(reader, at, page)));
    if (page.length < LIST_MAX) break;
  }
  return entries;
}

async function withTexts(reader: Reader, at: Date, page: readonly ProductCard[]): Promise<CatalogEntry[]> {
  const ids = page.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await reader
    .select({ id: products.id, description: products.description, vendor: products.vendor, tags: products.tags, options: products.options })
    .from(products)
    .where(inArray(products.id, ids));
  const belongs = await reader
    .select({ productId: productCollections.productId, slug: collections.slug, title: collections.title })
    .from(productCollections)
    .innerJoin(collections, eq(collections.id, productCollections.collectionId))
    .where(inArray(productCollections.productId, ids))
    .orderBy(asc(collections.position), asc(collections.slug));
  const [texts, sold, own] = [new Map(rows.map((row) => [row.id, row])), await activeVariants(reader, at, ids), Map.groupBy(belongs, ({ productId }) => productId)];
  return page.flatMap((card) => {
    const [row, variantsOf] = [texts.get(card.id), sold.get(card.id)];
    if (!row || !variantsOf) return [];
    const { description, vendor, tags, options } = row;
    return [{ card, description, vendor, tags, options, variants: variantsOf, collections: (own.get(card.id) ?? []).map(({ slug, title }) => ({ slug, title })) }];
  });
}

type Cut = { readonly where: SQL | undefined; readonly limit: number; readonly offset: number };

async function cards(reader: Reader, at: Date, { where, limit, offset }: Cut): Promise<ProductCard[]> {
  const rows = await reader
    .select({ id: products.id, slug: products.slug, title: products.title, summary: products.summary, vatBps: products.vatBps, rateBps })
    .from(products)
    // A product whose variants are all off sale has nothing to show a price of.
    .where(and(onSale, sql`exists (select 1 from variants v where v.product_id = ${products.id} and v.active)`, where))
    .orderBy(asc(products.position), asc(products.id))
    .limit(limit)
    .offset(offset);
  const ids = rows.map(({ id }) => id);
  const [sold, shown] = [await activeVariants(reader, at, ids), await picturesOf(reader, ids, true)];
  return rows.flatMap((row) => {
    const own = sold.get(row.id) ?? [];
    const cheapest = own.reduce<Variant | undefined>((low, v) => (low && low.price.minor <= v.price.minor ? low : v), undefined);
    if (!cheapest) return [];
    return [{
      ...row,
      picture: shown.get(row.id)?.[0] ?? null,
      price: cheapest.price,
      from: own.some(({ price }) => price.minor !== cheapest.price.minor),
      reference: cheapest.reference,
      inStock: own.some((variant) => variant.left !== 0),
    }];
  });
}

/** Everything a product's page shows; null when there is no such product on sale. */
export function findProduct(reader: Reader, at: Date, slug: string): Promise<Product | null> {
  return readProduct(reader, at, and(eq(products.slug, slug), onSale));
}

/** The same of a product in any state, as operators look at it before the shop shows it. */
export function findPreview(reader: Reader, at: Date, slug: string): Promise<Product | null> {
  return readProduct(reader, at, eq(products.slug, slug));
}

async function readProduct(reader: Reader, at: Date, which: SQL | undefined): Promise<Product | null> {
  const [row] = await reader
    .select({
      id: products.id,
      slug: products.slug,
      title: products.title,
      summary: products.summary,
      description: products.description,
      details: products.details,
      vendor: products.vendor,
      tags: products.tags,
      options: products.options,
      vatBps: products.vatBps,
      rateBps,
      updatedAt: products.updatedAt,
    })
    .from(products)
    .where(which);
  if (!row) return null;
  const own = (await activeVariants(reader, at, [row.id])).get(row.id);
  if (!own) return null;
  const belongsTo = await reader
    .select({ slug: collections.slug, title: collections.title })
    .from(productCollections)
    .innerJoin(collections, eq(collections.id, productCollections.collectionId))
    .where(eq(productCollections.productId, row.id))
    .orderBy(asc(collections.position), asc(collections.slug))
    .limit(LIST_MAX);
  return { ...row, variants: own, collections: belongsTo, pictures: (await picturesOf(reader, [row.id], false)).get(row.id) ?? [] };
}

/** The addresses of the products on sale, for prerendering and the site map. */
export async function listSlugs(reader: Reader): Promise<string[]> {
  const rows = await reader.select({ slug: products.slug }).from(products).where(onSale).orderBy(asc(products.position), asc(products.id)).limit(SLUGS_MAX);
  return rows.map(({ slug }) => slug);
}

/** The variants of a cart as they are sold now, also those off sale (`active` false); for cart and checkout. In no order. */
export async function findVariants(reader: Reader, ids: readonly VariantId[]): Promise<SaleVariant[]> {
  invariant(ids.length <= VARIANTS_MAX, "a cart is bounded");
  if (ids.length === 0) return [];
  const rows = await reader
    .select({
      id: variants.id,
      productId: products.id,
      slug: products.slug,
      sku: variants.sku,
      title: products.title,
      options: products.options,
      optionValues: variants.optionValues,
      priceMinor: variants.priceMinor,
      currency: variants.currency,
      vatBps: products.vatBps,
      rateBps,
      cvMinor: variants.cvMinor,
      bvMinor: variants.bvMinor,
      grams: variants.grams,
      left,
      active: sql<boolean>`${variants.active} and ${products.status} = 'active'`,
      pictureId: variants.pictureId,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(stock, eq(stock.variantId, variants.id))
    .where(inArray(variants.id, [...ids]));
  const shown = await picturesOf(reader, [...new Set(rows.map(({ productId }) => productId))], false);
  return rows.map(({ options, optionValues, priceMinor, currency, pictureId, ...row }) => {
    const own = shown.get(row.productId) ?? [];
    return {
      ...row,
      price: money(priceMinor, currency),
      choice: choiceOf(options, optionValues),
      picture: own.find(({ id }) => id === pictureId) ?? own[0] ?? null,
    };
  });
}

function choiceOf(options: readonly ProductOption[], chosen: readonly number[]): Localized | null {
  const values = options.flatMap((option, index) => option.values[chosen[index] ?? -1] ?? []);
  if (values.length === 0) return null;
  const text = (locale: "fr" | "en"): string => values.map((value) => localized(value, locale)).join(", ");
  return { fr: text("fr"), en: text("en") };
}

async function activeVariants(reader: Reader, at: Date, of: readonly ProductId[]): Promise<Map<ProductId, Variant[]>> {
  const grouped = new Map<ProductId, Variant[]>();
  if (of.length === 0) return grouped;
  const wanted = and(inArray(variants.productId, [...of]), eq(variants.active, true));
  const rows = await reader
    .select({ row: variants, left })
    .from(variants)
    .leftJoin(stock, eq(stock.variantId, variants.id))
    .where(wanted)
    .orderBy(asc(variants.position));
  const history = await changedPrices(reader, at, wanted);
  for (const { row, left: remaining } of rows) {
    const price = money(row.priceMinor, row.currency);
    const own = grouped.get(row.productId) ?? [];
    grouped.set(row.productId, own);
    own.push({
      id: row.id,
      sku: row.sku,
      optionValues: row.optionValues,
      price,
      reference: referenceOf(history.get(row.id), price, at),
      left: remaining,
      net: row.netAmount !== null && row.netUnit !== null ? { amount: row.netAmount, unit: row.netUnit } : null,
      grams: row.grams,
      pictureId: row.pictureId,
    });
  }
  return grouped;
}

function referenceOf(history: readonly PricePoint[] | undefined, price: Money, at: Date): Money | null {
  const reference = history && referencePrice(history, at);
  return reference === undefined || reference === null ? null : money(reference, price.currency);
}

/** The prices of those variants that changed in the last 30 days; the others have no reduction to announce. */
async function changedPrices(reader: Reader, at: Date, wanted: SQL | undefined): Promise<Map<VariantId, PricePoint[]>> {
  const rows = await reader
    .select({ variantId: priceHistory.variantId, since: priceHistory.since, priceMinor: priceHistory.priceMinor })
    .from(priceHistory)
    .innerJoin(variants, and(eq(variants.id, priceHistory.variantId), eq(variants.currency, priceHistory.currency)))
    .where(and(wanted, sql`(select max(newer.since) from price_history newer where newer.variant_id = ${variants.id}) > ${at.toISOString()}::timestamptz - interval '31 days'`))
    .orderBy(asc(priceHistory.variantId), asc(priceHistory.since));
  return Map.groupBy(rows, ({ variantId }) => variantId);
}

async function picturesOf(reader: Reader, of: readonly ProductId[], firstOnly: boolean): Promise<Map<ProductId, Picture[]>> {
  if (of.length === 0) return new Map();
  const rows = await reader
    .select({ id: pictures.id, productId: pictures.productId, file: pictures.file, alt: pictures.alt, width: pictures.width, height: pictures.height })
    .from(pictures)
    .where(and(inArray(pictures.productId, [...of]), firstOnly ? eq(pictures.position, 0) : undefined))
    .orderBy(asc(pictures.position));
  return Map.groupBy(rows, ({ productId }) => productId);
}

/** A picture that stands in for one that was not fetched yet. */
export type MissingPicture = Pick<PictureRow, "id" | "file"> & { readonly slug: string; readonly title: string; readonly sourceUrl: string | null };

/** The drawn pictures in order of id, after one, a page; for drawing them and for fetching what they stand for. */
export async function listPlaceholders(reader: Reader, after: PictureRow["id"] | null): Promise<MissingPicture[]> {
  return reader
    .select({ id: pictures.id, file: pictures.file, sourceUrl: pictures.sourceUrl, slug: products.slug, title: sql<string>`${products.title}->>'fr'` })
    .from(pictures)
    .innerJoin(products, eq(products.id, pictures.productId))
    .where(and(eq(pictures.placeholder, true), after === null ? undefined : sql`${pictures.id} > ${sql.param(after, pictures.id)}`))
    .orderBy(asc(pictures.id))
    .limit(PLACEHOLDERS_MAX);
}

/** The SKUs of these products that other products have; for the import. Takes as many products as one plan. */
export async function listTakenSkus(reader: Reader, wanted: readonly ProductValues[]): Promise<SkuTaken[]> {
  const slugOf = new Map(wanted.flatMap(({ slug, variants: own }) => own.map(({ sku }) => [sku, slug] as const)));
  const taken: SkuTaken[] = [];
  const skus = [...slugOf.keys()];
  for (let at = 0; at < skus.length; at += SKUS_MAX) {
    const rows = await reader.select({ sku: variants.sku, owner: products.slug }).from(variants).innerJoin(products, eq(products.id, variants.productId)).where(inArray(variants.sku, skus.slice(at, at + SKUS_MAX)));
    taken.push(...rows.flatMap(({ sku, owner }) => (slugOf.get(sku) === owner ? [] : [{ sku, owner, slug: slugOf.get(sku) ?? "" }])));
  }
  return taken;
}

/** The place of the last product; -1 when there is none. For the import. */
export async function findLastPosition(reader: Reader): Promise<number> {
  const [last] = await reader.select({ position: max(products.position) }).from(products);
  return last?.position ?? -1;
}
