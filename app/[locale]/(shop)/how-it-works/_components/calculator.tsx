"use client";

import { useCallback, useState } from "react";
import { Field, INPUT_STYLE } from "@/components/ui/field";
import { type Currency, divideHalfUp, formatMoney, money, parseAmount, spread } from "@/lib/kernel/money";

type Stage = "direct" | "viral" | "organic" | "self";
type Props = {
  readonly locale: string;
  readonly currency: Currency;
  readonly totalRateBps: number;
  /** Parts of buyer, sharer, distributor and company in basis points. */
  readonly stages: readonly { readonly stage: Stage; readonly parts: readonly number[] }[];
  readonly texts: {
    readonly amount: string; readonly arrives: string; readonly result: string; readonly notAnAmount: string;
    readonly parties: readonly string[];
    readonly stages: Readonly<Record<Stage, string>>;
  };
};

/** What an order pays whom, by the plan in force and to the cent: the pool rounded half up, split by largest remainder. DESIGN §2 */
export function Calculator({ locale, currency, totalRateBps, stages, texts }: Props) {
  const [text, setText] = useState("100");
  const [stage, setStage] = useState<Stage>("viral");
  // What was written or chosen before the page came to life counts from then on.
  const adoptText = useCallback((box: HTMLInputElement | null): void => { if (box) setText(box.value); }, []);
  const adoptStage = useCallback((box: HTMLSelectElement | null): void => { if (box) setStage(box.value as Stage); }, []);
  const amount = parseAmount(text, currency);
  const base = amount !== null && amount.minor >= 0n ? amount.minor : null;
  const parts = stages.find((one) => one.stage === stage)?.parts ?? [];
  const [buyer = 0n, sharer = 0n, distributor = 0n] = base === null ? [] : spread(divideHalfUp(base * BigInt(totalRateBps), 10_000n), parts.map(BigInt));
  const shown = stage === "self" ? [buyer + distributor, 0n, 0n] : [buyer, sharer, distributor];
  return (
    <div className="mt-5 grid gap-6 rounded-card bg-sand p-6 sm:grid-cols-2">
      <div className="space-y-5">
        <Field ref={adoptText} id="amount" inputMode="decimal" autoComplete="off" label={texts.amount} value={text} onChange={(event) => setText(event.target.value)} error={base === null ? texts.notAnAmount : undefined} />
        <div>
          <label htmlFor="stage" className="mb-1.5 block text-sm font-medium">{texts.arrives}</label>
          <select ref={adoptStage} id="stage" value={stage} onChange={(event) => setStage(event.target.value as Stage)} className={INPUT_STYLE}>
            {stages.map((one) => <option key={one.stage} value={one.stage}>{texts.stages[one.stage]}</option>)}
          </select>
        </div>
      </div>
      <dl aria-live="polite" aria-label={texts.result} className="space-y-3 self-center">
        {texts.parties.map((party, n) => (
          <div key={party} className="flex items-baseline justify-between gap-4 border-b border-line pb-2">
            <dt>{party}</dt>
            <dd className="font-display text-2xl tabular-nums">{base === null ? "–" : formatMoney(money(shown[n] ?? 0n, currency), locale)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
