import "server-only";
import type { ShownFacet, ShownFacetValue, ShownList } from "@/components/shop/list";
import type { Chosen, Choice, Facet, FacetValue, PriceRange } from "@/lib/catalog/choice/types";
import type { Finding } from "@/lib/catalog/search/types";
import { numberFormat } from "@/lib/kernel/formats";
import { type Locale, localized } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { type Shelf, shownTile } from "./present";

type Found = { readonly chosen: Chosen; readonly choice: Choice; readonly finding: Finding | null };

/** A page of a list as it is shown. */
export function shownList({ chosen, choice, finding }: Found, shelf: Shelf): ShownList {
  const { locale } = shelf;
  const t = words(locale, "shop");
  const { cards, total, page, pages } = chosen;
  return {
    tiles: cards.map((card) => shownTile(card, shelf)),
    said: choice.text === "" ? t("list.count", { count: total }) : t("list.found", { count: total, text: choice.text }),
    note: finding && noteOf(finding, locale),
    facets: shownFacets(chosen, locale),
    page, pages,
  };
}

function noteOf({ corrected, partial }: Finding, locale: Locale): string | null {
  const t = words(locale, "shop");
  const [first] = corrected;
  return [
    ...(first ? [t("list.corrected", { read: corrected.map(({ read }) => read).join(" "), typed: corrected.map(({ typed }) => typed).join(" ") })] : []),
    ...(partial ? [t("list.partial")] : []),
  ].join(" ") || null;
}

/** Reductions stand beside the prices; everything else has a group of its own. */
function shownFacets({ facets, cards }: Chosen, locale: Locale): ShownFacet[] {
  const t = words(locale, "shop");
  const currency = cards[0]?.price.currency ?? "EUR";
  const of = (kind: Facet["kind"]) => facets.filter((facet) => facet.kind === kind);
  const values = (shown: readonly Facet[]) => shown.flatMap((facet) => facet.values.map((value) => shownValue(facet, value, { locale, currency })));
  const groups = [
    { title: t("list.availability"), values: values(of("stock")) },
    { title: t("list.price"), values: values([...of("price"), ...of("reduced")]) },
    ...of("option").map((facet) => ({ title: facet.title ? localized(facet.title, locale) : "", values: values([facet]) })),
  ];
  return groups.filter(({ values: own }) => own.length > 0);
}

type Format = { readonly locale: Locale; readonly currency: Currency };

function shownValue({ key, kind }: Facet, { value, label, range, count }: FacetValue, format: Format): ShownFacetValue {
  const t = words(format.locale, "shop");
  const text = kind === "stock" ? t("list.inStock") : kind === "reduced" ? t("list.reduced") : range ? rangeSaid(range, format) : label ? localized(label, format.locale) : value;
  return { name: key, value, text, count };
}

function rangeSaid({ least, most }: PriceRange, { locale, currency }: Format): string {
  const t = words(locale, "shop");
  const whole = (amount: bigint) => numberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);
  if (most === null) return t("list.from", { least: whole(least) });
  return least === 0n ? t("list.below", { most: whole(most) }) : t("list.between", { least: whole(least), most: whole(most) });
}
