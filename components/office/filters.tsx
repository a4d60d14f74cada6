import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";

type Choice = { readonly value: string; readonly label: string };
type SelectProps = { readonly name: string; readonly label: string; readonly value: string; readonly choices: readonly Choice[] };

/** One question of a filter, with an answer for "all" first. */
export function FilterSelect({ name, label, value, choices }: SelectProps) {
  return (
    <label className="block min-w-0 flex-1 basis-36 text-sm">
      <span className="mb-1 block text-muted">{label}</span>
      <select name={name} defaultValue={value} className={INPUT_STYLE}>
        {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
      </select>
    </label>
  );
}

type SearchProps = { readonly name: string; readonly label: string; readonly hint: string; readonly value: string };

/** What to look for. */
export function FilterSearch({ name, label, hint, value }: SearchProps) {
  return (
    <label className="block min-w-0 flex-[3] basis-64 text-sm">
      <span className="mb-1 block text-muted">{label}</span>
      <input type="search" name={name} defaultValue={value} placeholder={hint} className={INPUT_STYLE} autoComplete="off" maxLength={120} />
    </label>
  );
}

/** A day, or none. */
export function FilterDate({ name, label, value }: Pick<SelectProps, "name" | "label" | "value">) {
  return (
    <label className="block min-w-0 flex-1 basis-36 text-sm">
      <span className="mb-1 block text-muted">{label}</span>
      <input type="date" name={name} defaultValue={value} className={INPUT_STYLE} />
    </label>
  );
}

/** An address's query of the answers that are not empty: for the next page of the list that they filter. */
export function queryOf(answers: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(answers).filter(([, value]) => value !== "")).toString();
}

/** Filters of a list as a form that is an address: it can be kept, sent and gone back to. Works without JavaScript. */
export function Filters({ action, submit, children }: { readonly action: string; readonly submit: string; readonly children: ReactNode }) {
  return (
    <form action={action} method="get" role="search" className="mt-6 mb-5 flex flex-wrap items-end gap-3">
      {children}
      <button type="submit" className={buttonStyle("quiet", "min-h-12 px-5")}>{submit}</button>
    </form>
  );
}
