import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../_components/shop-frame";
import { CheckoutForm } from "./_components/checkout-form";
import { placeOrderAction } from "./actions";
import { type CheckoutView, loadCheckout } from "./load";

/** One visitor's page: it is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly cancelled?: string; readonly refused?: string }> };

/** The checkout, rendered for each request. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { cancelled, refused } = await searchParams;
  const view = await loadCheckout(locale);
  const t = words(locale, "checkout");
  return (
    <ShopFrame locale={locale} root={root} here="checkout">
      <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
        <p className="text-sm"><ShopLink root={root} to="cart" className="underline underline-offset-4">{t("checkout.back")}</ShopLink></p>
        <h1 className="mt-2 font-display text-3xl sm:text-4xl">{t("checkout.title")}</h1>
        {view ? <Form view={view} locale={locale} cancelled={cancelled !== undefined} refused={refused !== undefined} /> : <p className="mt-8 text-lg">{t("cart.empty")}</p>}
      </div>
    </ShopFrame>
  );
}

type FormProps = { readonly view: CheckoutView; readonly locale: Locale; readonly cancelled: boolean; readonly refused: boolean };

function Form({ view, locale, cancelled, refused }: FormProps) {
  const t = words(locale, "checkout");
  const say = (minor: bigint): string => (minor === 0n ? t("summary.free") : formatMoney(money(minor, view.cart.currency), locale));
  return (
    <>
      {cancelled && <p role="status" className="mt-6 rounded-xl bg-accent-soft p-4">{t("checkout.cancelled")}</p>}
      <CheckoutForm
        action={placeOrderAction}
        refusal={refused ? view.refusal : null}
        texts={textsOf(view, locale)}
        fieldTexts={fieldTextsOf(locale)}
        values={view.values}
        countries={view.countries}
        deliveries={view.deliveries.map(({ code, name, days, priceMinor }) => ({
          code,
          name,
          days: days.from === days.to ? t("checkout.oneDay") : t("checkout.deliveryDays", days),
          price: Object.fromEntries(Object.entries(priceMinor).map(([country, minor]) => [country, say(BigInt(minor))])),
          total: Object.fromEntries(Object.entries(priceMinor).map(([country, minor]) => {
            const total = view.cart.goods.minor + BigInt(minor);
            return [country, { minor: total.toString(), text: formatMoney(money(total, view.cart.currency), locale) }];
          })),
        }))}
        credit={view.credit}
        asksWhoToldYou={view.asksWhoToldYou}
        boundTo={view.boundTo === null ? null : t("checkout.bound", { name: view.boundTo })}
        recap={<Recap view={view} locale={locale} />}
        signIn={view.credit ? null : (
          <p className="mt-2 text-sm"><ShopLink root={root} to="sign-in" className="underline underline-offset-4">{t("checkout.signIn")}</ShopLink></p>
        )}
      />
    </>
  );
}

function Recap({ view, locale }: { readonly view: CheckoutView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  return (
    <>
      <h2 className="font-display text-xl">{t("summary.title")}</h2>
      <ul className="mt-4 space-y-2">
        {view.cart.lines.map(({ variant, quantity }) => (
          <li key={variant.id} className="flex justify-between gap-4 text-sm">
            <span>{quantity} × {localized(variant.title, locale)}{variant.choice ? `, ${localized(variant.choice, locale)}` : ""}</span>
            <span className="tabular-nums whitespace-nowrap">{formatMoney(money(variant.price.minor * BigInt(quantity), view.cart.currency), locale)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function textsOf(view: CheckoutView, locale: Locale): Record<string, string> {
  const t = words(locale, "checkout");
  const plain = ["contact", "email", "emailHint", "name", "street", "street2", "postalCode", "city", "country", "phone", "deliveryTitle",
    "creditTitle", "creditNone", "creditAll", "creditAmount", "creditBelowZero", "answerTitle", "answerHandle", "terms", "neutral", "pay", "paying", "secure", "legal"] as const;
  return {
    ...Object.fromEntries(plain.map((key) => [key, t(`checkout.${key}`)])),
    creditAvailable: t("checkout.creditAvailable", { amount: view.credit?.text ?? "" }),
    creditAmountLabel: t("checkout.creditAmountLabel", { currency: view.cart.currency }),
    deliveryLabel: t("summary.delivery"),
    total: t("summary.total"),
    notThere: t("summary.onRequest"),
  };
}

function fieldTextsOf(locale: Locale): Record<string, string> {
  const t = words(locale, "checkout");
  const reasons = ["missing", "too_long", "not_an_address", "not_a_phone", "not_a_postal_code", "not_a_country", "not_an_amount", "not_a_handle", "unknown_choice", "terms_not_accepted"] as const;
  return Object.fromEntries(reasons.map((reason) => [reason, t(`field.${reason}`)]));
}
