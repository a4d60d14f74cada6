import "server-only";
import { and, asc, eq, sql, sum } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { cartLines, carts } from "@/db/schema/cart";
import { orderLines, orders } from "@/db/schema/orders";
import { findVariants } from "@/lib/catalog/queries";
import type { CartId, VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { cartOf } from "./rules";
import type { Cart, CartState } from "./types";

/** A cart as it would be sold now; null when there is none under this id. Pieces that its own unpaid order has reserved are there for it. */
export async function findCart(reader: Reader, id: CartId): Promise<Cart | null> {
  const [cart] = await reader.select().from(carts).where(eq(carts.id, id));
  if (!cart) return null;
  const wishes = await reader.select().from(cartLines).where(eq(cartLines.cartId, id)).orderBy(asc(cartLines.addedAt), asc(cartLines.variantId));
  const [sold, own] = await Promise.all([findVariants(reader, wishes.map((wish) => wish.variantId)), reservedFor(reader, id)]);
  const variants = sold.map((variant) => (variant.left === null ? variant : { ...variant, left: variant.left + (own.get(variant.id) ?? 0) }));
  return cartOf(
    { id, shop: cart.shopMemberId, link: cart.shopLink, answer: cart.answerMemberId, currency: cart.currency },
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

/** Who may use a cart, and what became of the order that was placed from it last; null when there is none under this id. */
export async function findCartState(reader: Reader, id: CartId): Promise<CartState | null> {
  const [row] = await reader
    .select({
      member: carts.memberId, taken: carts.orderTaken, order: orders.id, number: orders.number, status: orders.status, sessionUrl: orders.sessionUrl,
      cardMinor: orders.cardMinor, paidAt: orders.paidAt,
    })
    .from(carts)
    .leftJoin(orders, eq(orders.id, carts.orderId))
    .where(eq(carts.id, id));
  if (!row) return null;
  const { member, taken, order, number, status, sessionUrl, cardMinor, paidAt } = row;
  const known = order !== null && number !== null && status !== null && cardMinor !== null;
  return { id, member, last: known ? { id: order, number, status, sessionUrl, cardMinor, paidAt, taken } : null };
}

/** What the cart's own placed order holds back: it is released when that order makes way for the next. */
async function reservedFor(reader: Reader, id: CartId): Promise<ReadonlyMap<VariantId, number>> {
  const rows = await reader
    .select({ variant: orderLines.variantId, pieces: sql<number>`sum(${orderLines.quantity})::int` })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(eq(orders.cartId, id), eq(orders.status, "placed")))
    .groupBy(orderLines.variantId);
  return new Map(rows.map(({ variant, pieces }) => [variant, pieces]));
}
