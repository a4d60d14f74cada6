"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { transact } from "@/db/transact";
import { addToCart } from "@/lib/cart/commands";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { parseId, type VariantId } from "@/lib/kernel/id";
import { readCartId, rememberCart } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { words } from "@/lib/web/words";

const Choice = z.object({
  variant: z.string().transform((text) => parseId("variant", text)).refine((id): id is VariantId => id !== null),
  quantity: z.coerce.number().int().min(1).max(QUANTITY_MAX).catch(1),
});

/** Puts a product into the cart and shows the cart; a refusal comes back as a sentence. */
export async function addToCartAction(_previous: string | null, form: FormData): Promise<string | null> {
  const { place, owner } = await currentShop();
  const t = words(place.locale, "shop");
  const choice = Choice.safeParse(Object.fromEntries(form));
  if (!choice.success) return t("refused.unknown_variant");
  const { currency } = await readCompany(db());
  const cart = await readCartId();
  const outcome = await transact(db(), (tx) => addToCart(tx, { cart, shop: owner, locale: place.locale, currency, at: now() }, choice.data));
  if (!outcome.ok) return t(`refused.${outcome.reason}`);
  await rememberCart(outcome.cart);
  redirect(pathIn(place, "/cart"));
}
