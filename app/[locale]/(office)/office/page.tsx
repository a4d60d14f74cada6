import type { Metadata } from "next";
import type { ReactNode } from "react";
import { queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { COMPARISONS } from "@/lib/office/figures/types";
import { PERIODS } from "@/lib/office/rules";
import type { LinkFigures } from "@/lib/office/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../_components/list-end";
import { OfficeFrame } from "../_components/office-frame";
import { alertText } from "./_components/alerts";
import { Bars } from "./_components/bars";
import { CohortTable } from "./_components/cohort-table";
import { ForwardingTiles } from "./_components/forwarding-tiles";
import { FunnelSteps } from "./_components/funnel-steps";
import { Tiles } from "./_components/tiles";
import { type FiguresView, loadFigures } from "./load";

export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "office")("name"), robots: { index: false } };
}

/** What a small team opens in the morning: the numbers of a period beside another one's, and what waits for somebody. */
export default async function OfficeFront({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "office");
  const view = await loadFigures(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page={null} here="office" title={t("welcome")}>
      {view ? <Figures view={view} locale={locale} /> : <p className="mt-3 text-lg text-muted">{t("lead")}</p>}
    </OfficeFrame>
  );
}

function Figures({ view, locale }: { readonly view: FiguresView; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  const { days } = view.period;
  const asked = queryOf({ from: days.from, to: days.to, compare: view.compare });
  return (
    <div className="mt-6 space-y-12">
      <Alerts alerts={view.alerts} asked={asked} locale={locale} />
      <div className="space-y-8">
        <PeriodChoice view={view} locale={locale} />
        <div>
          <Tiles view={view} locale={locale} />
          <ListEnd root={root} locale={locale} of={t("period")} file={`summary?${asked}`} />
        </div>
      </div>
      <Section id="by-day" title={t("byDay")}>
        <Bars days={view.byDay} currency={view.currency} locale={locale} texts={{ sales: t("sales"), viral: t("viralSales"), none: t("noSales"), asTable: t("asTable"), day: t("day"), orders: t("orders") }} />
      </Section>
      <div className="grid grid-cols-1 gap-12 *:min-w-0 xl:grid-cols-2 xl:gap-8">
        <Section id="funnel" title={t("funnel.title")} lead={t("funnel.lead")}><FunnelSteps now={view.funnel} then={view.funnelBefore} locale={locale} /></Section>
        <Section id="links" title={t("bestLinks")} lead={t("bestLinksLead")}><Table label={t("bestLinks")} columns={linkColumns(locale)} rows={view.links} keyOf={({ member }) => member} empty={t("noLinks")} />{view.links.length > 0 && <ListEnd root={root} locale={locale} of={t("bestLinks")} file={`links?${asked}`} />}</Section>
      </div>
      <Section id="cohorts" title={t("cohorts.title")} lead={t("cohorts.lead")}><CohortTable cohorts={view.cohorts} locale={locale} />{view.cohorts.length > 0 && <ListEnd root={root} locale={locale} of={t("cohorts.title")} file="cohorts" />}</Section>
      <Section id="forwarding" title={t("forwarding.title")} lead={t("forwarding.lead")}><ForwardingTiles health={view.forwarding} timeZone={view.timeZone} locale={locale} /></Section>
    </div>
  );
}

function Section({ id, title, lead, children }: { readonly id: string; readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="font-display text-heading">{title}</h2>
      {lead !== undefined && <p className="mt-1 max-w-prose text-sm text-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

function PeriodChoice({ view, locale }: { readonly view: FiguresView; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  const { days, thenDays } = view.period;
  const day = dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const range = (from: string, to: string): string => day.formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`));
  const asked = queryOf({ from: days.from, to: days.to, compare: view.compare });
  return (
    <div className="space-y-4">
      <nav aria-label={t("period")} className="flex flex-wrap gap-2">
        {PERIODS.map((length) => (
          <ShopLink
            key={length} root={root} to={`office?${queryOf({ days: String(length), compare: view.compare === "before" ? "" : view.compare })}`} aria-current={length === view.days ? "page" : undefined}
            className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-[0.9375rem] transition-colors hover:border-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
          >
            {t("lastDays", { days: length })}
          </ShopLink>
        ))}
      </nav>
      <details className="group" open={view.days === null}>
        <summary className="inline-flex min-h-11 items-center text-sm underline underline-offset-4">{t("otherPeriod")}</summary>
        <form action={hrefIn(root, "office")} method="get" className="mt-2 flex flex-wrap items-end gap-3">
          {([["from", days.from], ["to", days.to]] as const).map(([name, value]) => (
            <label key={name} className="block min-w-36 flex-1 text-sm sm:flex-none"><span className="mb-1 block text-muted">{t(`dates.${name}`)}</span><input type="date" name={name} defaultValue={value} className={INPUT_STYLE} /></label>
          ))}
          <label className="block min-w-56 flex-1 text-sm sm:flex-none"><span className="mb-1 block text-muted">{t("compare")}</span>
            <select name="compare" defaultValue={view.compare} className={INPUT_STYLE}>{COMPARISONS.map((value) => <option key={value} value={value}>{t(`comparisons.${value}`)}</option>)}</select>
          </label>
          <button type="submit" className={buttonStyle("quiet", "min-h-12 px-5")}>{t("show")}</button>
        </form>
      </details>
      <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
        <span>{t("shown", { period: range(days.from, days.to), other: range(thenDays.from, thenDays.to) })}</span>
        <ShopLink root={root} to={`office/export/figures?${asked}`} className="inline-flex min-h-11 items-center text-ink underline underline-offset-4">{t("csv")}</ShopLink>
      </p>
    </div>
  );
}

function Alerts({ alerts: { rows, count, next }, asked, locale }: { readonly alerts: FiguresView["alerts"]; readonly asked: string; readonly locale: Locale }) {
  if (count === 0) return null;
  const t = words(locale, "officeFigures");
  return (
    <Notice tone="bad">
      <h2 className="font-medium">{t("waiting", { count })}</h2>
      <ul className="mt-2 space-y-1">
        {rows.map(({ id, kind, number }) => {
          const sentence = alertText(kind, locale);
          return <li key={id}>{number === null ? sentence : <ShopLink root={root} to={`office/orders/${number}`} className="underline underline-offset-4">{`${number} : ${sentence}`}</ShopLink>}</li>;
        })}
      </ul>
      <ListEnd root={root} locale={locale} of={t("waiting", { count })} next={next === null ? null : `office?${asked}&alerts=${next}`} file="alerts" />
    </Notice>
  );
}

function linkColumns(locale: Locale): readonly Column<LinkFigures>[] {
  const t = words(locale, "officeFigures");
  return [
    { key: "name", head: t("whose"), cell: ({ name, handle, role }) => <>{name}<span className="block text-sm text-muted">{[handle === null ? "" : `/${handle}`, t(`roles.${role}`)].filter(Boolean).join(", ")}</span></> },
    { key: "orders", head: t("orders"), numeric: true, cell: ({ orders }) => orders.toLocaleString(locale) },
    { key: "sales", head: t("sales"), numeric: true, cell: ({ sales }) => formatMoney(sales, locale) },
  ];
}
