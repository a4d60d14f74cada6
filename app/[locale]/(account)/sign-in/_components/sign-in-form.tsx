"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { askForLinkAction } from "../actions";

type Texts = Readonly<Record<"address" | "send" | "sending" | "sentTitle" | "sentHint", string>>;

/** Asks for a link by mail. */
export function SignInForm({ texts }: { readonly texts: Texts }) {
  const [state, ask, pending] = useActionState(askForLinkAction, null);
  if (state?.sent) {
    return (
      <div className="mt-6" role="status">
        <Notice tone="good"><strong className="block font-medium">{texts.sentTitle}</strong>{state.sent}</Notice>
        <p className="mt-3 text-sm text-muted">{texts.sentHint}</p>
      </div>
    );
  }
  return (
    <form action={ask} noValidate className="mt-6 space-y-5">
      <Field id="email" name="email" type="email" autoComplete="email" label={texts.address} defaultValue={state?.email ?? ""} error={state?.error ?? undefined} />
      <Button className="w-full" disabled={pending}>{pending ? texts.sending : texts.send}</Button>
    </form>
  );
}
