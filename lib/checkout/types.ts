import type { VatLine } from "@/db/schema/orders";
import type { CartId, MemberId, OrderId } from "@/lib/kernel/id";
import type { Locale, Localized } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";
import type { Plan, Pool } from "@/lib/plan/types";
import type { VatTable } from "./vat/types";

// ---- amounts of an order

/** A line as it is priced: unit price with VAT, minor units. */
export type LineToPrice = {
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly vatBps: number;
  readonly rateBps: number;
};

/** What a wallet could pay. An `available` below zero counts as nothing. DESIGN §4 */
export type CreditAvailable = { readonly creditMinor: bigint; readonly earningsMinor: bigint };

/** The least amount that the payment provider takes, and its step, in minor units of the currency. DESIGN §5 */
export type Payable = { readonly minimumMinor: bigint; readonly stepMinor: bigint };

export type OrderToPrice<L extends LineToPrice> = {
  readonly lines: readonly L[];
  /** All discounts of the order; what exceeds the goods is dropped. */
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  /** What the buyer wants to spend of the wallets; more than there is, or than the total, is lowered. */
  readonly creditWantedMinor: bigint;
  readonly creditAvailable: CreditAvailable;
  readonly plan: Plan;
  readonly payable: Payable;
  readonly currency: Currency;
};

/** What placing freezes on a line. */
export type PricedLine = {
  readonly discountMinor: bigint;
  /** Unit price times quantity, less the discount. */
  readonly goodsMinor: bigint;
  /** The part of the goods that wallet credit pays. */
  readonly creditMinor: bigint;
  /** What the rate is taken of. */
  readonly baseMinor: bigint;
};

/** What placing freezes on an order. Names and meanings are those of `orders` in db/schema/orders.ts. */
export type PricedOrder<L extends LineToPrice> = {
  readonly ok: true;
  readonly currency: Currency;
  readonly lines: readonly (L & PricedLine)[];
  readonly goodsMinor: bigint;
  readonly discountMinor: bigint;
  readonly shippingMinor: bigint;
  readonly totalMinor: bigint;
  readonly creditMinor: bigint;
  readonly creditEarningsMinor: bigint;
  readonly cardMinor: bigint;
  readonly vat: readonly VatLine[];
  readonly baseMinor: bigint;
  /** `splitPool` makes the parts of it once the stage is known. */
  readonly pool: Pool;
};

/**
 * Why an order can't be placed as it is.
 * - `empty`: no lines
 * - `below_minimum`: less than the provider takes, and the credit chosen does not cover it
 * - `not_in_steps`: no payment in the provider's steps makes up the total
 *
 * `creditWouldCover`: choosing all credit would pay for the whole order.
 */
export type PriceRefusal =
  | { readonly ok: false; readonly reason: "empty" }
  | {
      readonly ok: false;
      readonly reason: "below_minimum" | "not_in_steps";
      readonly totalMinor: bigint;
      readonly minimumMinor: bigint;
      readonly stepMinor: bigint;
      readonly creditWouldCover: boolean;
    };
export type PriceReason = PriceRefusal["reason"];

// ---- delivery

/** A price list of a method for some countries. Weights are grams, prices minor units of the shop's currency, VAT included. */
export type DeliveryZone = {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** By rising weight; the first step that is heavy enough counts. */
  readonly steps: readonly { readonly upToGrams: number; readonly priceMinor: bigint }[];
  /** Goods (after discounts) from which delivery is free; null: never. */
  readonly freeFromMinor: bigint | null;
};

export type DeliveryMethod = {
  readonly code: string;
  readonly name: Localized;
  /** The ordinary way, whose price a whole withdrawal gives back. DESIGN §9 */
  readonly standard: boolean;
  readonly days: { readonly from: number; readonly to: number };
  readonly zones: readonly DeliveryZone[];
};

export type Parcel = { readonly country: string; readonly grams: number; readonly goodsMinor: bigint };

export type DeliveryQuote =
  | { readonly ok: true; readonly priceMinor: bigint; readonly freeFromMinor: bigint | null }
  | { readonly ok: false; readonly reason: "not_delivered_there" | "too_heavy" };

