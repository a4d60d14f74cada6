"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { eraseAction } from "../../actions";

type Reason = "invalid_input" | "other_address" | "open_hold" | "order_under_way" | "payout_under_way" | "operator" | "unknown_member" | "signed_out";
type Props = { readonly deed: string; readonly texts: Readonly<Record<"email" | "understood" | "send" | "sending", string>>; readonly reasons: Readonly<Record<Reason, string>> };

/** Asks once more, by the own address and a tick. Works without JavaScript; sent twice it is done once. */
export function EraseForm({ deed, texts, reasons }: Props) {
  const [outcome, submit, pending] = useActionState(eraseAction, null);
  const given = outcome && "given" in outcome ? outcome.given["email"] : undefined;
  const ofField = outcome?.reason === "other_address";
  return (
    <form action={submit} noValidate className="space-y-5">
      <input type="hidden" name="deed" value={deed} />
      {outcome && !ofField && <Notice tone="bad" role="alert">{reasons[outcome.reason]}</Notice>}
      <Field key={given} id="email" name="email" type="email" required autoComplete="off" label={texts.email} defaultValue={given} error={ofField ? reasons.other_address : undefined} />
      <label className="flex min-h-11 items-start gap-3"><input type="checkbox" name="understood" value="yes" required className="mt-1 size-5 shrink-0 accent-accent" /><span>{texts.understood}</span></label>
      <Button disabled={pending} className="bg-danger hover:bg-danger">{pending ? texts.sending : texts.send}</Button>
    </form>
  );
}
