import type { CardDetails } from "./types";

/** What a person typed on the pay page, untouched. */
export type CardForm = { readonly number: string; readonly expiry: string; readonly cvc: string; readonly name: string };
export const EMPTY_CARD: CardForm = { number: "", expiry: "", cvc: "", name: "" };

export type CardField = keyof CardForm;
export type CardProblem =
  | "number_missing" | "number_incomplete" | "number_wrong" | "number_not_a_test_card"
  | "expiry_missing" | "expiry_unreadable" | "expiry_past"
  | "cvc_missing" | "cvc_short"
  | "name_missing";
export type CardProblems = Partial<Record<CardField, CardProblem>>;

/** What the issuer says to a card. */
export type Verdict = "approve" | "authenticate" | Decline;
export type Decline = "generic_decline" | "insufficient_funds" | "lost_card" | "expired_card" | "incorrect_cvc" | "processing_error";

export type Card = CardDetails & { readonly verdict: Verdict; readonly name: string };

/** Stripe's test cards. Any other number is refused before anything is kept: nobody shall type a real one here. */
const TEST_CARDS: ReadonlyMap<string, Verdict> = new Map([
  ["4242424242424242", "approve"],
  ["4000056655665556", "approve"],
  ["5555555555554444", "approve"],
  ["378282246310005", "approve"],
  ["4000002500003155", "authenticate"],
  ["4000002760003184", "authenticate"],
  ["4000000000000002", "generic_decline"],
  ["4000000000009995", "insufficient_funds"],
  ["4000000000009987", "lost_card"],
  ["4000000000000069", "expired_card"],
  ["4000000000000127", "incorrect_cvc"],
  ["4000000000000119", "processing_error"],
]);

/** Checks a card as a pay page does, before the issuer is asked. */
export function readCard(form: CardForm, now: Date): { ok: true; card: Card } | { ok: false; problems: CardProblems } {
  const number = form.number.replace(/[\s-]/g, "");
  const expiry = readExpiry(form.expiry);
  const problems = defined({
    number: numberProblem(number),
    expiry: expiryProblem(form.expiry, expiry, now),
    cvc: cvcProblem(form.cvc.trim(), number),
    name: form.name.trim() === "" ? "name_missing" : null,
  });
  const verdict = TEST_CARDS.get(number);
  if (Object.keys(problems).length > 0 || verdict === undefined || expiry === null) return { ok: false, problems };
  const details = { brand: brandOf(number), last4: number.slice(-4), exp_month: expiry.month, exp_year: expiry.year };
  return { ok: true, card: { ...details, verdict, name: form.name.trim() } };
}

function defined(all: Record<CardField, CardProblem | null>): CardProblems {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, CardProblem] => entry[1] !== null));
}

function numberProblem(number: string): CardProblem | null {
  if (number === "") return "number_missing";
  if (!/^\d+$/.test(number)) return "number_wrong";
  if (number.length < (brandOf(number) === "amex" ? 15 : 16)) return "number_incomplete";
  if (!passesLuhn(number)) return "number_wrong";
  return TEST_CARDS.has(number) ? null : "number_not_a_test_card";
}

/** The check digit of ISO/IEC 7812-1. */
export function passesLuhn(number: string): boolean {
  const sum = Array.from(number).reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function readExpiry(text: string): { month: number; year: number } | null {
  const match = /^(\d{1,2})\s*[/. -]\s*(\d{2}|\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(text.trim());
  if (!match) return null;
  const month = Number(match[1]);
  const year = Number(match[2]);
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null;
}

function expiryProblem(text: string, expiry: { month: number; year: number } | null, now: Date): CardProblem | null {
  if (text.trim() === "") return "expiry_missing";
  if (expiry === null) return "expiry_unreadable";
  // A card is good until the end of its month.
  return now.getTime() < Date.UTC(expiry.year, expiry.month, 1) ? null : "expiry_past";
}

function cvcProblem(cvc: string, number: string): CardProblem | null {
  if (cvc === "") return "cvc_missing";
  const length = brandOf(number) === "amex" ? 4 : 3;
  return /^\d+$/.test(cvc) && cvc.length === length ? null : "cvc_short";
}

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return "amex";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  return number.startsWith("4") ? "visa" : "unknown";
}
