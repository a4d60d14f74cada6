import type { Metadata } from "next";
import { Suspense } from "react";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { dayText, momentText } from "@/lib/web/dates";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { DeclareForm } from "./_components/declare-form";
import { ProofForm } from "./_components/proof-form";
import { loadWithdrawal, type WithdrawalView } from "./load";

/** One person's page: it waits for its request. */
export const instant = false;

const root = rootAt(2);

type Props = {
  readonly params: Promise<{ readonly locale: string; readonly number: string }>;
  readonly searchParams: Promise<{ readonly key?: string; readonly state?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "withdrawal")("title"), robots: { index: false } };
}

/** Second step of a withdrawal: what is given back, who withdraws, and one button. Then its receipt. DESIGN §9 */
export default async function WithdrawOrderPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "withdrawal");
  return (
    <ShopFrame locale={locale} root={root} here="withdraw">
      <div className="mx-auto max-w-2xl px-4 py-12 sm:px-6 sm:py-16">
        <h1 className="text-title">{t("title")}</h1>
        <Suspense fallback={<p className="mt-6 text-muted" aria-busy="true">{t("searching")}</p>}>
          <Steps params={params} searchParams={searchParams} locale={locale} />
        </Suspense>
      </div>
    </ShopFrame>
  );
}

const REASONS = ["not_paid", "over", "nothing_left", "not_bought", "nothing_chosen", "invalid"] as const;

async function Steps({ params, searchParams, locale }: Props & { readonly locale: Locale }) {
  const [{ number }, { key, state }] = await Promise.all([params, searchParams]);
  const t = words(locale, "withdrawal");
  const view = await loadWithdrawal(number, key);
  if (!view) return <ShopLink root={root} to="withdraw" className={buttonStyle("primary", "mt-6")}>{t("link")}</ShopLink>;
  const { order, open, earlier } = view;
  const refused = REASONS.find((reason) => reason === state);
  return (
    <div className="mt-4 space-y-8">
      <p className="text-lg text-muted">{t("order", { number: order.number, date: dayText(order.placedAt, locale, order.timeZone) })}</p>
      {state === "done" && <Notice tone="good" role="status"><p className="text-base">{t("done")}</p></Notice>}
      {refused && <Notice tone="bad" role="alert">{t(`reasons.${refused}`)}</Notice>}
      {earlier.map((one) => <Declared key={one.id} view={view} one={one} locale={locale} secret={key ?? ""} />)}
      {open.lines.length > 0 && open.period.state === "over" && <Notice>{t("over", { date: dayText(lastMoment(open.period.ended), locale, order.timeZone), email: view.email })}</Notice>}
      {open.lines.length > 0 && open.period.state !== "over" && (
        <section>
          {earlier.length > 0 && <h2 className="mb-4 text-heading">{t("more")}</h2>}
          <p className="mb-6">{open.period.state === "open" ? t("open") : t("until", { date: dayText(lastMoment(open.period.ends), locale, order.timeZone) })}</p>
          <DeclareForm view={view} locale={locale} secret={key ?? ""} />
        </section>
      )}
    </div>
  );
}

/** The day that a period ends with, not the midnight after it. */
const lastMoment = (ends: Date): Date => new Date(ends.getTime() - 1);

type DeclaredProps = { readonly view: WithdrawalView; readonly one: WithdrawalView["earlier"][number]; readonly locale: Locale; readonly secret: string };

function Declared({ view: { order, lines, returnAddress }, one, locale, secret }: DeclaredProps) {
  const t = words(locale, "withdrawal");
  const date = momentText(one.declaredAt, locale, order.timeZone);
  const waits = one.refund === null && !one.nothingLeft;
  return (
    <section className="rounded-card border border-line p-6">
      <p className="font-medium">{one.contact ? t("declared", { date, name: one.contact.name }) : t("declaredNameless", { date })}</p>
      <ul className="mt-3 list-disc pl-5">
        {one.lines.map(({ line, quantity }) => {
          const found = lines.find(({ id }) => id === line);
          return found && <li key={line}>{quantity} × {localized(found.title, locale)}{found.choice ? `, ${localized(found.choice, locale)}` : ""}</li>;
        })}
      </ul>
      {one.contact && <p className="mt-3 text-sm text-muted">{t("receiptSent", { email: one.contact.email })}</p>}
      <p className="mt-3" data-testid="withdrawal-state">
        {!waits ? t(one.nothingLeft ? "state.nothing" : "state.refunded") : one.evidence === "proof" ? t("state.proof", { date: dayText(lastMoment(one.refundBy), locale, order.timeZone) }) : t("state.awaited")}
      </p>
      {waits && one.evidence === null && (
        <>
          <p className="mt-3">{t("returnTo", { address: returnAddress.replaceAll("\n", ", ") })}</p>
          <ProofForm withdrawal={one.id} number={order.number} secret={secret} texts={{ title: t("proofTitle"), label: t("proofLabel"), send: t("proofSend") }} />
        </>
      )}
    </section>
  );
}
