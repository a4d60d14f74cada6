import type { Metadata } from "next";
import { Shelf } from "@/components/shop/product-card";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { CollectionTile } from "../_components/collection-tile";
import { ShopFrame } from "../_components/shop-frame";
import { loadFrame } from "../load";
import { loadSearch } from "./load";

/** Rendered for each request, whole in its first answer: it works without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly q?: string | string[] }> };

/** Robots need not read what visitors type. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  const { name } = await loadFrame(locale);
  return { title: `${words(locale, "shop")("search.title")} · ${name}`, robots: { index: false } };
}

/** Products by words. */
export default async function SearchPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "shop");
  const { text, tiles } = await loadSearch(locale, (await searchParams).q);
  return (
    <ShopFrame locale={locale} root={root} here={text === "" ? "search" : `search?q=${encodeURIComponent(text)}`}>
      <div className="mx-auto max-w-6xl px-4 pt-10 sm:px-6 sm:pt-14">
        <h1 className="text-title">{t("search.title")}</h1>
        <form action="" role="search" className="mt-5 flex max-w-xl gap-3">
          <input type="search" name="q" defaultValue={text} aria-label={t("frame.searchLabel")} placeholder={t("search.lead")} className={INPUT_STYLE} />
          <Button className="shrink-0">{t("search.go")}</Button>
        </form>
        {text !== "" && <h2 className="mt-6 mb-8 font-sans text-base text-muted">{tiles.length === 0 ? t("search.nothing", { text }) : t("search.found", { count: tiles.length, text })}</h2>}
        {tiles.length > 0 ? <Shelf tiles={tiles} root={root} first={4} /> : <Instead locale={locale} hint={text === "" ? null : t("search.hint")} />}
      </div>
    </ShopFrame>
  );
}

async function Instead({ locale, hint }: { readonly locale: Locale; readonly hint: string | null }) {
  const { collections } = await loadFrame(locale);
  return (
    <>
      {hint !== null && <p>{hint}</p>}
      <h2 className="mt-10 text-heading">{words(locale, "shop")("front.collections")}</h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-7 sm:gap-x-6 lg:grid-cols-3">
        {collections.map((collection) => <li key={collection.slug}><CollectionTile root={root} collection={collection} /></li>)}
      </ul>
    </>
  );
}
