"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { makeLinkAction } from "../actions";

type Texts = Readonly<Record<"label" | "hint" | "make" | "making" | "no_label" | "too_many" | "signed_out", string>>;

/** A label, and a link comes of it. Keeps what was written when it is refused; works without JavaScript. */
export function LinkForm({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(makeLinkAction, null);
  const reason = outcome === null ? null : outcome.reason === "invalid_input" ? "no_label" : outcome.reason;
  const given = outcome && "given" in outcome ? (outcome.given["label"] ?? "") : "";
  return (
    <form action={submit} noValidate className="mt-8 grid max-w-2xl gap-4 sm:grid-cols-[1fr_auto]">
      <Field key={given} id="label" name="label" maxLength={60} autoComplete="off" required label={texts.label} hint={texts.hint} defaultValue={given} error={reason ? texts[reason] : undefined} />
      <Button disabled={pending} className="self-start sm:mt-[1.625rem]">{pending ? texts.making : texts.make}</Button>
    </form>
  );
}
