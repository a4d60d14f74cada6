"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { issueAction } from "../actions";

type Texts = Readonly<Record<"name" | "nameHint" | "scopes" | "expires" | "issue" | "issuing" | "made" | "keepIt" | "no_scope" | "invalid_input" | "not_allowed", string>>;
type Choice = readonly [value: string, label: string];
type Props = { readonly scopes: readonly Choice[]; readonly days: readonly Choice[]; readonly texts: Texts };

/** Makes a token and shows its secret, this once. */
export function IssueForm({ scopes, days, texts }: Props) {
  const [outcome, submit, pending] = useActionState(issueAction, null);
  const given = outcome && "given" in outcome ? outcome.given["name"] : undefined;
  return (
    <div className="space-y-5">
      {outcome?.ok && (
        <Notice tone="good" role="status">
          <p className="font-medium">{texts.made} {outcome.name}</p>
          <p className="mt-2"><code className="block rounded-lg bg-paper px-3 py-2 text-base break-all select-all">{outcome.secret}</code></p>
          <p className="mt-2">{texts.keepIt}</p>
        </Notice>
      )}
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts[outcome.reason]}</Notice>}
      <form action={submit} className="space-y-5 rounded-card border border-line p-5">
        <Field key={given} id="token-name" name="name" label={texts.name} hint={texts.nameHint} defaultValue={given} required maxLength={80} autoComplete="off" />
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{texts.scopes}</legend>
          <div className="space-y-1">
            {scopes.map(([value, label]) => (
              <label key={value} className="flex min-h-11 items-center gap-3">
                <input type="checkbox" name={value} className="size-5 shrink-0 accent-accent" />
                <span>{label} <code className="text-sm text-muted">{value}</code></span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="block text-sm font-medium sm:max-w-60">
          <span className="mb-1.5 block">{texts.expires}</span>
          <select name="days" defaultValue="365" className={INPUT_STYLE}>{days.map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
        </label>
        <Button disabled={pending}>{pending ? texts.issuing : texts.issue}</Button>
      </form>
    </div>
  );
}
