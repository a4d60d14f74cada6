"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { decideAction, makeFileAction, setPayoutsAction } from "../actions";

type Deed = "approve" | "refuse" | "paid" | "failed";
type DecisionTexts = Readonly<Record<Deed | "reason" | "done" | "decided" | "unknown_payout" | "not_allowed" | "invalid_input", string>>;

/** What an operator can do about a pay-out. The first button is the usual one; a reason is for what gives the money back. */
export function DecisionForm({ payout, deeds, texts }: { readonly payout: string; readonly deeds: readonly Deed[]; readonly texts: DecisionTexts }) {
  const [outcome, submit, pending] = useActionState(decideAction, null);
  return (
    <form action={submit} className="mt-4 flex flex-wrap items-end gap-3">
      <input type="hidden" name="payout" value={payout} />
      {outcome && <div className="basis-full"><Notice tone={outcome.ok ? "good" : "bad"} role={outcome.ok ? "status" : "alert"}>{outcome.ok ? texts.done : texts[outcome.reason]}</Notice></div>}
      {deeds.some((deed) => deed === "refuse" || deed === "failed") && <Field id={`reason-${payout}`} name="reason" maxLength={300} label={texts.reason} className="min-w-56 flex-1" />}
      {deeds.map((deed, n) => <Button key={deed} kind={n === 0 && deed !== "failed" ? "primary" : "quiet"} name="deed" value={deed} disabled={pending}>{texts[deed]}</Button>)}
    </form>
  );
}

type FileTexts = Readonly<Record<"make" | "made" | "nothing_approved" | "no_account" | "not_allowed" | "invalid_input", string>>;

/** Makes the file that the company hands to its bank. */
export function FileButton({ texts }: { readonly texts: FileTexts }) {
  const [outcome, submit, pending] = useActionState(makeFileAction, null);
  return (
    <form action={submit} className="mt-4 space-y-3">
      {outcome && <Notice tone={outcome.ok ? "good" : "bad"} role={outcome.ok ? "status" : "alert"}>{outcome.ok ? texts.made : texts[outcome.reason]}</Notice>}
      <Button disabled={pending}>{texts.make}</Button>
    </form>
  );
}

const FIELDS = ["minimum", "afterDays", "name", "iban", "bic"] as const;
type SetTexts = Readonly<Record<"method" | "off" | "sepa" | "stripe" | "afterDaysHint" | "bicHint" | "save" | "saved" | "wrong" | "notAllowed" | (typeof FIELDS)[number], string>>;

/** How the company pays out. Keeps what was written when it is refused. */
export function SettingsForm({ given, texts }: { readonly given: Readonly<Record<"method" | (typeof FIELDS)[number], string>>; readonly texts: SetTexts }) {
  const [outcome, submit, pending] = useActionState(setPayoutsAction, null);
  const refused = outcome && "given" in outcome ? outcome : null;
  const wrong = (name: string): boolean => (refused?.reason === "invalid_input" && refused.fields[name] !== undefined) || (refused?.reason === "not_an_amount" && name === "minimum");
  const value = (name: keyof typeof given): string => refused?.given[name] ?? given[name];
  const hints: Partial<Record<(typeof FIELDS)[number], string>> = { afterDays: texts.afterDaysHint, bic: texts.bicHint };
  return (
    <form action={submit} noValidate className="mt-4 max-w-lg space-y-4">
      {outcome?.ok && <Notice tone="good" role="status">{texts.saved}</Notice>}
      {outcome?.ok === false && outcome.reason === "not_allowed" && <Notice tone="bad" role="alert">{texts.notAllowed}</Notice>}
      <div>
        <label htmlFor="method" className="mb-1.5 block text-sm font-medium">{texts.method}</label>
        <select key={value("method")} id="method" name="method" defaultValue={value("method")} className={INPUT_STYLE}>
          {(["off", "sepa", "stripe"] as const).map((method) => <option key={method} value={method}>{texts[method]}</option>)}
        </select>
      </div>
      {FIELDS.map((name) => <Field key={name + value(name)} id={name} name={name} autoComplete="off" label={texts[name]} hint={hints[name]} defaultValue={value(name)} error={wrong(name) ? texts.wrong : undefined} />)}
      <Button disabled={pending}>{texts.save}</Button>
    </form>
  );
}
