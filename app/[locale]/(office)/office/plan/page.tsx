import type { Metadata } from "next";
import { Panel } from "@/components/office/panel";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../_components/list-end";
import { OfficeFrame } from "../../_components/office-frame";
import { PlanTable } from "./_components/plan-table";
import { loadPlan, type PlanView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly before?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officePlan")("title"), robots: { index: false } };
}

/** The pay plan: the version in force, those to come and the whole history. */
export default async function PlanPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadPlan((await searchParams).before);
  const t = words(locale, "officePlan");
  return (
    <OfficeFrame locale={locale} root={root} page="plan" here="office/plan" title={t("title")}>
      <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
      {view && <Versions view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Versions({ view, locale }: { readonly view: PlanView; readonly locale: Locale }) {
  const t = words(locale, "officePlan");
  const when = (at: Date): string => momentText(at, locale, view.timeZone);
  const { current } = view;
  return (
    <>
      <p className="mt-5"><ShopLink root={root} to="office/plan/new" className={buttonStyle("primary", "min-h-11 px-6 py-2")}>{t("prepare")}</ShopLink></p>
      {current && (
        <section aria-labelledby="now" className="mt-8 rounded-card border border-accent bg-raised p-5 sm:p-6">
          <h2 id="now" className="flex flex-wrap items-center gap-3 font-display text-heading">{t("version", { version: current.version })} <Badge tone="accent">{t("states.now")}</Badge></h2>
          <p className="mt-1 mb-4 text-muted">{t("since", { date: when(current.startsAt) })} · {t("total", { rate: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(current.plan.totalRateBps / 10_000) })}</p>
          <PlanTable plan={current.plan} currency={view.currency} locale={locale} />
        </section>
      )}
      <h2 id="history" className="mt-12 mb-4 font-display text-heading">{t("history")}</h2>
      <div className="space-y-3">
        {view.versions.map((one) => (
          <Panel key={one.version} title={`${t("version", { version: one.version })} · ${t(`states.${one.state}`)} · ${when(one.startsAt)}`} lead={one.publisher === null ? t("byInstallation") : t("publishedBy", { name: one.publisher, date: when(one.publishedAt) })} open={one.state === "coming"}>
            <PlanTable plan={one.plan} currency={view.currency} locale={locale} />
          </Panel>
        ))}
      </div>
      {view.versions.length > 0 && <ListEnd root={root} locale={locale} next={view.older === null ? null : `office/plan?before=${view.older}#history`} file="plan" />}
    </>
  );
}
