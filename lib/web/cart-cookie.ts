import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { transact } from "@/db/transact";
import { adoptCart, takeOrdered } from "@/lib/cart/commands";
import { findCartState } from "@/lib/cart/queries";
import { CART_DAYS, type CartState } from "@/lib/cart/types";
import { type CartId, parseId } from "@/lib/kernel/id";
import { db } from "./database";
import { environment } from "./env";
import { now } from "./time";
import { signedIn } from "./viewer";

const NAME = "cart";
const CART_DAYS_S = CART_DAYS * 24 * 60 * 60;

/**
 * The cart of whoever looks, once per request. A browser's cart is opened by its unguessable id alone, until somebody signs in with it: it is
 * theirs from then on, takes in what they left on other devices, and is out of sight once they have signed out. What was paid for meanwhile,
 * in a tab that is closed by now, has left it.
 */
export const currentCart = cache(async (): Promise<CartState | null> => {
  const [value, who] = [(await cookies()).get(NAME)?.value, await signedIn()];
  const named = value === undefined ? null : parseId("cart", value);
  const found = named && (await findCartState(db(), named));
  const own = found && (found.member === null || found.member === who?.id) ? found : null;
  const state = who && own?.member !== who.id ? await adopted(own, who.id) : own;
  if (state?.last && !state.last.taken && (state.last.status === "paid" || state.last.status === "fulfilled")) {
    const { id } = state.last;
    await transact(db(), (tx) => takeOrdered(tx, id));
  }
  return state;
});

async function adopted(own: CartState | null, member: NonNullable<CartState["member"]>): Promise<CartState | null> {
  const { cart } = await transact(db(), async (tx) => ({ ok: true as const, cart: await adoptCart(tx, { cart: own?.id ?? null, member, at: now() }) }));
  return cart && findCartState(db(), cart);
}

/** The id of that cart, if there is one. */
export async function readCartId(): Promise<CartId | null> {
  return (await currentCart())?.id ?? null;
}

/** Remembers the cart for thirty days from now. A cart is what the visitor asked for, so it needs no consent. DESIGN §9 */
export async function rememberCart(cart: CartId): Promise<void> {
  (await cookies()).set(NAME, cart, {
    httpOnly: true,
    sameSite: "lax",
    secure: environment().appUrl.startsWith("https:"),
    path: "/",
    maxAge: CART_DAYS_S,
  });
}
