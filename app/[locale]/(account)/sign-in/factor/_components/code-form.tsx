"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { showFactorAction } from "../actions";

type Texts = Readonly<Record<"code" | "hint" | "open" | "wrong" | "slow" | "signedOut" | "title" | "explain", string>>;
type Props = {
  readonly texts: Texts;
  /** What stands above the field: the drawing to scan. */
  readonly children?: ReactNode;
  /** What follows the recovery codes. */
  readonly next: ReactNode;
  /** Whether no code is owed any more: then there is only what follows, and the recovery codes where the code was sent without JavaScript. */
  readonly done: boolean;
};

/** Takes a code; after the first right one, shows the recovery codes in its place. Works without JavaScript. */
export function CodeForm({ texts, children, next, done }: Props) {
  const [outcome, submit, pending] = useActionState(showFactorAction, null);
  if (outcome?.ok) {
    return (
      <section aria-labelledby="codes" role="status">
        <h2 id="codes" className="font-display text-heading">{texts.title}</h2>
        <p className="mt-2 text-muted">{texts.explain}</p>
        <ul className="my-6 grid grid-cols-2 gap-x-6 gap-y-2 rounded-2xl border border-line bg-sand p-5 font-mono text-base tabular-nums sm:text-lg">
          {outcome.codes.map((code) => <li key={code}>{code}</li>)}
        </ul>
        {next}
      </section>
    );
  }
  if (done) return next;
  const error = outcome === null ? undefined : outcome.reason === "slow" ? undefined : outcome.reason === "signed_out" ? texts.signedOut : texts.wrong;
  return (
    <form action={submit} noValidate className="space-y-5">
      {children}
      {outcome?.reason === "slow" && <Notice tone="bad" role="alert">{texts.slow}</Notice>}
      <Field id="code" name="code" inputMode={texts.hint === "" ? "numeric" : "text"} autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={20} required label={texts.code} hint={texts.hint} error={error} />
      <Button disabled={pending} className="w-full sm:w-auto">{texts.open}</Button>
    </form>
  );
}
