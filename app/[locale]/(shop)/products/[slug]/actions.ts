"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { transact } from "@/db/transact";
import { addToCart } from "@/lib/cart/commands";
import { type CartOutcome, QUANTITY_MAX } from "@/lib/cart/types";
import { slugInput } from "@/lib/catalog/input";
import { findProduct } from "@/lib/catalog/queries";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { type InvalidInput, visitorAction } from "@/lib/web/action";
import { readCartId, rememberCart } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { countCartOf, countForShop } from "@/lib/web/sharing";
import { currentShop } from "@/lib/web/shop";

const value = z.coerce.number().int().min(0).optional();
const Wish = z.object({
  product: slugInput,
  /** The value of each option, by position: what the radio buttons say, with or without JavaScript. */
  option0: value, option1: value, option2: value,
  quantity: z.coerce.number().int().min(1).max(QUANTITY_MAX),
  /** The form was sent by a script, which shows the outcome itself. */
  enhanced: z.string().optional(),
});

type Added = { readonly ok: true; readonly quantity: number };
type Refused = Exclude<CartOutcome, { readonly ok: true }>;
export type AddOutcome = Added | Refused | InvalidInput;

/** Puts a product into this browser's cart, in the shop that the address names. Without JavaScript the cart is shown next. */
export const addToCartAction = visitorAction(Wish, async ({ input, now }): Promise<Added | Refused> => {
  const chosen = [input.option0, input.option1, input.option2];
  const product = await findProduct(db(), now, input.product);
  const variant = product?.variants.find(({ optionValues }) => optionValues.every((wanted, option) => chosen[option] === wanted));
  if (!variant) return { ok: false, reason: "unknown_variant" };

  const { place, owner, link } = await currentShop();
  const [cart, { currency }] = await Promise.all([readCartId(), readCompany(db())]);
  const filling = { cart, shop: owner, link, locale: place.locale, currency, at: now };
  const outcome = await transact(db(), (tx) => addToCart(tx, filling, { variant: variant.id, quantity: input.quantity }));
  if (!outcome.ok) return outcome;
  await rememberCart(outcome.cart);
  if (owner !== null) await countForShop(owner, { event: "cart", page: `/products/${input.product}` });
  if (owner !== null && outcome.entered) await countCartOf(owner, link);
  if (input.enhanced === undefined) redirect(pathIn(place, "/cart"));
  return { ok: true, quantity: outcome.quantity };
});
