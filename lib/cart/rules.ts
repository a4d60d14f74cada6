import type { SaleVariant } from "@/lib/catalog/types";
import type { VariantId } from "@/lib/kernel/id";
import { type Money, money } from "@/lib/kernel/money";
import type { Cart, CartLine } from "./types";

type Wish = { readonly variant: VariantId; readonly quantity: number; readonly seenPrice: Money };

/** A cart from its wishes and what is sold now. A variant that vanished from the catalogue leaves the cart. */
export function cartOf(header: Omit<Cart, "lines" | "goods" | "grams">, wishes: readonly Wish[], sold: readonly SaleVariant[]): Cart {
  const lines = wishes.flatMap((wish): CartLine[] => {
    const variant = sold.find((one) => one.id === wish.variant);
    return variant ? [{ variant, quantity: wish.quantity, seenPrice: wish.seenPrice, trouble: troubleOf(variant, wish.quantity) }] : [];
  });
  return {
    ...header,
    lines,
    goods: money(lines.reduce((total, line) => total + line.variant.price.minor * BigInt(line.quantity), 0n), header.currency),
    grams: lines.reduce((total, line) => total + line.variant.grams * line.quantity, 0),
  };
}

/** What stands in the way of selling so many of it now. */
export function troubleOf(variant: SaleVariant, quantity: number): CartLine["trouble"] {
  if (!variant.active) return "off_sale";
  if (variant.left === null || variant.left >= quantity) return null;
  return variant.left === 0 ? "sold_out" : "too_few";
}
