"use client";

import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { deliveryPrice } from "@/lib/checkout/rules";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { CartShown, CartTexts } from "./shown";

type Props = Standing & { readonly locale: Locale; readonly texts: CartTexts; readonly cart: CartShown; readonly pending: boolean; readonly wide: boolean };

/** What it costs with its delivery, what the wallet could pay of it, what it brings back, and the way on. */
export function CartSum({ root, locale, texts, cart, pending, wide }: Props) {
  const say = (minor: bigint): string => formatMoney(money(minor, cart.currency), locale);
  const { goodsMinor, shippingMinor, freeInMinor } = sumOf(cart);
  const totalMinor = goodsMinor + (shippingMinor ?? 0n);
  const creditMinor = cart.creditMinor === null || cart.creditMinor <= 0n ? 0n : cart.creditMinor < totalMinor ? cart.creditMinor : totalMinor;
  const stuck = cart.lines.some(({ trouble }) => trouble !== null);
  const row = (label: string, value: string, style = "") => <div className={`flex justify-between gap-4 ${style}`}><dt>{label}</dt><dd className="whitespace-nowrap tabular-nums">{value}</dd></div>;
  return (
    <aside className={wide ? "rounded-2xl border border-line bg-raised p-5 sm:p-6 lg:sticky lg:top-32" : "sticky bottom-0 border-t border-line bg-paper pt-4 pb-5"} aria-label={texts.summary}>
      {wide && <h2 className="mb-4 text-xl">{texts.summary}</h2>}
      <dl className="space-y-2" aria-live="polite">
        {row(texts.goods, say(goodsMinor))}
        {row(cart.delivery?.label ?? texts.delivery, shippingMinor === null ? texts.onRequest : shippingMinor === 0n ? texts.free : say(shippingMinor))}
        {row(texts.total, say(totalMinor), "border-t border-line pt-3 text-lg font-semibold")}
        {creditMinor > 0n && row(texts.credit, `− ${say(creditMinor)}`, "text-[0.9375rem] text-accent")}
        {creditMinor > 0n && row(texts.card, say(totalMinor - creditMinor), "text-[0.9375rem]")}
      </dl>
      {freeInMinor > 0n && <p className="mt-2 text-sm text-muted">{texts.freeIn.replace("{amount}", say(freeInMinor))}</p>}
      {cart.cashBack && <p className={`mt-4 flex items-center gap-2.5 rounded-xl bg-accent-soft px-4 py-3 text-[0.9375rem] text-accent-strong transition-opacity ${pending ? "opacity-50" : ""}`}><Icon name="coin" className="size-5 shrink-0" />{cart.cashBack}</p>}
      {wide && cart.whose && <p className="mt-3 text-sm text-muted">{cart.whose}</p>}
      {stuck ? <p className="mt-5 text-sm text-danger">{texts.settleFirst}</p> : <ShopLink root={root} to="checkout" className={buttonStyle("primary", "mt-5 w-full")}>{texts.checkout}</ShopLink>}
      {!wide && <p className="mt-1 text-center"><ShopLink root={root} to="cart" className={buttonStyle("plain")}>{texts.whole}</ShopLink></p>}
      {wide && (
        <>
          {cart.creditMinor === null && <p className="mt-2 text-center"><ShopLink root={root} to="sign-in" className={buttonStyle("plain", "text-[0.9375rem]")}>{texts.signIn}</ShopLink></p>}
          <p className="mt-3 flex items-start justify-center gap-2 text-center text-sm text-muted"><Icon name="lock" className="mt-0.5 size-4 shrink-0" /><span>{texts.vatIncluded} {texts.assurance}</span></p>
        </>
      )}
    </aside>
  );
}

function sumOf({ lines, delivery }: CartShown) {
  const goodsMinor = lines.reduce((sum, { unitMinor, quantity }) => sum + unitMinor * BigInt(quantity), 0n);
  const grams = lines.reduce((sum, line) => sum + line.grams * line.quantity, 0);
  const [country = ""] = delivery?.zone.countries ?? [];
  const quote = delivery && deliveryPrice({ zones: [delivery.zone] }, { country, grams, goodsMinor });
  const shippingMinor = quote?.ok ? quote.priceMinor : null;
  const missingMinor = quote?.ok && quote.freeFromMinor !== null ? quote.freeFromMinor - goodsMinor : 0n;
  return { goodsMinor, shippingMinor, freeInMinor: missingMinor };
}
