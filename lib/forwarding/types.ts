import type { Attribution, PartRole, Party } from "@/lib/gateway/commission";
import type { OrderId, RefundId } from "@/lib/kernel/id";
import type { Currency, Money } from "@/lib/kernel/money";

/** A line of a paid order, as frozen. Amounts of the whole line, minor units. */
export type SoldLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly discountMinor: bigint;
  readonly goodsMinor: bigint;
  readonly taxBps: number;
  readonly cvMinor: bigint;
  readonly bvMinor: bigint;
};

/** A posted credit of the order. */
export type Credit = { readonly role: PartRole; readonly party: Party; readonly amount: Money };

/** A paid order as the commission system needs it. */
export type Sale = Attribution & {
  readonly order: OrderId;
  readonly number: string;
  readonly currency: Currency;
  readonly buyer: Party;
  readonly placedAt: Date;
  readonly paidAt: Date;
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
  readonly totalMinor: bigint;
  readonly creditMinor: bigint;
  readonly lines: readonly SoldLine[];
  readonly credits: readonly Credit[];
};

/** Everything returned of an order up to and including one refund. */
export type ReturnedSoFar = {
  readonly refund: RefundId;
  readonly refundedAt: Date;
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
  /** Goods returned by name, per line of the sale, in its order. The rest of `goodsMinor` was an amount. */
  readonly byLineMinor: readonly bigint[];
};
