"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { deliveryAction } from "../actions";

type ZoneRow = { readonly countries: string; readonly steps: string; readonly free: string };
export type DeliveryRow = { readonly code: string; readonly fr: string; readonly en: string; readonly standard: boolean; readonly from: string; readonly to: string; readonly zones: readonly ZoneRow[] };
type Texts = Readonly<Record<"fr" | "en" | "from" | "to" | "standard" | "countries" | "countriesHint" | "steps" | "stepsHint" | "free" | "freeHint" | "zone" | "anotherZone" | "another" | "anotherHint" | "wrong" | "save" | "saving" | "saved", string>> & { readonly refusals: Readonly<Record<string, string>> };

const NO_ZONE: ZoneRow = { countries: "", steps: "", free: "" };
const NO_METHOD: DeliveryRow = { code: "", fr: "", en: "", standard: false, from: "", to: "", zones: [] };

/** Ways of delivery with their zones; the last of each is empty, to add one. What was typed stays when something is wrong with it. */
export function DeliveryForm({ rows, texts }: { readonly rows: readonly DeliveryRow[]; readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(deliveryAction, null);
  const given: Readonly<Record<string, string>> | null = outcome && "given" in outcome ? outcome.given : null;
  const bad = (name: string): string | undefined => (outcome !== null && "fields" in outcome && (outcome.fields as Readonly<Record<string, unknown>>)[name] !== undefined ? texts.wrong : undefined);
  const value = (name: string, stored: string): string => (given === null ? stored : (given[name] ?? ""));
  const box = (name: string, label: string, more: { readonly stored: string; readonly hint?: string; readonly className?: string }) => <Field id={name} name={name} label={label} hint={more.hint} defaultValue={value(name, more.stored)} error={bad(name)} className={more.className} autoComplete="off" />;
  const zoneOf = (name: string, zone: ZoneRow) => (
    <div className="grid items-start gap-4 sm:grid-cols-[1fr_1.2fr_8rem]">
      {box(`${name}.countries`, texts.countries, { stored: zone.countries, hint: texts.countriesHint })}
      <div>
        <label htmlFor={`${name}.steps`} className="mb-1.5 block text-sm font-medium">{texts.steps}</label>
        <textarea id={`${name}.steps`} name={`${name}.steps`} rows={Math.max(3, zone.steps.split("\n").length)} defaultValue={value(`${name}.steps`, zone.steps)} aria-invalid={bad(`${name}.steps`) ? true : undefined} className={`${INPUT_STYLE} tabular-nums`} />
        <p className={`mt-1.5 text-sm ${bad(`${name}.steps`) ? "text-danger" : "text-muted"}`}>{bad(`${name}.steps`) ?? texts.stepsHint}</p>
      </div>
      {box(`${name}.free`, texts.free, { stored: zone.free, hint: texts.freeHint })}
    </div>
  );
  return (
    <form key={JSON.stringify([given, rows])} action={submit} noValidate className="space-y-8">
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts.refusals[outcome.reason] ?? texts.refusals["failed"]}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{texts.saved}</Notice>}
      {[...rows, NO_METHOD].map((row, m) => (
        <fieldset key={row.code || "new"} className="min-w-0 rounded-card border border-line bg-raised p-5">
          <legend className="px-2 font-display text-xl">{row.fr || texts.another}</legend>
          {row === NO_METHOD && <p className="mb-4 text-sm text-muted">{texts.anotherHint}</p>}
          <input type="hidden" name={`${m}.code`} value={row.code} />
          <div className="grid grid-cols-2 items-start gap-4">
            {box(`${m}.name.fr`, texts.fr, { stored: row.fr, className: "col-span-2 sm:col-span-1" })}
            {box(`${m}.name.en`, texts.en, { stored: row.en, className: "col-span-2 sm:col-span-1" })}
            {box(`${m}.from`, texts.from, { stored: row.from })}
            {box(`${m}.to`, texts.to, { stored: row.to })}
          </div>
          <label className="mt-3 inline-flex min-h-11 items-center gap-2.5"><input type="checkbox" name={`${m}.standard`} defaultChecked={value(`${m}.standard`, row.standard ? "on" : "") !== ""} className="size-5 shrink-0 accent-accent" />{texts.standard}</label>
          <ul className="mt-4 divide-y divide-line border-t border-line">
            {[...row.zones, NO_ZONE].map((zone, n) => (
              <li key={n} className="py-4">
                {zone === NO_ZONE && row.zones.length > 0
                  ? <details open={bad(`${m}.${n}.countries`) !== undefined || bad(`${m}.${n}.steps`) !== undefined}><summary className="inline-flex min-h-11 cursor-pointer items-center text-sm underline underline-offset-4">{texts.anotherZone}</summary><div className="pt-3">{zoneOf(`${m}.${n}`, zone)}</div></details>
                  : <><p className="mb-3 font-medium">{texts.zone} {n + 1}</p>{zoneOf(`${m}.${n}`, zone)}</>}
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
      <Button disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}
