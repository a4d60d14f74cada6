"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { testSaleAction } from "../../actions";

type Texts = Readonly<Record<"lead" | "send" | "sending" | "sent" | "notReturned" | "refused" | "unreachable" | "no_product" | "not_allowed" | "invalid_input", string>>;

/** Tries the connection to the commission system with a sale that is taken back at once. */
export function TestSale({ texts }: { readonly texts: Texts }) {
  const [outcome, submit, pending] = useActionState(testSaleAction, null);
  return (
    <form action={submit} className="mt-5 space-y-3 border-t border-line pt-4">
      <p className="text-sm text-muted">{texts.lead}</p>
      {outcome?.ok && <Notice tone="good" role="status">{texts.sent.replace("{number}", outcome.number).replace("{reference}", outcome.reference).replace("{ms}", String(outcome.tookMs))}{!outcome.returned && ` ${texts.notReturned}`}</Notice>}
      {outcome && !outcome.ok && <Notice tone="bad" role="alert">{texts[outcome.reason]}{"why" in outcome && outcome.why !== "" && ` ${outcome.why}`}</Notice>}
      <Button kind="quiet" disabled={pending}>{pending ? texts.sending : texts.send}</Button>
    </form>
  );
}
