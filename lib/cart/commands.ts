import "server-only";
import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cartLines, carts } from "@/db/schema/cart";
import { orders } from "@/db/schema/orders";
import { findVariants } from "@/lib/catalog/queries";
import { type CartId, type MemberId, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { pgArray } from "@/lib/kernel/pg";
import { type CartOutcome, type Choice, type Filling, LINES_MAX, QUANTITY_MAX } from "./types";

/** No member leaves more carts behind that matter. */
const CARTS_MAX = 20;

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
  // Taking something out is no filling: the shop stays.
  const { id: cart } = await ownCart(tx, { ...filling, shop: null });
  await tx.delete(cartLines).where(and(eq(cartLines.cartId, cart), eq(cartLines.variantId, choice.variant)));
  return { ok: true, cart, quantity: 0, entered: false };
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

/** The cart was placed as this order: `takeOrdered` will know it. */
export async function rememberOrder(tx: Tx, cart: CartId, order: OrderId): Promise<void> {
  await tx.update(carts).set({ orderId: order, orderTaken: false }).where(eq(carts.id, cart));
}

/** Takes what was bought out of the cart that it was ordered from, once. What was added since stays. Call it when the order is paid. */
export async function takeOrdered(tx: Tx, order: OrderId): Promise<{ readonly ok: true }> {
  const [cart] = await tx.update(carts).set({ orderTaken: true }).where(and(eq(carts.orderId, order), eq(carts.orderTaken, false))).returning({ id: carts.id });
  if (!cart) return { ok: true };
  await tx.execute(sql`
    with bought as (select variant_id, sum(quantity)::int as pieces from order_lines where order_id = ${uuidOf(order)} group by variant_id),
    fewer as (update cart_lines c set quantity = c.quantity - b.pieces from bought b where c.cart_id = ${uuidOf(cart.id)} and c.variant_id = b.variant_id and c.quantity > b.pieces)
    delete from cart_lines c using bought b where c.cart_id = ${uuidOf(cart.id)} and c.variant_id = b.variant_id and c.quantity <= b.pieces`);
  return { ok: true };
}

type Adoption = { readonly cart: CartId | null; readonly member: MemberId; readonly at: Date };

/**
 * The cart of a member who signed in: this browser's becomes theirs and takes in what they had left elsewhere, the larger quantity of each
 * thing. Without one in this browser, the one they left last. A cart that waits for a payment elsewhere stays as it is. Null: there is none.
 */
export async function adoptCart(tx: Tx, { cart, member, at }: Adoption): Promise<CartId | null> {
  const rows = await tx.select({ id: carts.id, member: carts.memberId, shop: carts.shopMemberId, link: carts.shopLink })
    .from(carts)
    .where(or(eq(carts.memberId, member), cart === null ? sql`false` : eq(carts.id, cart)))
    .orderBy(desc(carts.updatedAt), carts.id)
    .limit(CARTS_MAX)
    .for("no key update");
  const own = rows.find(({ id, member: of }) => id === cart && (of === null || of === member));
  const elsewhere = rows.filter((row) => row.id !== cart && row.member === member);
  if (!own) return elsewhere[0]?.id ?? null;
  if (own.member === member) return own.id;

  const waiting = await findWaiting(tx, elsewhere.map(({ id }) => id));
  const merged = elsewhere.filter(({ id }) => !waiting.has(id)).map(({ id }) => id);
  const filledIn = [own, ...elsewhere].find((row) => row.shop !== null);
  await tx.update(carts).set({ memberId: member, shopMemberId: filledIn?.shop ?? null, shopLink: filledIn?.link ?? null, updatedAt: at }).where(eq(carts.id, own.id));
  if (merged.length === 0) return own.id;
  const from = pgArray(merged.map(uuidOf));
  await tx.execute(sql`
    insert into cart_lines (cart_id, variant_id, quantity, seen_price_minor, added_at)
    select ${uuidOf(own.id)}::uuid, variant_id, max(quantity), max(seen_price_minor), min(added_at) from cart_lines where cart_id = any (${from}::uuid[])
    group by variant_id order by min(added_at), variant_id
    limit (select ${LINES_MAX} - count(*) from cart_lines where cart_id = ${uuidOf(own.id)})
    on conflict (cart_id, variant_id) do update set quantity = greatest(cart_lines.quantity, excluded.quantity)`);
  await tx.delete(carts).where(inArray(carts.id, merged));
  return own.id;
}

/** Those of the carts that wait for a payment. Asked once they are held, in a statement of its own: one may have been placing its order until then. */
async function findWaiting(tx: Tx, held: readonly CartId[]): Promise<ReadonlySet<CartId | null>> {
  if (held.length === 0) return new Set();
  const rows = await tx.select({ cart: orders.cartId }).from(orders).where(and(inArray(orders.cartId, [...held]), eq(orders.status, "placed")));
  return new Set(rows.map(({ cart }) => cart));
}

async function fill(tx: Tx, filling: Filling, want: { choice: Choice; sofar: boolean }): Promise<CartOutcome> {
  const { variant, quantity } = want.choice;
  const [sold] = await findVariants(tx, [variant]);
  if (!sold?.active) return { ok: false, reason: "unknown_variant" };
  if (sold.left === 0) return { ok: false, reason: "sold_out" };

  const { id: cart, entered } = await ownCart(tx, filling);
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
  return { ok: true, cart, quantity: now, entered };
}

/** The cart of this browser, locked and filled in this shop; a new one when there is none. */
async function ownCart(tx: Tx, filling: Filling): Promise<{ readonly id: CartId; readonly entered: boolean }> {
  const { shop, locale, currency, at } = filling;
  const shopLink = shop === null ? null : (filling.link ?? null);
  if (filling.cart !== null) {
    const [before] = await tx.select({ shop: carts.shopMemberId, link: carts.shopLink }).from(carts).where(eq(carts.id, filling.cart)).for("no key update");
    if (before) {
      // The last shop wins; the company's own takes the sale from nobody. DESIGN §3
      await tx.update(carts).set({ ...(shop === null ? {} : { shopMemberId: shop, shopLink }), locale, updatedAt: at }).where(eq(carts.id, filling.cart));
      return { id: filling.cart, entered: shop !== null && (shop !== before.shop || shopLink !== before.link) };
    }
  }
  const id = newId("cart");
  await tx.insert(carts).values({ id, shopMemberId: shop, shopLink, locale, currency, createdAt: at, updatedAt: at });
  return { id, entered: shop !== null };
}
