import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { PRODUCT_STATES } from "@/lib/catalog/types";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { GoodsPart } from "./_components/goods-part";
import { PicturesPart } from "./_components/pictures-part";
import { type EditRow, ProductForm } from "./_components/product-form";
import { PricesPart, StockPart } from "./_components/shelf-parts";
import { TextsPart } from "./_components/texts-part";
import { loadEditable, type ProductView } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }>; readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("title"), robots: { index: false } };
}

/** A product with all of it that a team changes. */
export default async function ProductEditPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { slug } = await params;
  const view = await loadEditable(slug, await searchParams);
  const t = words(locale, "officeCatalogue");
  const title = view !== null && view !== "unknown" ? localized(view.product.title, locale) : t("title");
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here={`office/catalogue/${slug}`} title={title}>
      <p className="mt-2"><ShopLink root={root} to="office/catalogue" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view === "unknown" && <p className="mt-6 text-lg text-muted">{t("unknown")}</p>}
      {view !== null && view !== "unknown" && <Edit view={view} locale={locale} />}
    </OfficeFrame>
  );
}

const percent = (bps: number | null, locale: Locale): string => (bps === null ? "" : (bps / 100).toLocaleString(locale, { useGrouping: false }));
const PARTS = ["basics", "texts", "goods", "pictures", "stock", "history"] as const;

function Edit({ view, locale }: { readonly view: ProductView; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  const { product, variants } = view;
  const nameOf = (values: readonly number[]): string => values.map((value, n) => product.options[n]?.values[value]).flatMap((text) => (text ? localized(text, locale) : [])).join(", ");
  const rows = variants.map(({ row, onHand, reserved }): EditRow => ({
    id: row.id, name: nameOf(row.optionValues) || row.sku, sku: row.sku, price: writeDecimal(money(row.priceMinor, row.currency), locale), shelf: String(onHand),
    note: [reserved > 0 ? t("reserved", { count: reserved }) : "", row.active ? "" : t("off")].filter(Boolean).join(", "),
  }));
  return (
    <div className="mt-6 max-w-3xl">
      <p className="mb-5 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Badge tone={product.status === "active" ? "accent" : "plain"}>{t(`states.${product.status}`)}</Badge>
        {product.status === "active" && <ShopLink root={root} to={`products/${product.slug}`} className="underline underline-offset-4">{t("see")}</ShopLink>}
        <ShopLink root={root} to={`office/preview/${product.slug}`} className={product.status === "active" ? "underline underline-offset-4" : buttonStyle("quiet", "min-h-11 px-5 py-2 text-sm")}>{t("preview")}</ShopLink>
      </p>
      <nav aria-label={t("parts")} className="sticky top-0 z-10 -mx-4 mb-8 overflow-x-auto border-b border-line bg-paper/95 px-4 backdrop-blur-sm [scrollbar-width:none] sm:mx-0 sm:px-0">
        <ul className="flex gap-1 whitespace-nowrap">
          {PARTS.map((part) => <li key={part}><a href={`#${part}`} className="inline-flex min-h-11 items-center px-2.5 text-sm text-muted hover:text-ink">{t(`part.${part}`)}</a></li>)}
        </ul>
      </nav>
      <div className="space-y-14">
        <Part id="basics" title={t("part.basics")}>
          <ProductForm
            slug={product.slug} seen={product.updatedAt.toISOString()} status={product.status} titleFr={product.title.fr} titleEn={product.title.en ?? ""}
            vat={percent(product.vatBps, locale)} rate={percent(product.rateBps, locale)} rows={rows}
            states={PRODUCT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
            texts={{
              status: t("status"), titleFr: t("titleFr"), titleEn: t("titleEn"), vat: t("vat"), rate: t("rate"), rateHint: t("rateHint"), goods: t("pricesAndShelf"), price: t("price"), shelf: t("shelf"), save: t("save"), saving: t("saving"), saved: t("saved"), unchanged: t("unchanged"),
              unknown_product: t("refusals.unknown_product"), changed_meanwhile: t("refusals.changed_meanwhile"), not_allowed: t("refusals.not_allowed"), invalid_input: t("refusals.invalid_input"),
              wrongTitle: t("wrong.title"), wrongPercent: t("wrong.percent"), wrongPrice: t("wrong.price"), wrongShelf: t("wrong.shelf"),
            }}
          />
        </Part>
        <Part id="texts" title={t("part.texts")}><TextsPart view={view} locale={locale} /></Part>
        <Part id="goods" title={t("part.goods")}><GoodsPart view={view} locale={locale} /></Part>
        <Part id="pictures" title={t("part.pictures")}><PicturesPart view={view} locale={locale} root={root} state={view.picture} /></Part>
        <Part id="stock" title={t("part.stock")}><StockPart view={view} locale={locale} root={root} rows={rows} /></Part>
        <Part id="history" title={t("part.history")}><PricesPart view={view} locale={locale} root={root} rows={rows} /></Part>
      </div>
    </div>
  );
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16">
      <h2 id={`${id}-title`} className="mb-4 font-display text-heading">{title}</h2>
      {children}
    </section>
  );
}
