import "server-only";
import { acceptPrices } from "@/lib/cart/commands";
import { findCart } from "@/lib/cart/queries";
import type { Cart } from "@/lib/cart/types";
import { DEFAULT_DELIVERY, deliveryPrice } from "@/lib/checkout/rules";
import { type Money, money } from "@/lib/kernel/money";
import { planAt } from "@/lib/plan/queries";
import { poolOf, splitPool } from "@/lib/plan/rules";
import { transact } from "@/db/transact";
import { readCartId } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";

export type CartView = {
  readonly cart: Cart;
  /** By the ordinary way to France; null when it is too heavy for it. */
  readonly delivery: Money | null;
  readonly freeFrom: Money | null;
  readonly total: Money;
  /** What a customer who buys this receives. */
  readonly cashBack: Money;
  readonly changed: readonly string[];
};

/** The cart with its totals, before any personal data; null when it is empty. Prices that changed are named once. */
export async function loadCart(): Promise<CartView | null> {
  const id = await readCartId();
  const cart = id && (await findCart(db(), id));
  if (!cart || cart.lines.length === 0) return null;
  const changed = cart.lines.filter(({ variant, seenPrice }) => variant.price.minor !== seenPrice.minor).map(({ variant }) => variant.id);
  if (changed.length > 0) await transact(db(), (tx) => acceptPrices(tx, cart.id));

  const [method] = DEFAULT_DELIVERY;
  const quote = method && deliveryPrice(method, { country: "FR", grams: cart.grams, goodsMinor: cart.goods.minor });
  const shipping = quote?.ok ? quote.priceMinor : null;
  const { plan } = await planAt(db(), now());
  const pool = poolOf(cart.lines.map(({ variant, quantity }) => ({ baseMinor: variant.price.minor * BigInt(quantity), rateBps: variant.rateBps ?? plan.totalRateBps })), plan);
  const of = (minor: bigint): Money => money(minor, cart.currency);
  return {
    cart,
    delivery: shipping === null ? null : of(shipping),
    freeFrom: quote?.ok && quote.freeFromMinor !== null ? of(quote.freeFromMinor) : null,
    total: of(cart.goods.minor + (shipping ?? 0n)),
    cashBack: of(splitPool(pool.poolMinor, { stage: "viral", hasDistributor: true }, plan).buyer),
    changed,
  };
}
