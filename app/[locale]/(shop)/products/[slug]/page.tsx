import { notFound } from "next/navigation";
import { Picture } from "@/components/shop/picture";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { BuyForm } from "./_components/buy-form";
import { listProductSlugs, loadProduct } from "./load";

/** Prerendered, the same for every shop; a slug first seen later waits for its page, and an unknown one is a true 404. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateStaticParams() {
  return (await listProductSlugs()).map((slug) => ({ slug }));
}

/** One product. */
export default async function ProductPage({ params }: Props) {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const product = await loadProduct(locale, slug);
  if (!product) notFound();
  const t = words(locale, "shop");
  return (
    <ShopFrame locale={locale} root={root} here={`products/${slug}`}>
      <div className="mx-auto grid max-w-6xl gap-8 px-4 py-6 sm:px-6 lg:grid-cols-[1.2fr_1fr] lg:gap-14 lg:py-12">
        <div className="flex snap-x snap-mandatory gap-3 overflow-x-auto lg:grid lg:grid-cols-2 lg:overflow-visible" role="group" aria-label={t("pictures")} tabIndex={0}>
          {product.pictures.map((picture, n) => (
            <div key={picture.id} className={`aspect-square w-full shrink-0 snap-center overflow-hidden rounded-card bg-sand ${n === 0 ? "lg:col-span-2" : ""}`}>
              <Picture picture={picture} sizes="(min-width: 64rem) 50vw, 100vw" first={n === 0} className="size-full object-cover" />
            </div>
          ))}
        </div>
        <div>
          <h1 className="text-title">{product.title}</h1>
          <p className="mt-3 text-lg text-muted">{product.summary}</p>
          <BuyForm variants={product.variants} optionName={product.optionName} texts={{
            add: t("add"), adding: t("adding"), quantity: t("quantity"), less: t("less"), more: t("more"), soldOut: t("soldOut"),
            lowest30: t("lowest30"), receive: t.raw("youReceive") as string, vat: t("vat"),
          }} />
          <div className="mt-8 space-y-4">{product.description.map((paragraph) => <p key={paragraph.slice(0, 24)}>{paragraph}</p>)}</div>
          {product.details && <details className="mt-6 border-t border-line pt-4"><summary className="min-h-6 font-medium">{t("details")}</summary><p className="mt-3 text-muted">{product.details}</p></details>}
          <p className="mt-6 border-t border-line pt-4 text-sm text-muted">{t("returns")}</p>
        </div>
      </div>
    </ShopFrame>
  );
}
