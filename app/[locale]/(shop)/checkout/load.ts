import "server-only";
import { attribute } from "@/lib/attribution/queries";
import { findCart, findDraft } from "@/lib/cart/queries";
import type { Cart, LastOrder } from "@/lib/cart/types";
import { readTerms } from "@/lib/checkout/queries";
import { deliveredCountries, deliveryPrice, priceOrder, spendable } from "@/lib/checkout/rules";
import type { DeliveryMethod, LineToPrice, SaleTerms } from "@/lib/checkout/types";
import { vatFor } from "@/lib/checkout/vat/rules";
import { CARD_LIMITS } from "@/lib/gateway/stripe/amounts";
import type { MemberId } from "@/lib/kernel/id";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { findMember, findShopOf } from "@/lib/members/queries";
import { DEFAULT_PLAN } from "@/lib/plan/rules";
import { currentCart } from "@/lib/web/cart-cookie";
import { rememberedShop } from "@/lib/web/consent";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import type { CheckoutState } from "./actions";

/** What a way to deliver costs in a country, and the whole order with it. */
export type Quote = { readonly shipping: string; readonly totalMinor: bigint; readonly vat: readonly { readonly rateBps: number; readonly amount: string }[] };
/** A way to deliver, with its price for each country that it reaches. */
export type DeliveryChoice = { readonly code: string; readonly name: string; readonly days: DeliveryMethod["days"]; readonly quotes: Readonly<Record<string, Quote>> };

/** What the checkout page shows before anybody has typed anything. */
export type CheckoutView = {
  readonly cart: Cart;
  readonly deliveries: readonly DeliveryChoice[];
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  /** What the signed-in member can spend; null for a guest. */
  readonly credit: { readonly spendableMinor: bigint; readonly belowZero: boolean; readonly payable: { readonly minimumMinor: bigint; readonly stepMinor: bigint } } | null;
  readonly asksWhoToldYou: boolean;
  /** Whose sale it is, where the address says another shop. `bound`: because a signed-in buyer is bound to them. */
  readonly saleOf: { readonly name: string; readonly bound: boolean } | null;
  /** The form as it was sent last, and what was said then; null for one that was never sent. */
  readonly refusal: CheckoutState | null;
  readonly values: Readonly<Record<string, string>>;
};

/** An order of this cart that waits for its payment, or was paid lately; null without one. */
export async function loadLastOrder(): Promise<LastOrder | null> {
  return (await currentCart())?.last ?? null;
}

/** Everything that the checkout needs; null with an empty cart. */
export async function loadCheckout(locale: Locale): Promise<CheckoutView | null> {
  const [{ owner }, state] = [await currentShop(), await currentCart()];
  const cart = state && (await findCart(db(), state.id));
  if (!cart || cart.lines.length === 0) return null;

  const who = await signedIn();
  const [terms, draft, member, wallets] = await Promise.all([readTerms(db()), findDraft(db(), cart.id), who && findMember(db(), who.id), who && findWallets(db(), who.id, cart.currency)]);
  const shop = cart.shop ?? owner;
  const sale = await attribute(db(), { buyer: who?.id ?? null, cartShop: shop, remembered: await rememberedShop(), answer: null, at: now() });
  const refusal = draft === null ? null : (JSON.parse(draft) as CheckoutState);
  const { minimum, step } = CARD_LIMITS[cart.currency];
  return {
    cart,
    deliveries: terms.methods.map((method) => ({ code: method.code, name: localized(method.name, locale), days: method.days, quotes: quotesOf(method, { cart, terms, locale }) })),
    countries: countriesIn(locale, terms),
    credit: wallets && {
      spendableMinor: spendable({ creditMinor: wallets.credit.available.minor, earningsMinor: wallets.earnings.available.minor }),
      belowZero: wallets.credit.available.minor < 0n,
      payable: { minimumMinor: minimum, stepMinor: step },
    },
    asksWhoToldYou: shop === null && sale.source === "nobody" && sale.stage === "organic",
    saleOf: sale.sponsor === null || sale.sponsor === owner ? null : await named(sale.sponsor, sale.source === "binding"),
    refusal,
    values: {
      country: terms.vat.home,
      delivery: terms.methods[0]?.code ?? "",
      credit: "none",
      email: member?.email ?? "",
      name: member ? `${member.firstName} ${member.lastName}`.trim() : "",
      ...refusal?.values,
    },
  };
}

async function named(member: MemberId, bound: boolean): Promise<CheckoutView["saleOf"]> {
  const shop = await findShopOf(db(), member);
  return shop && { name: shop.name, bound };
}

type Priced = { readonly cart: Cart; readonly terms: SaleTerms; readonly locale: Locale };

function quotesOf(method: DeliveryMethod, { cart, terms, locale }: Priced): DeliveryChoice["quotes"] {
  const say = (minor: bigint): string => formatMoney(money(minor, cart.currency), locale);
  return Object.fromEntries(deliveredCountries(terms.methods).flatMap((country) => {
    const quote = deliveryPrice(method, { country, grams: cart.grams, goodsMinor: cart.goods.minor });
    if (!quote.ok) return [];
    const lines = cart.lines.map(({ variant, quantity }): LineToPrice => ({ quantity, unitMinor: variant.price.minor, vatBps: vatFor(country, variant.vatBps, terms.vat), rateBps: 0 }));
    // Only what it costs: how it is paid is the form's choice, so neither wallet nor card has a limit here.
    const priced = priceOrder({
      lines, discountMinor: 0n, shippingMinor: quote.priceMinor, creditWantedMinor: 0n, creditAvailable: { creditMinor: 0n, earningsMinor: 0n },
      plan: DEFAULT_PLAN, payable: { minimumMinor: 0n, stepMinor: 1n }, currency: cart.currency,
    });
    if (!priced.ok) return [];
    const vat = priced.vat.filter(({ rateBps }) => rateBps > 0).map(({ rateBps, vatMinor }) => ({ rateBps, amount: say(BigInt(vatMinor)) }));
    return [[country, { shipping: quote.priceMinor === 0n ? "" : say(quote.priceMinor), totalMinor: priced.totalMinor, vat } satisfies Quote]];
  }));
}

function countriesIn(locale: Locale, { methods, vat: { home } }: SaleTerms) {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = deliveredCountries(methods).map((code) => ({ code, name: names.of(code) ?? code }));
  return named.sort((a, b) => (a.code === home ? -1 : b.code === home ? 1 : a.name.localeCompare(b.name, locale)));
}
