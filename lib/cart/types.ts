import type { CartId, MemberId, OrderId, VariantId } from "@/lib/kernel/id";
import type { Currency, Money } from "@/lib/kernel/money";
import type { SaleVariant } from "@/lib/catalog/types";

/** At most this many of one thing. */
export const QUANTITY_MAX = 99;
/** At most this many different things. */
export const LINES_MAX = 50;

/** How long a cart is kept that nobody touches. */
export const CART_DAYS = 30;

/** A line with what is sold under it now. */
export type CartLine = {
  readonly variant: SaleVariant;
  readonly quantity: number;
  /** The unit price that the buyer saw when they chose it. */
  readonly seenPrice: Money;
  /** `sold_out`: none left; `too_few`: fewer left than wanted; `off_sale`: not sold any more. */
  readonly trouble: "sold_out" | "too_few" | "off_sale" | null;
};

export type Cart = {
  readonly id: CartId;
  /** Whose shop it was last filled in; null: the company's. */
  readonly shop: MemberId | null;
  /** The labelled link of that shop that it came through. */
  readonly link: string | null;
  readonly answer: MemberId | null;
  readonly currency: Currency;
  readonly lines: readonly CartLine[];
  /** Sum of today's prices. */
  readonly goods: Money;
  readonly grams: number;
};

/** Who fills it, where and when. */
export type Filling = {
  readonly cart: CartId | null;
  /** Whose shop it happens in. Null, the company's or one that is nobody's: the shop that the cart had stays. */
  readonly shop: MemberId | null;
  /** The labelled link of that shop; left out or null: its own address. */
  readonly link?: string | null;
  readonly locale: string;
  readonly currency: Currency;
  readonly at: Date;
};

export type Choice = { readonly variant: VariantId; readonly quantity: number };

export type CartOutcome =
  /** `entered`: the cart came into this shop, by this link, with this filling. */
  | { readonly ok: true; readonly cart: CartId; readonly quantity: number; readonly entered: boolean }
  | { readonly ok: false; readonly reason: "unknown_variant" | "sold_out" | "too_many_things" };

/** The order that a cart was placed as last. */
export type LastOrder = {
  readonly id: OrderId;
  readonly number: string;
  readonly status: "placed" | "paid" | "fulfilled" | "expired" | "cancelled";
  /** Where it is paid, while it waits. */
  readonly sessionUrl: string | null;
  readonly cardMinor: bigint;
  readonly paidAt: Date | null;
  /** What it holds has left the cart. */
  readonly taken: boolean;
};

/** What is behind a cart's id. `member` null: nobody has signed in with it. */
export type CartState = { readonly id: CartId; readonly member: MemberId | null; readonly last: LastOrder | null };
