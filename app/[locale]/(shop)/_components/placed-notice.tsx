import type { Root } from "@/lib/kernel/address";
import { ShopLink } from "@/components/shop/shop-link";
import { Notice } from "@/components/ui/notice";
import type { LastOrder } from "@/lib/cart/types";
import type { Locale } from "@/lib/kernel/locale";
import { orderKey } from "@/lib/web/links";
import { words } from "@/lib/web/words";

type Props = { readonly last: LastOrder; readonly locale: Locale; readonly root: Root; readonly cancelled?: boolean };

/**
 * What became of the order that was placed from this cart last, for whoever left the payment or closed the tab: it waits and can be paid, or
 * it is paid and can be looked at. Nothing while neither is so.
 */
export function PlacedNotice({ last: { number, status, sessionUrl, cardMinor }, locale, root, cancelled = false }: Props) {
  const t = words(locale, "checkout");
  if (status === "paid" || status === "fulfilled") {
    return (
      <Notice tone="good" role="status">
        {t("last.paid", { number })} <ShopLink root={root} to={`order/${number}?key=${orderKey(number)}`} className="font-medium underline underline-offset-4">{t("last.look")}</ShopLink>
      </Notice>
    );
  }
  if (status !== "placed" || sessionUrl === null || cardMinor === 0n) return cancelled ? <Notice tone="good" role="status">{t("checkout.cancelled")}</Notice> : null;
  return (
    <Notice tone="good" role="status">
      {cancelled ? t("checkout.cancelled") : t("last.waits", { number })} <a href={sessionUrl} className="font-medium underline underline-offset-4">{t("last.pay")}</a>
    </Notice>
  );
}
