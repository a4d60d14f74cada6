import "server-only";
import { cookies } from "next/headers";
import { type CartId, parseId } from "@/lib/kernel/id";
import { environment } from "./env";

const NAME = "cart";
const THIRTY_DAYS_S = 30 * 24 * 60 * 60;

/** The cart of this browser, if it has one. Its id is unguessable and is all that opens it. */
export async function readCartId(): Promise<CartId | null> {
  const value = (await cookies()).get(NAME)?.value;
  return value === undefined ? null : parseId("cart", value);
}

/** Remembers the cart for thirty days from now. A cart is what the visitor asked for, so it needs no consent. DESIGN §9 */
export async function rememberCart(cart: CartId): Promise<void> {
  (await cookies()).set(NAME, cart, {
    httpOnly: true,
    sameSite: "lax",
    secure: environment().appUrl.startsWith("https:"),
    path: "/",
    maxAge: THIRTY_DAYS_S,
  });
}
