import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cartLines, carts } from "@/db/schema/cart";
import { findVariants } from "@/lib/catalog/queries";
import { type CartId, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { type CartOutcome, type Choice, type Filling, LINES_MAX, QUANTITY_MAX } from "./types";

/**
 * Adds to what the cart holds; opens a cart when there is none. The cart takes the shop that it is filled in.
 * The quantity is cut to what is left and to QUANTITY_MAX; the outcome says how many there are now.
 */
export async function addToCart(tx: Tx, filling: Filling, choice: Choice): Promise<CartOutcome> {
  return fill(tx, filling, { choice, sofar: true });
}

/** Sets how many of a thing the cart holds; zero removes it. */
export async function setQuantity(tx: Tx, filling: Filling, choice: Choice): Promise<CartOutcome> {
  if (choice.quantity > 0) return fill(tx, filling, { choice, sofar: false });
  const cart = await ownCart(tx, filling);
  await tx.delete(cartLines).where(and(eq(cartLines.cartId, cart), eq(cartLines.variantId, choice.variant)));
  return { ok: true, cart, quantity: 0 };
}

/** The prices as they are now have been shown: later changes are compared to these. */
export async function acceptPrices(tx: Tx, cart: CartId): Promise<{ readonly ok: true }> {
  await tx.execute(sql`update cart_lines l set seen_price_minor = v.price_minor from variants v
    where v.id = l.variant_id and l.cart_id = ${uuidOf(cart)}`);
  return { ok: true };
}

/** Remembers the checkout's form as it was left, and the answer to "who told you about us?". */
export async function keepDraft(tx: Tx, cart: CartId, draft: string | null): Promise<{ readonly ok: true }> {
  await tx.update(carts).set({ draft }).where(eq(carts.id, cart));
  return { ok: true };
}

/** Takes what was bought out of the cart that it was ordered from. What was added since stays. */
export async function takeOrdered(tx: Tx, order: OrderId): Promise<{ readonly ok: true }> {
  await tx.execute(sql`delete from cart_lines c using orders o, order_lines l
    where o.id = ${uuidOf(order)} and l.order_id = o.id and c.cart_id = o.cart_id and c.variant_id = l.variant_id and c.added_at <= o.placed_at`);
  return { ok: true };
}

async function fill(tx: Tx, filling: Filling, want: { choice: Choice; sofar: boolean }): Promise<CartOutcome> {
  const { variant, quantity } = want.choice;
  const [sold] = await findVariants(tx, [variant]);
  if (!sold?.active) return { ok: false, reason: "unknown_variant" };
  if (sold.left === 0) return { ok: false, reason: "sold_out" };

  const cart = await ownCart(tx, filling);
  const held = await tx.select({ variant: cartLines.variantId, quantity: cartLines.quantity }).from(cartLines).where(eq(cartLines.cartId, cart));
  const sofar = held.find((line) => line.variant === variant)?.quantity ?? 0;
  if (sofar === 0 && held.length >= LINES_MAX) return { ok: false, reason: "too_many_things" };

  const wanted = (want.sofar ? sofar : 0) + quantity;
  const most = sold.left === null || sold.left > QUANTITY_MAX ? QUANTITY_MAX : sold.left;
  const now = wanted > most ? most : wanted;
  await tx
    .insert(cartLines)
    .values({ cartId: cart, variantId: variant, quantity: now, seenPriceMinor: sold.price.minor, addedAt: filling.at })
    .onConflictDoUpdate({ target: [cartLines.cartId, cartLines.variantId], set: { quantity: now, seenPriceMinor: sold.price.minor } });
  return { ok: true, cart, quantity: now };
}

/** The cart of this browser, locked and filled in this shop; a new one when there is none. */
async function ownCart(tx: Tx, filling: Filling): Promise<CartId> {
  const { shop, locale, currency, at } = filling;
  if (filling.cart !== null) {
    const [known] = await tx
      .update(carts)
      .set({ shopMemberId: shop, locale, updatedAt: at })
      .where(eq(carts.id, filling.cart))
      .returning({ id: carts.id });
    if (known) return known.id;
  }
  const id = newId("cart");
  await tx.insert(carts).values({ id, shopMemberId: shop, locale, currency, createdAt: at, updatedAt: at });
  return id;
}
