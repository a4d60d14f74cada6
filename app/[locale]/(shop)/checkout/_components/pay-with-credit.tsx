"use client";

import { Field } from "@/components/ui/field";
import type { CheckoutTexts } from "./texts";

/** How much of the wallet to spend, as it is chosen. */
export type CreditWish = { readonly kind: string; readonly amount: string };

type Props = {
  readonly spendable: boolean;
  readonly belowZero: boolean;
  readonly texts: CheckoutTexts;
  readonly wish: CreditWish;
  readonly choose: (wish: CreditWish) => void;
  readonly error: string | undefined;
};

/** The wallet as a means of payment: none of it, all that is possible, or an amount. */
export function PayWithCredit({ spendable, belowZero, texts, wish, choose, error }: Props) {
  const radio = (kind: string, label: string) => (
    <label className="flex min-h-13 items-center gap-3 rounded-xl border border-line px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft">
      <input type="radio" name="credit" value={kind} defaultChecked={wish.kind === kind} onChange={() => choose({ ...wish, kind })} className="size-5 shrink-0 accent-accent" />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset disabled={!spendable} className="group">
      <legend className="font-display text-heading">{texts.creditTitle}</legend>
      <p className="mt-1 text-muted">{belowZero ? texts.creditBelowZero : texts.creditAvailable}</p>
      {spendable && (
        <div className="mt-4 space-y-3">
          {radio("none", texts.creditNone)}
          {radio("all", texts.creditAll)}
          {radio("amount", texts.creditAmount)}
          <div className="hidden group-has-[input[value=amount]:checked]:block">
            <Field id="creditAmount" name="creditAmount" label={texts.creditAmountLabel} defaultValue={wish.amount} error={error} inputMode="decimal" autoComplete="off" onChange={(event) => choose({ ...wish, amount: event.target.value })} />
          </div>
        </div>
      )}
    </fieldset>
  );
}
