import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import type { Shop } from "@/lib/members/types";
import { words } from "../words";
import type { Card } from "./card";

type Shown = { readonly company: string; readonly accent: string; readonly hero: string | null; readonly shop: Shop | null; readonly product: { readonly title: string; readonly picture: string | null } | null };

/** What a preview's picture says: a first name and a product, never a surname or a photograph of a person. */
export function cardOf(locale: Locale, { company, accent, hero, shop, product }: Shown): Card {
  const t = words(locale, "preview");
  return {
    company, accent,
    line: shop ? t("shopOf", { name: shop.firstName }) : company,
    title: product?.title ?? t("welcome", { company }),
    photo: product ? product.picture : hero,
  };
}
