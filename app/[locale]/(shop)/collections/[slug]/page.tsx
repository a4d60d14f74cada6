import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChosenShelf } from "@/components/shop/chosen-shelf";
import { Crumbs } from "@/components/shop/crumbs";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { CollectionTile } from "../../_components/collection-tile";
import { ShopFrame } from "../../_components/shop-frame";
import { choosingTexts } from "../../_components/texts";
import { companyPicture, listCollectionSlugs, loadCollection, loadFrame } from "../../load";
import { pageMetadata } from "@/lib/web/metadata";
import { breadcrumb, collection as aboutCollection, organization, structured } from "@/lib/web/structured";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateStaticParams() {
  return (await listCollectionSlugs()).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const collection = await loadCollection(locale, slug);
  const t = words(locale, "shop");
  if (!collection) return { title: t("missing.title") };
  const { name } = await loadFrame(locale);
  const { title, summary } = collection;
  return pageMetadata({ locale, path: `/collections/${slug}`, title: `${title} · ${name}`, description: summary, picture: await companyPicture(locale) });
}

/** One collection and its products. */
export default async function CollectionPage({ params }: Props) {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const collection = await loadCollection(locale, slug);
  if (!collection) notFound();
  const t = words(locale, "shop");
  const company = await loadFrame(locale);
  const about = [
    aboutCollection(locale, slug, { ...collection, products: collection.list.tiles.map(({ to }) => to) }),
    breadcrumb(locale, [[company.name, "/"], [collection.title, `/collections/${slug}`]]), organization(company),
  ];
  return (
    <ShopFrame locale={locale} root={root} here={`collections/${slug}`}>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structured(...about) }} />
      <div className="mx-auto max-w-6xl px-4 pt-6 sm:px-6 sm:pt-8">
        <Crumbs label={t("frame.crumbs")} root={root} way={[{ to: "", text: t("frame.home") }]} here={collection.title} />
        <h1 className="mt-4 text-display">{collection.title}</h1>
        <p className="mt-3 max-w-2xl text-lg text-muted">{collection.summary}</p>
        <ChosenShelf root={root} fixed={`in=${slug}`} query="" list={collection.list} texts={choosingTexts(locale)} />
      </div>
      <section className="seen-later [--room:37rem] md:[--room:15.5rem] mx-auto max-w-6xl px-4 pt-20 sm:px-6" aria-labelledby="others">
        <h2 id="others" className="text-heading">{t("collection.others")}</h2>
        <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-7 sm:gap-x-6 lg:grid-cols-5">
          {collection.others.map((other) => <li key={other.slug}><CollectionTile root={root} collection={{ ...other, summary: "" }} /></li>)}
        </ul>
      </section>
    </ShopFrame>
  );
}
