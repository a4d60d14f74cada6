"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { transact } from "@/db/transact";
import { setQuantity } from "@/lib/cart/commands";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { readCartId, rememberCart } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { currentPlace } from "@/lib/web/place";
import { countCartOf } from "@/lib/web/sharing";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import type { CartShown, CartTexts, Change } from "../_components/cart/shown";
import { cartTexts } from "../_components/cart/texts";
import { loadCart } from "./load";

const count = z.coerce.number().int().min(0).max(QUANTITY_MAX);
const Wish = z.object({
  variant: z.string().transform((text) => parseId("variant", text)).pipe(z.custom<Change["variant"]>((id) => id !== null)),
  quantity: count,
  /** One more or one less than that: what the buttons beside the number say. */
  step: z.coerce.number().int().min(-1).max(1).default(0),
});

async function change(form: FormData): Promise<Change | null> {
  const wish = Wish.safeParse(Object.fromEntries(form));
  const cart = await readCartId();
  if (!wish.success || cart === null) return null;
  const wanted = count.safeParse(wish.data.quantity + wish.data.step);
  if (!wanted.success) return null;
  const { place, owner, link } = await currentShop();
  const { currency } = await readCompany(db());
  const done = { variant: wish.data.variant, quantity: wanted.data };
  const outcome = await transact(db(), (tx) => setQuantity(tx, { cart, shop: owner, link, locale: place.locale, currency, at: now() }, done));
  if (owner !== null && outcome.ok && outcome.entered) await countCartOf(owner, link);
  // Thirty days from the last touch.
  await rememberCart(cart);
  return done;
}

/** Sets how many of a thing the cart holds; zero takes it out, with a way back. The page is shown anew: this is the way without JavaScript. */
export async function changeQuantityAction(form: FormData): Promise<void> {
  const place = await currentPlace();
  const done = await change(form);
  const before = Number(form.get("was") ?? 0);
  redirect(`${pathIn(place, "/cart")}${done?.quantity === 0 && before > 0 ? `?removed=${done.variant}&was=${before}` : ""}`);
}

/** The same for a script: answers the cart as it is now. */
export async function changeCartAction(form: FormData): Promise<CartShown | null> {
  await change(form);
  return loadCart((await currentPlace()).locale);
}

/** The cart of this browser with its sentences: for the drawer, and for a page that was left open. */
export async function loadCartAction(): Promise<{ readonly cart: CartShown | null; readonly texts: CartTexts }> {
  const { locale } = await currentPlace();
  return { cart: await loadCart(locale), texts: cartTexts(locale) };
}
