import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { findProduct, listSlugs } from "@/lib/catalog/queries";
import { unitPrice } from "@/lib/catalog/rules";
import type { Variant } from "@/lib/catalog/types";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { planAt } from "@/lib/plan/queries";
import type { Plan } from "@/lib/plan/types";
import { db } from "@/lib/web/database";
import { TAGS } from "@/lib/web/tags";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";
import { buyersPart, shownPicture } from "../../load";

/** The products to prerender: never none, or the build refuses the route. */
export async function listProductSlugs(): Promise<readonly string[]> {
  "use cache";
  cacheLife("minutes");
  cacheTag(TAGS.catalogue);
  const slugs = await listSlugs(db());
  return slugs.length > 0 ? slugs : ["-"];
}

/** Everything that a product's page shows; null for an address that no product has. */
export async function loadProduct(locale: Locale, slug: string) {
  "use cache";
  cacheLife("minutes");
  cacheTag(TAGS.catalogue, TAGS.plan);
  const [product, { plan }] = await Promise.all([findProduct(db(), now(), slug), planAt(db(), now())]);
  if (!product) return null;
  const choiceOf = (variant: Variant): string =>
    variant.optionValues.map((value, option) => product.options[option]?.values[value]).flatMap((text) => (text ? [localized(text, locale)] : [])).join(" · ");
  return {
    title: localized(product.title, locale),
    summary: product.summary ? localized(product.summary, locale) : "",
    description: product.description ? localized(product.description, locale).split("\n\n") : [],
    details: product.details ? localized(product.details, locale) : "",
    optionName: product.options.map(({ name }) => localized(name, locale)).join(" · "),
    pictures: product.pictures.map((picture) => ({ id: picture.id, ...shownPicture(picture, locale) })),
    variants: product.variants.map((variant) => shownVariant(variant, { locale, plan, choice: choiceOf(variant), rateBps: product.rateBps })),
  };
}

type Showing = { readonly locale: Locale; readonly plan: Plan; readonly choice: string; readonly rateBps: number | null };

function shownVariant(variant: Variant, { locale, plan, choice, rateBps }: Showing) {
  const t = words(locale, "shop");
  const unit = unitPrice(variant.price, variant.net);
  return {
    id: variant.id,
    choice,
    price: formatMoney(variant.price, locale),
    reference: variant.reference && formatMoney(variant.reference, locale),
    unit: unit && `${formatMoney(unit.price, locale)} / ${t(`unit.${unit.per}`)}`,
    net: variant.net && (variant.net.unit === "piece" ? "" : `${variant.net.amount} ${variant.net.unit}`),
    soldOut: variant.left === 0,
    few: variant.left !== null && variant.left > 0 && variant.left <= 5 ? t("few", { left: variant.left }) : null,
    cashBack: formatMoney(buyersPart(variant.price, rateBps, plan), locale),
    pictureId: variant.pictureId,
  };
}
export type ShownVariant = ReturnType<typeof shownVariant>;
