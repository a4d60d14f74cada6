"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { goodsAction } from "../actions";

export type GoodsRow = {
  readonly sku: string;
  readonly values: readonly string[];
  readonly price: string;
  readonly grams: string;
  readonly net: string;
  readonly barcode: string;
  readonly cv: string;
  readonly bv: string;
  readonly untracked: boolean;
};
type Texts = Readonly<Record<"options" | "optionsHint" | "option" | "sku" | "price" | "shelf" | "grams" | "net" | "netHint" | "barcode" | "cv" | "bv" | "volumesHint" | "volumes" | "untracked" | "off" | "another" | "anotherHint" | "wrong" | "save" | "saving" | "saved", string>> & { readonly refusals: Readonly<Record<string, string>> };
type Props = { readonly slug: string; readonly seen: string; readonly options: readonly string[]; readonly rows: readonly GoodsRow[]; readonly texts: Texts };

const EMPTY: GoodsRow = { sku: "", values: [], price: "", grams: "", net: "", barcode: "", cv: "", bv: "", untracked: false };

/** The options that a product comes in and its variants. What was typed stays when something is wrong with it. */
export function GoodsForm({ slug, seen, options, rows, texts }: Props) {
  const [outcome, submit, pending] = useActionState(goodsAction, null);
  const given: Readonly<Record<string, string>> | null = outcome && "given" in outcome ? outcome.given : null;
  const wrong = (name: string): string | undefined => (outcome && "fields" in outcome && outcome.fields[name] !== undefined ? texts.wrong : undefined);
  const value = (name: string, stored: string): string => (given === null ? stored : (given[name] ?? ""));
  const shown = [0, 1, 2].map((n) => value(`option:${n}`, options[n] ?? "")).map((name, n) => ({ n, name: name.split("|")[0]?.trim() ?? "" }));
  const box = (name: string, label: string, stored: string) => <Field id={name} name={name} label={label} defaultValue={value(name, stored)} error={wrong(name)} autoComplete="off" />;
  const line = (row: GoodsRow, n: number, fresh: boolean) => (
    <>
      <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-4">
        {fresh ? box(`${n}:sku`, texts.sku, "") : <p className="text-sm font-medium">{texts.sku}<span className="mt-1.5 flex min-h-12 items-center font-normal break-all">{row.sku}</span><input type="hidden" name={`${n}:sku`} value={row.sku} /></p>}
        {shown.filter(({ name }) => name !== "").map((option) => <div key={option.n}>{box(`${n}:value:${option.n}`, option.name, row.values[option.n] ?? "")}</div>)}
        {box(`${n}:price`, texts.price, row.price)}
        {fresh && box(`${n}:shelf`, texts.shelf, "")}
      </div>
      <details className="mt-3" open={["grams", "net", "cv", "bv"].some((name) => wrong(`${n}:${name}`) !== undefined)}>
        <summary className="inline-flex min-h-11 items-center text-sm underline underline-offset-4">{texts.volumes}</summary>
        <div className="mt-2 grid grid-cols-2 items-start gap-4 sm:grid-cols-5">
          {box(`${n}:grams`, texts.grams, row.grams)}
          {box(`${n}:net`, texts.net, row.net)}
          {box(`${n}:barcode`, texts.barcode, row.barcode)}
          {box(`${n}:cv`, texts.cv, row.cv)}
          {box(`${n}:bv`, texts.bv, row.bv)}
        </div>
        <p className="mt-2 text-sm text-muted">{texts.netHint} {texts.volumesHint}</p>
      </details>
      <div className="mt-1 flex flex-wrap gap-x-6">
        <label className="inline-flex min-h-11 items-center gap-2.5 text-sm"><input type="checkbox" name={`${n}:untracked`} defaultChecked={value(`${n}:untracked`, row.untracked ? "on" : "") !== ""} className="size-5 shrink-0 accent-accent" />{texts.untracked}</label>
        {!fresh && <label className="inline-flex min-h-11 items-center gap-2.5 text-sm"><input type="checkbox" name={`${n}:off`} defaultChecked={value(`${n}:off`, "") !== ""} className="size-5 shrink-0 accent-accent" />{texts.off}</label>}
      </div>
    </>
  );
  return (
    <form key={`${seen}${JSON.stringify(given)}`} action={submit} noValidate className="space-y-6">
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="seen" value={seen} />
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts.refusals[outcome.reason] ?? texts.refusals["failed"]}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{texts.saved}</Notice>}
      <fieldset>
        <legend className="mb-1 font-medium">{texts.options}</legend>
        <p className="mb-3 text-sm text-muted">{texts.optionsHint}</p>
        <div className="grid gap-4 sm:grid-cols-3">
          {[0, 1, 2].map((n) => <Field key={n} id={`option:${n}`} name={`option:${n}`} label={`${texts.option} ${n + 1}`} defaultValue={value(`option:${n}`, options[n] ?? "")} autoComplete="off" />)}
        </div>
      </fieldset>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map((row, n) => <li key={row.sku} className="py-5">{line(row, n, false)}</li>)}
        <li className="py-5">
          <p className="mb-1 font-medium">{texts.another}</p>
          <p className="mb-3 text-sm text-muted">{texts.anotherHint}</p>
          {line(EMPTY, rows.length, true)}
        </li>
      </ul>
      <Button kind="quiet" disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}
