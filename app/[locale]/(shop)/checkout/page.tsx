import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { PlacedNotice } from "../_components/placed-notice";
import { Picture } from "@/components/shop/picture";
import { shownPicture } from "../_components/present";
import { ShopFrame } from "../_components/shop-frame";
import { CheckoutForm } from "./_components/checkout-form";
import type { CheckoutTexts } from "./_components/texts";
import { placeOrderAction } from "./actions";
import { type CheckoutView, loadCheckout, loadLastOrder } from "./load";

/** One visitor's page: it is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly cancelled?: string; readonly refused?: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: words(await localeOf(params), "checkout")("checkout.title"), robots: { index: false } };
}

/** The checkout, rendered for each request. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { cancelled, refused } = await searchParams;
  const view = await loadCheckout(locale);
  const last = await loadLastOrder();
  const t = words(locale, "checkout");
  return (
    <ShopFrame locale={locale} root={root} here="checkout">
      <div className="mx-auto max-w-6xl px-4 pt-6 sm:px-6 sm:pt-10">
        <p className="text-sm"><ShopLink root={root} to="cart" className="inline-flex min-h-11 items-center underline underline-offset-4">{t("checkout.back")}</ShopLink></p>
        <h1 className="text-title">{t("checkout.title")}</h1>
        <div className="mt-5 space-y-3 empty:hidden">
          {last && <PlacedNotice last={last} locale={locale} root={root} cancelled={cancelled !== undefined} />}
        </div>
        {view ? <Form view={view} locale={locale} refused={refused !== undefined} /> : (
          <div className="mt-6">
            <p className="text-lg">{t("cart.empty")}</p>
            <ShopLink root={root} to="" className={buttonStyle("primary", "mt-5")}>{t("cart.browse")}</ShopLink>
          </div>
        )}
      </div>
    </ShopFrame>
  );
}

function Form({ view, locale, refused }: { readonly view: CheckoutView; readonly locale: Locale; readonly refused: boolean }) {
  const t = words(locale, "checkout");
  const { saleOf } = view;
  return (
    <CheckoutForm
      action={placeOrderAction}
      root={root}
      locale={locale}
      currency={view.cart.currency}
      refusal={refused ? view.refusal : null}
      texts={textsOf(view, locale)}
      values={view.values}
      countries={view.countries}
      deliveries={view.deliveries.map(({ days, ...delivery }) => ({ ...delivery, days: days.from === days.to ? t("checkout.oneDay", { days: days.to }) : t("checkout.deliveryDays", days) }))}
      credit={view.credit}
      asksWhoToldYou={view.asksWhoToldYou}
      whose={saleOf ? t(saleOf.bound ? "checkout.bound" : "checkout.saleOf", { name: saleOf.name }) : null}
      guest={view.credit === null}
      recap={<Recap view={view} locale={locale} />}
      signIn={view.credit ? null : (
        <p className="mt-1 text-[0.9375rem]"><ShopLink root={root} to="sign-in" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("checkout.signIn")}</ShopLink></p>
      )}
      terms={t.rich("checkout.terms", { link: (words) => <ShopLink root={root} to="legal/terms" target="_blank" className="underline underline-offset-4">{words}</ShopLink> })}
      assurances={(
        <ul className="mt-5 space-y-2 text-sm text-muted">
          {(["secure", "legal", "help"] as const).map((key) => <li key={key} className="flex gap-2.5"><Icon name={key === "secure" ? "lock" : key === "legal" ? "parcel" : "check"} className="mt-0.5 size-4.5 shrink-0 text-accent" /><span>{t(`checkout.${key}`)}</span></li>)}
        </ul>
      )}
    />
  );
}

function Recap({ view, locale }: { readonly view: CheckoutView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  const say = (minor: bigint): string => formatMoney(money(minor, view.cart.currency), locale);
  const stuck = view.cart.lines.some(({ trouble }) => trouble !== null);
  return (
    <>
      <h2 id="summary" className="text-xl">{t("summary.title")}</h2>
      <ul className="mt-4 space-y-3">
        {view.cart.lines.map(({ variant, quantity, trouble }) => (
          <li key={variant.id} className="flex gap-3 text-[0.9375rem]">
            <div className="size-14 shrink-0 overflow-hidden rounded-lg bg-line">{variant.picture && <Picture picture={{ ...shownPicture(variant.picture, locale), alt: "" }} sizes="56px" className="size-full object-cover" />}</div>
            <div className="min-w-0 flex-1">
              <p className="leading-snug">{quantity} × {localized(variant.title, locale)}</p>
              {variant.choice && <p className="text-sm text-muted">{localized(variant.choice, locale)}</p>}
              {trouble && <p className="text-sm text-danger">{t(`trouble.${trouble}`, { left: variant.left ?? 0 })}</p>}
            </div>
            <span className="whitespace-nowrap tabular-nums">{say(variant.price.minor * BigInt(quantity))}</span>
          </li>
        ))}
      </ul>
      {stuck && <div className="mt-4"><Notice tone="bad">{t("cart.settleFirst")} <ShopLink root={root} to="cart" className="underline underline-offset-4">{t("checkout.back")}</ShopLink></Notice></div>}
      <dl className="mt-4 border-t border-line pt-4"><div className="flex justify-between"><dt>{t("summary.goods")}</dt><dd className="tabular-nums">{say(view.cart.goods.minor)}</dd></div></dl>
    </>
  );
}

function textsOf(view: CheckoutView, locale: Locale): CheckoutTexts {
  const t = words(locale, "checkout");
  const field = (reason: Parameters<typeof t>[0]) => t(reason);
  const spendableText = formatMoney(money(view.credit?.spendableMinor ?? 0n, view.cart.currency), locale);
  return {
    contact: t("checkout.contact"), email: t("checkout.email"), emailHint: t("checkout.emailHint"), name: t("checkout.name"), street: t("checkout.street"), postalCode: t("checkout.postalCode"),
    city: t("checkout.city"), country: t("checkout.country"), phone: t("checkout.phone"), suggestions: t("checkout.suggestions"), filledIn: t.raw("checkout.filledIn") as string, deliveryTitle: t("checkout.deliveryTitle"), free: t("summary.free"),
    notThere: t("checkout.notThere"), creditTitle: t("checkout.creditTitle"), creditNone: t("checkout.creditNone"), creditAll: t("checkout.creditAll"), creditAmount: t("checkout.creditAmount"),
    creditBelowZero: t("checkout.creditBelowZero"), creditAvailable: t("checkout.creditAvailable", { amount: spendableText }), creditAmountLabel: t("checkout.creditAmountLabel", { currency: view.cart.currency }),
    answerTitle: t("checkout.answerTitle"), answerHint: t("checkout.answerHint"), answerHandle: t("checkout.answerHandle"), answerNobody: t("checkout.answerNobody"), answerFound: t("checkout.answerFound"), answerNone: t("checkout.answerNone"),
    neutral: t("checkout.neutral"), delivery: t("summary.delivery"), total: t("summary.total"), vatOf: t.raw("summary.vatOf") as string, credit: t("summary.credit"), card: t("summary.card"), creditPaysAll: t("checkout.creditPaysAll"),
    pay: t("checkout.pay"), paying: t("checkout.paying"),
    missing: field("field.missing"), too_long: field("field.too_long"), not_an_address: field("field.not_an_address"), not_a_phone: field("field.not_a_phone"), not_a_postal_code: field("field.not_a_postal_code"),
    not_a_country: field("field.not_a_country"), not_an_amount: field("field.not_an_amount"), not_a_handle: field("field.not_a_handle"), unknown_choice: field("field.unknown_choice"), choose_one: field("field.choose_one"), terms_not_accepted: field("field.terms_not_accepted"),
  };
}
