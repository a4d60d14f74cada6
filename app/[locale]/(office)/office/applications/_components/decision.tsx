"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { decideAction } from "../actions";

type Texts = Readonly<Record<"reason" | "reasonHint" | "approve" | "refuse" | "approved" | "decided_before" | "no_customer" | "not_allowed" | "invalid_input", string>>;

/** Approve or refuse, with a reason. */
export function DecisionForm({ application, texts }: { readonly application: string; readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(decideAction, null);
  if (outcome?.ok) return <Notice tone="good" role="status">{texts.approved}</Notice>;
  const invalid = outcome?.reason === "invalid_input";
  return (
    <form action={submit} noValidate className="mt-4 space-y-4">
      <input type="hidden" name="application" value={application} />
      <Field id={`reason-${application}`} name="reason" maxLength={500} label={texts.reason} hint={texts.reasonHint} error={invalid ? texts.invalid_input : undefined} />
      {outcome && !invalid && <Notice tone="bad" role="alert">{texts[outcome.reason]}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button name="decision" value="approve" disabled={pending}>{texts.approve}</Button>
        <Button kind="quiet" name="decision" value="refuse" disabled={pending}>{texts.refuse}</Button>
      </div>
    </form>
  );
}
