"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { refundAction } from "../actions";

type Texts = Readonly<Record<"reason" | "reasonHint" | "reasonMissing" | "confirm" | "sending" | "refused" | "notAllowed", string>>;
type Props = { readonly fields: readonly (readonly [string, string])[]; readonly refusals: Readonly<Record<string, string>>; readonly texts: Texts };

/** The last step: why, and yes. What is sent is what was shown. */
export function ConfirmForm({ fields, refusals, texts }: Props) {
  const [outcome, submit, pending] = useActionState(refundAction, null);
  const given = outcome && "given" in outcome ? outcome.given["reason"] : undefined;
  const refusal = outcome && outcome.reason !== "invalid_input" ? (outcome.reason === "not_allowed" ? texts.notAllowed : (refusals[outcome.reason] ?? texts.refused)) : null;
  return (
    <form action={submit} noValidate className="mt-6 space-y-4">
      {fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Field key={given} id="reason" name="reason" label={texts.reason} hint={texts.reasonHint} defaultValue={given} required minLength={3} maxLength={500} error={outcome?.reason === "invalid_input" ? texts.reasonMissing : undefined} />
      {refusal !== null && <Notice tone="bad" role="alert">{refusal}</Notice>}
      <Button disabled={pending}>{pending ? texts.sending : texts.confirm}</Button>
    </form>
  );
}
