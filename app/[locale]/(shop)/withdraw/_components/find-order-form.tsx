"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { findOrderAction } from "../actions";

type Texts = Readonly<Record<"number" | "numberHint" | "email" | "next" | "searching" | "unknown" | "slow" | "missing" | "notAnAddress", string>>;

/** An order's number and its address. Works without JavaScript; what was typed stays after a refusal. */
export function FindOrderForm({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(findOrderAction, null);
  const given = outcome?.given ?? {};
  const wrong = outcome?.reason === "invalid_input" ? outcome.fields : {};
  return (
    <form action={submit} noValidate className="space-y-5">
      {outcome && outcome.reason !== "invalid_input" && <Notice tone="bad" role="alert">{outcome.reason === "slow" ? texts.slow : texts.unknown}</Notice>}
      <Field
        id="number" name="number" autoComplete="off" autoCapitalize="characters" spellCheck={false} required label={texts.number} hint={texts.numberHint}
        error={wrong["number"] ? texts.missing : undefined} defaultValue={given["number"]} key={`number ${given["number"] ?? ""}`}
      />
      <Field
        id="email" name="email" type="email" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} required
        label={texts.email} error={wrong["email"] ? texts.notAnAddress : undefined} defaultValue={given["email"]} key={`email ${given["email"] ?? ""}`}
      />
      <Button disabled={pending} className="w-full sm:w-auto">{pending ? texts.searching : texts.next}</Button>
    </form>
  );
}
