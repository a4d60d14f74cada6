import type { Metadata } from "next";
import { type Column, Table } from "@/components/office/table";
import { ShopLink } from "@/components/shop/shop-link";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { growth, PERIODS } from "@/lib/office/rules";
import type { LinkFigures, OpenAlert } from "@/lib/office/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../_components/office-frame";
import { Bars } from "./_components/bars";
import { type FiguresView, loadFigures } from "./load";

export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly days?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "office")("name"), robots: { index: false } };
}

/** What a small team opens in the morning: the numbers of a period beside the one before, and what waits for somebody. */
export default async function OfficeFront({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "office");
  const view = await loadFigures((await searchParams).days);
  return (
    <OfficeFrame locale={locale} root={root} page={null} here="office" title={t("welcome")}>
      {view ? <Figures view={view} locale={locale} /> : <p className="mt-3 text-lg text-muted">{t("lead")}</p>}
    </OfficeFrame>
  );
}

function Figures({ view, locale }: { readonly view: FiguresView; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  return (
    <div className="mt-6 space-y-12">
      <Alerts alerts={view.alerts} locale={locale} />
      <nav aria-label={t("period")} className="flex flex-wrap gap-2">
        {PERIODS.map((days) => (
          <ShopLink
            key={days} root={root} to={`office?days=${days}`} aria-current={days === view.days ? "page" : undefined}
            className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-[0.9375rem] transition-colors hover:border-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
          >
            {t("lastDays", { days })}
          </ShopLink>
        ))}
      </nav>
      <Tiles view={view} locale={locale} />
      <section aria-labelledby="by-day">
        <h2 id="by-day" className="mb-4 font-display text-heading">{t("byDay")}</h2>
        <Bars days={view.byDay} currency={view.currency} locale={locale} texts={{ sales: t("sales"), viral: t("viralSales"), none: t("noSales"), asTable: t("asTable"), day: t("day"), orders: t("orders") }} />
      </section>
      <section aria-labelledby="links">
        <h2 id="links" className="mb-4 font-display text-heading">{t("bestLinks")}</h2>
        <Table label={t("bestLinks")} columns={linkColumns(locale)} rows={view.links} keyOf={({ member }) => member} empty={t("noLinks")} />
      </section>
    </div>
  );
}

function Tiles({ view, locale }: { readonly view: FiguresView; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  const { figures, before, outstanding } = view;
  const share = (part: number, whole: number): string => (whole === 0 ? t("none") : (part / whole).toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 }));
  const each = (n: number): bigint => BigInt(n);
  const tiles: readonly { readonly name: string; readonly value: string; readonly now?: bigint; readonly then?: bigint; readonly more?: string }[] = [
    { name: t("sales"), value: formatMoney(figures.sales, locale), now: figures.sales.minor, then: before.sales.minor, more: t("refunded", { amount: formatMoney(figures.refunded, locale) }) },
    { name: t("orders"), value: figures.orders.toLocaleString(locale), now: each(figures.orders), then: each(before.orders), more: figures.orders === 0 ? "" : t("average", { amount: formatMoney(money(figures.sales.minor / each(figures.orders), view.currency), locale) }) },
    { name: t("cashBack"), value: formatMoney(figures.cashBack, locale), now: figures.cashBack.minor, then: before.cashBack.minor },
    { name: t("viral"), value: share(figures.viralOrders, figures.orders), more: t("viralMore", { amount: formatMoney(figures.viralSales, locale) }) },
    { name: t("newBuyers"), value: figures.newBuyers.toLocaleString(locale), now: each(figures.newBuyers), then: each(before.newBuyers), more: t("returning", { count: figures.returningBuyers }) },
    { name: t("outstanding"), value: formatMoney(money(outstanding.credit.minor + outstanding.earnings.minor, view.currency), locale), more: t("outstandingMore", { credit: formatMoney(outstanding.credit, locale), earnings: formatMoney(outstanding.earnings, locale) }) },
  ];
  return (
    <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2 xl:grid-cols-3">
      {tiles.map(({ name, value, now, then, more }) => {
        const grew = now === undefined || then === undefined ? null : growth(now, then);
        return (
          <div key={name} className="bg-raised p-5">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="mt-1 font-display text-3xl lining-nums tabular-nums">{value}</dd>
            {grew !== null && <dd className={`mt-1 text-sm ${grew < 0n ? "text-danger" : "text-accent"}`}>{t("growth", { percent: `${grew > 0n ? "+" : ""}${grew.toLocaleString(locale)} %` })}</dd>}
            {more && <dd className="mt-1 text-sm text-muted">{more}</dd>}
          </div>
        );
      })}
    </dl>
  );
}

const ALERTS = ["refund_owed", "refund_adopted", "refund_undone", "refund_excess", "payment_mismatch", "payment_double", "payment_returned", "dispute_reversed"] as const;

function Alerts({ alerts, locale }: { readonly alerts: readonly OpenAlert[]; readonly locale: Locale }) {
  if (alerts.length === 0) return null;
  const t = words(locale, "officeFigures");
  return (
    <Notice tone="bad">
      <h2 className="font-medium">{t("waiting", { count: alerts.length })}</h2>
      <ul className="mt-2 space-y-1">
        {alerts.map(({ id, kind, number }) => {
          const known = ALERTS.find((name) => name === kind);
          const sentence = known ? t(`alerts.${known}`) : kind;
          return <li key={id}>{number === null ? sentence : <ShopLink root={root} to={`office/orders/${number}`} className="underline underline-offset-4">{`${number} : ${sentence}`}</ShopLink>}</li>;
        })}
      </ul>
    </Notice>
  );
}

function linkColumns(locale: Locale): readonly Column<LinkFigures>[] {
  const t = words(locale, "officeFigures");
  return [
    { key: "name", head: t("whose"), cell: ({ name, handle }) => <>{name}<span className="block text-sm text-muted">{handle === null ? "" : `/${handle}`}</span></> },
    { key: "role", head: t("role"), wide: true, cell: ({ role }) => t(`roles.${role}`) },
    { key: "orders", head: t("orders"), numeric: true, cell: ({ orders }) => orders.toLocaleString(locale) },
    { key: "sales", head: t("sales"), numeric: true, cell: ({ sales }) => formatMoney(sales, locale) },
  ];
}

