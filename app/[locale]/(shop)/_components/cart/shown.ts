import type { ShownPicture } from "@/components/shop/picture";
import type { DeliveryZone } from "@/lib/checkout/types";
import type { VariantId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";

/** A line of the cart as it is drawn. Unit price with VAT. */
export type ShownLine = {
  readonly variant: VariantId;
  /** Its product's page, below the shop's root. */
  readonly to: string;
  readonly title: string;
  readonly choice: string | null;
  readonly picture: ShownPicture | null;
  readonly quantity: number;
  /** Most that can be had of it now. */
  readonly most: number;
  readonly unitMinor: bigint;
  readonly grams: number;
  /** Sentences: its price is another one than it was when it was chosen; something stands in the way of selling it. */
  readonly changed: string | null;
  readonly trouble: string | null;
};

/** The cart as it is drawn; sums are made of its lines, so that they are there before the server has answered. */
export type CartShown = {
  readonly currency: Currency;
  readonly lines: readonly ShownLine[];
  /** The first way to deliver, at home; null where there is none. */
  readonly delivery: { readonly zone: DeliveryZone; readonly label: string } | null;
  /** A sentence. */
  readonly cashBack: string | null;
  /** What the signed-in member can spend; null for a guest. */
  readonly creditMinor: bigint | null;
  /** Whose sale it is, where the address says another shop: a sentence. */
  readonly whose: string | null;
};

/** A wish for a line: so many of it; zero takes it out. */
export type Change = { readonly variant: VariantId; readonly quantity: number };

/** What has just been taken out, to be put back. */
export type Removed = { readonly variant: VariantId; readonly quantity: number; readonly title: string };

export type CartTexts = Readonly<Record<
  | "title" | "empty" | "browse" | "loading" | "close" | "failed" | "quantityOf" | "less" | "more" | "update" | "remove" | "removeOf" | "removed" | "undo" | "checkout" | "settleFirst" | "whole"
  | "summary" | "goods" | "delivery" | "free" | "onRequest" | "total" | "freeIn" | "vatIncluded" | "credit" | "card" | "signIn" | "assurance", string>>;

/** The cart as it will be once a change has arrived; null: empty. */
export function changed(cart: CartShown | null, { variant, quantity }: Change): CartShown | null {
  if (!cart) return null;
  const lines = cart.lines.flatMap((line) => (line.variant !== variant ? [line] : quantity > 0 ? [{ ...line, quantity }] : []));
  return lines.length === 0 ? null : { ...cart, lines };
}
