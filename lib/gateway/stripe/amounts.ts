import { invariant } from "@/lib/kernel/invariant";
import { type Currency, isCurrency, type Money, money, subtract } from "@/lib/kernel/money";

type Limits = { readonly minimum: bigint; readonly step: bigint };

/**
 * The least that a card can pay, and the step of an amount, in minor units.
 *
 * EUR and CHF are in Stripe's table. For a currency that the account does not settle in, Stripe refuses what converts
 * to less than the settlement currency's minimum. XOF and TND are therefore 0.50 EUR (327.98 XOF at the fixed parity
 * of 655.957; about 1.70 TND) with room for Stripe's own rate. Three-decimal amounts must end in 0.
 * @see https://docs.stripe.com/currencies ("Minimum and maximum charge amounts", "Three-decimal currencies")
 */
export const CARD_LIMITS: Readonly<Record<Currency, Limits>> = {
  EUR: { minimum: 50n, step: 1n },
  CHF: { minimum: 50n, step: 1n },
  XOF: { minimum: 350n, step: 1n },
  TND: { minimum: 2_000n, step: 10n },
};

/** Can a card pay exactly this amount? */
export function isPayable({ minor, currency }: Money): boolean {
  const { minimum, step } = CARD_LIMITS[currency];
  return minor >= minimum && minor % step === 0n;
}

/** Credit and card parts that add up to the total, or why no card payment can make up the rest. */
export type Remainder =
  | { readonly ok: true; readonly credit: Money; readonly remainder: Money }
  | { readonly ok: false; readonly reason: "below_minimum" | "not_in_steps"; readonly minimum: Money };

/**
 * Lowers the credit chosen, by as little as possible, until the remainder is zero or payable by card.
 * @param total  the order's total, never negative
 * @param chosen  the credit that the buyer wants to spend, never negative; what exceeds the total is not spent
 * @see DESIGN §5
 */
export function payableRemainder(total: Money, chosen: Money): Remainder {
  invariant(total.minor >= 0n && chosen.minor >= 0n, "totals and credits are never negative");
  const { minimum, step } = CARD_LIMITS[total.currency];
  const open = subtract(total, chosen).minor;
  if (open <= 0n) return { ok: true, credit: total, remainder: money(0n, total.currency) };

  const inSteps = ((open + step - 1n) / step) * step;
  const remainder = money(inSteps < minimum ? minimum : inSteps, total.currency);
  const credit = subtract(total, remainder);
  if (credit.minor >= 0n) return { ok: true, credit, remainder };
  const reason = total.minor < minimum ? "below_minimum" : "not_in_steps";
  return { ok: false, reason, minimum: money(minimum, total.currency) };
}

/** The amount as Stripe counts it: our minor units, as a number. Throws on what no card payment can be. */
export function toStripeAmount(amount: Money): number {
  invariant(amount.minor >= 0n && amount.minor <= BigInt(Number.MAX_SAFE_INTEGER), `not an amount to pay: ${amount.minor}`);
  return Number(amount.minor);
}

/** Stripe's amount and lower-case currency as Money. Null when it is not one of our currencies. */
export function fromStripeAmount(amount: number, currency: string): Money | null {
  const code = currency.toUpperCase();
  return isCurrency(code) ? money(BigInt(amount), code) : null;
}
