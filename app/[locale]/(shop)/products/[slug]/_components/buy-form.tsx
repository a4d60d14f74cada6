"use client";

import { useActionState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Price } from "@/components/ui/price";
import { Quantity } from "@/components/ui/quantity";
import { addToCartAction } from "../actions";
import type { ShownVariant } from "../load";

type Texts = Readonly<Record<"add" | "adding" | "quantity" | "less" | "more" | "soldOut" | "lowest30" | "receive" | "vat", string>>;
type Props = { readonly variants: readonly ShownVariant[]; readonly optionName: string; readonly texts: Texts };

/** Choose and add: a plain form that works before and without JavaScript. */
export function BuyForm({ variants, optionName, texts }: Props) {
  const [refusal, add, pending] = useActionState(addToCartAction, null);
  const first = variants.find(({ soldOut }) => !soldOut);
  return (
    <form action={add} className="mt-6">
      <fieldset>
        <legend className={variants.length > 1 ? "text-sm font-medium" : "sr-only"}>{optionName}</legend>
        <div className="mt-2 space-y-3">
          {variants.map((variant) => (
            <label key={variant.id} className={variants.length > 1 ? "flex items-start gap-3 rounded-card border border-edge p-4 has-checked:border-accent has-checked:bg-accent-soft" : "block"}>
              <input type="radio" name="variant" value={variant.id} defaultChecked={variant.id === first?.id} disabled={variant.soldOut} className={variants.length > 1 ? "mt-1 size-5 accent-accent" : "sr-only"} />
              <span className="flex-1">
                {variants.length > 1 && <span className="block font-medium">{variant.choice}</span>}
                <span className="mt-0.5 flex flex-wrap items-baseline gap-x-3">
                  <Price price={variant.price} large={variants.length === 1} reference={variant.reference ? { price: variant.reference, label: texts.lowest30 } : null} />
                  <span className="text-sm text-muted">{[variant.net, variant.unit].filter(Boolean).join(" · ")}</span>
                </span>
                {variant.reference && <span className="block text-sm text-muted">{texts.lowest30} : {variant.reference}</span>}
                <span className="mt-1 block text-sm text-accent-strong">{texts.receive.replace("{amount}", variant.cashBack)}</span>
                {variant.soldOut && <Badge>{texts.soldOut}</Badge>}
                {variant.few && <Badge tone="accent">{variant.few}</Badge>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="mt-2 text-xs text-muted">{texts.vat}</p>
      {refusal && <div className="mt-4"><Notice tone="bad" role="alert">{refusal}</Notice></div>}
      <div className="mt-5 flex gap-3">
        <Quantity id="quantity" label={texts.quantity} max={20} labels={{ less: texts.less, more: texts.more }} />
        <Button className="flex-1" disabled={first === undefined || pending}>{first === undefined ? texts.soldOut : pending ? texts.adding : texts.add}</Button>
      </div>
    </form>
  );
}
