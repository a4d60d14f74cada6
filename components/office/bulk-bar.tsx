"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

/** What was done to how many, and what takes it back. */
export type BulkOutcome = { readonly ok: true; readonly said: string; readonly undo: string | null } | { readonly ok: false; readonly reason: string } | null;
type Action = (previous: unknown, form: FormData) => Promise<BulkOutcome>;
type Props = {
  /** The id by which the list's boxes belong to this form. */
  readonly id: string;
  readonly action: Action;
  readonly undo: Action;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly texts: Readonly<Record<"label" | "apply" | "undo" | "all", string>> & { readonly refusals: Readonly<Record<string, string>> };
};

/** One deed for all rows that are marked, and the way back from it. */
export function BulkBar({ id, action, undo, choices, texts }: Props) {
  const [outcome, submit, pending] = useActionState(action, null);
  const [back, submitBack, backPending] = useActionState(undo, null);
  const latest = back ?? outcome;
  const mark = (marked: boolean) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(`input[form="${id}"]`)) box.checked = marked;
  };
  return (
    <div className="sticky bottom-3 z-10 mt-4 flex flex-wrap items-center gap-3 rounded-card border border-line bg-raised p-3 shadow-lift">
      <form id={id} action={submit} className="flex flex-1 flex-wrap items-center gap-3">
        <label className="needs-script inline-flex min-h-11 items-center gap-2.5 px-2 text-sm"><input type="checkbox" onChange={(event) => mark(event.target.checked)} className="size-5 shrink-0 accent-accent" />{texts.all}</label>
        <select name="deed" aria-label={texts.label} className={`${INPUT_STYLE} w-auto min-w-44 flex-1 sm:flex-none`}>{choices.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
        <Button kind="quiet" className="min-h-12 px-5" disabled={pending}>{texts.apply}</Button>
      </form>
      {latest && !latest.ok && <Notice tone="bad" role="alert">{texts.refusals[latest.reason] ?? texts.refusals["failed"]}</Notice>}
      {latest?.ok && (
        <form action={submitBack} className="flex items-center gap-2">
          <Notice tone="good" role="status">{latest.said}</Notice>
          {latest.undo !== null && <><input type="hidden" name="deed" value={latest.undo} /><Button kind="plain" disabled={backPending}>{texts.undo}</Button></>}
        </form>
      )}
    </div>
  );
}
