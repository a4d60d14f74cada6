import type { Metadata } from "next";
import { AskForm } from "@/components/account/ask-form";
import { FilterSearch, FilterSelect } from "@/components/office/filters";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { APPLICATION_STATES, type OfficeApplication } from "@/lib/membership/applications/types";
import { dayText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { DecisionForm } from "./_components/decision";
import { openAction } from "./actions";
import { type ApplicationsView, loadApplications } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeApplications")("title"), robots: { index: false } };
}

/** Customers who ask to become distributors, and what was decided of those who did. */
export default async function ApplicationsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadApplications(await searchParams);
  const t = words(locale, "officeApplications");
  return (
    <OfficeFrame locale={locale} root={root} page="applications" here="office/applications" title={t("title")}>
      <p className="mt-3 max-w-prose text-lg text-muted">{t("lead")}</p>
      {view && <Applications view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Applications({ view: { open, maySet, asked, rows, more, timeZone }, locale }: { readonly view: ApplicationsView; readonly locale: Locale }) {
  const t = words(locale, "officeApplications");
  const last = rows.at(-1);
  return (
    <>
      <div className="mt-6 flex flex-wrap items-center gap-4 rounded-card border border-line bg-raised p-5">
        <p className="flex-1 basis-64">{open ? t("isOpen") : t("isClosed")}</p>
        {maySet && <AskForm action={openAction} submit={open ? t("close") : t("open")} said={{ not_allowed: t("not_allowed"), invalid_input: t("not_allowed") }}><input type="hidden" name="open" value={open ? "no" : "yes"} /></AskForm>}
      </div>
      <OfficeList
        root={root} list="applications" locale={locale} asked={{ q: asked.q, state: asked.state === "open" ? "" : asked.state }} any={rows.length > 0} next={more && last ? { after: last.id } : null}
        questions={<>
          <FilterSearch name="q" label={t("search")} hint={t("searchHint")} value={asked.q} />
          <FilterSelect name="state" label={t("state")} value={asked.state} choices={APPLICATION_STATES.map((value) => ({ value, label: t(`states.${value}`) }))} />
        </>}
      >
        {rows.length === 0
          ? <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{asked.q === "" ? t(`none.${asked.state}`) : t("nothingFound", { search: asked.q })}</p>
          : <ul className="space-y-5">{rows.map((one) => <One key={one.id} one={one} locale={locale} timeZone={timeZone} />)}</ul>}
      </OfficeList>
    </>
  );
}

function One({ one: { id, member, name, email, orders, motive, status, createdAt, decidedAt, decidedByName }, locale, timeZone }: { readonly one: OfficeApplication; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "officeApplications");
  return (
    <li className="rounded-card border border-line bg-raised p-5">
      <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <ShopLink root={root} to={`office/members/${member}`} className="inline-flex min-h-6 items-center font-medium break-all underline decoration-1 underline-offset-4 hover:decoration-2">{name || email || t("nameless")}</ShopLink>
        {status !== "open" && <Badge tone={status === "approved" ? "accent" : "plain"}>{t(`states.${status}`)}</Badge>}
      </p>
      <p className="text-sm text-muted">{[name === "" ? "" : email, t("since", { date: dayText(createdAt, locale, timeZone) }), t("orders", { count: orders })].filter(Boolean).join(" · ")}</p>
      {decidedAt && <p className="text-sm text-muted">{t("decided", { date: dayText(decidedAt, locale, timeZone), name: decidedByName ?? t("nameless") })}</p>}
      {motive !== "" && <blockquote className="mt-3 max-w-prose border-l-2 border-line pl-4">{motive}</blockquote>}
      {status === "open" && <DecisionForm application={id} texts={{
        reason: t("reason"), reasonHint: t("reasonHint"), approve: t("approve"), refuse: t("refuse"), approved: t("done"),
        decided_before: t("decided_before"), no_customer: t("no_customer"), not_allowed: t("not_allowed"), invalid_input: t("invalid_input"),
      }} />}
    </li>
  );
}
