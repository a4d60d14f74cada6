import type { Metadata } from "next";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money, writeDecimal } from "@/lib/kernel/money";
import type { RefundPlan } from "@/lib/refund/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../../_components/office-frame";
import { ConfirmForm } from "./_components/confirm-form";
import { loadRefund, type RefundView } from "./load";

export const instant = false;

const root = rootAt(4);
const REFUSALS = ["nothing_left", "more_than_left", "more_than_bought", "unknown_line", "not_a_quantity", "not_an_amount", "no_wish", "not_paid"] as const;

type Given = Readonly<Record<string, string | string[] | undefined>>;
type Props = { readonly params: Promise<{ readonly locale: string; readonly number: string }>; readonly searchParams: Promise<Given> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: words(await localeOf(params), "officeOrders")("refundOf", { number }), robots: { index: false } };
}

/** Two steps: what to give back, then what that does to whom, and yes. */
export default async function RefundPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { number } = await params;
  const given = await searchParams;
  const view = await loadRefund(number, given);
  const t = words(locale, "officeOrders");
  return (
    <OfficeFrame locale={locale} root={root} page="orders" here={`office/orders/${number}/refund`} title={t("refundOf", { number })}>
      <p className="mt-2"><ShopLink root={root} to={`office/orders/${number}`} className="text-sm text-muted underline underline-offset-4">{t("backToOrder")}</ShopLink></p>
      {view ? <Steps view={view} given={given} locale={locale} /> : <p className="mt-6 text-lg text-muted">{t("noRefund")}</p>}
    </OfficeFrame>
  );
}

function Steps({ view, given, locale }: { readonly view: RefundView; readonly given: Given; readonly locale: Locale }) {
  const t = words(locale, "officeOrders");
  const say = (minor: bigint): string => formatMoney(money(minor, view.currency), locale);
  const { plan, left } = view;
  if (left.totalMinor === 0n) return <p className="mt-6 text-lg text-muted">{t("refusals.nothing_left")}</p>;
  const refusal = plan === "no_wish" ? "no_wish" : plan !== null && !plan.ok ? plan.reason : null;
  return (
    <div className="mt-6 max-w-2xl space-y-10">
      {refusal !== null && <Notice tone="bad" role="alert">{t(`refusals.${refusal}`)}</Notice>}
      {plan !== null && plan !== "no_wish" && plan.ok && <Preview plan={plan} view={view} given={given} locale={locale} />}
      <form action={hrefIn(root, `office/orders/${view.number}/refund`)} method="get" className="rounded-card border border-line bg-raised p-5 sm:p-6">
        <h2 className="font-display text-heading">{t("byLines")}</h2>
        <input type="hidden" name="kind" value="lines" />
        <ul className="mt-3 divide-y divide-line">
          {view.lines.map((line) => (
            <li key={line.id} className="flex items-center justify-between gap-4 py-3">
              <label htmlFor={line.id} className="min-w-0">{localized(line.title, locale)}{line.choice ? `, ${localized(line.choice, locale)}` : ""}<span className="block text-sm text-muted">{t("leftOf", { count: line.quantity, amount: say(line.goodsMinor) })}</span></label>
              <span className="w-24 shrink-0"><input id={line.id} name={`line:${line.id}`} type="number" inputMode="numeric" min={0} max={line.quantity} defaultValue={text(given[`line:${line.id}`]) || "0"} disabled={line.quantity === 0} className={`${INPUT_STYLE} text-right`} /></span>
            </li>
          ))}
        </ul>
        {left.shippingMinor > 0n && <Field id="shipping" name="shipping" inputMode="decimal" label={t("shippingToo", { amount: say(left.shippingMinor) })} defaultValue={text(given["shipping"])} placeholder={writeDecimal(money(left.shippingMinor, view.currency), locale)} className="mt-3 max-w-60" />}
        <Button kind="quiet" className="mt-5">{t("show")}</Button>
      </form>
      <form action={hrefIn(root, `office/orders/${view.number}/refund`)} method="get" className="rounded-card border border-line bg-raised p-5 sm:p-6">
        <h2 className="font-display text-heading">{t("byAmount")}</h2>
        <p className="mt-1 text-muted">{t("byAmountLead", { amount: say(left.totalMinor) })}</p>
        <input type="hidden" name="kind" value="amount" />
        <Field id="amount" name="amount" inputMode="decimal" required label={t("amount")} defaultValue={text(given["amount"])} className="mt-4 max-w-60" />
        <Button kind="quiet" className="mt-5">{t("show")}</Button>
      </form>
    </div>
  );
}

const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

type PreviewProps = { readonly plan: Extract<RefundPlan, { ok: true }>; readonly view: RefundView; readonly given: Given; readonly locale: Locale };

function Preview({ plan, view, given, locale }: PreviewProps) {
  const t = words(locale, "officeOrders");
  const say = (minor: bigint): string => formatMoney(money(minor, view.currency), locale);
  const fields = [...Object.entries(given).flatMap(([name, value]) => (typeof value === "string" && name !== "reason" ? [[name, value] as const] : [])), ["number", view.number] as const, ["refund", view.refund] as const];
  return (
    <section aria-labelledby="preview" className="rounded-card border border-accent bg-accent-soft p-5 sm:p-6">
      <h2 id="preview" className="font-display text-heading">{t("preview", { amount: say(plan.goodsMinor + plan.shippingMinor) })}</h2>
      <dl className="mt-4 space-y-1.5">
        <div className="flex justify-between gap-4"><dt>{t("toCard")}</dt><dd className="tabular-nums">{say(plan.cardMinor)}</dd></div>
        <div className="flex justify-between gap-4"><dt>{t("toWallet")}</dt><dd className="tabular-nums">{say(plan.walletMinor)}</dd></div>
      </dl>
      <h3 className="mt-5 font-medium">{t("takenBack")}</h3>
      {plan.clawBacks.length === 0 ? <p className="mt-1">{t("nothingTaken")}</p> : (
        <ul className="mt-1 space-y-1.5">
          {plan.clawBacks.map((move) => <li key={move.party} className="flex justify-between gap-4"><span>{view.names.get(move.owner) ?? t("erased")}, {t(`parties.${move.party}`)}</span><span className="tabular-nums">{say(-move.amountMinor)}</span></li>)}
        </ul>
      )}
      <ConfirmForm
        fields={fields}
        refusals={Object.fromEntries(REFUSALS.map((reason) => [reason, t(`refusals.${reason}`)]))}
        texts={{ reason: t("reason"), reasonHint: t("reasonHint"), reasonMissing: t("reasonMissing"), confirm: t("confirm"), sending: t("sending"), refused: t("refused"), notAllowed: t("notAllowed") }}
      />
    </section>
  );
}
