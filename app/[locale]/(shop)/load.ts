import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import type { ShownPicture } from "@/components/shop/picture";
import type { ProductTile } from "@/components/shop/product-card";
import { listCollections, listProducts } from "@/lib/catalog/queries";
import { pictureSources } from "@/lib/catalog/rules";
import type { Picture, ProductCard } from "@/lib/catalog/types";
import { readCompany } from "@/lib/company/queries";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import { planAt } from "@/lib/plan/queries";
import { poolOf, splitPool } from "@/lib/plan/rules";
import type { Plan } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";

/** A picture as the page shows it. */
export function shownPicture(picture: Picture, locale: Locale): ShownPicture {
  const { avif, webp } = pictureSources(picture.file);
  return { avif, webp: webp[960], alt: localized(picture.alt, locale), width: picture.width, height: picture.height };
}

/** What a customer who buys at this price receives: the figure that every shop shows. DESIGN §7 */
export function buyersPart(price: Money, rateBps: number | null, plan: Plan): Money {
  const pool = poolOf([{ baseMinor: price.minor, rateBps: rateBps ?? plan.totalRateBps }], plan);
  return money(splitPool(pool.poolMinor, { stage: "viral", hasDistributor: true }, plan).buyer, price.currency);
}

function tile(card: ProductCard, locale: Locale, plan: Plan): ProductTile {
  const t = words(locale, "shop");
  return {
    to: `products/${card.slug}`,
    title: localized(card.title, locale),
    summary: card.summary ? localized(card.summary, locale) : "",
    picture: card.picture && shownPicture(card.picture, locale),
    price: formatMoney(card.price, locale),
    before: card.from ? t("from") : undefined,
    reference: card.reference && { price: formatMoney(card.reference, locale), label: t("lowest30") },
    cashBack: t("youReceive", { amount: formatMoney(buyersPart(card.price, card.rateBps, plan), locale) }),
    soldOut: card.inStock ? null : t("soldOut"),
  };
}

/** The front page: the company, its collections, its products. */
export async function loadFront(locale: Locale) {
  "use cache";
  cacheLife("minutes");
  cacheTag(TAGS.catalogue, TAGS.plan, TAGS.company);
  const [company, collections, cards, { plan }] = await Promise.all([readCompany(db()), listCollections(db()), listProducts(db(), now()), planAt(db(), now())]);
  return {
    company: company.name,
    collections: collections.map(({ slug, title, summary, picture }) => ({ slug, title: localized(title, locale), summary: summary ? localized(summary, locale) : "", picture })),
    products: cards.map((card) => tile(card, locale, plan)),
  };
}

/** A collection's page; null when there is none under this address. */
export async function loadCollection(locale: Locale, slug: string) {
  "use cache";
  cacheLife("minutes");
  cacheTag(TAGS.catalogue, TAGS.plan);
  const [collections, cards, { plan }] = await Promise.all([listCollections(db()), listProducts(db(), now(), { collectionSlug: slug }), planAt(db(), now())]);
  const collection = collections.find((one) => one.slug === slug);
  if (!collection) return null;
  return {
    title: localized(collection.title, locale),
    summary: collection.summary ? localized(collection.summary, locale) : "",
    products: cards.map((card) => tile(card, locale, plan)),
  };
}

/** The collections to prerender. One address is always there, or the build refuses the route. */
export async function listCollectionSlugs(): Promise<string[]> {
  "use cache";
  cacheLife("minutes");
  cacheTag(TAGS.catalogue);
  const found = await listCollections(db());
  return found.length > 0 ? found.map(({ slug }) => slug) : ["-"];
}
