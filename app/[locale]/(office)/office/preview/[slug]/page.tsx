import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { BuyForm } from "../../../../(shop)/products/[slug]/_components/buy-form";
import { Gallery } from "../../../../(shop)/products/[slug]/_components/gallery";
import { OfficeFrame } from "../../../_components/office-frame";
import { loadPreview, type Preview } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("preview"), robots: { index: false } };
}

/** A product as the shop will show it, before anybody but the team can see it. */
export default async function PreviewPage({ params }: Props) {
  const [locale, { slug }] = await Promise.all([localeOf(params), params]);
  const t = words(locale, "officeCatalogue");
  const found = await loadPreview(slug, locale);
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here={`office/preview/${slug}`} title={t("preview")}>
      <p className="mt-2"><ShopLink root={root} to={`office/catalogue/${slug}`} className="text-sm text-muted underline underline-offset-4">{t("previewBack")}</ShopLink></p>
      {found === "unknown" && <p className="mt-6 text-lg text-muted">{t("previewNone")}</p>}
      {found !== null && found !== "unknown" && <Shown preview={found} slug={slug} locale={locale} />}
    </OfficeFrame>
  );
}

function Shown({ preview: { status, product }, slug, locale }: { readonly preview: Preview; readonly slug: string; readonly locale: Locale }) {
  const [t, shop] = [words(locale, "officeCatalogue"), words(locale, "shop")];
  const numbered = (say: (number: number) => string) => product.pictures.map((_, n) => say(n + 1));
  return (
    <div className="mt-6 space-y-8">
      <Notice><span className="flex flex-wrap items-center gap-3"><Badge tone={status === "active" ? "accent" : "plain"}>{t(`states.${status}`)}</Badge>{status === "active" ? t("previewPublic") : t("previewDraft")}</span></Notice>
      <div className="grid grid-cols-1 gap-8 rounded-card border border-line bg-paper p-4 sm:p-8 lg:grid-cols-[1.1fr_1fr]">
        <Gallery pictures={product.pictures} texts={{ pictures: shop("product.pictures"), close: shop("product.close"), zoom: numbered((number) => shop("product.zoom", { number })), show: numbered((number) => shop("product.show", { number })) }} />
        <div>
          <h2 className="text-title">{product.title}</h2>
          <p className="mt-2 text-lg text-muted">{product.summary}</p>
          {/* As the shop shows it, and nothing in it can be touched: a draft is not for sale. */}
          <div inert>
            <BuyForm root={root} slug={slug} title={product.title} options={product.options} variants={product.variants} most={QUANTITY_MAX} texts={{
              add: shop("product.add"), adding: shop("product.adding"), quantity: shop("product.quantity"), less: shop("product.less"), more: shop("product.more"),
              soldOut: shop("card.soldOut"), vat: shop("product.vat"), cashBackWhen: shop("product.cashBackWhen"),
              added: shop("product.added"), toCart: shop("product.toCart"), close: shop("product.close"), failed: shop("product.failed"), variants: shop("product.variants"),
              sold_out: shop("product.sold_out"), unknown_variant: shop("product.unknown_variant"), too_many_things: shop("product.too_many_things"), invalid_input: shop("product.invalid_input"),
            }} />
          </div>
          <div className="mt-8 space-y-4 border-t border-line pt-6">{product.description.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
          {product.details !== "" && <p className="mt-6 border-t border-line pt-6 text-muted">{product.details}</p>}
        </div>
      </div>
      <p><ShopLink root={root} to={`office/catalogue/${slug}`} className={buttonStyle("quiet")}>{t("previewBack")}</ShopLink></p>
    </div>
  );
}
