import "server-only";
import { connection } from "next/server";
import type { ShownList, Suggestions } from "@/components/shop/list";
import { readChoice, writeChoice } from "@/lib/catalog/choice/input";
import { choose } from "@/lib/catalog/choice/rules";
import type { Choice } from "@/lib/catalog/choice/types";
import { searchInput } from "@/lib/catalog/input";
import { pictureSources } from "@/lib/catalog/rules";
import { find } from "@/lib/catalog/search/rules";
import type { CatalogEntry } from "@/lib/catalog/types";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { planAt } from "@/lib/plan/queries";
import { catalogue } from "@/lib/web/catalogue";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";
import { shownList } from "../_components/list";

/** How many of each are proposed while somebody types: what fits above a phone's keyboard. */
const PRODUCTS_MAX = 5;
const COLLECTIONS_MAX = 2;

/** The page of the catalogue that an address asks for, as it was understood. */
export async function loadList(locale: Locale, query: URLSearchParams): Promise<{ readonly choice: Choice; readonly query: string; readonly list: ShownList }> {
  await connection();
  const choice = readChoice(query);
  const [index, { plan }] = await Promise.all([catalogue(), planAt(db(), now())]);
  const finding = choice.text === "" ? null : find(index, choice.text);
  const { collection } = choice;
  const among = (finding?.found ?? index.entries).filter(({ entry }) => collection === null || entry.collections.some(({ slug }) => slug === collection));
  return { choice, query: writeChoice(choice), list: shownList({ chosen: choose(among, choice, locale), choice, finding }, { locale, plan }) };
}

/** What to propose for the beginning of a word. */
export async function loadSuggestions(locale: Locale, typed: unknown): Promise<Suggestions> {
  const text = searchInput.parse(typed);
  const t = words(locale, "shop");
  const { found } = find(await catalogue(), text);
  const products = found.slice(0, PRODUCTS_MAX).map(({ entry: { card } }) => ({
    to: `products/${card.slug}`,
    title: localized(card.title, locale),
    price: card.from ? t("list.fromPrice", { price: formatMoney(card.price, locale) }) : formatMoney(card.price, locale),
    picture: card.picture && pictureSources(card.picture.file).avif[480],
  }));
  const collections = commonest(found.map(({ entry }) => entry)).map(({ slug, title }) => ({ to: `collections/${slug}`, title: localized(title, locale) }));
  const all = found.length > PRODUCTS_MAX ? { to: `search?${new URLSearchParams({ q: text }).toString()}`, text: t("list.all", { count: found.length }) } : null;
  return { collections, products, all, said: t("list.suggested", { count: products.length + collections.length }) };
}

/** The collections that hold most of the best results. */
function commonest(entries: readonly CatalogEntry[]): CatalogEntry["collections"] {
  const all = entries.slice(0, 12).flatMap(({ collections }) => collections.slice(0, 1));
  const bySlug = [...Map.groupBy(all, ({ slug }) => slug).values()].sort((a, b) => b.length - a.length);
  return bySlug.slice(0, COLLECTIONS_MAX).flatMap(([first]) => first ?? []);
}
