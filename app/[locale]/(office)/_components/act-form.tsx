"use client";

import { useActionState } from "react";
import type { ReactNode } from "react";
import { Button, type ButtonKind } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** What an act of the office may answer. */
export type ActOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };
type Props = {
  readonly act: (previous: unknown, form: FormData) => Promise<ActOutcome>;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  readonly pendingLabel?: string;
  readonly kind?: ButtonKind;
  readonly className?: string;
  /** Sentences by reason; `done` when it worked, if anything is to be said. */
  readonly texts: Readonly<Record<string, string>>;
  readonly children?: ReactNode;
};

/** A button that does one thing and says what came of it. Clicked twice it does it once. */
export function ActForm({ act, fields, label, pendingLabel, kind = "quiet", className, texts, children }: Props) {
  const [outcome, submit, pending] = useActionState(act, null);
  const said = outcome && (outcome.ok ? texts["done"] : (texts[outcome.reason] ?? texts["refused"]));
  return (
    <form action={submit} className={className}>
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="flex flex-wrap items-end gap-3">
        {children}
        <Button kind={kind} disabled={pending}>{pending ? (pendingLabel ?? label) : label}</Button>
      </div>
      {outcome && said && <div className="mt-3"><Notice tone={outcome.ok ? "good" : "bad"} role={outcome.ok ? "status" : "alert"}>{said}</Notice></div>}
    </form>
  );
}
