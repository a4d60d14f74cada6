import type { Metadata } from "next";
import { ChosenShelf } from "@/components/shop/chosen-shelf";
import { Crumbs } from "@/components/shop/crumbs";
import { SearchField } from "@/components/shop/search-field";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { CollectionTile } from "../_components/collection-tile";
import { ShopFrame } from "../_components/shop-frame";
import { choosingTexts, searchTexts } from "../_components/texts";
import { loadFrame } from "../load";
import { loadList } from "./load";

/** Rendered for each request, whole in its first answer: it works without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;
type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Query> };

/** Robots need not read what visitors type. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  const { name } = await loadFrame(locale);
  return { title: `${words(locale, "shop")("search.title")} · ${name}`, robots: { index: false } };
}

/** The whole catalogue, by words, collection and choices: all of it in the address. */
export default async function SearchPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "shop");
  const given = Object.entries(await searchParams).flatMap(([name, values]) => (values === undefined ? [] : [values].flat().map((value): [string, string] => [name, value])));
  const { choice, query, list } = await loadList(locale, new URLSearchParams(given));
  const { collections } = await loadFrame(locale);
  const within = collections.find(({ slug }) => slug === choice.collection);
  const nothing = choice.text !== "" && list.tiles.length === 0 && list.facets.length === 0;
  return (
    <ShopFrame locale={locale} root={root} here={query === "" ? "search" : `search?${query}`}>
      <div className="mx-auto max-w-6xl px-4 pt-6 sm:px-6 sm:pt-8">
        <Crumbs label={t("frame.crumbs")} root={root} way={[{ to: "", text: t("frame.home") }, ...(within ? [{ to: `collections/${within.slug}`, text: within.title }] : [])]} here={t("search.title")} />
        <h1 className="mt-3 text-title">{choice.text !== "" ? t("search.for", { text: choice.text }) : within ? within.title : t("search.everything")}</h1>
        <div className="mt-5 max-w-xl"><SearchField root={root} text={choice.text} wide texts={searchTexts(locale)} /></div>
        {nothing ? <Instead locale={locale} text={choice.text} /> : <ChosenShelf root={root} fixed="" query={query} list={list} texts={choosingTexts(locale)} />}
      </div>
    </ShopFrame>
  );
}

async function Instead({ locale, text }: { readonly locale: Locale; readonly text: string }) {
  const t = words(locale, "shop");
  const { collections } = await loadFrame(locale);
  return (
    <>
      <div className="mt-8 rounded-3xl bg-sand px-6 py-8 sm:px-10" role="status">
        <h2 className="text-heading">{t("search.nothing", { text })}</h2>
        <p className="mt-2 max-w-xl text-muted">{t("search.hint")}</p>
      </div>
      <h2 className="mt-12 text-heading">{t("front.collections")}</h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-7 sm:gap-x-6 lg:grid-cols-3">
        {collections.map((collection) => <li key={collection.slug}><CollectionTile root={root} collection={collection} /></li>)}
      </ul>
    </>
  );
}
