"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { changeHandleAction } from "../actions";

type Reason = "malformed" | "reserved" | "taken" | "invalid_input" | "signed_out";
type Props = { readonly handle: string; readonly host: string; readonly texts: Readonly<Record<"label" | "hint" | "save", string>>; readonly reasons: Readonly<Record<Reason, string>> };

/** A member's handle and how to change it; the former one keeps leading here. */
export function HandleForm({ handle, host, texts, reasons }: Props) {
  const [outcome, submit, pending] = useActionState(changeHandleAction, null);
  const given = outcome && "given" in outcome ? outcome.given["handle"] : undefined;
  return (
    <form action={submit} noValidate className="space-y-3">
      <Field
        id="handle" name="handle" required maxLength={100} autoCapitalize="none" spellCheck={false}
        label={`${texts.label} ${host}/`} hint={texts.hint} error={outcome ? reasons[outcome.reason] : undefined} defaultValue={given ?? handle} key={given ?? handle}
      />
      <Button kind="quiet" disabled={pending}>{texts.save}</Button>
    </form>
  );
}
