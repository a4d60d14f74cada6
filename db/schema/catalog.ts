import { sql } from "drizzle-orm";
import { boolean, char, check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Localized } from "../../lib/kernel/locale";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, minor, moment } from "./columns";

export const productStatus = pgEnum("product_status", ["draft", "active", "archived"]);

/** A product's choices: `[{ name: "Taille", values: ["S", "M"] }]`. A variant names one value of each, by position. */
export type ProductOption = { readonly name: Localized; readonly values: readonly Localized[] };

export const collections = pgTable("collections", {
  id: idColumn("collection", "id").primaryKey(),
  slug: text("slug").notNull().unique("a_collection_has_its_own_address"),
  title: jsonb("title").$type<Localized>().notNull(),
  summary: jsonb("summary").$type<Localized>(),
  picture: text("picture"),
  /** The operator's order: a product's rate is that of its first collection in this order. DESIGN §2 */
  position: integer("position").notNull(),
  rateBps: integer("rate_bps"),
});

export const products = pgTable(
  "products",
  {
    id: idColumn("product", "id").primaryKey(),
    slug: text("slug").notNull().unique("a_product_has_its_own_address"),
    status: productStatus("status").notNull(),
    title: jsonb("title").$type<Localized>().notNull(),
    summary: jsonb("summary").$type<Localized>(),
    description: jsonb("description").$type<Localized>(),
    details: jsonb("details").$type<Localized>(),
    options: jsonb("options").$type<readonly ProductOption[]>().notNull().default([]),
    vendor: text("vendor").notNull().default(""),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    vatBps: integer("vat_bps").notNull(),
    /** The pool's rate for this product; null: its first collection's, else the plan's. DESIGN §2 */
    rateBps: integer("rate_bps"),
    position: integer("position").notNull().default(0),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [
    check("a_vat_rate_is_a_rate", sql`${t.vatBps} between 0 and 10000`),
    check("a_product_rate_is_a_rate", sql`${t.rateBps} between 0 and 10000`),
  ],
);

export const productCollections = pgTable(
  "product_collections",
  {
    productId: idColumn("product", "product_id").notNull().references(() => products.id, { onDelete: "cascade" }),
    collectionId: idColumn("collection", "collection_id").notNull().references(() => collections.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.productId, t.collectionId] }),
    // Serves the collection page.
    index("product_collections_by_collection").on(t.collectionId),
  ],
);

/** `file` is a base name under /products (widths and formats are made from it), or an address to fetch. */
export const pictures = pgTable(
  "pictures",
  {
    id: idColumn("picture", "id").primaryKey(),
    productId: idColumn("product", "product_id").notNull().references(() => products.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    file: text("file").notNull(),
    /** Where it came from, when it was imported. */
    sourceUrl: text("source_url"),
    alt: jsonb("alt").$type<Localized>().notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    /** Drawn by us because the original could not be fetched. */
    placeholder: boolean("placeholder").notNull().default(false),
  },
  // Serves the product page.
  (t) => [uniqueIndex("pictures_have_an_order").on(t.productId, t.position)],
);

export const variants = pgTable(
  "variants",
  {
    id: idColumn("variant", "id").primaryKey(),
    productId: idColumn("product", "product_id").notNull().references(() => products.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    sku: text("sku").notNull().unique("a_sku_is_one_variant"),
    /** One value of each of the product's options, by position in `products.options[i].values`. */
    optionValues: jsonb("option_values").$type<readonly number[]>().notNull().default([]),
    active: boolean("active").notNull().default(true),
    /** VAT included. */
    priceMinor: minor("price_minor").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    grams: integer("grams").notNull().default(0),
    /** Net content for the unit price: 250 ml. */
    netAmount: integer("net_amount"),
    netUnit: text("net_unit").$type<"ml" | "g" | "piece">(),
    barcode: text("barcode"),
    pictureId: idColumn("picture", "picture_id").references(() => pictures.id, { onDelete: "set null" }),
    /** Commissionable and business volume, minor units; null: the company's factor of the net price. DESIGN §6 */
    cvMinor: minor("cv_minor"),
    bvMinor: minor("bv_minor"),
    /** False: sold however much is left. */
    tracked: boolean("tracked").notNull().default(true),
  },
  (t) => [
    // Serves the product page.
    uniqueIndex("variants_have_an_order").on(t.productId, t.position),
    check("a_price_is_not_negative", sql`${t.priceMinor} >= 0`),
  ],
);

/** What is on the shelf and what placed orders have reserved. Apart from the variant, for it changes with every sale. */
export const stock = pgTable(
  "stock",
  {
    variantId: idColumn("variant", "variant_id").primaryKey(),
    onHand: integer("on_hand").notNull(),
    reserved: integer("reserved").notNull().default(0),
  },
  (t) => [check("a_reservation_is_not_negative", sql`${t.reserved} >= 0`)],
);

/** Every price that a variant ever had, from when on. Append only: the 30-day reference of a reduction comes from here. DESIGN §9 */
export const priceHistory = pgTable(
  "price_history",
  {
    variantId: idColumn("variant", "variant_id").notNull(),
    since: moment("since").notNull(),
    priceMinor: minor("price_minor").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.variantId, t.since] })],
);
