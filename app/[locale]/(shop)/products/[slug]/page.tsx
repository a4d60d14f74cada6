import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { Crumbs } from "@/components/shop/crumbs";
import { ProductShare } from "@/components/shop/product-share";
import { Shelf } from "@/components/shop/product-card";
import type { Standing } from "@/components/shop/shop-link";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { loadFrame, loadSimilar } from "../../load";
import { pageMetadata } from "@/lib/web/metadata";
import { picturePath } from "@/lib/web/preview/picture";
import { cardOf } from "@/lib/web/preview/subject";
import { breadcrumb, organization, product as aboutProduct, structured } from "@/lib/web/structured";
import { BuyForm } from "./_components/buy-form";
import { Gallery } from "./_components/gallery";
import { listProductSlugs, loadProduct } from "./load";

/** Prerendered, the same for every shop; a slug first seen later waits for its page, and an unknown one is a true 404. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };
type Shown = NonNullable<Awaited<ReturnType<typeof loadProduct>>>;
type Part = Standing & { readonly locale: Locale; readonly slug: string; readonly product: Shown };

export async function generateStaticParams() {
  return (await listProductSlugs()).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const product = await loadProduct(locale, slug);
  if (!product) return { title: words(locale, "shop")("missing.title") };
  const { name, accent } = await loadFrame(locale);
  const { title, summary, pictures } = product;
  const card = cardOf(locale, { company: name, accent, hero: null, shop: null, product: { title, picture: pictures[0]?.webp ?? null } });
  return pageMetadata({ locale, path: `/products/${slug}`, title: `${title} · ${name}`, description: summary, picture: picturePath({ locale, handle: null, slug }, card) });
}

/** One product. */
export default async function ProductPage({ params }: Props) {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const product = await loadProduct(locale, slug);
  if (!product) notFound();
  const t = words(locale, "shop");
  const numbered = (say: (number: number) => string) => product.pictures.map((_, n) => say(n + 1));
  return (
    <ShopFrame locale={locale} root={root} here={`products/${slug}`}>
      <div className="mx-auto max-w-6xl px-4 pt-3 pb-3 sm:px-6 sm:pt-6 sm:pb-5">
        <Crumbs
          label={t("frame.crumbs")} root={root} here={product.title}
          way={[{ to: "", text: t("frame.home") }, ...(product.collection ? [{ to: `collections/${product.collection.slug}`, text: product.collection.title }] : [])]}
        />
      </div>
      <div className="mx-auto grid max-w-6xl grid-cols-1 gap-6 sm:px-6 lg:grid-cols-[1.15fr_1fr] lg:gap-14">
        <Gallery pictures={product.pictures} texts={{
          pictures: t("product.pictures"), close: t("product.close"),
          zoom: numbered((number) => t("product.zoom", { number })), show: numbered((number) => t("product.show", { number })),
        }} />
        <div className="px-4 sm:px-0">
          <h1 className="text-title">{product.title}</h1>
          <p className="mt-2 text-lg text-muted">{product.summary}</p>
          <Buy locale={locale} root={root} slug={slug} product={product} />
          <ProductShare locale={locale} slug={slug} texts={{
            ask: t("share.ask"), mine: t("share.mine"), share: t("share.share"), copy: t("share.copy"), copied: t("share.copied"), sms: t("share.sms"), mail: t("share.mail"),
            message: t("share.message", { product: product.title }), subject: product.title,
          }} />
          <div className="mt-9 space-y-4 border-t border-line pt-7">{product.description.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
          <Folds locale={locale} product={product} />
        </div>
      </div>
      <Suspense>
        <Similar locale={locale} root={root} slug={slug} product={product} />
      </Suspense>
      <About locale={locale} slug={slug} product={product} />
    </ShopFrame>
  );
}

function Buy({ locale, root: at, slug, product: { title, options, variants } }: Part) {
  const t = words(locale, "shop");
  return (
    <BuyForm root={at} slug={slug} title={title} options={options} variants={variants} most={QUANTITY_MAX} texts={{
      add: t("product.add"), adding: t("product.adding"), quantity: t("product.quantity"), less: t("product.less"), more: t("product.more"),
      soldOut: t("card.soldOut"), vat: t("product.vat"), cashBackWhen: t("product.cashBackWhen"),
      added: t("product.added"), toCart: t("product.toCart"), close: t("product.close"), failed: t("product.failed"), variants: t("product.variants"),
      sold_out: t("product.sold_out"), unknown_variant: t("product.unknown_variant"), too_many_things: t("product.too_many_things"), invalid_input: t("product.invalid_input"),
    }} />
  );
}

const FOLD = "border-t border-line last:border-b [&>summary]:min-h-14 [&>summary]:py-4 [&>summary]:font-medium";

function Folds({ locale, product: { details } }: Pick<Part, "locale" | "product">) {
  const t = words(locale, "shop");
  return (
    <div className="mt-8">
      {details !== "" && <details className={FOLD}><summary>{t("product.details")}</summary><p className="pb-5 text-muted">{details}</p></details>}
      <details className={FOLD}>
        <summary>{t("product.delivery")}</summary>
        <div className="space-y-3 pb-5 text-muted"><p>{t("product.deliveryText")}</p><p>{t("product.returnText")}</p></div>
      </details>
    </div>
  );
}

async function Similar({ locale, root: at, slug, product: { collection } }: Part) {
  const others = collection ? await loadSimilar(locale, collection.slug, slug) : [];
  if (others.length === 0) return null;
  return (
    <section className="seen-later [--room:39.5rem] md:[--room:25.5rem] mx-auto max-w-6xl px-4 pt-20 sm:px-6" aria-labelledby="similar">
      <h2 id="similar" className="mb-6 text-heading">{words(locale, "shop")("product.similar")}</h2>
      <Shelf tiles={others} root={at} />
    </section>
  );
}

/** What search engines read of it: the product and its offers, where it stands, who sells it and takes it back. */
async function About({ locale, slug, product }: Pick<Part, "locale" | "slug" | "product">) {
  const company = await loadFrame(locale);
  const { title, collection } = product;
  const steps = [[company.name, "/"], ...(collection ? [[collection.title, `/collections/${collection.slug}`] as const] : []), [title, `/products/${slug}`]] as const;
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structured(aboutProduct(locale, slug, product), breadcrumb(locale, steps), organization(company)) }} />;
}
