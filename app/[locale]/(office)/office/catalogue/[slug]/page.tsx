import type { Metadata } from "next";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money, toDecimal } from "@/lib/kernel/money";
import { PRODUCT_STATES, type EditableProduct } from "@/lib/catalog/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { type EditRow, ProductForm } from "./_components/product-form";
import { loadEditable } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeCatalogue")("title"), robots: { index: false } };
}

export default async function ProductEditPage({ params }: Props) {
  const locale = await localeOf(params);
  const { slug } = await params;
  const view = await loadEditable(slug);
  const t = words(locale, "officeCatalogue");
  const title = view !== null && view !== "unknown" ? localized(view.product.title, locale) : t("title");
  return (
    <OfficeFrame locale={locale} root={root} page="catalogue" here={`office/catalogue/${slug}`} title={title}>
      <p className="mt-2"><ShopLink root={root} to="office/catalogue" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view === "unknown" && <p className="mt-6 text-lg text-muted">{t("unknown")}</p>}
      {view !== null && view !== "unknown" && <Edit view={view} timeZone={view.timeZone} locale={locale} />}
    </OfficeFrame>
  );
}

const percent = (bps: number | null, locale: Locale): string => (bps === null ? "" : (bps / 100).toLocaleString(locale, { useGrouping: false }));

function Edit({ view: { product, variants, prices }, timeZone, locale }: { readonly view: EditableProduct; readonly timeZone: string; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  const nameOf = (values: readonly number[]): string => values.map((value, n) => product.options[n]?.values[value]).flatMap((text) => (text ? localized(text, locale) : [])).join(", ");
  const rows = variants.map(({ row, onHand, reserved }): EditRow => ({
    id: row.id, name: nameOf(row.optionValues) || row.sku, sku: row.sku, price: toDecimal(money(row.priceMinor, row.currency)), shelf: String(onHand),
    note: [reserved > 0 ? t("reserved", { count: reserved }) : "", row.active ? "" : t("off")].filter(Boolean).join(", "),
  }));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  const columns: readonly Column<EditableProduct["prices"][number]>[] = [
    { key: "variant", head: t("variant"), cell: ({ variantId }) => rows.find(({ id }) => id === variantId)?.name ?? "" },
    { key: "since", head: t("since"), cell: ({ since }) => <time dateTime={since.toISOString()}>{day.format(since)}</time> },
    { key: "price", head: t("price"), numeric: true, cell: ({ variantId, priceMinor }) => formatMoney(money(priceMinor, variants.find(({ row }) => row.id === variantId)?.row.currency ?? "EUR"), locale) },
  ];
  return (
    <div className="mt-6 max-w-3xl">
      <p className="mb-6 flex flex-wrap items-center gap-4">
        <Badge tone={product.status === "active" ? "accent" : "plain"}>{t(`states.${product.status}`)}</Badge>
        {product.status === "active" && <ShopLink root={root} to={`products/${product.slug}`} className="underline underline-offset-4">{t("see")}</ShopLink>}
      </p>
      <ProductForm
        slug={product.slug} seen={product.updatedAt.toISOString()} status={product.status} titleFr={product.title.fr} titleEn={product.title.en ?? ""}
        vat={percent(product.vatBps, locale)} rate={percent(product.rateBps, locale)} rows={rows}
        states={PRODUCT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        texts={{
          status: t("status"), titleFr: t("titleFr"), titleEn: t("titleEn"), vat: t("vat"), rate: t("rate"), rateHint: t("rateHint"), goods: t("goods"), price: t("price"), shelf: t("shelf"), save: t("save"), saving: t("saving"), saved: t("saved"), unchanged: t("unchanged"),
          unknown_product: t("refusals.unknown_product"), changed_meanwhile: t("refusals.changed_meanwhile"), not_allowed: t("refusals.not_allowed"), invalid_input: t("refusals.invalid_input"),
          wrongTitle: t("wrong.title"), wrongPercent: t("wrong.percent"), wrongPrice: t("wrong.price"), wrongShelf: t("wrong.shelf"),
        }}
      />
      <h2 className="mt-12 mb-4 font-display text-heading">{t("history")}</h2>
      <Table label={t("history")} columns={columns} rows={prices} keyOf={({ variantId, since }) => `${variantId}${since.getTime()}`} empty={t("noHistory")} />
    </div>
  );
}
