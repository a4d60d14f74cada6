import { type Locale, localized, type Localized } from "@/lib/kernel/locale";
import { CURRENCIES, type Currency } from "@/lib/kernel/money";
import { bare } from "../rules";
import type { CatalogEntry } from "../types";
import type { Choice, Chosen, Facet, FacetValue, Prepared, PriceRange, VariantFacts } from "./types";

/** How many products a page shows: whole rows of two, three and four. */
export const PAGE_SIZE = 24;
/** Names in the address that are no options. */
export const NAMES: ReadonlySet<string> = new Set(["q", "in", "stock", "reduced", "price", "sort", "page"]);
/** More would be a wall of boxes. */
const OPTIONS_MAX = 5;
const VALUES_MAX = 16;
/** Where price bands may begin and end, in whole units of the currency. */
const ROUND_PRICES = [5n, 10n, 15n, 20n, 25n, 30n, 40n, 50n, 75n, 100n, 150n, 200n, 300n, 500n, 1_000n, 2_000n, 5_000n, 10_000n, 20_000n, 50_000n];
/** A list with fewer products needs no price bands. */
const BANDS_FROM = 6;

/** A name as it stands in the address: "Fleur de lin" is `fleur-de-lin`. The same in every language, since it is made of the French one. */
export function keyOf(name: Localized): string {
  const key = bare(name.fr).split(/[^\p{L}\p{N}]+/u).filter(Boolean).join("-").slice(0, 60);
  return NAMES.has(key) || key === "" ? `${key}-` : key;
}

/** Makes an entry ready to be chosen. */
export function prepare(entry: CatalogEntry): Prepared {
  const options = entry.options.map(({ name, values }) => ({ key: keyOf(name), name, values: values.map((value) => ({ key: keyOf(value), name: value })) }));
  const facts = entry.variants.map(({ price, left, reference, optionValues }): VariantFacts => {
    const values = options.flatMap((option, n) => {
      const value = option.values[optionValues[n] ?? -1];
      return value === undefined ? [] : [`${option.key}=${value.key}`];
    });
    const [inStock, reduced] = [left !== 0, reference !== null];
    return { minor: price.minor, inStock, reduced, values, offers: [...values, ...(inStock ? ["stock=1"] : []), ...(reduced ? ["reduced=1"] : [])] };
  });
  return { entry, facts, options };
}

/** As it stands in the address: `10-20`, `40-`. */
export function rangeText({ least, most }: PriceRange): string {
  return `${least}-${most ?? ""}`;
}

type Band = { readonly range: PriceRange; readonly offer: string };

/** One thing that a choice demands of a variant. */
type Demand = { readonly key: string; readonly meets: (facts: VariantFacts) => boolean };

/**
 * The page of a list that a choice asks for, and what it can be narrowed by. A product answers when one of its variants meets everything:
 * a soap is not "lavender, in stock" because its rose is in stock. Each facet counts with what the others demand.
 * @param list the products to choose from in the order of `ours`
 */
export function choose(list: readonly Prepared[], choice: Choice, locale: Locale): Chosen {
  const options = optionsOf(list);
  const unit = unitOf(list);
  const bands = withChosen(bandsOf(list, unit), choice.prices);
  const demands = demandsOf(choice, options, unit);
  const priced = bands.map((range) => ({ range, offer: `price=${rangeText(range)}` }));
  const counts = new Map<string, number>();
  const found: { readonly one: Prepared; readonly minor: bigint }[] = [];
  for (const one of list) {
    const met = meet(one, demands, (facts, but) => offers(facts, { but, bands: priced, unit }));
    for (const offer of met.offers) counts.set(offer, (counts.get(offer) ?? 0) + 1);
    if (met.minor !== null) found.push({ one, minor: met.minor });
  }
  const pages = pagesOf(found.length);
  const page = choice.page > pages ? pages : choice.page;
  const shown = sorted(found, choice, locale).slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { cards: shown.map(({ one }) => one.entry.card), total: found.length, page, pages, facets: facetsOf({ choice, options, bands, counts }) };
}

function pagesOf(total: number): number {
  const whole = (total - (total % PAGE_SIZE)) / PAGE_SIZE;
  return total === 0 ? 1 : whole + (total % PAGE_SIZE === 0 ? 0 : 1);
}

/** Which offers of a product count for the facets, and the lowest price among the variants that meet all demands; null: it does not answer. */
function meet({ facts }: Prepared, demands: readonly Demand[], offersOf: (facts: VariantFacts, but: string | null) => readonly string[]) {
  let minor: bigint | null = null;
  const offered = new Set<string>();
  for (const variant of facts) {
    const failed = demands.filter(({ meets }) => !meets(variant));
    if (failed.length === 0 && (minor === null || variant.minor < minor)) minor = variant.minor;
    if (failed.length > 1) continue;
    for (const offer of offersOf(variant, failed[0]?.key ?? null)) offered.add(offer);
  }
  return { minor, offers: offered };
}

/** What a variant adds to the counts: everything, or only what the one facet offers that it fails. */
function offers({ minor, offers: own }: VariantFacts, { but, bands, unit }: { readonly but: string | null; readonly bands: readonly Band[]; readonly unit: bigint }): readonly string[] {
  const band = but === null || but === "price" ? bands.filter(({ range }) => within(minor, range, unit)).map(({ offer }) => offer) : [];
  if (but === "price") return band;
  return [...(but === null ? own : own.filter((offer) => offer.startsWith(`${but}=`))), ...band];
}

function within(minor: bigint, { least, most }: PriceRange, unit: bigint): boolean {
  return minor >= least * unit && (most === null || minor < most * unit);
}

