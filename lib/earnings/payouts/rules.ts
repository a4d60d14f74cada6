import type { PayoutSettings } from "./types";

/** Lengths by country, of the countries of SEPA; others are not paid by it. ISO 13616, EPC409 */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GI: 23, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26,
  IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22,
};

/** An IBAN without spaces and in capitals, as it is kept. */
export function normaliseIban(text: string): string {
  return text.replace(/[\s.-]/g, "").toUpperCase();
}

/** Whether a (normalised) text is an IBAN of SEPA: its country's length, and a remainder of 1 by 97. ISO 13616, ISO 7064 */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]+$/.test(iban) || LENGTHS[iban.slice(0, 2)] !== iban.length) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => (letter.charCodeAt(0) - 55).toString());
  return BigInt(digits) % 97n === 1n;
}

/** "FR76 •••• 0189": what a page shows of an IBAN. */
export function maskedIban(iban: string): string {
  return `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`;
}

export const PAYOUTS_OFF: PayoutSettings = { method: "off", minimumMinor: 2_000n, afterDays: 30, from: { name: "", iban: "", bic: "" } };

/** What may be paid out: what is available, less everything that may still be taken back; never below zero. DESIGN §4 */
export function payableOf(availableMinor: bigint, keptBackMinor: bigint): bigint {
  const left = availableMinor - (keptBackMinor > 0n ? keptBackMinor : 0n);
  return left > 0n ? left : 0n;
}
