import "server-only";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { collections, pictures, productCollections, products, stock, variants } from "@/db/schema/catalog";
import { type ProductId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import type { Currency } from "@/lib/kernel/money";
import { readStored } from "../commands";
import { LIST_MAX, VARIANTS_MAX } from "../queries";
import { searchWords } from "../rules";
import type { EditableProduct, OfficeProduct, PictureRow, ProductStatus, StoredProduct } from "../types";
import type { OfficeCollection } from "./types";

/** A text without case and accents, as `searchWords` makes it. */
const bare = (text: SQL): SQL => sql`replace(lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g')), 'œ', 'oe')`;

export type OfficeProductFilter = { readonly search?: string; readonly status?: ProductStatus | undefined; readonly after?: { readonly position: number; readonly id: ProductId } | undefined; readonly limit: number };

/** A page of all products, drafts and archived ones too, in the operator's order. */
export async function listAllProducts(reader: Reader, filter: OfficeProductFilter): Promise<(OfficeProduct & { readonly position: number })[]> {
  invariant(filter.limit >= 1 && filter.limit <= LIST_MAX, "a list is bounded");
  const text = bare(sql`concat_ws(' ', products.title::text, products.slug, (select string_agg(v.sku, ' ') from variants v where v.product_id = products.id))`);
  const of = (what: SQL) => sql`(select ${what} from variants v left join stock s on s.variant_id = v.id where v.product_id = products.id and v.active)`;
  const rows = await reader
    .select({
      id: products.id, slug: products.slug, title: products.title, status: products.status, position: products.position,
      picture: sql<string | null>`(select p.file from pictures p where p.product_id = products.id order by p.position limit 1)`,
      variants: sql<number>`${of(sql`count(*)::int`)}`, low: sql<string | null>`${of(sql`min(v.price_minor)::text`)}`, high: sql<string | null>`${of(sql`max(v.price_minor)::text`)}`,
      currency: sql<Currency | null>`${of(sql`min(v.currency)`)}`, left: sql<number>`${of(sql`coalesce(sum(s.on_hand - s.reserved), 0)::int`)}`,
    })
    .from(products)
    .where(and(
      filter.status && eq(products.status, filter.status),
      filter.after && sql`(products.position, products.id) > (${filter.after.position}::int, ${uuidOf(filter.after.id)}::uuid)`,
      ...searchWords(filter.search ?? "").map((word) => sql`${text} like ${`%${word}%`}`),
    ))
    .orderBy(asc(products.position), asc(products.id))
    .limit(filter.limit);
  return rows.map(({ low, high, ...row }) => ({ ...row, lowMinor: low === null ? null : BigInt(low), highMinor: high === null ? null : BigInt(high) }));
}

/** A product as an operator edits it, whatever its status. Null when there is none. */
export async function findEditable(reader: Reader, slug: string): Promise<EditableProduct | null> {
  const [product] = await reader.select().from(products).where(eq(products.slug, slug));
  if (!product) return null;
  const goods = await reader.select({ row: variants, onHand: stock.onHand, reserved: stock.reserved }).from(variants).leftJoin(stock, eq(stock.variantId, variants.id)).where(eq(variants.productId, product.id)).orderBy(asc(variants.position)).limit(VARIANTS_MAX);
  return { product, variants: goods.map(({ row, onHand, reserved }) => ({ row, onHand: onHand ?? 0, reserved: reserved ?? 0 })) };
}

/** A product's pictures in their order. */
export async function listPictures(reader: Reader, product: ProductId): Promise<PictureRow[]> {
  return reader.select().from(pictures).where(eq(pictures.productId, product)).orderBy(asc(pictures.position)).limit(LIST_MAX);
}

/** The addresses of the collections that a product is in. */
export async function listCollectionsOf(reader: Reader, product: ProductId): Promise<string[]> {
  const rows = await reader.select({ slug: collections.slug }).from(productCollections).innerJoin(collections, eq(collections.id, productCollections.collectionId)).where(eq(productCollections.productId, product));
  return rows.map(({ slug }) => slug);
}

/** All collections in the operator's order, with how many products each has, whatever their state. */
export async function listOfficeCollections(reader: Reader): Promise<OfficeCollection[]> {
  return reader
    .select({ id: collections.id, slug: collections.slug, title: collections.title, summary: collections.summary, rateBps: collections.rateBps, position: collections.position, products: sql<number>`(select count(*)::int from product_collections belongs where belongs.collection_id = collections.id)` })
    .from(collections)
    .orderBy(asc(collections.position), asc(collections.slug))
    .limit(LIST_MAX);
}

/** A page of products with all that is stored of them, as `listAllProducts` finds them; with the addresses of their collections in the operator's order. */
export async function listToExport(reader: Reader, filter: OfficeProductFilter): Promise<{ readonly stored: StoredProduct; readonly collections: readonly string[] }[]> {
  const found = await listAllProducts(reader, filter);
  const stored = await readStored(reader, found.map(({ slug }) => slug));
  const order = await reader.select({ id: collections.id, slug: collections.slug }).from(collections).orderBy(asc(collections.position), asc(collections.slug));
  return found.flatMap(({ slug }) => {
    const one = stored.get(slug);
    return one ? [{ stored: one, collections: order.filter(({ id }) => one.collections.includes(id)).map((collection) => collection.slug) }] : [];
  });
}
