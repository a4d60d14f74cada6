import type { VatLine } from "@/db/schema/orders";
import { invariant } from "@/lib/kernel/invariant";
import { bps, divideHalfUp, spread } from "@/lib/kernel/money";
import { lineBase, poolOf } from "@/lib/plan/rules";
import type {
  CreditAvailable,
  CreditChoice,
  DeliveryMethod,
  DeliveryQuote,
  DeliveryZone,
  LineToPrice,
  OrderToPrice,
  Parcel,
  Payable,
  PricedLine,
  PricedOrder,
  PriceRefusal,
} from "./types";

const WHOLE_BPS = 10_000n;

/**
 * The amounts of an order in their order: goods, discounts, shipping, VAT (contained), total, tenders; or why it can't be
 * placed like this. Minor units of one currency.
 *
 * - Discounts are spread over the lines by largest remainder, in line order.
 * - Credit is lowered until the remainder is zero or payable; it counts against goods up to their total and is spread
 *   over the lines the same way; it is taken from `credit` first, then `earnings`.
 * @see DESIGN §2 "The base", §4, §5
 */
export function priceOrder<L extends LineToPrice>(order: OrderToPrice<L>): PricedOrder<L> | PriceRefusal {
  const { lines, shippingMinor, plan } = order;
  invariant(order.discountMinor >= 0n && shippingMinor >= 0n && order.creditWantedMinor >= 0n, "amounts are never negative");
  if (lines.length === 0) return { ok: false, reason: "empty" };

  const fullMinor = lines.map(fullPrice);
  const discountMinor = least(order.discountMinor, sum(fullMinor));
  const discounts = spread(discountMinor, fullMinor);
  const goods = fullMinor.map((full, n) => full - (discounts[n] ?? 0n));
  const goodsMinor = sum(goods);
  const totalMinor = goodsMinor + shippingMinor;

  const tender = tenderOf(totalMinor, order);
  if (!tender.ok) return tender;
  const credits = spread(least(tender.creditMinor, goodsMinor), goods);

  const priced = lines.map((line, n): L & PricedLine => {
    const amounts = { goodsMinor: goods[n] ?? 0n, creditMinor: credits[n] ?? 0n };
    return { ...line, ...amounts, discountMinor: discounts[n] ?? 0n, baseMinor: lineBase({ ...amounts, vatBps: line.vatBps }, plan) };
  });
  const pool = poolOf(priced, plan);
  return {
    ...tender,
    currency: order.currency,
    lines: priced,
    goodsMinor,
    discountMinor,
    shippingMinor,
    totalMinor,
    vat: vatOf(priced, shippingMinor),
    baseMinor: pool.baseMinor,
    pool,
  };
}

function fullPrice({ quantity, unitMinor }: LineToPrice): bigint {
  invariant(quantity > 0 && unitMinor >= 0n, "a line holds something, for a price that is not negative");
  return BigInt(quantity) * unitMinor;
}

type Tender = Pick<PricedOrder<LineToPrice>, "ok" | "creditMinor" | "creditEarningsMinor" | "cardMinor">;

/** Credit and card parts that add up to the total. */
function tenderOf(totalMinor: bigint, order: OrderToPrice<LineToPrice>): Tender | PriceRefusal {
  const { payable, creditAvailable } = order;
  const spendableMinor = spendable(creditAvailable);
  const wanted = least(order.creditWantedMinor, least(spendableMinor, totalMinor));
  const creditMinor = payableCredit(totalMinor, wanted, payable);
  if (creditMinor === null) {
    const reason = totalMinor < payable.minimumMinor ? "below_minimum" : "not_in_steps";
    return { ok: false, reason, totalMinor, ...payable, creditWouldCover: spendableMinor >= totalMinor };
  }
  const fromCredit = least(creditMinor, atLeastZero(creditAvailable.creditMinor));
  return { ok: true, creditMinor, creditEarningsMinor: creditMinor - fromCredit, cardMinor: totalMinor - creditMinor };
}

/**
 * The credit chosen, lowered by as little as possible until the remainder is zero or payable; null when no credit does it.
 * @see DESIGN §5
 */
export function payableCredit(totalMinor: bigint, wantedMinor: bigint, { minimumMinor, stepMinor }: Payable): bigint | null {
  invariant(stepMinor > 0n && minimumMinor % stepMinor === 0n, "a provider's minimum is one of its steps");
  const openMinor = totalMinor - wantedMinor;
  if (openMinor <= 0n) return totalMinor;
  const inSteps = ((openMinor + stepMinor - 1n) / stepMinor) * stepMinor;
  const creditMinor = totalMinor - (inSteps < minimumMinor ? minimumMinor : inSteps);
  return creditMinor >= 0n ? creditMinor : null;
}

/** What can be spent of both wallets: one below zero lends nothing to the other. DESIGN §4 */
export function spendable({ creditMinor, earningsMinor }: CreditAvailable): bigint {
  return atLeastZero(creditMinor) + atLeastZero(earningsMinor);
}

/**
 * A line's volume for the commission system: that of the variant for each piece, else the company's factor of the net
 * price of the goods, rounded half up once. Minor units.
 * @see DESIGN §6
 */
export function lineVolume(each: bigint | null, line: { readonly quantity: number; readonly goodsMinor: bigint; readonly vatBps: number }, factorBps: number): bigint {
  return each === null ? divideHalfUp(line.goodsMinor * bps(factorBps), WHOLE_BPS + bps(line.vatBps)) : each * BigInt(line.quantity);
}