function demandsOf({ inStock, reduced, prices, options }: Choice, known: ReadonlyMap<string, Option>, unit: bigint): Demand[] {
  // A name that no product of the list has as an option is something else in the address, for example where a visitor came from.
  const wanted = [...options].filter(([key, values]) => known.has(key) && values.length > 0);
  return [
    ...(inStock ? [{ key: "stock", meets: (facts: VariantFacts) => facts.inStock }] : []),
    ...(reduced ? [{ key: "reduced", meets: (facts: VariantFacts) => facts.reduced }] : []),
    ...(prices.length > 0 ? [{ key: "price", meets: ({ minor }: VariantFacts) => prices.some((range) => within(minor, range, unit)) }] : []),
    ...wanted.map(([key, values]) => ({ key, meets: (facts: VariantFacts) => values.some((value) => facts.values.includes(`${key}=${value}`)) })),
  ];
}

type Option = { readonly title: Localized; readonly products: number; readonly values: ReadonlyMap<string, Localized> };

/** The options of a list by key; the same name in two products is one. The first product's spelling stays. */
function optionsOf(list: readonly Prepared[]): ReadonlyMap<string, Option> {
  const found = new Map<string, { title: Localized; products: number; values: Map<string, Localized> }>();
  for (const { key, name, values } of list.flatMap(({ options }) => options)) {
    const option = found.get(key) ?? { title: name, products: 0, values: new Map<string, Localized>() };
    found.set(key, option);
    option.products += 1;
    for (const value of values) if (!option.values.has(value.key)) option.values.set(value.key, value.name);
  }
  return found;
}

/** Minor units in one unit of the list's currency. */
function unitOf([first]: readonly Prepared[]): bigint {
  const currency: Currency = first?.entry.card.price.currency ?? "EUR";
  return 10n ** BigInt(CURRENCIES[currency].digits);
}

/** Up to four price bands with round limits that share the list about evenly; none where they would divide nothing. */
function bandsOf(list: readonly Prepared[], unit: bigint): readonly PriceRange[] {
  if (list.length < BANDS_FROM) return [];
  const prices = list.map(({ entry }) => entry.card.price.minor).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const quarter = (n: number): bigint => prices[((prices.length * n) - ((prices.length * n) % 4)) / 4] ?? 0n;
  // A limit that leaves nothing below it divides nothing.
  const limits = [...new Set([1, 2, 3].map((n) => ROUND_PRICES.findLast((price) => price * unit <= quarter(n))))]
    .filter((limit): limit is bigint => limit !== undefined && (prices[0] ?? 0n) < limit * unit);
  if (limits.length === 0) return [];
  return [0n, ...limits].map((least, n) => ({ least, most: limits[n] ?? null }));
}

/** The bands, and what else the address names, so that it can be taken back. */
function withChosen(bands: readonly PriceRange[], chosen: readonly PriceRange[]): readonly PriceRange[] {
  const known = new Set(bands.map(rangeText));
  return [...bands, ...chosen.filter((range) => !known.has(rangeText(range)))];
}

function sorted<Found extends { readonly one: Prepared; readonly minor: bigint }>(found: readonly Found[], { sort }: Choice, locale: Locale): readonly Found[] {
  if (sort === "ours") return found;
  if (sort === "name") {
    const order = new Intl.Collator(locale);
    return found.toSorted((a, b) => order.compare(localized(a.one.entry.card.title, locale), localized(b.one.entry.card.title, locale)));
  }
  const sign = sort === "cheap" ? 1 : -1;
  return found.toSorted((a, b) => sign * (a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0));
}

type Counted = { readonly choice: Choice; readonly options: ReadonlyMap<string, Option>; readonly bands: readonly PriceRange[]; readonly counts: ReadonlyMap<string, number> };

/** The facets that divide the list: values that nothing has are left out, unless they are chosen. */
function facetsOf({ choice, options, bands, counts }: Counted): Facet[] {
  const value = (key: string, text: string, more: Pick<FacetValue, "label" | "range" | "chosen">): FacetValue => ({ value: text, count: counts.get(`${key}=${text}`) ?? 0, ...more });
  const plain = { label: null, range: null };
  const ranges = new Set(choice.prices.map(rangeText));
  const facets: Facet[] = [
    { key: "stock", kind: "stock", title: null, values: [value("stock", "1", { ...plain, chosen: choice.inStock })] },
    { key: "reduced", kind: "reduced", title: null, values: [value("reduced", "1", { ...plain, chosen: choice.reduced })] },
    { key: "price", kind: "price", title: null, values: bands.map((range) => value("price", rangeText(range), { label: null, range, chosen: ranges.has(rangeText(range)) })) },
    ...[...options].filter(([, { values }]) => values.size > 1).sort(([, a], [, b]) => b.products - a.products).slice(0, OPTIONS_MAX).map(([key, option]): Facet => ({
      key, kind: "option", title: option.title,
      values: [...option.values].map(([text, label]) => value(key, text, { label, range: null, chosen: choice.options.get(key)?.includes(text) ?? false })),
    })),
  ];
  return facets.map((facet) => ({ ...facet, values: worthShowing(facet.values) })).filter(({ values }) => values.length > 0);
}

function worthShowing(values: readonly FacetValue[]): readonly FacetValue[] {
  const there = values.filter(({ count, chosen }) => count > 0 || chosen);
  if (there.length <= VALUES_MAX) return there;
  const most = new Set(there.toSorted((a, b) => b.count - a.count).slice(0, VALUES_MAX));
  return there.filter((one) => most.has(one) || one.chosen);
}
