import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { findProduct, listSlugs } from "@/lib/catalog/queries";
import { unitPrice } from "@/lib/catalog/rules";
import type { Product, Variant } from "@/lib/catalog/types";
import { localized, type Locale } from "@/lib/kernel/locale";
import { formatMoney, toDecimal } from "@/lib/kernel/money";
import { prose } from "@/lib/kernel/typography";
import { planAt } from "@/lib/plan/queries";
import { db } from "@/lib/web/database";
import { SHELF_LIFE, TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";
import { cashBackFigures, type Shelf, shownPicture } from "../../_components/present";

/** From this many on, nobody needs to know how many are left. */
const FEW = 6;
const PER = { l: "product.unit_l", kg: "product.unit_kg", piece: "product.unit_piece" } as const;

/** The products to prerender: never none, or the build refuses the route. */
export async function listProductSlugs(): Promise<readonly string[]> {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue);
  const slugs = await listSlugs(db());
  return slugs.length > 0 ? slugs : ["-"];
}

/** Everything that a product's page shows; null for an address that no product has. */
export async function loadProduct(locale: Locale, slug: string) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue, TAGS.plan);
  const [product, { plan }] = await Promise.all([findProduct(db(), now(), slug), planAt(db(), now())]);
  return product && shownProduct(product, { locale, plan });
}

/** A product as its page shows it. */
export function shownProduct(product: Product, { locale, plan }: Shelf) {
  const variants = product.variants.map((variant) => shownVariant(variant, product, { locale, plan }));
  const [collection] = product.collections;
  return {
    title: localized(product.title, locale),
    summary: product.summary ? prose(product.summary, locale) : "",
    description: product.description ? prose(product.description, locale).split("\n\n") : [],
    details: product.details ? prose(product.details, locale) : "",
    vendor: product.vendor,
    collection: collection ? { slug: collection.slug, title: localized(collection.title, locale) } : null,
    options: product.options.map(({ name, values }) => ({ name: localized(name, locale), values: values.map((value) => localized(value, locale)) })),
    pictures: product.pictures.map((picture) => ({ id: picture.id, ...shownPicture(picture, locale) })),
    variants,
    offers: product.variants.map(({ sku, price, left }) => ({ sku, price: toDecimal(price), currency: price.currency, inStock: left !== 0 })),
  };
}

function shownVariant(variant: Variant, { vatBps, rateBps }: Product, shelf: Shelf) {
  const t = words(shelf.locale, "shop");
  const { price, reference, left, net } = variant;
  const show = (amount: typeof price) => formatMoney(amount, shelf.locale);
  const unit = unitPrice(price, net);
  const stock = left === 0 ? ("out" as const) : left !== null && left < FEW ? ("few" as const) : ("in" as const);
  return {
    id: variant.id,
    optionValues: variant.optionValues,
    price: show(price),
    reference: reference && { price: show(reference), label: t("card.reference") },
    referenceLine: reference && t("product.reference", { price: show(reference) }),
    unit: unit && t(PER[unit.per], { price: show(unit.price) }),
    net: net && net.unit !== "piece" ? `${net.amount}\u00a0${net.unit}` : null,
    stock,
    stockLine: stock === "out" ? t("product.soldOut") : left === 1 ? t("product.last") : stock === "few" ? t("product.few", { left: left ?? 0 }) : t("product.inStock"),
    cashBack: cashBackFigures({ price, vatBps, rateBps }, shelf, (amount) => t("product.cashBack", { amount })),
    pictureId: variant.pictureId,
  };
}
export type ShownVariant = ReturnType<typeof shownVariant>;
