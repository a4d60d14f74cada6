import "server-only";
import type { CashBackFigures } from "@/components/shop/cash-back";
import type { ShownPicture } from "@/components/shop/picture";
import type { ProductTile } from "@/components/shop/product-card";
import { pictureSources } from "@/lib/catalog/rules";
import type { Picture, ProductCard } from "@/lib/catalog/types";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import { prose } from "@/lib/kernel/typography";
import { lineBase, poolOf, splitPool } from "@/lib/plan/rules";
import { type Plan, type Stage, STAGES } from "@/lib/plan/types";
import { words } from "@/lib/web/words";

/** The language and the plan in force: what a price needs to be shown. */
export type Shelf = { readonly locale: Locale; readonly plan: Plan };

/** A picture as the page shows it. */
export function shownPicture(picture: Picture, locale: Locale): ShownPicture {
  const { avif, webp } = pictureSources(picture.file);
  return { avif, webp: webp[960], alt: localized(picture.alt, locale), width: picture.width, height: picture.height };
}

type Priced = { readonly price: Money; readonly vatBps: number; readonly rateBps: number | null };

/** What one piece at this price pays its buyer in a stage: a distributor who buys has the distributor's part too. DESIGN §2 */
export function buyersPart({ price, vatBps, rateBps }: Priced, stage: Stage, plan: Plan): Money {
  const baseMinor = lineBase({ goodsMinor: price.minor, creditMinor: 0n, vatBps }, plan);
  const { poolMinor } = poolOf([{ baseMinor, rateBps: rateBps ?? plan.totalRateBps }], plan);
  const shares = splitPool(poolMinor, { stage, hasDistributor: true }, plan);
  return money(stage === "self" ? shares.buyer + shares.distributor : shares.buyer, price.currency);
}

/** The buyer's part in every stage, as sentences; equal amounts share one. A stage that pays nothing says nothing. */
export function cashBackFigures(goods: Priced, { locale, plan }: Shelf, sentence: (amount: string) => string): CashBackFigures {
  const parts = STAGES.map((stage) => ({ stage, part: buyersPart(goods, stage, plan) })).filter(({ part }) => part.minor > 0n);
  const byAmount = Map.groupBy(parts, ({ part }) => part.minor);
  return [...byAmount.values()].map((equal) => {
    const [first] = equal;
    return { stages: equal.map(({ stage }) => stage).join(" "), text: first ? sentence(formatMoney(first.part, locale)) : "" };
  });
}

/** A product as it stands on a shelf. */
export function shownTile(card: ProductCard, shelf: Shelf): ProductTile {
  const { locale } = shelf;
  const t = words(locale, "shop");
  return {
    to: `products/${card.slug}`,
    title: localized(card.title, locale),
    summary: card.summary ? prose(card.summary, locale) : "",
    picture: card.picture && shownPicture(card.picture, locale),
    price: formatMoney(card.price, locale),
    before: card.from ? t("card.from") : null,
    reference: card.reference && { price: formatMoney(card.reference, locale), label: t("card.reference") },
    struck: t("card.struck"),
    cashBack: cashBackFigures(card, shelf, (amount) => t("card.cashBack", { amount })),
    badge: card.inStock ? (card.reference ? t("card.reduced") : null) : t("card.soldOut"),
  };
}
