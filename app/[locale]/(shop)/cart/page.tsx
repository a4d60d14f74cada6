import { Picture } from "@/components/shop/picture";
import { ShopLink } from "@/components/shop/shop-link";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { type Root, rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../_components/shop-frame";
import { shownPicture } from "../_components/present";
import { changeQuantityAction } from "./actions";
import { type CartView, loadCart } from "./load";

/** One visitor's page: it is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

/** The cart, rendered for each request. */
export default async function CartPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  const view = await loadCart();
  const t = words(locale, "checkout");
  return (
    <ShopFrame locale={locale} root={root} here="cart">
      <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
        <h1 className="font-display text-3xl sm:text-4xl">{t("cart.title")}</h1>
        <Contents view={view} locale={locale} />
      </div>
    </ShopFrame>
  );
}

function Contents({ view, locale }: { readonly view: CartView | null; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  if (!view) {
    return (
      <div className="mt-8 rounded-2xl border border-line p-8 text-center">
        <p className="text-lg">{t("cart.empty")}</p>
        <ShopLink root={root} to="" className="mt-4 inline-block rounded-full bg-accent px-6 py-3 font-medium text-paper">{t("cart.browse")}</ShopLink>
      </div>
    );
  }
  return (
    <div className="mt-8 grid gap-10 lg:grid-cols-[1fr_22rem]">
      <ul className="divide-y divide-line border-y border-line">
        {view.cart.lines.map((line) => <Line key={line.variant.id} line={line} locale={locale} root={root} changed={view.changed.includes(line.variant.id)} />)}
      </ul>
      <Summary view={view} locale={locale} />
    </div>
  );
}

type LineProps = { readonly line: CartView["cart"]["lines"][number]; readonly locale: Locale; readonly root: Root; readonly changed: boolean };

function Line({ line, locale, root, changed }: LineProps) {
  const t = words(locale, "checkout");
  const { variant, quantity, trouble } = line;
  const title = localized(variant.title, locale);
  return (
    <li className="flex gap-4 py-5">
      <div className="size-24 shrink-0 overflow-hidden rounded-xl bg-line">
        {variant.picture && <Picture picture={shownPicture(variant.picture, locale)} sizes="96px" className="size-full object-cover" />}
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex justify-between gap-4">
          <ShopLink root={root} to={`products/${variant.slug}`} className="font-medium underline-offset-4 hover:underline">{title}</ShopLink>
          <p className="whitespace-nowrap tabular-nums">{formatMoney(money(variant.price.minor * BigInt(quantity), variant.price.currency), locale)}</p>
        </div>
        {variant.choice && <p className="text-sm text-muted">{localized(variant.choice, locale)}</p>}
        {changed && <p className="mt-1 text-sm" role="status">{t("cart.priceChanged", { price: formatMoney(variant.price, locale) })}</p>}
        {trouble && <p className="mt-1 text-sm text-danger" role="alert">{t(`trouble.${trouble}`, { left: variant.left ?? 0 })}</p>}
        <div className="mt-3 flex items-center gap-4">
          <form action={changeQuantityAction} className="flex items-center gap-2">
            <input type="hidden" name="variant" value={variant.id} />
            <label className="flex items-center gap-2 text-sm text-muted">
              <span>{t("cart.quantity")}</span>
              <input name="quantity" type="number" inputMode="numeric" min={1} max={variant.left !== null && variant.left < QUANTITY_MAX ? Math.max(variant.left, 1) : QUANTITY_MAX} defaultValue={quantity} className="w-16 rounded-lg border border-line bg-paper px-2 py-1.5 text-ink" aria-label={t("cart.quantityOf", { title })} />
            </label>
            <button type="submit" className="min-h-6 text-sm underline underline-offset-4">{t("cart.update")}</button>
          </form>
          <form action={changeQuantityAction}>
            <input type="hidden" name="variant" value={variant.id} />
            <input type="hidden" name="quantity" value="0" />
            <button type="submit" className="min-h-6 text-sm text-muted underline underline-offset-4" aria-label={t("cart.removeOf", { title })}>{t("cart.remove")}</button>
          </form>
        </div>
      </div>
    </li>
  );
}

function Summary({ view, locale }: { readonly view: CartView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  const stuck = view.cart.lines.some(({ trouble }) => trouble !== null);
  return (
    <aside className="h-fit rounded-2xl border border-line p-6" aria-labelledby="summary">
      <h2 id="summary" className="font-display text-xl">{t("summary.title")}</h2>
      <dl className="mt-4 space-y-2">
        <div className="flex justify-between"><dt>{t("summary.goods")}</dt><dd className="tabular-nums">{formatMoney(view.cart.goods, locale)}</dd></div>
        <div className="flex justify-between"><dt>{t("summary.deliveryTo")}</dt><dd className="tabular-nums">{view.delivery ? (view.delivery.minor === 0n ? t("summary.free") : formatMoney(view.delivery, locale)) : t("summary.onRequest")}</dd></div>
        <div className="flex justify-between border-t border-line pt-3 text-lg font-semibold"><dt>{t("summary.total")}</dt><dd className="tabular-nums">{formatMoney(view.total, locale)}</dd></div>
      </dl>
      {view.freeFrom && view.cart.goods.minor < view.freeFrom.minor && (
        <p className="mt-2 text-sm text-muted">{t("summary.freeIn", { amount: formatMoney(money(view.freeFrom.minor - view.cart.goods.minor, view.total.currency), locale) })}</p>
      )}
      {view.cashBack.minor > 0n && <p className="mt-4 rounded-xl bg-accent-soft p-3 text-sm">{t("summary.cashBack", { amount: formatMoney(view.cashBack, locale) })}</p>}
      {stuck ? (
        <p className="mt-5 text-sm text-danger">{t("cart.settleFirst")}</p>
      ) : (
        <ShopLink root={root} to="checkout" className="mt-5 block rounded-full bg-accent px-6 py-3.5 text-center font-medium text-paper">{t("cart.checkout")}</ShopLink>
      )}
      <p className="mt-3 text-center text-xs text-muted">{t("summary.vatIncluded")}</p>
    </aside>
  );
}
