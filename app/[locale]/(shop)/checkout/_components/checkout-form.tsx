"use client";

import { useActionState, useState, type ReactNode } from "react";
import type { CheckoutState } from "../actions";

type Texts = Readonly<Record<string, string>>;
type Delivery = { readonly code: string; readonly name: string; readonly days: string; readonly price: Readonly<Record<string, string>>; readonly total: Readonly<Record<string, { readonly minor: string; readonly text: string }>> };

export type CheckoutFormProps = {
  readonly action: (state: CheckoutState | null, form: FormData) => Promise<CheckoutState>;
  /** What was said to the form as it was sent last. */
  readonly refusal: CheckoutState | null;
  readonly texts: Texts;
  readonly fieldTexts: Texts;
  readonly values: Texts;
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  readonly deliveries: readonly Delivery[];
  readonly credit: { readonly text: string; readonly spendable: boolean; readonly belowZero: boolean } | null;
  readonly asksWhoToldYou: boolean;
  readonly boundTo: string | null;
  /** Recap of the goods, drawn on the server. */
  readonly recap: ReactNode;
  readonly signIn: ReactNode;
};

const INPUT = "mt-1 block w-full rounded-xl border border-line bg-paper px-4 py-3 text-base text-ink aria-invalid:border-danger";

/** The checkout: works as a plain form, and keeps the total up to date where there is JavaScript. */
export function CheckoutForm(props: CheckoutFormProps) {
  const [state, submit, pending] = useActionState(props.action, props.refusal);
  const values = state?.values ?? props.values;
  const [choice, setChoice] = useState({ country: values["country"] ?? "FR", delivery: values["delivery"] ?? "" });
  const { texts } = props;
  const chosen = props.deliveries.find(({ code }) => code === choice.delivery) ?? props.deliveries[0];
  const problem = (name: string): string | null => {
    const found = state?.problems.find(({ field }) => field === name);
    return found ? (props.fieldTexts[found.reason] ?? null) : null;
  };
  const field = (name: string, extra: Partial<FieldProps> = {}) => (
    <Field key={`${name}:${values[name] ?? ""}`} name={name} label={texts[name] ?? name} value={values[name] ?? ""} problem={problem(name)} {...extra} />
  );

  return (
    <form action={submit} noValidate className="mt-8 grid gap-10 lg:grid-cols-[1fr_22rem]">
      <div className="space-y-10">
        {state && <p role="alert" className="rounded-xl border border-danger p-4 text-danger">{state.sentence}</p>}
        <fieldset>
          <legend className="font-display text-2xl">{texts["contact"]}</legend>
          {props.signIn}
          <div className="mt-4 grid gap-4 sm:grid-cols-6">
            {field("email", { type: "email", autoComplete: "email", span: "sm:col-span-6", hint: texts["emailHint"] ?? "" })}
            {field("name", { autoComplete: "name", span: "sm:col-span-6" })}
            {field("street", { autoComplete: "address-line1", span: "sm:col-span-6" })}
            {field("postalCode", { autoComplete: "postal-code", inputMode: "text", span: "sm:col-span-2" })}
            {field("city", { autoComplete: "address-level2", span: "sm:col-span-4" })}
            <label className="block sm:col-span-3">
              <span className="text-sm font-medium">{texts["country"]}</span>
              <select name="country" autoComplete="country" defaultValue={choice.country} className={INPUT} onChange={(event) => setChoice({ ...choice, country: event.target.value })}>
                {props.countries.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
              </select>
            </label>
            {field("phone", { type: "tel", autoComplete: "tel", span: "sm:col-span-3" })}
          </div>
        </fieldset>
        <fieldset>
          <legend className="font-display text-2xl">{texts["deliveryTitle"]}</legend>
          <div className="mt-4 space-y-3">
            {props.deliveries.map((delivery) => (
              <label key={delivery.code} className="flex cursor-pointer items-center gap-3 rounded-xl border border-line p-4 has-checked:border-accent">
                <input type="radio" name="delivery" value={delivery.code} defaultChecked={delivery.code === chosen?.code} onChange={() => setChoice({ ...choice, delivery: delivery.code })} className="size-5 accent-accent" />
                <span className="flex-1"><span className="block font-medium">{delivery.name}</span><span className="text-sm text-muted">{delivery.days}</span></span>
                <span className="tabular-nums">{delivery.price[choice.country] ?? texts["notThere"]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {props.credit && <Credit credit={props.credit} texts={texts} values={values} problem={problem("creditAmount")} />}
        {props.asksWhoToldYou && (
          <fieldset>
            <legend className="font-display text-2xl">{texts["answerTitle"]}</legend>
            <input type="hidden" name="answer" value="handle" />
            <div className="mt-4">{field("answerHandle", { autoComplete: "off" })}</div>
          </fieldset>
        )}
      </div>
      <Summary {...props} chosen={chosen} country={choice.country} pending={pending} problem={problem("terms")} />
    </form>
  );
}

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly type?: string;
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "numeric" | "decimal";
  readonly span?: string;
  readonly hint?: string;
};

function Field({ name, label, value, problem, type = "text", autoComplete, inputMode, span, hint }: FieldProps) {
  const described = problem ? `${name}-problem` : hint ? `${name}-hint` : undefined;
  return (
    <div className={span}>
      <label htmlFor={name} className="text-sm font-medium">{label}</label>
      <input id={name} name={name} type={type} defaultValue={value} autoComplete={autoComplete} inputMode={inputMode} aria-invalid={problem !== null} aria-describedby={described} className={INPUT} />
      {hint && !problem && <p id={`${name}-hint`} className="mt-1 text-sm text-muted">{hint}</p>}
      {problem && <p id={`${name}-problem`} className="mt-1 text-sm text-danger">{problem}</p>}
    </div>
  );
}

type CreditProps = { readonly credit: NonNullable<CheckoutFormProps["credit"]>; readonly texts: Texts; readonly values: Texts; readonly problem: string | null };

function Credit({ credit, texts, values, problem }: CreditProps) {
  const chosen = values["credit"] ?? "none";
  const radio = (value: string, label: string | undefined) => (
    <label className="flex cursor-pointer items-center gap-3 rounded-xl border border-line p-4 has-checked:border-accent">
      <input type="radio" name="credit" value={value} defaultChecked={chosen === value} className="size-5 accent-accent" />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset disabled={!credit.spendable}>
      <legend className="font-display text-2xl">{texts["creditTitle"]}</legend>
      <p className="mt-2 text-muted">{credit.belowZero ? texts["creditBelowZero"] : texts["creditAvailable"]}</p>
      {credit.spendable && (
        <div className="mt-4 space-y-3">
          {radio("none", texts["creditNone"])}
          {radio("all", texts["creditAll"])}
          {radio("amount", texts["creditAmount"])}
          <Field name="creditAmount" label={texts["creditAmountLabel"] ?? ""} value={values["creditAmount"] ?? ""} problem={problem} inputMode="decimal" />
        </div>
      )}
    </fieldset>
  );
}

type SummaryProps = CheckoutFormProps & { readonly chosen: Delivery | undefined; readonly country: string; readonly pending: boolean; readonly problem: string | null };

/** What it costs, the consent to the terms, and the button that obliges. */
function Summary({ texts, recap, chosen, country, boundTo, pending, problem }: SummaryProps) {
  const total = chosen?.total[country];
  return (
      <aside className="h-fit rounded-2xl border border-line p-6 lg:sticky lg:top-6">
      {recap}
      <dl className="mt-4 space-y-2 border-t border-line pt-4">
        <div className="flex justify-between"><dt>{texts["deliveryLabel"]}</dt><dd className="tabular-nums">{chosen?.price[country] ?? texts["notThere"]}</dd></div>
        <div className="flex justify-between text-lg font-semibold"><dt>{texts["total"]}</dt><dd className="tabular-nums">{total?.text ?? "–"}</dd></div>
      </dl>
      <input type="hidden" name="seenTotal" value={total?.minor ?? ""} />
      <p className="mt-4 text-sm text-muted">{boundTo ?? texts["neutral"]}</p>
      <label className="mt-5 flex items-start gap-3 text-sm">
        <input type="checkbox" name="terms" className="mt-0.5 size-5 accent-accent" aria-invalid={problem !== null} aria-describedby="terms-problem" />
        <span>{texts["terms"]}</span>
      </label>
      <p id="terms-problem" className="mt-1 text-sm text-danger">{problem}</p>
      <button type="submit" disabled={pending} className="mt-4 w-full rounded-full bg-accent px-6 py-4 text-base font-semibold text-paper disabled:opacity-60">
        {pending ? texts["paying"] : texts["pay"]}
      </button>
      <p className="mt-3 text-center text-xs text-muted">{texts["secure"]} {texts["legal"]}</p>
    </aside>
  );
}
