import type { Metadata } from "next";
import { FilterDate, FilterSearch, FilterSelect, queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { ORDER_STATES, type OrderRow } from "@/lib/office/types";
import { STAGES } from "@/lib/plan/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { loadOrders, type OrdersView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeOrders")("title"), robots: { index: false } };
}

export default async function OrdersPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadOrders(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page="orders" here="office/orders" title={words(locale, "officeOrders")("title")}>
      {view && <Orders view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Orders({ view, locale }: { readonly view: OrdersView; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  const { asked, page } = view;
  const last = page.rows.at(-1);
  return (
    <>
      <p className="mt-4"><ShopLink root={root} to="office/orders/dispatch" className={buttonStyle("quiet", "min-h-11 px-5 py-2")}>{t("pack.title")}</ShopLink></p>
      {asked.buyer !== "" && (
        <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-1">
          <ShopLink root={root} to={`office/members/${asked.buyer}`} className="inline-flex min-h-9 items-center font-medium underline underline-offset-4">{t("ofBuyer", { name: view.buyer ?? t("erased") })}</ShopLink>
          <ShopLink root={root} to="office/orders" className="inline-flex min-h-9 items-center text-sm text-muted underline underline-offset-4">{t("ofEverybody")}</ShopLink>
        </p>
      )}
      <OfficeList
        root={root} list="orders" locale={locale} asked={{ q: asked.search, status: asked.status, stage: asked.stage, from: asked.from, until: asked.until, buyer: asked.buyer }}
        any={page.rows.length > 0} next={page.more && last ? { before: last.id } : null}
        questions={<>
          <FilterSearch name="q" label={t("search")} hint={t("searchHint")} value={asked.search} />
          <FilterSelect name="status" label={t("status")} value={asked.status} choices={[{ value: "", label: t("all") }, ...ORDER_STATES.map((value) => ({ value, label: t(`states.${value}`) }))]} />
          <FilterSelect name="stage" label={t("stage")} value={asked.stage} choices={[{ value: "", label: t("all") }, ...STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))]} />
          <FilterDate name="from" label={t("from")} value={asked.from} />
          <FilterDate name="until" label={t("until")} value={asked.until} />
          {asked.buyer !== "" && <input type="hidden" name="buyer" value={asked.buyer} />}
        </>}
      >
        <Table label={t("title")} columns={columnsOf(view, locale)} rows={page.rows} keyOf={({ id }) => id} empty={asked.search === "" ? t(queryOf(asked) === "" ? "none" : "noneHere") : t("nothingFound", { search: asked.search })} />
      </OfficeList>
    </>
  );
}

function columnsOf({ timeZone }: OrdersView, locale: Locale): readonly Column<OrderRow>[] {
  const t = words(locale, "officeOrders");
  const day = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const state = (status: OrderRow["status"]) => <Badge tone={status === "paid" || status === "fulfilled" ? "accent" : "plain"}>{t(`states.${status}`)}</Badge>;
  return [
    {
      key: "number", head: t("number"),
      cell: ({ number, placedAt }) => (
        <>
          <ShopLink root={root} to={`office/orders/${number}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 whitespace-nowrap hover:decoration-2">{number}</ShopLink>
          <span className="block text-sm text-muted"><time dateTime={placedAt.toISOString()}>{day.format(placedAt)}</time></span>
        </>
      ),
    },
    { key: "name", head: t("buyer"), cell: ({ name, status }) => <>{name ?? t("erased")}<span className="mt-1 block md:hidden">{state(status)}</span></> },
    { key: "status", head: t("status"), wide: true, cell: ({ status }) => state(status) },
    { key: "sponsor", head: t("sponsor"), wide: true, cell: ({ stage, sponsor }) => <>{sponsor ?? t("nobody")}<span className="block text-sm text-muted">{t(`stages.${stage}`)}</span></> },
    { key: "pool", head: t("pool"), numeric: true, wide: true, cell: ({ pool }) => formatMoney(pool, locale) },
    {
      key: "total", head: t("total"), numeric: true,
      cell: ({ total, refunded }) => <>{formatMoney(total, locale)}{refunded.minor > 0n && <span className="block text-sm text-danger">{t("givenBack", { amount: formatMoney(refunded, locale) })}</span>}</>,
    },
  ];
}
