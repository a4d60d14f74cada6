"use client";

import { type ReactNode, useActionState } from "react";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };
type Props = {
  readonly action: (previous: unknown, form: FormData) => Promise<Outcome>;
  /** A sentence by outcome: `ok`, and each reason. */
  readonly said: Readonly<Record<string, string>>;
  readonly submit: string;
  readonly kind?: ButtonKind;
  /** Under which words the form is closed until it is wanted; without them it is open. */
  readonly fold?: string;
  readonly children?: ReactNode;
};

/** A small form that says below its fields what became of it. Works without JavaScript. */
export function AskForm({ action, said, submit, kind = "quiet", fold, children }: Props) {
  const [outcome, send, pending] = useActionState(action, null);
  const sentence = outcome === null ? undefined : said[outcome.ok ? "ok" : outcome.reason];
  const form = (
    <form action={send} noValidate className="space-y-4">
      {children}
      {sentence !== undefined && <Notice tone={outcome?.ok === true ? "good" : "bad"} role={outcome?.ok === true ? "status" : "alert"}>{sentence}</Notice>}
      <Button kind={kind} disabled={pending}>{submit}</Button>
    </form>
  );
  return fold === undefined ? form : <Fold title={fold} open={outcome !== null}>{form}</Fold>;
}
