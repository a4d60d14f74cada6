"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { vatAction } from "../actions";

type Texts = Readonly<Record<"home" | "homeHint" | "country" | "drop" | "another" | "wrong" | "table" | "save" | "saving" | "saved", string>> & { readonly refusals: Readonly<Record<string, string>> };
type Props = { readonly home: string; readonly countries: readonly { readonly code: string; readonly name: string; readonly rates: readonly string[] }[]; readonly classes: readonly { readonly id: string; readonly label: string }[]; readonly texts: Texts };

/** The VAT table as a table. What was typed stays when something is wrong with it. */
export function VatForm({ home, countries, classes, texts }: Props) {
  const [outcome, submit, pending] = useActionState(vatAction, null);
  const given: Readonly<Record<string, string>> | null = outcome && "given" in outcome ? outcome.given : null;
  const bad = (name: string): boolean => outcome !== null && "fields" in outcome && (outcome.fields as Readonly<Record<string, unknown>>)[name] !== undefined;
  const value = (name: string, stored: string): string => (given === null ? stored : (given[name] ?? ""));
  const cell = (prefix: string, label: string, rates: readonly string[]) => classes.map(({ id, label: kind }, n) => (
    <td key={id} className="px-1.5 py-2"><input name={`${prefix}:${id}`} inputMode="decimal" aria-label={`${label}, ${kind}`} aria-invalid={bad(`${prefix}:${id}`) || undefined} defaultValue={value(`${prefix}:${id}`, rates[n] ?? "")} className={`${INPUT_STYLE} min-w-20 px-3 text-right tabular-nums`} /></td>
  ));
  return (
    <form key={JSON.stringify([given, countries])} action={submit} noValidate className="space-y-6">
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts.refusals[outcome.reason] ?? texts.refusals["failed"]}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{texts.saved}</Notice>}
      <Field id="home" name="home" label={texts.home} hint={texts.homeHint} defaultValue={value("home", home)} error={bad("home") ? texts.wrong : undefined} maxLength={2} className="max-w-xs" />
      <div role="group" aria-label={texts.table} tabIndex={0} className="overflow-x-auto rounded-card border border-line bg-raised p-3">
        <table className="w-full text-sm">
          <thead><tr className="text-muted"><th scope="col" className="px-1.5 py-2 text-left font-normal">{texts.country}</th>{classes.map(({ id, label }) => <th key={id} scope="col" className="px-1.5 py-2 text-right font-normal">{label}</th>)}<th scope="col" className="px-1.5 py-2 text-left font-normal">{texts.drop}</th></tr></thead>
          <tbody>
            {countries.map(({ code, name, rates }) => (
              <tr key={code}><th scope="row" className="px-1.5 py-2 text-left font-normal whitespace-nowrap">{name} <span className="text-muted">{code}</span></th>{cell(code, name, rates)}<td className="px-1.5 text-center">{code !== home && <label className="inline-flex size-11 items-center justify-center"><input type="checkbox" name={`${code}:drop`} aria-label={`${texts.drop} ${name}`} className="size-5 shrink-0 accent-accent" /></label>}</td></tr>
            ))}
            <tr className="border-t border-line"><th scope="row" className="px-1.5 py-3 text-left font-normal"><input name="new" aria-label={texts.another} placeholder={texts.another} maxLength={2} aria-invalid={bad("new") || undefined} defaultValue={value("new", "")} className={`${INPUT_STYLE} min-w-32 px-3`} /></th>{cell("new", texts.another, [])}<td /></tr>
          </tbody>
        </table>
      </div>
      <Button disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}
