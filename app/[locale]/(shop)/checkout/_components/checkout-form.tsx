"use client";

import { type ReactNode, type SubmitEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { payableCredit } from "@/lib/checkout/rules";
import type { Root } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, formatMoney, money, parseAmount } from "@/lib/kernel/money";
import type { CheckoutState } from "../actions";
import type { CheckoutView, DeliveryChoice } from "../load";
import { AddressFields } from "./address-fields";
import { type CreditWish, PayWithCredit } from "./pay-with-credit";
import type { CheckoutTexts } from "./texts";
import { WhoToldYou } from "./who-told-you";

type Delivery = Omit<DeliveryChoice, "days"> & { readonly days: string };

export type CheckoutFormProps = {
  readonly action: (state: CheckoutState | null, form: FormData) => Promise<CheckoutState>;
  readonly root: Root;
  readonly locale: Locale;
  readonly currency: Currency;
  /** What was said to the form as it was sent last. */
  readonly refusal: CheckoutState | null;
  readonly texts: CheckoutTexts;
  readonly values: Readonly<Record<string, string>>;
  readonly countries: CheckoutView["countries"];
  readonly deliveries: readonly Delivery[];
  readonly credit: CheckoutView["credit"];
  readonly asksWhoToldYou: boolean;
  /** Whose sale it is, where that is to be said. */
  readonly whose: string | null;
  readonly guest: boolean;
  /** Drawn on the server: the goods, the way to sign in, the terms, and what can be relied on. */
  readonly recap: ReactNode;
  readonly signIn: ReactNode;
  readonly terms: ReactNode;
  readonly assurances: ReactNode;
};

/** The checkout: works as a plain form, and keeps the total up to date where there is JavaScript. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { texts, credit, deliveries, root } = props;
  const [state, act, pending] = useActionState(props.action, props.refusal);
  const form = useRef<HTMLFormElement>(null);
  const values = state?.values ?? props.values;
  const [country, setCountry] = useState(values["country"] ?? "FR");
  const [code, setCode] = useState(values["delivery"] ?? "");
  const [wish, setWish] = useState<CreditWish>({ kind: values["credit"] ?? "none", amount: values["creditAmount"] ?? "" });
  const reachable = deliveries.filter(({ quotes }) => country in quotes);
  const chosen = reachable.find((delivery) => delivery.code === code) ?? reachable[0];
  const problem = (name: string): string | undefined => {
    const found = state?.problems.find(({ field }) => field === name);
    return found && texts[found.reason];
  };

  // What is wrong is where the cursor goes next.
  useEffect(() => {
    if (state) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-refused]")?.focus();
  }, [state]);

  // By hand, because a form that React sends is emptied afterwards.
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => act(data));
  };
  return (
    <form ref={form} action={act} onSubmit={submit} noValidate className="mt-6 grid gap-10 lg:grid-cols-[1fr_24rem] lg:gap-14">
      <div className="space-y-10">
        {state && state.sentence !== "" && <div data-refused tabIndex={-1}><Notice tone="bad" role="alert">{state.sentence}</Notice></div>}
        <Contact {...props} values={values} problem={problem} country={country} setCountry={setCountry} />
        <Deliveries deliveries={deliveries} texts={texts} country={country} chosen={chosen?.code} choose={setCode} error={problem("delivery")} />
        {credit && <PayWithCredit spendable={credit.spendableMinor > 0n} belowZero={credit.belowZero} texts={texts} wish={wish} choose={setWish} error={problem("creditAmount")} />}
        {props.asksWhoToldYou && <WhoToldYou root={root} texts={texts} values={values} people={state?.people ?? []} error={problem("answerHandle")} />}
      </div>
      <aside className="h-fit rounded-2xl border border-line bg-raised p-5 sm:p-6 lg:sticky lg:top-32" aria-labelledby="summary">
        {props.recap}
        <Sum {...props} quote={chosen?.quotes[country]} wish={wish} />
        {props.whose ? <p className="mt-5 rounded-xl bg-accent-soft px-4 py-3 text-sm">{props.whose}</p> : null}
        {props.guest && <p className="mt-5 text-sm text-muted">{texts.neutral}</p>}
        <label className="mt-5 flex items-start gap-3 text-[0.9375rem]">
          <input type="checkbox" name="terms" className="mt-0.5 size-5 shrink-0 accent-accent" aria-invalid={problem("terms") ? true : undefined} aria-describedby={problem("terms") ? "terms-error" : undefined} />
          <span>{props.terms}</span>
        </label>
        {problem("terms") && <p id="terms-error" className="mt-1.5 text-sm text-danger">{problem("terms")}</p>}
        <Button className="mt-5 w-full px-4 py-4 text-[1.0625rem]" aria-disabled={pending}>{pending ? texts.paying : texts.pay}</Button>
        {props.assurances}
      </aside>
    </form>
  );
}

type ContactProps = Pick<CheckoutFormProps, "root" | "texts" | "values" | "countries" | "signIn"> & {
  readonly problem: (name: string) => string | undefined;
  readonly country: string;
  readonly setCountry: (code: string) => void;
};

/** Who orders and where it goes. The country comes first: it decides how addresses are found. */
function Contact({ root, texts, values, countries, signIn, problem, country, setCountry }: ContactProps) {
  return (
    <fieldset>
      <legend className="font-display text-heading">{texts.contact}</legend>
      {signIn}
      <div className="mt-4 grid gap-4 sm:grid-cols-6">
        <Field id="email" name="email" type="email" label={texts.email} hint={texts.emailHint} defaultValue={values["email"]} error={problem("email")} autoComplete="email" inputMode="email" className="sm:col-span-6" />
        <Field id="name" name="name" label={texts.name} defaultValue={values["name"]} error={problem("name")} autoComplete="name" className="sm:col-span-6" />
        <div className="sm:col-span-6">
          <label htmlFor="country" className="mb-1.5 block text-sm font-medium">{texts.country}</label>
          <select id="country" name="country" autoComplete="country" defaultValue={country} className={INPUT_STYLE} onChange={(event) => setCountry(event.target.value)}>
            {countries.map((one) => <option key={one.code} value={one.code}>{one.name}</option>)}
          </select>
        </div>
        <AddressFields root={root} texts={texts} values={values} country={country} problem={problem} />
        <Field id="phone" name="phone" type="tel" label={texts.phone} defaultValue={values["phone"]} error={problem("phone")} autoComplete="tel" className="sm:col-span-6" />
      </div>
    </fieldset>
  );
}

