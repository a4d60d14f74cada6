import "server-only";
import { bindingInForce } from "@/lib/attribution/rules";
import { findCart, findDraft } from "@/lib/cart/queries";
import type { Cart } from "@/lib/cart/types";
import { DEFAULT_DELIVERY, deliveredCountries, deliveryPrice, spendable } from "@/lib/checkout/rules";
import type { Locale } from "@/lib/kernel/locale";
import { localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { findMember, findStoredBinding } from "@/lib/members/queries";
import { readCartId } from "@/lib/web/cart-cookie";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import type { CheckoutState } from "./actions";

/** A way to deliver, with its price for each country in minor units as text. */
export type DeliveryChoice = {
  readonly code: string;
  readonly name: string;
  readonly days: { readonly from: number; readonly to: number };
  readonly priceMinor: Readonly<Record<string, string>>;
};

/** What the checkout page shows before anybody has typed anything. */
export type CheckoutView = {
  readonly cart: Cart;
  readonly deliveries: readonly DeliveryChoice[];
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  /** What the signed-in member can spend, formatted; null for a guest. */
  readonly credit: { readonly text: string; readonly spendable: boolean; readonly belowZero: boolean } | null;
  readonly asksWhoToldYou: boolean;
  /** The first name of the person to whom a signed-in buyer is bound, when this is another member's shop. */
  readonly boundTo: string | null;
  /** The form as it was sent last, and what was said then; null for one that was never sent. */
  readonly refusal: CheckoutState | null;
  readonly values: Readonly<Record<string, string>>;
};

/** Everything that the checkout needs; null with an empty cart. */
export async function loadCheckout(locale: Locale): Promise<CheckoutView | null> {
  const { owner } = await currentShop();
  const id = await readCartId();
  const cart = id && (await findCart(db(), id));
  if (!cart || cart.lines.length === 0) return null;

  const who = await signedIn();
  const member = who && (await findMember(db(), who.id));
  const wallets = who && (await findWallets(db(), who.id, cart.currency));
  const canSpend = wallets ? spendable({ creditMinor: wallets.credit.available.minor, earningsMinor: wallets.earnings.available.minor }) : 0n;
  const binding = who && (await findStoredBinding(db(), who.id));
  const bound = binding ? bindingInForce(binding, now()) : null;
  const boundMember = bound && bound !== (owner ?? cart.shop) ? await findMember(db(), bound) : null;
  const refusal = readState(await findDraft(db(), cart.id));
  return {
    cart,
    deliveries: DEFAULT_DELIVERY.map((method) => ({
      code: method.code,
      name: localized(method.name, locale),
      days: method.days,
      priceMinor: Object.fromEntries(
        deliveredCountries(DEFAULT_DELIVERY).flatMap((country) => {
          const quote = deliveryPrice(method, { country, grams: cart.grams, goodsMinor: cart.goods.minor });
          return quote.ok ? [[country, quote.priceMinor.toString()]] : [];
        }),
      ),
    })),
    countries: countriesIn(locale),
    credit: wallets && {
      text: formatMoney(money(canSpend, cart.currency), locale),
      spendable: canSpend > 0n,
      belowZero: wallets.credit.available.minor < 0n,
    },
    asksWhoToldYou: owner === null && cart.shop === null && bound === null,
    boundTo: boundMember?.firstName ?? null,
    refusal,
    values: {
      country: "FR",
      delivery: DEFAULT_DELIVERY[0]?.code ?? "",
      credit: "none",
      email: member?.email ?? "",
      name: member ? `${member.firstName} ${member.lastName}`.trim() : "",
      ...refusal?.values,
    },
  };
}

function countriesIn(locale: Locale) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = deliveredCountries(DEFAULT_DELIVERY).map((code) => ({ code, name: names.of(code) ?? code }));
  return named.sort((a, b) => (a.code === "FR" ? -1 : b.code === "FR" ? 1 : a.name.localeCompare(b.name, locale)));
}

/** What `placeOrderAction` kept with the cart. */
function readState(draft: string | null): CheckoutState | null {
  return draft === null ? null : (JSON.parse(draft) as CheckoutState);
}
