import { parseId } from "@/lib/kernel/id";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { CartPanel } from "../_components/cart/cart-panel";
import type { Removed } from "../_components/cart/shown";
import { cartTexts } from "../_components/cart/texts";
import { PlacedNotice } from "../_components/placed-notice";
import { ShopFrame } from "../_components/shop-frame";
import { loadLastOrder } from "../checkout/load";
import { loadCart, loadTitle } from "./load";

/** One visitor's page: it is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly removed?: string | string[]; readonly was?: string | string[] }> };

export async function generateMetadata({ params }: Props) {
  return { title: words(await localeOf(params), "checkout")("cart.title"), robots: { index: false } };
}

/** The cart, rendered for each request. */
export default async function CartPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const [cart, last, removed] = [await loadCart(locale), await loadLastOrder(), await removedOf(await searchParams, locale)];
  return (
    <ShopFrame locale={locale} root={root} here="cart">
      <div className="mx-auto max-w-6xl px-4 pt-8 sm:px-6 sm:pt-12">
        <h1 className="text-title">{words(locale, "checkout")("cart.title")}</h1>
        <div className="mt-5 empty:hidden">{last && <PlacedNotice last={last} locale={locale} root={root} />}</div>
        <div className="mt-4"><CartPanel root={root} locale={locale} texts={cartTexts(locale)} initial={cart} removed={removed} wide /></div>
      </div>
    </ShopFrame>
  );
}

/** What the address says has just been taken out. */
async function removedOf({ removed, was }: Awaited<Props["searchParams"]>, locale: Locale): Promise<Removed | null> {
  const variant = typeof removed === "string" ? parseId("variant", removed) : null;
  const quantity = typeof was === "string" && /^[1-9]\d?$/.test(was) ? Number(was) : null;
  const title = variant && quantity ? await loadTitle(variant, locale) : null;
  return variant && quantity && title !== null ? { variant, quantity, title } : null;
}