type DeliveriesProps = Pick<CheckoutFormProps, "texts" | "deliveries"> & { readonly country: string; readonly chosen: string | undefined; readonly choose: (code: string) => void; readonly error: string | undefined };

function Deliveries({ deliveries, texts, country, chosen, choose, error }: DeliveriesProps) {
  return (
    <fieldset>
      <legend className="font-display text-heading">{texts.deliveryTitle}</legend>
      <div className="mt-4 space-y-3">
        {deliveries.map(({ code, name, days, quotes }) => {
          const quote = quotes[country];
          return (
            <label key={code} className={`flex min-h-16 items-center gap-3 rounded-xl border border-line px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft ${quote ? "" : "opacity-60"}`}>
              <input type="radio" name="delivery" value={code} checked={code === chosen} onChange={() => choose(code)} className="size-5 shrink-0 accent-accent" />
              <span className="flex-1"><span className="block font-medium">{name}</span><span className="text-sm text-muted">{days}</span></span>
              <span className="tabular-nums">{quote ? quote.shipping || texts.free : texts.notThere}</span>
            </label>
          );
        })}
        {error && <p className="text-sm text-danger">{error}</p>}
      </div>
    </fieldset>
  );
}

type SumProps = Pick<CheckoutFormProps, "texts" | "locale" | "currency" | "credit"> & { readonly quote: DeliveryChoice["quotes"][string] | undefined; readonly wish: CreditWish };

/** Delivery, VAT and total, and by which means it is paid. */
function Sum({ texts, locale, currency, credit, quote, wish }: SumProps) {
  const say = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  const creditMinor = quote && credit ? creditOf(wish, { totalMinor: quote.totalMinor, credit, currency }) : 0n;
  const row = (label: string, value: string, style = "") => <div className={`flex justify-between gap-4 ${style}`}><dt>{label}</dt><dd className="whitespace-nowrap tabular-nums">{value}</dd></div>;
  return (
    <>
      <dl className="mt-2 space-y-2" aria-live="polite">
        {row(texts.delivery, quote ? quote.shipping || texts.free : texts.notThere)}
        {row(texts.total, quote ? say(quote.totalMinor) : "–", "border-t border-line pt-3 text-lg font-semibold")}
        {quote?.vat.map(({ rateBps, amount }) => <div key={rateBps} className="flex justify-between gap-4 text-sm text-muted"><dt>{texts.vatOf.replace("{rate}", (rateBps / 100).toLocaleString(locale))}</dt><dd className="tabular-nums">{amount}</dd></div>)}
        {quote && creditMinor > 0n && (
          <>
            {row(texts.credit, `− ${say(creditMinor)}`, "border-t border-line pt-3 text-accent")}
            {row(texts.card, say(quote.totalMinor - creditMinor), "font-semibold")}
          </>
        )}
      </dl>
      {quote && creditMinor > 0n && creditMinor === quote.totalMinor && <p className="mt-2 text-sm text-muted">{texts.creditPaysAll}</p>}
      <input type="hidden" name="seenTotal" value={quote?.totalMinor.toString() ?? ""} />
    </>
  );
}

/** What the wallet will pay of a total: the wish, lowered to what there is and to what the card can take of the rest. */
function creditOf({ kind, amount }: CreditWish, sale: { readonly totalMinor: bigint; readonly credit: NonNullable<CheckoutFormProps["credit"]>; readonly currency: Currency }): bigint {
  const { totalMinor, credit: { spendableMinor, payable }, currency } = sale;
  const typed = parseAmount(amount, currency)?.minor ?? 0n;
  const wanted = kind === "all" ? spendableMinor : kind === "amount" && typed > 0n ? typed : 0n;
  if (wanted === 0n) return 0n;
  return payableCredit(totalMinor, wanted < spendableMinor ? wanted : spendableMinor, payable) ?? 0n;
}
