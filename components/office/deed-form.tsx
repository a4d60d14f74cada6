"use client";

import { useActionState } from "react";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

/** A question of a form, as data: a server hands it over. `wrong` is said when the answer is no such thing. */
export type DeedField =
  | { readonly kind: "hidden"; readonly name: string; readonly value: string }
  | { readonly kind: "line"; readonly name: string; readonly label: string; readonly hint?: string; readonly value?: string; readonly wrong?: string; readonly optional?: true; readonly type?: "text" | "url" | "date"; readonly inputMode?: "decimal" | "text"; readonly suggestions?: readonly string[] }
  | { readonly kind: "words"; readonly name: string; readonly label: string; readonly hint?: string; readonly wrong?: string }
  | { readonly kind: "choice"; readonly name: string; readonly label: string; readonly value?: string; readonly choices: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: "tick"; readonly name: string; readonly label: string; readonly hint?: string };

type Outcome = { readonly ok: boolean; readonly reason?: string; readonly fields?: Readonly<Record<string, readonly string[] | undefined>>; readonly given?: Readonly<Record<string, string>> };

type Props = {
  /** Unique on the page. */
  readonly id: string;
  readonly action: (previous: unknown, form: FormData) => Promise<Outcome>;
  readonly fields: readonly DeedField[];
  readonly texts: { readonly submit: string; readonly sending: string; readonly done: string };
  /** A sentence for each reason of a refusal; `refused` for any other. */
  readonly refusals: Readonly<Record<string, string>> & { readonly refused: string };
  readonly kind?: ButtonKind;
};

/** One deed of an operator: its questions, its button, and what came of it. What was typed stays when it is refused. */
export function DeedForm({ id, action, fields, texts, refusals, kind = "quiet" }: Props) {
  const [outcome, submit, pending] = useActionState(action, null);
  const given = outcome?.given ?? {};
  const refusal = outcome && !outcome.ok ? (refusals[outcome.reason ?? ""] ?? refusals.refused) : null;
  return (
    <form action={submit} noValidate className="space-y-4">
      <div key={JSON.stringify(given)} className="space-y-4">
        {fields.map((field) => <Question key={field.name} id={`${id}-${field.name}`} field={field} given={given[field.name]} refilled={outcome?.given !== undefined} wrong={outcome?.fields?.[field.name] !== undefined} />)}
      </div>
      {refusal !== null && <Notice tone="bad" role="alert">{refusal}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{texts.done}</Notice>}
      <Button kind={kind} disabled={pending} className="min-h-11 px-5 py-2">{pending ? texts.sending : texts.submit}</Button>
    </form>
  );
}

type QuestionProps = { readonly id: string; readonly field: DeedField; readonly given: string | undefined; readonly refilled: boolean; readonly wrong: boolean };

function Question({ id, field, given, refilled, wrong }: QuestionProps) {
  switch (field.kind) {
    case "hidden":
      return <input type="hidden" name={field.name} value={field.value} />;
    case "line":
      return (
        <>
          <Field id={id} name={field.name} type={field.type ?? "text"} inputMode={field.inputMode} label={field.label} hint={field.hint} defaultValue={given ?? field.value} required={!field.optional} maxLength={320} autoComplete="off" list={field.suggestions && `${id}-known`} error={wrong ? field.wrong : undefined} />
          {field.suggestions && <datalist id={`${id}-known`}>{field.suggestions.map((value) => <option key={value} value={value} />)}</datalist>}
        </>
      );
    case "words":
      return <Words id={id} field={field} given={given} wrong={wrong} />;
    case "choice":
      return (
        <label className="block text-sm font-medium" htmlFor={id}>
          <span className="mb-1.5 block">{field.label}</span>
          <select id={id} name={field.name} defaultValue={given ?? field.value} className={INPUT_STYLE}>{field.choices.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
        </label>
      );
    case "tick":
      return (
        <label className="flex items-start gap-3 text-[0.9375rem]" htmlFor={id}>
          <input id={id} type="checkbox" name={field.name} value="yes" defaultChecked={refilled && given === "yes"} className="mt-0.5 size-5 shrink-0 accent-accent" />
          <span>{field.label}{field.hint && <span className="block text-sm text-muted">{field.hint}</span>}</span>
        </label>
      );
  }
}

type WordsProps = { readonly id: string; readonly field: Extract<DeedField, { kind: "words" }>; readonly given: string | undefined; readonly wrong: boolean };

function Words({ id, field, given, wrong }: WordsProps) {
  const error = wrong ? field.wrong : undefined;
  const described = [field.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">{field.label}</label>
      <textarea id={id} name={field.name} rows={2} required maxLength={500} defaultValue={given} className={INPUT_STYLE} aria-invalid={error ? true : undefined} aria-describedby={described || undefined} />
      {field.hint && <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">{field.hint}</p>}
      {error && <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">{error}</p>}
    </div>
  );
}
