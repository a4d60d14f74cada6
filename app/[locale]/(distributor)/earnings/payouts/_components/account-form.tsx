"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { openStripeAction, saveAccountAction } from "../actions";

type Texts = Readonly<Record<"ibanHint" | "notIban" | "holder" | "notName" | "save" | "signedOut" | "stripe" | "away", string>>;

/** The bank account that a distributor is paid into. */
export function AccountForm({ holder, texts }: { readonly holder: string; readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(saveAccountAction, null);
  const refused = outcome?.reason === "invalid_input" ? outcome : null;
  const value = (name: string, usual: string): string => refused?.given[name] ?? usual;
  return (
    <form action={submit} noValidate className="mt-4 max-w-md space-y-4">
      {outcome?.reason === "signed_out" && <Notice tone="bad" role="alert">{texts.signedOut}</Notice>}
      <Field key={`h${value("holder", holder)}`} id="holder" name="holder" autoComplete="name" required label={texts.holder} defaultValue={value("holder", holder)} error={refused?.fields["holder"] ? texts.notName : undefined} />
      <Field key={`i${value("iban", "")}`} id="iban" name="iban" autoComplete="off" spellCheck={false} required label="IBAN" hint={texts.ibanHint} defaultValue={value("iban", "")} error={refused?.fields["iban"] ? texts.notIban : undefined} />
      <Button kind="quiet" disabled={pending}>{texts.save}</Button>
    </form>
  );
}

/** The way to the provider's page, where the account is given to the provider itself. */
export function StripeForm({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(openStripeAction, null);
  return (
    <form action={submit} className="mt-4 space-y-4">
      {outcome && <Notice tone="bad" role="alert">{outcome.reason === "provider_away" ? texts.away : texts.signedOut}</Notice>}
      <Button kind="quiet" disabled={pending}>{texts.stripe}</Button>
    </form>
  );
}
