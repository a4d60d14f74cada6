"use client";

import { useActionState, useId } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type Choice = { readonly value: string; readonly label: string };
/** One question of a form. `wrong` says what to do when the answer can't be taken. */
export type Ask = {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly wrong?: string;
  readonly kind?: "text" | "area" | "select" | "check" | "colour" | "decimal" | "number" | "email";
  readonly choices?: readonly Choice[];
  /** Several answers under one name. */
  readonly chosen?: readonly string[];
  readonly lang?: "fr" | "en";
  readonly required?: boolean;
  /** Takes the whole width. */
  readonly wide?: boolean;
  readonly rows?: number;
};
export type AskGroup = { readonly title?: string; readonly lead?: string; readonly asks: readonly Ask[] };

/** What an action answers to such a form. */
export type FormOutcome =
  | { readonly ok: true; readonly said?: string }
  | { readonly ok: false; readonly reason: string; readonly fields?: Readonly<Record<string, readonly string[] | undefined>>; readonly given?: Readonly<Record<string, string>> }
  | null;

type Props = {
  readonly action: (previous: unknown, form: FormData) => Promise<FormOutcome>;
  readonly groups: readonly AskGroup[];
  /** Sent along unseen. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly texts: {
    readonly save: string;
    readonly saving: string;
    readonly saved: string;
    /** Sentences by reason; `failed` for any other. */
    readonly refusals: Readonly<Record<string, string>>;
  };
  readonly kind?: "primary" | "quiet";
};

/** A form of the office: its answers stay when something is wrong with them, and a second click while the first is under way sends nothing. Works without JavaScript. */
export function ActionForm({ action, groups, hidden = {}, texts, kind = "primary" }: Props) {
  const [outcome, submit, pending] = useActionState(action, null);
  const given = outcome && !outcome.ok ? (outcome.given ?? {}) : {};
  const fields = outcome && !outcome.ok ? (outcome.fields ?? {}) : {};
  const mark = `${JSON.stringify(hidden)}${JSON.stringify(given)}`;
  return (
    <form key={mark} action={submit} noValidate className="space-y-7">
      {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts.refusals[outcome.reason] ?? texts.refusals["failed"]}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{outcome.said ?? texts.saved}</Notice>}
      {groups.map(({ title, lead, asks }) => (
        <fieldset key={title ?? asks[0]?.name} className="min-w-0">
          {title !== undefined && <legend className="mb-3 font-display text-xl">{title}</legend>}
          {lead !== undefined && <p className="-mt-1 mb-4 max-w-prose text-sm text-muted">{lead}</p>}
          <div className="grid gap-5 sm:grid-cols-2">
            {asks.map((ask) => <Question key={ask.name} ask={ask} value={Object.keys(given).length > 0 ? (given[ask.name] ?? "") : (ask.value ?? "")} wrong={fields[ask.name] === undefined ? undefined : ask.wrong} />)}
          </div>
        </fieldset>
      ))}
      <Button kind={kind} disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}

function Question({ ask, value, wrong }: { readonly ask: Ask; readonly value: string; readonly wrong: string | undefined }) {
  const { name, label, hint, kind = "text", choices = [], chosen, lang, required, wide, rows = 4 } = ask;
  const id = `${useId()}${name}`;
  const span = wide ? "sm:col-span-2" : "";
  if (kind === "check") {
    if (chosen) {
      return (
        <div role="group" aria-label={label} className={`${span} flex flex-wrap gap-x-6 gap-y-1`}>
          {choices.map((choice) => (
            <label key={choice.value} className="inline-flex min-h-11 items-center gap-2.5"><input type="checkbox" name={`${name}:${choice.value}`} defaultChecked={chosen.includes(choice.value)} className="size-5 shrink-0 accent-accent" />{choice.label}</label>
          ))}
        </div>
      );
    }
    return <label className={`${span} inline-flex min-h-11 items-center gap-2.5`}><input type="checkbox" name={name} defaultChecked={value !== ""} className="size-5 shrink-0 accent-accent" /><span>{label}{hint && <span className="block text-sm text-muted">{hint}</span>}</span></label>;
  }
  if (kind === "area" || kind === "select" || kind === "colour") {
    const described = [hint ? `${id}-hint` : "", wrong ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
    const common = { id, name, required, "aria-invalid": wrong ? true : undefined, "aria-describedby": described } as const;
    return (
      <div className={span}>
        <label htmlFor={id} className="mb-1.5 block text-sm font-medium">{label}</label>
        {kind === "area" && <textarea {...common} rows={rows} defaultValue={value} lang={lang} className={INPUT_STYLE} />}
        {kind === "select" && <select {...common} defaultValue={value} className={INPUT_STYLE}>{choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}</select>}
        {kind === "colour" && <input {...common} type="color" defaultValue={value} className="h-12 w-full cursor-pointer rounded-xl border border-edge bg-raised p-1.5" />}
        {hint && <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">{hint}</p>}
        {wrong && <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">{wrong}</p>}
      </div>
    );
  }
  const mode = kind === "decimal" ? "decimal" : kind === "number" ? "numeric" : undefined;
  return <Field id={id} name={name} label={label} hint={hint} defaultValue={value} error={wrong} required={required} lang={lang} className={span} type={kind === "email" ? "email" : "text"} inputMode={mode} autoComplete="off" />;
}
