"use client";

import { useActionState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { askForLinkAction } from "../actions";

type Texts = Readonly<Record<"address" | "send" | "sending" | "sentTitle" | "sent" | "sentHint" | "again" | "notAnAddress" | "slowDown", string>>;

/** The address, then one neutral answer. Works without JavaScript. */
export function SignInForm({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(askForLinkAction, null);
  if (outcome?.ok) {
    return (
      <div role="status">
        <Notice tone="good">
          <h2 className="font-display text-xl">{texts.sentTitle}</h2>
          <p className="mt-1.5 text-base">{texts.sent}</p>
          <p className="mt-1.5 text-muted">{texts.sentHint}</p>
        </Notice>
        <a href="" className={buttonStyle("plain", "mt-4 -ml-3")}>{texts.again}</a>
      </div>
    );
  }
  const wrong = outcome?.reason === "invalid_input" ? texts.notAnAddress : undefined;
  return (
    <form action={submit} noValidate className="space-y-5">
      {outcome?.reason === "slow_down" && <Notice tone="bad" role="alert">{texts.slowDown}</Notice>}
      <Field
        id="email" name="email" type="email" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} required
        label={texts.address} error={wrong} defaultValue={outcome?.given["email"]} key={outcome?.given["email"]}
      />
      <Button disabled={pending} className="w-full sm:w-auto">{pending ? texts.sending : texts.send}</Button>
    </form>
  );
}
