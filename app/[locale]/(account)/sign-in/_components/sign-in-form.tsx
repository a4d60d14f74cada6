"use client";

import { useActionState, useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { signInAction } from "../actions";

type Texts = Readonly<Record<
  | "address" | "send" | "sending" | "sentTitle" | "sent" | "sentHint" | "again" | "notAnAddress" | "slowDown"
  | "code" | "codeHint" | "codeOpen" | "codeWrong" | "notACode" | "byPassword" | "byMail" | "password" | "passwordOpen" | "passwordWrong" | "passwordMissing",
  string
>>;

/** The address, then one neutral answer with a place for the code of the mail; or a password. Works without JavaScript. */
export function SignInForm({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(signInAction, null);
  const [byPassword, setByPassword] = useState(false);
  const given = outcome && !outcome.ok ? outcome.given : {};
  const step = outcome?.ok ? "code" : (given["step"] ?? "ask");
  const email = outcome?.ok ? outcome.email : given["email"];
  const wrong = outcome?.ok === false && outcome.reason === "invalid_input" ? outcome.fields : {};
  const slow = outcome?.ok === false && outcome.reason === "slow_down" && <Notice tone="bad" role="alert">{texts.slowDown}</Notice>;

  if (step === "code") {
    const codeError = wrong["code"] ? texts.notACode : outcome?.ok === false && outcome.reason === "code_wrong" ? texts.codeWrong : undefined;
    return (
      <div>
        <div role="status">
          <Notice tone="good">
            <h2 className="font-display text-xl">{texts.sentTitle}</h2>
            <p className="mt-1.5 text-base">{texts.sent}</p>
            <p className="mt-1.5 text-muted">{texts.sentHint}</p>
          </Notice>
        </div>
        <form action={submit} noValidate className="mt-6 space-y-5">
          {slow}
          <input type="hidden" name="step" value="code" />
          <input type="hidden" name="email" value={email} />
          <Field id="code" name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={12} required label={texts.code} hint={texts.codeHint} error={codeError} />
          <Button disabled={pending} className="w-full sm:w-auto">{texts.codeOpen}</Button>
        </form>
        <a href="" className={buttonStyle("plain", "mt-4 -ml-3")}>{texts.again}</a>
      </div>
    );
  }
  const withPassword = byPassword || step === "password";
  const passwordError = wrong["password"] ? texts.passwordMissing : outcome?.ok === false && outcome.reason === "password_wrong" ? texts.passwordWrong : undefined;
  return (
    <form action={submit} noValidate className="space-y-5">
      {slow}
      <input type="hidden" name="step" value={withPassword ? "password" : "ask"} />
      <Field
        id="email" name="email" type="email" inputMode="email" autoComplete={withPassword ? "username" : "email"} autoCapitalize="none" spellCheck={false} required
        label={texts.address} error={wrong["email"] ? texts.notAnAddress : undefined} defaultValue={email} key={email}
      />
      {withPassword && <Field id="password" name="password" type="password" autoComplete="current-password" required label={texts.password} error={passwordError} />}
      <Button disabled={pending} className="w-full sm:w-auto">{pending ? texts.sending : withPassword ? texts.passwordOpen : texts.send}</Button>
      {step === "password" ? (
        <a href="" className={buttonStyle("plain", "-ml-3")}>{texts.byMail}</a>
      ) : (
        <button type="button" className={buttonStyle("plain", "needs-script -ml-3")} onClick={() => setByPassword(!byPassword)}>{withPassword ? texts.byMail : texts.byPassword}</button>
      )}
    </form>
  );
}
