"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import { renewCodesAction } from "../actions";

type Props = { readonly submit: string; readonly explain: string; readonly said: Readonly<Record<"wrong" | "slow_down" | "invalid_input" | "signed_out", string>>; readonly children: ReactNode };

/** Replaces the recovery codes and shows the new ones, this once. Works without JavaScript. */
export function RenewCodes({ submit, explain, said, children }: Props) {
  const [outcome, send, pending] = useActionState(renewCodesAction, null);
  return (
    <Fold title={submit} open={outcome !== null}>
      {outcome?.ok ? (
        <div role="status">
          <p className="text-muted">{explain}</p>
          <ul className="mt-3 grid max-w-md grid-cols-2 gap-x-6 gap-y-2 rounded-2xl border border-line bg-sand p-5 font-mono tabular-nums">{outcome.codes.map((code) => <li key={code}>{code}</li>)}</ul>
        </div>
      ) : (
        <form action={send} noValidate className="space-y-4">
          {children}
          {outcome && <Notice tone="bad" role="alert">{said[outcome.reason]}</Notice>}
          <Button kind="quiet" disabled={pending}>{submit}</Button>
        </form>
      )}
    </Fold>
  );
}
