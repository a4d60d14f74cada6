"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { dispatchManyAction } from "../actions";

/** An order on the packing table. */
export type PackRow = { readonly number: string; readonly parcel: string; readonly name: string; readonly where: string; readonly what: string; readonly since: string; readonly href: string };
type Texts = Readonly<Record<"carrier" | "tick" | "tracking" | "send" | "sending" | "not_allowed" | "invalid_input" | "nothing_chosen" | "some_refused", string>>;
type Props = { readonly rows: readonly PackRow[]; readonly carriers: readonly string[]; readonly texts: Texts; readonly sentTexts: readonly string[] };

/** Many parcels at once: what has a tick or a number leaves. Refused ones stay, with what was typed. */
export function DispatchForm({ rows, carriers, texts, sentTexts }: Props) {
  const [outcome, submit, pending] = useActionState(dispatchManyAction, null);
  const given: Readonly<Record<string, string>> = outcome && "given" in outcome ? outcome.given : {};
  const sent = outcome && "sent" in outcome ? outcome.sent : 0;
  return (
    <form action={submit} noValidate>
      <div role="status">{sent > 0 && <Notice tone="good">{sentTexts[sent]}</Notice>}</div>
      {outcome && !outcome.ok && <div className="mt-3"><Notice tone="bad" role="alert">{texts[outcome.reason]}{"refused" in outcome && ` ${outcome.refused.join(", ")}`}</Notice></div>}
      <div key={JSON.stringify(given)} className="mt-4">
        <label className="block max-w-xs text-sm font-medium"><span className="mb-1.5 block">{texts.carrier}</span><select name="carrier" defaultValue={given["carrier"]} className={INPUT_STYLE}>{carriers.map((name) => <option key={name}>{name}</option>)}</select></label>
        <ul className="mt-5 divide-y divide-line rounded-card border border-line bg-raised">
          {rows.map((row) => (
            <li key={row.number} className="grid items-center gap-x-5 gap-y-3 px-4 py-4 sm:grid-cols-[1fr_17rem] sm:px-5">
              <input type="hidden" name={`parcel:${row.number}`} value={row.parcel} />
              <div className="flex min-w-0 gap-3.5">
                <input type="checkbox" name={`send:${row.number}`} value="yes" defaultChecked={given[`send:${row.number}`] === "yes"} aria-label={`${texts.tick} ${row.number}`} className="mt-0.5 size-6 shrink-0 accent-accent" />
                <p className="min-w-0"><a href={row.href} className="font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{row.number}</a> {row.name}<span className="block text-sm text-muted">{row.where}, {row.since}</span><span className="block text-sm text-muted">{row.what}</span></p>
              </div>
              <input name={`tracking:${row.number}`} aria-label={`${texts.tracking} ${row.number}`} placeholder={texts.tracking} defaultValue={given[`tracking:${row.number}`]} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} className={INPUT_STYLE} />
            </li>
          ))}
        </ul>
      </div>
      <Button disabled={pending} className="mt-6">{pending ? texts.sending : texts.send}</Button>
    </form>
  );
}