/** What the company's settings say about every sale. */
export type SaleTerms = { readonly methods: readonly DeliveryMethod[]; readonly vat: VatTable };

// ---- the form

/** How much of their wallets a buyer chose to spend. */
export type CreditChoice =
  | { readonly kind: "none" }
  | { readonly kind: "all" }
  | { readonly kind: "amount"; readonly amountMinor: bigint };

/** The answer to "who told you about us?". A member is picked from those who agreed to be listed: the command checks that. DESIGN §3 */
export type WhoToldYou =
  | { readonly kind: "nobody" }
  | { readonly kind: "member"; readonly member: MemberId }
  | { readonly kind: "handle"; readonly handle: string };

/** The checkout form as it was understood. */
export type CheckoutForm = {
  /** Trimmed, lower-cased, NFC; `+tags` and dots kept. DESIGN §1 */
  readonly email: string;
  readonly name: string;
  /** "" when not given. */
  readonly phone: string;
  readonly street: string;
  readonly street2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** Code of a delivery method. */
  readonly delivery: string;
  readonly credit: CreditChoice;
  /** Null when the question was not asked or not answered. */
  readonly answer: WhoToldYou | null;
};

export const CHECKOUT_FIELDS = [
  "email", "name", "phone", "street", "street2", "postalCode", "city", "country",
  "delivery", "credit", "creditAmount", "terms", "answer", "answerHandle",
] as const;
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

/** Why a field is refused. */
export type FieldReason =
  | "missing"
  | "too_long"
  | "not_an_address"
  | "not_a_phone"
  | "not_a_postal_code"
  | "not_a_country"
  | "not_an_amount"
  | "not_a_handle"
  | "unknown_choice"
  /** What was typed may mean several people: one of them has to be chosen. */
  | "choose_one"
  | "terms_not_accepted";

export type FieldProblem = { readonly field: CheckoutField; readonly reason: FieldReason };

export type CheckoutParsed =
  | { readonly ok: true; readonly form: CheckoutForm }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

export type DeliveryParsed =
  | { readonly ok: true; readonly methods: readonly DeliveryMethod[] }
  | { readonly ok: false; readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[] };

// ---- placing

/** A wish to order: the form, and what the edge knows about who sends it. */
export type Placing = {
  readonly cart: CartId;
  readonly form: CheckoutForm;
  /** The signed-in member; null for a guest, who can't spend credit. */
  readonly viewer: MemberId | null;
  /** Whose shop the form was sent from: counts for a cart that was filled in nobody's. */
  readonly shop: MemberId | null;
  /** The labelled link of that shop; left out or null: its own address. */
  readonly link?: string | null;
  /** The last shop, where the visitor agreed to have it remembered. */
  readonly remembered: MemberId | null;
  /** The answer to "who told you about us?", looked up; `member` null: nobody did. Null: not asked, or not answered. */
  readonly answer: { readonly member: MemberId | null } | null;
  /** The total that the button showed. */
  readonly seenTotalMinor: bigint;
  readonly locale: Locale;
  readonly at: Date;
};

/** What is short: a sentence names it. */
export type ShortLine = { readonly title: Localized; readonly choice: Localized | null; readonly quantity: number; readonly left: number };

export type PlaceRefusal =
  | { readonly ok: false; readonly reason: "cart_empty" | "insufficient_credit" | "not_delivered_there" | "too_heavy" }
  | { readonly ok: false; readonly reason: "out_of_stock"; readonly lines: readonly ShortLine[] }
  | { readonly ok: false; readonly reason: "total_changed"; readonly totalMinor: bigint }
  /** The cart waits for a payment already: clear that order first (lib/order `clear`), then place again. */
  | { readonly ok: false; readonly reason: "placed_before"; readonly order: OrderId; readonly sessionId: string | null }
  | PriceRefusal;

export type PlaceOutcome =
  | { readonly ok: true; readonly order: OrderId; readonly number: string; readonly cardMinor: bigint; readonly totalMinor: bigint }
  | PlaceRefusal;
