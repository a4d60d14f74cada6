import { CURRENCIES, formatMoney, isCurrency, money } from "@/lib/kernel/money";
import { invalid } from "./faults";

/** Stripe's least amounts for an account that settles in euro: 0.50 EUR or CHF, and what converts to 0.50 EUR. */
const LEAST: Readonly<Record<string, number>> = { eur: 50, chf: 50, xof: 328, tnd: 1_700 };
const MOST = 99_999_999;

/** Refuses a currency that the sandbox does not know. Lower-case code, as Stripe writes it. */
export function knownCurrency(code: string): string {
  const lower = code.toLowerCase();
  if (!isCurrency(lower.toUpperCase())) throw invalid(`Invalid currency: ${code}`, { param: "currency" });
  return lower;
}

/** Refuses an amount that no card can pay. */
export function payable(amount: number, currency: string): void {
  const least = LEAST[currency] ?? 50;
  if (amount < least) {
    const message = `The Checkout Session's total amount must convert to at least ${shown(least, currency, "en")}.`;
    throw invalid(message, { code: "amount_too_small" });
  }
  if (amount > MOST) throw invalid("The Checkout Session's total amount due must be no more than 999,999.99.", { code: "amount_too_large" });
  inSteps(amount, currency);
}

/** Three-decimal amounts must end in 0. */
export function inSteps(amount: number, currency: string): void {
  const code = currency.toUpperCase();
  const three = isCurrency(code) && CURRENCIES[code].digits === 3;
  if (three && amount % 10 !== 0) throw invalid(`Invalid amount: in ${code} the last digit must be 0.`, { param: "amount" });
}

/** "12,34 €" in the reader's language. */
export function shown(amount: number, currency: string, locale: string): string {
  const code = currency.toUpperCase();
  return isCurrency(code) ? formatMoney(money(BigInt(amount), code), locale) : `${amount} ${code}`;
}