/** The credit that a choice asks for. `priceOrder` lowers it to what there is and what is payable. */
export function creditWanted(choice: CreditChoice, available: CreditAvailable): bigint {
  if (choice.kind === "none") return 0n;
  return choice.kind === "all" ? spendable(available) : choice.amountMinor;
}

/**
 * VAT per rate, in line order: computed on the rate's gross sum, rounded half up. Shipping takes the goods' rates pro
 * rata (largest remainder); with goods that cost nothing, by their number.
 * @see DESIGN §5 "Order of amounts"
 */
function vatOf(lines: readonly (LineToPrice & PricedLine)[], shippingMinor: bigint): VatLine[] {
  const rates = new Map<number, { goods: bigint; pieces: bigint }>();
  for (const line of lines) {
    const so = rates.get(line.vatBps) ?? { goods: 0n, pieces: 0n };
    rates.set(line.vatBps, { goods: so.goods + line.goodsMinor, pieces: so.pieces + BigInt(line.quantity) });
  }
  const sums = [...rates.values()];
  const shipping = spread(shippingMinor, sums.map(sums.some(({ goods }) => goods > 0n) ? ({ goods }) => goods : ({ pieces }) => pieces));
  return [...rates.keys()].map((rateBps, n) => {
    const grossMinor = (sums[n]?.goods ?? 0n) + (shipping[n] ?? 0n);
    return { rateBps, grossMinor: grossMinor.toString(), vatMinor: vatContained(grossMinor, rateBps).toString() };
  });
}

/** The VAT that a gross amount contains, rounded half up. */
export function vatContained(grossMinor: bigint, rateBps: number): bigint {
  const rate = bps(rateBps);
  return divideHalfUp(grossMinor * rate, WHOLE_BPS + rate);
}

// ---- delivery

/** What a method costs for a parcel: the first step that is heavy enough, nothing from the free-from amount on. */
export function deliveryPrice(method: Pick<DeliveryMethod, "zones">, { country, grams, goodsMinor }: Parcel): DeliveryQuote {
  const zone = method.zones.find(({ countries }) => countries.includes(country));
  if (!zone) return { ok: false, reason: "not_delivered_there" };
  const step = zone.steps.find(({ upToGrams }) => grams <= upToGrams);
  if (!step) return { ok: false, reason: "too_heavy" };
  const free = zone.freeFromMinor !== null && goodsMinor >= zone.freeFromMinor;
  return { ok: true, priceMinor: free ? 0n : step.priceMinor, freeFromMinor: zone.freeFromMinor };
}

/** The methods that take a parcel, with their prices, in the operator's order. */
export function deliveriesFor(methods: readonly DeliveryMethod[], parcel: Parcel): { method: DeliveryMethod; priceMinor: bigint }[] {
  return methods.flatMap((method) => {
    const quote = deliveryPrice(method, parcel);
    return quote.ok ? [{ method, priceMinor: quote.priceMinor }] : [];
  });
}

/** The countries that any method reaches, each once, in the operator's order. */
export function deliveredCountries(methods: readonly DeliveryMethod[]): string[] {
  return [...new Set(methods.flatMap(({ zones }) => zones.flatMap(({ countries }) => countries)))];
}

/** The methods as the settings store them: amounts as decimal digits. `parseDelivery` reads them back. */
export function storedDelivery(methods: readonly DeliveryMethod[]): unknown {
  return JSON.parse(JSON.stringify(methods, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)));
}

const zone = (countries: readonly string[], freeFromMinor: bigint | null, prices: readonly [number, bigint][]): DeliveryZone => ({
  countries,
  freeFromMinor,
  steps: prices.map(([upToGrams, priceMinor]) => ({ upToGrams, priceMinor })),
});

/** The delivery of a new installation that sells in EUR from France. Settings replace it. */
export const DEFAULT_DELIVERY: readonly DeliveryMethod[] = [
  {
    code: "home",
    name: { fr: "Livraison à domicile", en: "Home delivery" },
    standard: true,
    days: { from: 2, to: 4 },
    zones: [
      zone(["FR", "MC"], 6_000n, [[500, 490n], [2_000, 690n], [5_000, 990n], [15_000, 1_490n], [30_000, 2_490n]]),
      zone(["BE", "LU", "DE", "NL"], 9_000n, [[500, 790n], [2_000, 990n], [5_000, 1_490n], [15_000, 2_290n], [30_000, 3_490n]]),
      zone(["CH"], null, [[500, 1_290n], [2_000, 1_690n], [5_000, 2_290n], [15_000, 3_490n], [30_000, 4_990n]]),
    ],
  },
  {
    code: "express",
    name: { fr: "Livraison express", en: "Express delivery" },
    standard: false,
    days: { from: 1, to: 1 },
    zones: [
      zone(["FR", "MC"], null, [[2_000, 1_290n], [5_000, 1_690n], [30_000, 2_990n]]),
      zone(["BE", "LU"], null, [[2_000, 1_990n], [5_000, 2_490n], [30_000, 4_490n]]),
    ],
  },
];

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

/** Crockford's digits without vowels: no words, and nothing that is read as another digit. */
const NUMBER_DIGITS = "0123456789BCDFGHJKMNPQRSTVWXYZ";

/** An order's number from eight random bytes: `7KQ4-M2XT`. It tells nobody how much is sold. */
export function orderNumber(random: Uint8Array): string {
  const digits = Array.from(random.slice(0, 8), (byte) => NUMBER_DIGITS[byte % NUMBER_DIGITS.length] ?? "0");
  return `${digits.slice(0, 4).join("")}-${digits.slice(4).join("")}`;
}
