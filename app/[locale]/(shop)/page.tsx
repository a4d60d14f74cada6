import { Shelf } from "@/components/shop/product-card";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { COMPANY } from "@/db/seed/catalogue";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "./_components/shop-frame";
import { loadFront } from "./load";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(0);

/** The front page of every shop. */
export default async function FrontPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  const t = words(locale, "shop");
  const front = await loadFront(locale);
  return (
    <ShopFrame locale={locale} root={root} here="">
      <section className="mx-auto grid max-w-6xl gap-6 px-4 pt-6 sm:px-6 lg:grid-cols-[1fr_1.4fr] lg:items-center lg:gap-12 lg:pt-12">
        <div className="order-2 lg:order-1">
          <h1 className="text-display">{t("hero.title")}</h1>
          <p className="mt-4 text-lg text-muted">{t("hero.text")}</p>
          <p className="mt-6"><a href="#produits" className={buttonStyle()}>{t("hero.button")}</a></p>
        </div>
        <picture className="order-1 lg:order-2">
          <source type="image/avif" srcSet="/img/hero-960.avif 960w, /img/hero-1920.avif 1920w" sizes="(min-width: 64rem) 60vw, 100vw" />
          <img src="/img/hero-1920.webp" alt={COMPANY.hero.alt[locale]} width={1920} height={1056} className="aspect-[16/9] w-full rounded-3xl object-cover" fetchPriority="high" />
        </picture>
      </section>
      <section className="mx-auto max-w-6xl px-4 pt-16 sm:px-6" aria-labelledby="collections">
        <h2 id="collections" className="text-heading">{t("collections")}</h2>
        <ul className="mt-6 grid grid-cols-2 gap-4 sm:grid-cols-3">
          {front.collections.map(({ slug, title, picture }) => (
            <li key={slug}>
              <ShopLink root={root} to={`collections/${slug}`} className="group block">
                <div className="aspect-[4/3] overflow-hidden rounded-card bg-sand">
                  {picture && (
                    <picture className="contents">
                      <source type="image/avif" srcSet={`/img/collections/${picture}-960.avif`} />
                      <img src={`/img/collections/${picture}-960.webp`} alt="" width={960} height={720} loading="lazy" className="size-full object-cover transition-transform duration-500 group-hover:scale-[1.03]" />
                    </picture>
                  )}
                </div>
                <span className="mt-2 block font-display text-lg">{title}</span>
              </ShopLink>
            </li>
          ))}
        </ul>
      </section>
      <section id="produits" className="mx-auto max-w-6xl px-4 pt-16 sm:px-6" aria-labelledby="all">
        <h2 id="all" className="mb-6 text-heading">{t("all")}</h2>
        <Shelf tiles={front.products} root={root} />
      </section>
      <section className="mx-auto max-w-3xl px-4 pt-20 sm:px-6">
        <h2 className="text-heading">{t("story")}</h2>
        {COMPANY.story[locale].split("\n\n").map((paragraph) => <p key={paragraph.slice(0, 20)} className="mt-4 text-lg text-muted">{paragraph}</p>)}
      </section>
    </ShopFrame>
  );
}
