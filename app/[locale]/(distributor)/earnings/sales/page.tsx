import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../_components/desk-frame";
import { loadDesk } from "../../load";
import { Filters } from "./_components/filters";
import { addressOf } from "./_components/query";
import { SaleList } from "./_components/sale-list";
import { loadSales } from "./load";

export const instant = false;

const HERE = "earnings/sales";
const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("sales.title"), robots: { index: false } };
}

export default async function SalesPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={HERE} />;
  const view = await loadSales(desk, await searchParams);
  const t = words(locale, "earnings");
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("sales.title")} lead={t("sales.lead")}>
      <Filters view={view} locale={locale} root={root} />
      <SaleList view={view} locale={locale} timeZone={desk.book.timeZone} />
      <p className="mt-6 flex flex-wrap gap-3">
        {view.query.after !== undefined && <ShopLink root={root} to={addressOf({ ...view.query, after: undefined })} className={buttonStyle("quiet")}>{t("sales.newest")}</ShopLink>}
        {view.next !== null && <ShopLink root={root} to={addressOf({ ...view.query, after: undefined }, { after: view.next })} className={buttonStyle("quiet")}>{t("sales.older")}</ShopLink>}
        {view.sales.length > 0 && <ShopLink root={root} to={addressOf({ ...view.query, after: undefined }, {}, "/csv")} className={buttonStyle("quiet")}>{t("csv")}</ShopLink>}
      </p>
    </DeskFrame>
  );
}
