import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { EVERYTHING } from "@/lib/catalog/choice/input";
import { choose, prepare } from "@/lib/catalog/choice/rules";
import { listCollections, listEntries, listProducts } from "@/lib/catalog/queries";
import { MEDIA, pictureSources } from "@/lib/catalog/rules";
import type { Collection } from "@/lib/catalog/types";
import { readHouse } from "@/lib/company/house/queries";
import { readCompany } from "@/lib/company/queries";
import { type Locale, localized } from "@/lib/kernel/locale";
import { prose } from "@/lib/kernel/typography";
import { planAt } from "@/lib/plan/queries";
import { db } from "@/lib/web/database";
import { picturePath } from "@/lib/web/preview/picture";
import { cardOf } from "@/lib/web/preview/subject";
import { SHELF_LIFE, TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";
import { shownList } from "./_components/list";
import { shownTile } from "./_components/present";

/** How many products the front page shows; a larger catalogue is found by its collections. */
const FRONT_MAX = 48;
/** How many others a product's page shows. */
const SIMILAR_MAX = 4;

const shownCollection = (locale: Locale) => ({ slug, title, summary, picture, products }: Collection) => ({
  slug, products, title: localized(title, locale), summary: summary ? prose(summary, locale) : "", picture,
});
export type ShownCollection = ReturnType<ReturnType<typeof shownCollection>>;

/** What every page of the shop has around it: the company and its collections. */
export async function loadFrame(locale: Locale) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue, TAGS.company);
  const [company, collections, { look, languages }] = await Promise.all([readCompany(db()), listCollections(db()), readHouse(db())]);
  const { name, legalName, address, email, front, legal } = company;
  return {
    accent: look.accent,
    logo: look.logo === null ? null : pictureSources(`${MEDIA}${look.logo}`),
    /** Where there is only one language, nobody is offered another. */
    bilingual: languages.length > 1,
    name, legalName: legalName || name, address, email, phone: legal?.phone ?? "", vatNumber: legal?.vatNumber ?? "",
    tagline: front ? localized(front.tagline, locale) : name,
    collections: collections.filter(({ products }) => products > 0).map(shownCollection(locale)),
  };
}

/** The front page: the company's words and picture, its collections, a choice of its products, and what a purchase pays. */
export async function loadFront(locale: Locale) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue, TAGS.plan, TAGS.company);
  const [company, collections, cards, { plan }] = await Promise.all([
    readCompany(db()), listCollections(db()), listProducts(db(), now(), { limit: FRONT_MAX }), planAt(db(), now()),
  ]);
  const { front } = company;
  const rate = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(plan.stages.direct.buyer / 10_000);
  return {
    company: company.name,
    rate,
    front: front && {
      tagline: localized(front.tagline, locale), story: prose(front.story, locale).split("\n\n"), picture: front.picture, alt: localized(front.alt, locale),
    },
    collections: collections.filter(({ products }) => products > 0).map(shownCollection(locale)),
    products: cards.map((card) => shownTile(card, { locale, plan })),
  };
}

/** What previews show of a page without a picture of its own: the company's, as a JPEG. */
export async function companyPicture(locale: Locale): Promise<string> {
  const [{ company, front }, { accent }] = await Promise.all([loadFront(locale), loadFrame(locale)]);
  return picturePath({ locale, handle: null, slug: null }, cardOf(locale, { company, accent, hero: front ? `/img/${front.picture}-1920.webp` : null, shop: null, product: null }));
}

/** A collection's page with the first page of its products; null when there is none under this address. */
export async function loadCollection(locale: Locale, slug: string) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue, TAGS.plan);
  const [collections, entries, { plan }] = await Promise.all([listCollections(db()), listEntries(db(), now(), slug), planAt(db(), now())]);
  const found = collections.find((one) => one.slug === slug);
  return found ? {
    ...shownCollection(locale)(found),
    others: collections.filter(({ slug: other, products }) => other !== slug && products > 0).map(shownCollection(locale)),
    list: shownList({ chosen: choose(entries.map(prepare), EVERYTHING, locale), choice: EVERYTHING, finding: null }, { locale, plan }),
  } : null;
}

/** Other products of a collection, for the end of a product's page. */
export async function loadSimilar(locale: Locale, collectionSlug: string, but: string) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue, TAGS.plan);
  const [cards, { plan }] = await Promise.all([listProducts(db(), now(), { collectionSlug }), planAt(db(), now())]);
  // The ones after it in the operator's order, round and round, so that each page shows others.
  const at = cards.findIndex(({ slug }) => slug === but);
  const others = [...cards.slice(at + 1), ...cards.slice(0, Math.max(at, 0))].filter(({ inStock }) => inStock);
  return others.slice(0, SIMILAR_MAX).map((card) => shownTile(card, { locale, plan }));
}

/** The collections to prerender. One address is always there, or the build refuses the route. */
export async function listCollectionSlugs(): Promise<string[]> {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.catalogue);
  const found = await listCollections(db());
  return found.length > 0 ? found.map(({ slug }) => slug) : ["-"];
}
