"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { transact } from "@/db/transact";
import { setQuantity } from "@/lib/cart/commands";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { readCartId } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";

const Change = z.object({
  variant: z.string().transform((text) => parseId("variant", text)).pipe(z.custom<NonNullable<ReturnType<typeof parseId<"variant">>>>((id) => id !== null)),
  quantity: z.coerce.number().int().min(0).max(QUANTITY_MAX),
});

/** Sets how many of a thing the cart holds; zero takes it out. The page is shown anew, with or without JavaScript. */
export async function changeQuantityAction(form: FormData): Promise<void> {
  const { place, owner } = await currentShop();
  const cart = await readCartId();
  const change = Change.safeParse(Object.fromEntries(form));
  if (cart !== null && change.success) {
    const { currency } = await readCompany(db());
    await transact(db(), (tx) => setQuantity(tx, { cart, shop: owner, locale: place.locale, currency, at: now() }, change.data));
  }
  redirect(pathIn(place, "/cart"));
}
