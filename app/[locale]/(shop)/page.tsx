import type { Metadata } from "next";
import { Shelf } from "@/components/shop/product-card";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Favourites, Welcome } from "@/components/shop/whose-shop";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { CollectionTile } from "./_components/collection-tile";
import { ShopFrame } from "./_components/shop-frame";
import { companyPicture, loadFrame, loadFront } from "./load";
import { pageMetadata } from "@/lib/web/metadata";
import { organization, structured } from "@/lib/web/structured";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(0);

type Props = { readonly params: Promise<{ readonly locale: string }> };
type Part = Standing & { readonly locale: Locale; readonly data: Awaited<ReturnType<typeof loadFront>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  const { company, front } = await loadFront(locale);
  const title = words(locale, "shop")("front.title", { company });
  return pageMetadata({ locale, path: "/", title, description: front?.tagline ?? title, picture: await companyPicture(locale) });
}

/** The front page of every shop. */
export default async function FrontPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "shop");
  const data = await loadFront(locale);
  const { company } = data;
  const gone = { closed: t("whose.closed", { company }), unknown: t("whose.unknown", { company }) };
  return (
    <ShopFrame locale={locale} root={root} here="" favourites>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structured(organization(await loadFrame(locale))) }} />
      <Welcome texts={{ hello: t.raw("whose.hello") as string, more: t("whose.more"), ...gone }} />
      <Hero root={root} locale={locale} data={data} />
      <Favourites root={root} texts={{ favourites: t.raw("whose.favourites") as string }} />
      <section className="mx-auto max-w-6xl px-4 pt-16 sm:px-6 sm:pt-20" aria-labelledby="collections">
        <h2 id="collections" className="text-heading">{t("front.collections")}</h2>
        <ul className="shelf mt-6 grid grid-cols-2 gap-x-4 gap-y-7 sm:gap-x-6 lg:grid-cols-3">
          {data.collections.map((collection) => <li key={collection.slug}><CollectionTile root={root} collection={collection} /></li>)}
        </ul>
      </section>
      <section id="products" className="mx-auto max-w-6xl px-4 pt-16 sm:px-6 sm:pt-24" aria-labelledby="products-title">
        <h2 id="products-title" className="mb-6 text-heading">{t("front.products")}</h2>
        <Shelf tiles={data.products} root={root} />
        <p className="mt-10 text-center"><ShopLink root={root} to="search" className={buttonStyle("quiet")}>{t("frame.everything")}</ShopLink></p>
      </section>
      <Kitty locale={locale} data={data} root={root} />
      {data.front && (
        <section className="seen-later [--room:39rem] md:[--room:20rem] mx-auto grid max-w-6xl gap-6 px-4 pt-20 sm:px-6 sm:pt-28 lg:grid-cols-[1fr_2fr] lg:gap-16" aria-labelledby="story">
          <h2 id="story" className="text-title">{t("front.story")}</h2>
          <div className="max-w-2xl space-y-5 text-lg">{data.front.story.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
        </section>
      )}
    </ShopFrame>
  );
}

function Hero({ locale, data: { company, front, collections } }: Part) {
  const t = words(locale, "shop");
  return (
    <section className="mx-auto max-w-6xl px-4 pt-4 sm:px-6 sm:pt-6">
      <div className="grid overflow-hidden rounded-3xl bg-sand lg:grid-cols-[5fr_7fr]">
        {front && (
          <picture className="block lg:order-2">
            <source type="image/avif" srcSet={`/img/${front.picture}-960.avif 960w, /img/${front.picture}-1920.avif 1920w`} sizes="(min-width: 64rem) 58vw, 100vw" />
            <img
              src={`/img/${front.picture}-1920.webp`} alt={front.alt} width={1920} height={1056} fetchPriority="high"
              className="aspect-[16/10] size-full object-cover lg:aspect-auto lg:min-h-[29rem]"
            />
          </picture>
        )}
        <div className="flex flex-col items-start justify-center px-6 py-9 sm:px-10 lg:px-12">
          <h1 className="text-display text-balance">{front?.tagline ?? company}</h1>
          <a href={collections.length > 0 ? "#products" : "#main"} className={buttonStyle("primary", "mt-7")}>{t("front.shop")}</a>
        </div>
      </div>
    </section>
  );
}

/** How the cash back works, in three steps. No promise of income: DESIGN §9. */
function Kitty({ locale, data: { rate }, root }: Part) {
  const t = words(locale, "shop");
  const steps = [
    { title: t("front.step1"), text: t("front.step1Text", { rate }) },
    { title: t("front.step2"), text: t("front.step2Text") },
    { title: t("front.step3"), text: t("front.step3Text") },
  ];
  return (
    <section className="seen-later [--room:46rem] md:[--room:30rem] mx-auto max-w-6xl px-4 pt-20 sm:px-6 sm:pt-28" aria-labelledby="kitty">
      <div className="rounded-3xl bg-accent-soft px-6 py-10 sm:px-12 sm:py-14">
        <h2 id="kitty" className="text-title text-accent-strong">{t("front.kitty")}</h2>
        <p className="mt-2 max-w-xl text-lg">{t("front.kittyLead")}</p>
        <ol className="mt-9 grid gap-8 md:grid-cols-3">
          {steps.map(({ title, text }, n) => (
            <li key={title} className="border-t border-accent/40 pt-4">
              <h3 className="flex gap-3 text-xl"><span aria-hidden="true" className="text-accent">{n + 1}</span>{title}</h3>
              <p className="mt-2">{text}</p>
            </li>
          ))}
        </ol>
        <ShopLink root={root} to="wallet" className={buttonStyle("plain", "mt-6 -ml-3")}>{t("frame.wallet")}</ShopLink>
      </div>
    </section>
  );
}
