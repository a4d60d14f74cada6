import "server-only";
import { attribute } from "@/lib/attribution/queries";
import { acceptPrices } from "@/lib/cart/commands";
import { findCart } from "@/lib/cart/queries";
import type { Cart, CartLine } from "@/lib/cart/types";
import { QUANTITY_MAX } from "@/lib/cart/types";
import { findVariants } from "@/lib/catalog/queries";
import { readTerms } from "@/lib/checkout/queries";
import { spendable } from "@/lib/checkout/rules";
import { vatFor } from "@/lib/checkout/vat/rules";
import type { VariantId } from "@/lib/kernel/id";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { findShopOf } from "@/lib/members/queries";
import { planAt } from "@/lib/plan/queries";
import { lineBase, poolOf, splitPool } from "@/lib/plan/rules";
import type { PlanVersion } from "@/lib/plan/types";
import { transact } from "@/db/transact";
import { currentCart } from "@/lib/web/cart-cookie";
import { rememberedShop } from "@/lib/web/consent";
import { db } from "@/lib/web/database";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import type { CartShown, ShownLine } from "../_components/cart/shown";
import { shownPicture } from "../_components/present";

/** The cart as it is shown, before any personal data; null when it is empty. Prices that changed are named once. */
export async function loadCart(locale: Locale): Promise<CartShown | null> {
  const state = await currentCart();
  const cart = state && (await findCart(db(), state.id));
  if (!cart || cart.lines.length === 0) return null;
  const [{ owner }, who, terms, { plan }] = await Promise.all([currentShop(), signedIn(), readTerms(db()), planAt(db(), now())]);
  if (cart.lines.some(hasNewPrice)) await transact(db(), (tx) => acceptPrices(tx, cart.id));

  const shop = cart.shop ?? owner;
  const [sale, wallets] = await Promise.all([
    attribute(db(), { buyer: who?.id ?? null, cartShop: shop, remembered: await rememberedShop(), answer: null, at: now() }),
    who && findWallets(db(), who.id, cart.currency),
  ]);
  const { home } = terms.vat;
  const [method] = terms.methods;
  const zone = method?.zones.find(({ countries }) => countries.includes(home)) ?? null;
  const t = words(locale, "checkout");
  const saleOf = sale.sponsor === null || sale.sponsor === owner ? null : await findShopOf(db(), sale.sponsor);
  const vatOf = ({ variant }: CartLine): number => vatFor(home, variant.vatBps, terms.vat);
  const cashBack = cashBackOf(cart, { plan, stage: sale.stage, vatOf });
  return {
    currency: cart.currency,
    lines: cart.lines.map((line) => shownLine(line, locale)),
    delivery: !zone || !method ? null : { zone, label: t("summary.deliveryBy", { method: localized(method.name, locale), country: new Intl.DisplayNames(locale, { type: "region" }).of(home) ?? home }) },
    cashBack: cashBack > 0n ? t("summary.cashBack", { amount: formatMoney(money(cashBack, cart.currency), locale) }) : null,
    creditMinor: wallets ? spendable({ creditMinor: wallets.credit.available.minor, earningsMinor: wallets.earnings.available.minor }) : null,
    whose: saleOf && t(sale.source === "binding" ? "checkout.bound" : "checkout.saleOf", { name: saleOf.name }),
  };
}

const hasNewPrice = ({ variant, seenPrice }: CartLine): boolean => variant.price.minor !== seenPrice.minor;

function shownLine(line: CartLine, locale: Locale): ShownLine {
  const { variant, quantity, trouble } = line;
  const t = words(locale, "checkout");
  return {
    variant: variant.id,
    to: `products/${variant.slug}`,
    title: localized(variant.title, locale),
    choice: variant.choice && localized(variant.choice, locale),
    picture: variant.picture && { ...shownPicture(variant.picture, locale), alt: "" },
    quantity,
    most: variant.left === null || variant.left > QUANTITY_MAX ? QUANTITY_MAX : variant.left,
    unitMinor: variant.price.minor,
    grams: variant.grams,
    changed: hasNewPrice(line) ? t("cart.priceChanged", { price: formatMoney(variant.price, locale) }) : null,
    trouble: trouble && t(`trouble.${trouble}`, { left: variant.left ?? 0 }),
  };
}

type Sale = { readonly plan: PlanVersion["plan"]; readonly stage: Parameters<typeof splitPool>[1]["stage"]; readonly vatOf: (line: CartLine) => number };

/** What whoever buys this receives, when no credit is spent: a distributor has the distributor's part too. DESIGN §2 */
function cashBackOf(cart: Cart, { plan, stage, vatOf }: Sale): bigint {
  const { poolMinor } = poolOf(cart.lines.map((line) => ({
    baseMinor: lineBase({ goodsMinor: line.variant.price.minor * BigInt(line.quantity), creditMinor: 0n, vatBps: vatOf(line) }, plan),
    rateBps: line.variant.rateBps ?? plan.totalRateBps,
  })), plan);
  const shares = splitPool(poolMinor, { stage, hasDistributor: true }, plan);
  return stage === "self" ? shares.buyer + shares.distributor : shares.buyer;
}

/** What a thing is called that has just left the cart; null for one that is not sold any more. */
export async function loadTitle(variant: VariantId, locale: Locale): Promise<string | null> {
  const [sold] = await findVariants(db(), [variant]);
  return sold ? localized(sold.title, locale) : null;
}
