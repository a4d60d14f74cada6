import type { Metadata } from "next";
import { FilterSearch, FilterSelect } from "@/components/office/filters";
import { ShopLink } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { dayText, momentText } from "@/lib/web/dates";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import type { OfficeWithdrawal } from "@/lib/withdrawal/types";
import { OfficeFrame } from "../../_components/office-frame";
import { OfficeList } from "../../_components/office-list";
import { ReturnButtons } from "./_components/return-buttons";
import { loadWithdrawals, STATES, type WithdrawalsView } from "./load";

export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "withdrawal")("office.title"), robots: { index: false } };
}

/** Withdrawals that wait for their goods, and those that are through. */
export default async function WithdrawalsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "withdrawal");
  const view = await loadWithdrawals(await searchParams);
  return (
    <OfficeFrame locale={locale} root={root} page="withdrawals" here="office/withdrawals" title={t("office.title")}>
      <p className="mt-2 max-w-prose text-muted">{t("office.lead")}</p>
      {view && <Withdrawals view={view} locale={locale} />}
    </OfficeFrame>
  );
}

function Withdrawals({ view: { asked, rows, more, timeZone }, locale }: { readonly view: WithdrawalsView; readonly locale: Locale }) {
  const t = words(locale, "withdrawal");
  const last = rows.at(-1);
  return (
    <OfficeList
      root={root} list="withdrawals" locale={locale} asked={{ q: asked.q, state: asked.state === "waiting" ? "" : asked.state }} any={rows.length > 0} next={more && last ? { after: last.id } : null}
      questions={<>
        <FilterSearch name="q" label={t("office.search")} hint={t("office.searchHint")} value={asked.q} />
        <FilterSelect name="state" label={t("office.state")} value={asked.state} choices={STATES.map((value) => ({ value, label: t(`office.states.${value}`) }))} />
      </>}
    >
      {rows.length === 0
        ? <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{asked.q === "" ? t(`office.none.${asked.state}`) : t("office.nothingFound", { search: asked.q })}</p>
        : <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-raised">{rows.map((one) => <One key={one.id} one={one} locale={locale} timeZone={timeZone} />)}</ul>}
    </OfficeList>
  );
}

function One({ one: { id, number, declaredAt, refundBy, evidence, refund, nothingLeft, contact, lines }, locale, timeZone }: { readonly one: OfficeWithdrawal; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "withdrawal");
  const waits = refund === null && !nothingLeft;
  return (
    <li className="p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p><ShopLink root={root} to={`office/orders/${number}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{number}</ShopLink> <span>{contact?.name ?? t("office.erased")}</span></p>
        <Badge tone={waits ? "plain" : "accent"}>{waits ? t("office.by", { date: dayText(new Date(refundBy.getTime() - 1), locale, timeZone) }) : t(nothingLeft ? "office.nothingLeft" : "office.refunded")}</Badge>
      </div>
      <p className="text-sm text-muted">{t("office.declared", { date: momentText(declaredAt, locale, timeZone) })}</p>
      <ul className="mt-3 space-y-1">{lines.map(({ line, quantity, title }) => <li key={line}>{quantity} × {localized(title, locale)}</li>)}</ul>
      {waits && (
        <>
          <p className="mt-3 text-muted">{evidence === "proof" ? t("office.proof", { words: contact?.proof ?? "" }) : t("office.awaited")}</p>
          <ReturnButtons withdrawal={id} hasProof={evidence === "proof"} texts={{
            goods: t("office.goods"), accept: t("office.accept"), done: t("office.done"), known_before: t("office.known_before"),
            unknown: t("office.unknown"), not_allowed: t("office.not_allowed"), invalid_input: t("office.invalid_input"),
          }} />
        </>
      )}
    </li>
  );
}
