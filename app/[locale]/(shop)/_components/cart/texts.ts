import "server-only";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import type { CartTexts } from "./shown";

/** The sentences of the cart, on its page and in its drawer. */
export function cartTexts(locale: Locale): CartTexts {
  const t = words(locale, "checkout");
  const open = (key: "cart.quantityOf" | "cart.removeOf" | "cart.removed" | "summary.freeIn") => t.raw(key) as string;
  return {
    title: t("cart.title"), empty: t("cart.empty"), browse: t("cart.browse"), loading: t("cart.loading"), close: t("cart.close"), failed: t("cart.failed"), quantityOf: open("cart.quantityOf"), less: t("cart.less"),
    more: t("cart.more"), update: t("cart.update"), remove: t("cart.remove"), removeOf: open("cart.removeOf"), removed: open("cart.removed"), undo: t("cart.undo"), checkout: t("cart.checkout"),
    settleFirst: t("cart.settleFirst"), whole: t("cart.whole"), summary: t("summary.title"), goods: t("summary.goods"), delivery: t("summary.delivery"), free: t("summary.free"), onRequest: t("summary.onRequest"),
    total: t("summary.total"), freeIn: open("summary.freeIn"), vatIncluded: t("summary.vatIncluded"), credit: t("summary.creditIfUsed"), card: t("summary.cardIfUsed"), signIn: t("checkout.signIn"), assurance: t("checkout.secure"),
  };
}
