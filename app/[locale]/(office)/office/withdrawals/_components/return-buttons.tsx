"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { recordReturnAction } from "../actions";

type Texts = Readonly<Record<"goods" | "accept" | "done" | "known_before" | "unknown" | "not_allowed" | "invalid_input", string>>;
type Props = { readonly withdrawal: string; readonly hasProof: boolean; readonly texts: Texts };

/** What came back of a withdrawal; either button starts the refund. */
export function ReturnButtons({ withdrawal, hasProof, texts }: Props) {
  const [outcome, submit, pending] = useActionState(recordReturnAction, null);
  if (outcome?.ok) return <Notice tone="good" role="status">{texts.done}</Notice>;
  return (
    <form action={submit} className="mt-4 flex flex-wrap gap-3">
      <input type="hidden" name="withdrawal" value={withdrawal} />
      {outcome && <Notice tone="bad" role="alert">{texts[outcome.reason]}</Notice>}
      <Button name="evidence" value="goods" disabled={pending}>{texts.goods}</Button>
      {hasProof && <Button kind="quiet" name="evidence" value="proof" disabled={pending}>{texts.accept}</Button>}
    </form>
  );
}
