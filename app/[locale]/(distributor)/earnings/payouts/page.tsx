import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money, writeDecimal } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../_components/desk-frame";
import { type Desk, loadDesk } from "../../load";
import { AccountForm, StripeForm } from "./_components/account-form";
import { RequestForm } from "./_components/request-form";
import { loadPayouts, type PayoutsView } from "./load";

export const instant = false;

const HERE = "earnings/payouts";
const root = rootAt(2);
const DONE = ["asked", "account"] as const;

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly done?: string }> };
type Part = { readonly view: PayoutsView; readonly desk: Desk; readonly locale: Locale };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("payouts.title"), robots: { index: false } };
}

export default async function PayoutsPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={HERE} />;
  const view = await loadPayouts(desk);
  const t = words(locale, "earnings");
  const { done: asked } = await searchParams;
  const done = DONE.find((one) => one === asked);
  const off = view.settings.method === "off";
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("payouts.title")} lead={t(off ? "payouts.off" : "payouts.lead", { days: view.settings.afterDays })}>
      {done && <div className="mt-6 max-w-xl"><Notice tone="good" role="status">{t(`payouts.done.${done}`)}</Notice></div>}
      {!off && <Asking view={view} desk={desk} locale={locale} />}
      {!off && <Account view={view} desk={desk} locale={locale} />}
      {view.payouts.length > 0 && <Past view={view} desk={desk} locale={locale} />}
    </DeskFrame>
  );
}

function Asking({ view, desk, locale }: Part) {
  const t = words(locale, "earnings");
  const { payable, keptBack, settings, destination } = view;
  const minimum = money(settings.minimumMinor, desk.book.currency);
  const mayAsk = destination?.ready === true && payable.minor > 0n && payable.minor >= minimum.minor;
  return (
    <section aria-labelledby="payable" className="mt-8 rounded-3xl bg-sand p-5 sm:p-8">
      <h2 id="payable" className="text-muted">{t("payouts.payable")}</h2>
      <p className="mt-1 font-display text-5xl lining-nums tabular-nums" data-testid="payable">{formatMoney(payable, locale)}</p>
      {keptBack.minor > 0n && <p className="mt-2 max-w-xl text-muted">{t("payouts.keptBack", { amount: formatMoney(keptBack, locale), days: settings.afterDays })}</p>}
      {mayAsk ? (
        <RequestForm
          payout={view.fresh} payable={writeDecimal(payable, locale)}
          texts={{
            amount: t("payouts.amount"), hint: t("payouts.minimum", { amount: formatMoney(minimum, locale) }), ask: t("payouts.ask"), asking: t("payouts.asking"),
            reasons: {
              off: t("payouts.off"), not_a_distributor: t("payouts.notNow"), no_destination: t("payouts.noAccount"), not_an_amount: t("payouts.notAnAmount"), invalid_input: t("payouts.notAnAmount"),
              below_minimum: t("payouts.minimum", { amount: formatMoney(minimum, locale) }), too_much: t("payouts.tooMuch", { amount: formatMoney(payable, locale) }), signed_out: t("goals.signedOut"),
            },
          }}
        />
      ) : <p className="mt-4 font-medium">{t(destination?.ready === true ? "payouts.minimum" : "payouts.noAccount", { amount: formatMoney(minimum, locale) })}</p>}
    </section>
  );
}

function Account({ view, locale }: Part) {
  const t = words(locale, "earnings");
  const texts = {
    ibanHint: t("payouts.ibanHint"), notIban: t("payouts.notIban"), holder: t("payouts.holder"), notName: t("payouts.notName"),
    save: t("payouts.save"), signedOut: t("goals.signedOut"), stripe: t("payouts.stripe"), away: t("payouts.away"),
  };
  return (
    <section aria-labelledby="account" className="mt-10">
      <h2 id="account" className="font-display text-heading">{t("payouts.account")}</h2>
      {view.destination && <p className="mt-2 text-lg tabular-nums">{view.destination.ready ? view.destination.shown : t("payouts.unfinished")}</p>}
      {view.settings.method === "stripe" ? <StripeForm texts={texts} /> : <AccountForm holder={view.holder} texts={texts} />}
    </section>
  );
}

function Past({ view, desk, locale }: Part) {
  const t = words(locale, "earnings");
  const day = dateFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: desk.book.timeZone });
  return (
    <section aria-labelledby="past" className="mt-12">
      <h2 id="past" className="font-display text-heading">{t("payouts.past")}</h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {view.payouts.map(({ id, amount, status, requestedAt, failure }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-4">
            <span><time dateTime={requestedAt.toISOString()}>{day.format(requestedAt)}</time>{failure !== null && <span className="block text-sm text-muted">{t("payouts.gaveBack")}</span>}</span>
            <span className="ml-auto flex items-center gap-3"><Badge>{t(`payouts.status.${status}`)}</Badge><span className="text-lg tabular-nums">{formatMoney(amount, locale)}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
