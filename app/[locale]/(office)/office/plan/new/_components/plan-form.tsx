"use client";

import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Currency } from "@/lib/kernel/money";
import { definitionFrom } from "@/lib/plan/drafts/input";
import { parsePlan } from "@/lib/plan/input";
import type { Party, PlanReason, Stage } from "@/lib/plan/types";
import { previewAction, publishAction } from "../actions";
import { Parts, sentenceAt } from "./parts";
import { Preview } from "./preview";

type Text =
  | "total" | "parts" | "adds" | "misses" | "over" | "settings" | "base" | "earnOnCredit" | "binding" | "months" | "selfPurchase" | "volumePolicy" | "minBase" | "capPool" | "noLimit"
  | "preview" | "previewing" | "previewTitle" | "today" | "then" | "change" | "cut" | "publishTitle" | "startsOn" | "startsHint" | "reason" | "reasonHint" | "publish" | "publishing" | "correct" | "startWrong" | "reasonWrong";
export type PlanTexts = Readonly<Record<Text, string>>;
type Choice = { readonly value: string; readonly label: string };
type Setting = "base" | "earnOnCredit" | "binding" | "selfPurchase" | "volumePolicy";
export type PlanFormProps = {
  readonly fields: Readonly<Record<string, string>>;
  readonly currency: Currency;
  readonly deed: string;
  /** The first day that it can start, `2026-11-27`. */
  readonly earliest: string;
  readonly locale: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly stageHints: Readonly<Record<Stage, string>>;
  readonly parties: Readonly<Record<Party, string>>;
  readonly problems: Readonly<Record<PlanReason, string>>;
  readonly refusals: Readonly<Record<"not_allowed" | "invalid_input" | "invalid" | "starts_in_the_past" | "start_is_taken", string>>;
  readonly choices: Readonly<Record<Setting, readonly Choice[]>>;
  readonly texts: PlanTexts;
};

/** A plan to come, checked as it is typed by the very rules that the server publishes by. */
export function PlanForm(props: PlanFormProps) {
  const { currency, deed, earliest, problems, refusals, choices, texts } = props;
  const [published, publish, publishing] = useActionState(publishAction, null);
  const [previewed, preview, previewing] = useActionState(previewAction, null);
  const given = (published && "given" in published ? published.given : undefined) ?? (previewed && "given" in previewed ? previewed.given : undefined);
  const [fields, change] = useState<Readonly<Record<string, string>>>({ ...props.fields, ...given });
  const parsed = parsePlan(definitionFrom(fields, currency));
  const found = parsed.ok ? [] : parsed.problems;
  const set = (name: string, value: string): void => { change((before) => ({ ...before, [name]: value })); };
  const at = (path: string): string | undefined => sentenceAt(found, path, problems);
  const line = (name: string) => ({ id: name, name, value: fields[name] ?? "", onChange: (event: { readonly target: { readonly value: string } }) => { set(name, event.target.value); } });
  const wrong = (name: string): boolean => published !== null && "fields" in published && published.fields[name] !== undefined;
  return (
    <form action={publish} noValidate className="mt-6 max-w-3xl space-y-8">
      <input type="hidden" name="deed" value={deed} />
      <section className="space-y-5 rounded-card border border-line bg-raised p-5 sm:p-6">
        <Field {...line("total")} inputMode="decimal" label={texts.total} error={at("totalRateBps")} className="max-w-48" />
        <Parts {...props} fields={fields} found={found} set={set} />
      </section>
      <section aria-labelledby="settings" className="rounded-card border border-line bg-raised p-5 sm:p-6">
        <h2 id="settings" className="mb-4 font-display text-heading">{texts.settings}</h2>
        <div className="grid gap-5 sm:grid-cols-2">
          {(["base", "earnOnCredit", "binding", "selfPurchase", "volumePolicy"] as const).map((name) => (
            <label key={name} className="block text-sm font-medium"><span className="mb-1.5 block">{texts[name]}</span><select {...line(name)} className={INPUT_STYLE}>{choices[name].map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select></label>
          ))}
          {fields["binding"] === "months" && <Field {...line("months")} inputMode="numeric" label={texts.months} error={at("binding")} />}
          <Field {...line("minBase")} inputMode="decimal" label={texts.minBase} hint={texts.noLimit} error={at("minBaseMinor")} />
          <Field {...line("capPool")} inputMode="decimal" label={texts.capPool} hint={texts.noLimit} error={at("capPoolMinor")} />
        </div>
      </section>
      <section aria-labelledby="preview" className="rounded-card border border-line bg-raised p-5 sm:p-6">
        <h2 id="preview" className="font-display text-heading">{texts.previewTitle}</h2>
        {previewed?.ok && <Preview {...previewed} texts={texts} />}
        {previewed && !previewed.ok && <div className="mt-4"><Notice tone="bad" role="alert">{refusals[previewed.reason]}</Notice></div>}
        <Button kind="quiet" formAction={preview} disabled={previewing || !parsed.ok} className="mt-4 min-h-11 px-5 py-2">{previewing ? texts.previewing : texts.preview}</Button>
      </section>
      <section aria-labelledby="publish" className="space-y-5 rounded-card border border-line bg-raised p-5 sm:p-6">
        <h2 id="publish" className="font-display text-heading">{texts.publishTitle}</h2>
        <Field {...line("startsOn")} type="date" min={earliest} label={texts.startsOn} hint={texts.startsHint} error={wrong("startsOn") ? texts.startWrong : undefined} className="max-w-60" />
        <Field {...line("reason")} label={texts.reason} hint={texts.reasonHint} maxLength={500} error={wrong("reason") ? texts.reasonWrong : undefined} />
        {!parsed.ok && <Notice tone="bad">{texts.correct}</Notice>}
        {published && <Notice tone="bad" role="alert">{refusals[published.reason]}</Notice>}
        <Button disabled={publishing || !parsed.ok}>{publishing ? texts.publishing : texts.publish}</Button>
      </section>
    </form>
  );
}
