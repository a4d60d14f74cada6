"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { requestPayoutAction } from "../actions";

type Texts = Readonly<Record<"amount" | "hint" | "ask" | "asking", string>> & { readonly reasons: Readonly<Record<string, string>> };

/** How much to pay out; all of it, if nothing is changed. Sent twice it is asked for once. */
export function RequestForm({ payout, payable, texts }: { readonly payout: string; readonly payable: string; readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(requestPayoutAction, null);
  const given = outcome && "given" in outcome ? (outcome.given["amount"] ?? payable) : payable;
  return (
    <form action={submit} noValidate className="mt-5 grid max-w-md gap-4 sm:grid-cols-[1fr_auto]">
      <input type="hidden" name="payout" value={payout} />
      <Field key={given} id="amount" name="amount" inputMode="decimal" autoComplete="off" required label={texts.amount} hint={texts.hint} defaultValue={given} error={outcome ? texts.reasons[outcome.reason] : undefined} />
      <Button disabled={pending} className="self-start sm:mt-[1.625rem]">{pending ? texts.asking : texts.ask}</Button>
    </form>
  );
}
