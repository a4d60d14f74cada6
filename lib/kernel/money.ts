import type { Brand } from "./brand";
import { numberFormat } from "./formats";
import { invariant } from "./invariant";

/** Currencies that the ledger takes, with the ISO 4217 number of minor-unit digits. */
export const CURRENCIES = {
  EUR: { digits: 2 },
  CHF: { digits: 2 },
  XOF: { digits: 0 },
  TND: { digits: 3 },
} as const;
export type Currency = keyof typeof CURRENCIES;

/** An exact amount in minor units: 12.34 EUR is `{ minor: 1234n, currency: "EUR" }`. */
export type Money = { readonly minor: bigint; readonly currency: Currency };

/** A rate in basis points, 0..10000. 1 bps is 0.01 %. */
export type Bps = Brand<bigint, "Bps">;

/** Checks and brands a rate. Throws on a rate outside 0..10000: untrusted text is checked in `input.ts` first. */
export function bps(value: bigint | number): Bps {
  const rate = BigInt(value);
  invariant(rate >= 0n && rate <= 10_000n, `rate out of range: ${rate} bps`);
  return rate as Bps;
}

/** Is this text an ISO 4217 code that the ledger takes? */
export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCIES, text);
}

export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

/** The sum of two amounts. Throws on two currencies: an order never mixes them. */
export function add(a: Money, b: Money): Money {
  invariant(a.currency === b.currency, `cannot add ${a.currency} to ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return add(a, money(-b.minor, b.currency));
}

/** `numerator / denominator` rounded half up (half away from zero for a negative numerator). Denominator above zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, "a denominator is above zero");
  if (numerator < 0n) return -divideHalfUp(-numerator, denominator);
  return (2n * numerator + denominator) / (2n * denominator);
}

/**
 * Spreads a non-negative total over weights by largest remainder; ties go to the earlier weight.
 * The parts add up to the total. All weights zero spreads nothing and demands a zero total.
 * @see DESIGN §2
 */
export function spread(total: bigint, weights: readonly bigint[]): bigint[] {
  invariant(total >= 0n && weights.every((w) => w >= 0n), "amounts to spread are never negative");
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) {
    invariant(total === 0n, "nothing to spread an amount over");
    return weights.map(() => 0n);
  }
  const parts = weights.map((w) => (total * w) / sum);
  let left = total - parts.reduce((a, b) => a + b, 0n);
  const byRemainder = weights
    .map((w, index) => ({ index, remainder: (total * w) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

/** "1234.50" for 123450n EUR: exact, for `Intl.NumberFormat` and for JSON. */
export function toDecimal({ minor, currency }: Money): string {
  const { digits } = CURRENCIES[currency];
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** "1234,50" for a French reader, "1234.50" for an English one: what a form or a spreadsheet of that language holds, and `parseAmount` reads. */
export function writeDecimal(amount: Money, locale: string): string {
  return locale === "fr" ? toDecimal(amount).replace(".", ",") : toDecimal(amount);
}

/** Reads "12.34" or "12,34" in a currency. Null when the text is no amount or has more decimals than the currency. */
export function parseDecimal(text: string, currency: Currency): Money | null {
  const { digits } = CURRENCIES[currency];
  const match = /^(-?)(\d{1,15})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const trimmed = fraction.replace(/0+$/, "");
  if (trimmed.length > digits) return null;
  const minor = BigInt(whole + trimmed.padEnd(digits, "0"));
  return money(sign === "-" ? -minor : minor, currency);
}

/** Reads what people type and paste into a form: as `parseDecimal`, and "1 234,50 €" or "EUR 12.34" in their own currency. */
export function parseAmount(text: string, currency: Currency): Money | null {
  const around = currency === "EUR" ? /\s|€|EUR/gi : new RegExp(`\\s|${currency}`, "gi");
  return parseDecimal(text.replaceAll(around, ""), currency);
}

/** "1 234,50 €" in the reader's locale. No float is involved at any size. */
export function formatMoney(amount: Money, locale: string): string {
  return numberFormat(locale, { style: "currency", currency: amount.currency }).format(toDecimal(amount) as Intl.StringNumericLiteral);
}

/** "euros": what amounts of a currency are in. */
export function currencyName(currency: Currency, locale: string): string {
  const parts = numberFormat(locale, { style: "currency", currency, currencyDisplay: "name" }).formatToParts(2);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}
