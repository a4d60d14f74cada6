"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { editAction } from "../actions";

/** A variant in the form. */
export type EditRow = { readonly id: string; readonly name: string; readonly sku: string; readonly price: string; readonly shelf: string; readonly note: string };
type Texts = Readonly<Record<
  | "status" | "titleFr" | "titleEn" | "vat" | "rate" | "rateHint" | "goods" | "price" | "shelf" | "save" | "saving" | "saved" | "unchanged"
  | "unknown_product" | "changed_meanwhile" | "not_allowed" | "invalid_input" | "wrongTitle" | "wrongPercent" | "wrongPrice" | "wrongShelf", string>>;
type Props = {
  readonly slug: string;
  readonly seen: string;
  readonly status: string;
  readonly titleFr: string;
  readonly titleEn: string;
  readonly vat: string;
  readonly rate: string;
  readonly rows: readonly EditRow[];
  readonly states: readonly { readonly value: string; readonly label: string }[];
  readonly texts: Texts;
};

/** What an operator changes of a product. What was typed stays when something is wrong with it. */
export function ProductForm({ slug, seen, rows, states, texts, ...stored }: Props) {
  const [outcome, submit, pending] = useActionState(editAction, null);
  const given: Readonly<Record<string, string>> = outcome && "given" in outcome ? outcome.given : {};
  const wrong = (name: string, sentence: string): string | undefined => (outcome && "fields" in outcome && outcome.fields[name] !== undefined ? sentence : undefined);
  const done = outcome?.ok ? (outcome.changes === 0 ? texts.unchanged : texts.saved) : null;
  return (
    <form key={`${seen}${JSON.stringify(given)}`} action={submit} noValidate className="space-y-5">
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="seen" value={seen} />
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts[outcome.reason]}</Notice>}
      {done !== null && <Notice tone="good" role="status">{done}</Notice>}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="title-fr" name="title.fr" label={texts.titleFr} defaultValue={given["title.fr"] ?? stored.titleFr} error={wrong("title.fr", texts.wrongTitle)} required maxLength={160} lang="fr" />
        <Field id="title-en" name="title.en" label={texts.titleEn} defaultValue={given["title.en"] ?? stored.titleEn} maxLength={160} lang="en" />
        <label className="block text-sm font-medium">
          <span className="mb-1.5 block">{texts.status}</span>
          <select name="status" defaultValue={given["status"] ?? stored.status} className={INPUT_STYLE}>{states.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
        </label>
        <Field id="vat" name="vat" inputMode="decimal" label={texts.vat} defaultValue={given["vat"] ?? stored.vat} error={wrong("vat", texts.wrongPercent)} required />
        <Field id="rate" name="rate" inputMode="decimal" label={texts.rate} hint={texts.rateHint} defaultValue={given["rate"] ?? stored.rate} error={wrong("rate", texts.wrongPercent)} />
      </div>
      <fieldset>
        <legend className="font-display text-heading">{texts.goods}</legend>
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.id} className="grid grid-cols-2 items-start gap-4 py-4 sm:grid-cols-[1fr_9rem_9rem]">
              <p className="col-span-2 sm:col-span-1 sm:pt-8">{row.name}<span className="block text-sm text-muted">{row.sku}{row.note && `, ${row.note}`}</span></p>
              <Field id={`price:${row.id}`} name={`price:${row.id}`} inputMode="decimal" label={texts.price} aria-label={`${texts.price}, ${row.name}`} defaultValue={given[`price:${row.id}`] ?? row.price} error={wrong(`price:${row.id}`, texts.wrongPrice)} required />
              <Field id={`shelf:${row.id}`} name={`shelf:${row.id}`} inputMode="numeric" label={texts.shelf} aria-label={`${texts.shelf}, ${row.name}`} defaultValue={given[`shelf:${row.id}`] ?? row.shelf} error={wrong(`shelf:${row.id}`, texts.wrongShelf)} required />
            </li>
          ))}
        </ul>
      </fieldset>
      <Button disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}
