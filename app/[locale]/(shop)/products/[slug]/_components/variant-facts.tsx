import { CashBack } from "@/components/shop/cash-back";
import { Icon } from "@/components/ui/icon";
import { Price } from "@/components/ui/price";
import type { ShownVariant } from "../load";

type Props = { readonly variant: ShownVariant; readonly vat: string; readonly cashBackWhen: string };

const DOT = { in: "bg-accent", few: "bg-danger", out: "bg-edge" } as const;

/** What a variant costs, pays back, and whether it is there. */
export function VariantFacts({ variant, vat, cashBackWhen }: Props) {
  const { price, reference, referenceLine, unit, net, stock, stockLine, cashBack } = variant;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Price price={price} reference={reference} large />
        <span className="text-sm text-muted">{vat}</span>
      </p>
      {referenceLine && <p className="mt-0.5 text-sm text-muted">{referenceLine}</p>}
      {(net ?? unit) && <p className="mt-0.5 text-sm text-muted">{[net, unit].filter(Boolean).join(" · ")}</p>}
      {cashBack.length > 0 && (
        <div className="mt-4 flex gap-3 rounded-2xl bg-accent-soft px-4 py-3 text-accent-strong">
          <Icon name="coin" className="mt-0.5 size-6 shrink-0" />
          <p>
            <span className="block font-medium"><CashBack figures={cashBack} /></span>
            <span className="block text-sm">{cashBackWhen}</span>
          </p>
        </div>
      )}
      <p className="mt-4 flex items-center gap-2 text-sm"><span aria-hidden="true" className={`size-2 rounded-full ${DOT[stock]}`} />{stockLine}</p>
    </div>
  );
}
