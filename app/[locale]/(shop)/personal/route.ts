import { countCart } from "@/lib/cart/queries";
import { pathIn } from "@/lib/kernel/address";
import { localized } from "@/lib/kernel/locale";
import { readCartId } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import type { Personal } from "../_components/whose-shop";

/** The personal part of a shared page: whose shop it is and how many things are in the cart. For this browser only. */
export async function GET(): Promise<Response> {
  const { place, finding } = await currentShop();
  const cart = await readCartId();
  const open = finding?.kind === "open" ? finding.shop : null;
  const answer: Personal = {
    shop: open && {
      name: open.name,
      status: open.statusLabel,
      words: open.words ? localized(open.words, place.locale) : "",
      picture: open.picture && `/img/members/${open.picture}.avif`,
    },
    gone: finding !== null && (finding.kind === "closed" || finding.kind === "unknown"),
    moved: finding?.kind === "moved" ? pathIn({ ...place, handle: finding.handle }, "/") : null,
    cart: cart === null ? 0 : await countCart(db(), cart),
  };
  return Response.json(answer, { headers: { "cache-control": "private, no-store" } });
}
