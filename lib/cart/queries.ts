import "server-only";
import { asc, eq, sum } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { cartLines, carts } from "@/db/schema/cart";
import { findVariants } from "@/lib/catalog/queries";
import type { CartId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { cartOf } from "./rules";
import type { Cart } from "./types";

/** A cart as it would be sold now; null when there is none under this id. */
export async function findCart(reader: Reader, id: CartId): Promise<Cart | null> {
  const [cart] = await reader.select().from(carts).where(eq(carts.id, id));
  if (!cart) return null;
  const wishes = await reader.select().from(cartLines).where(eq(cartLines.cartId, id)).orderBy(asc(cartLines.addedAt), asc(cartLines.variantId));
  const variants = await findVariants(reader, wishes.map((wish) => wish.variantId));
  return cartOf(
    { id, shop: cart.shopMemberId, answer: cart.answerMemberId, currency: cart.currency },
    wishes.map((wish) => ({ variant: wish.variantId, quantity: wish.quantity, seenPrice: money(wish.seenPriceMinor, cart.currency) })),
    variants,
  );
}

/** The checkout's form as it was left, if it was. */
export async function findDraft(reader: Reader, id: CartId): Promise<string | null> {
  const [cart] = await reader.select({ draft: carts.draft }).from(carts).where(eq(carts.id, id));
  return cart?.draft ?? null;
}

/** How many things are in a cart: for the number on its button. */
export async function countCart(reader: Reader, id: CartId): Promise<number> {
  const [row] = await reader.select({ things: sum(cartLines.quantity).mapWith(cartLines.quantity) }).from(cartLines).where(eq(cartLines.cartId, id));
  return row?.things ?? 0;
}
