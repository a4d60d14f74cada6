"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { noteAction } from "../actions";

type Texts = Readonly<Record<"label" | "keep" | "kept" | "refused" | "empty", string>>;

/** A note for the team. Kept text stays in the box until it is kept. */
export function NoteForm({ number, texts }: { readonly number: string; readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(noteAction, null);
  const given = outcome && "given" in outcome ? outcome.given["text"] : undefined;
  const wrong = outcome && !outcome.ok ? (outcome.reason === "invalid_input" ? texts.empty : texts.refused) : null;
  return (
    <form action={submit} className="mt-4 space-y-3">
      <input type="hidden" name="number" value={number} />
      <label className="block text-sm font-medium">
        <span className="mb-1.5 block">{texts.label}</span>
        <textarea key={given} name="text" rows={3} required maxLength={2000} defaultValue={given} className={INPUT_STYLE} />
      </label>
      {wrong !== null && <Notice tone="bad" role="alert">{wrong}</Notice>}
      {outcome?.ok && <Notice tone="good" role="status">{texts.kept}</Notice>}
      <Button kind="quiet" disabled={pending}>{texts.keep}</Button>
    </form>
  );
}
