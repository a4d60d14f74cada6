"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { setGoalsAction } from "../actions";

const PERIODS = ["week", "month", "year"] as const;
type Texts = Readonly<Record<"week" | "month" | "year" | "hint" | "save" | "saving" | "saved" | "wrong" | "signedOut", string>>;

/** An amount for each length of time; an empty one is no goal. Works without JavaScript, and keeps what was written when it is refused. */
export function GoalsForm({ texts, far, given }: { readonly texts: Texts; readonly far: Readonly<Record<string, string>>; readonly given: Readonly<Record<(typeof PERIODS)[number], string>> }) {
  const [outcome, submit, pending] = useActionState(setGoalsAction, null);
  const refused = outcome?.ok === false && outcome.reason === "invalid_input" ? outcome : null;
  return (
    <form action={submit} noValidate className="mt-8 max-w-4xl space-y-5">
      {outcome?.ok === true && <Notice tone="good" role="status">{texts.saved}</Notice>}
      {outcome?.ok === false && outcome.reason === "signed_out" && <Notice tone="bad" role="alert">{texts.signedOut}</Notice>}
      <div className="grid gap-5 sm:grid-cols-3">
        {PERIODS.map((period) => {
          const value = refused?.given[period] ?? given[period];
          return <Field key={period + value} id={period} name={period} inputMode="decimal" autoComplete="off" label={texts[period]} hint={far[period]} defaultValue={value} error={refused?.fields[period] ? texts.wrong : undefined} />;
        })}
      </div>
      <p className="text-sm text-muted">{texts.hint}</p>
      <Button disabled={pending}>{pending ? texts.saving : texts.save}</Button>
    </form>
  );
}
