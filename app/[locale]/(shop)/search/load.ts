import "server-only";
import { connection } from "next/server";
import { searchInput } from "@/lib/catalog/input";
import { searchProducts } from "@/lib/catalog/queries";
import type { Locale } from "@/lib/kernel/locale";
import { planAt } from "@/lib/plan/queries";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { shownTile } from "../_components/present";

/** What somebody typed, as it was understood, and the products that have all its words. */
export async function loadSearch(locale: Locale, typed: unknown) {
  await connection();
  const text = searchInput.parse(typed);
  const [cards, { plan }] = await Promise.all([searchProducts(db(), now(), text), planAt(db(), now())]);
  return { text, tiles: cards.map((card) => shownTile(card, { locale, plan })) };
}
