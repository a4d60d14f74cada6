import { type Currency, divideHalfUp, parseAmount } from "@/lib/kernel/money";
import type { OrderSearch } from "./types";

/** How many rows a page of a list has at most. */
export const PAGE_MAX = 200;

/** What somebody means by what they typed: an address has an @, a number its shape, an amount a comma or a currency; else it is a name. Null: nothing. */
export function readOrderSearch(typed: string, currency: Currency): OrderSearch | null {
  const text = typed.trim().replace(/\s+/g, " ");
  if (text === "") return null;
  if (text.includes("@")) return { by: "address", prefix: text.toLowerCase() };
  const amount = parseAmount(text, currency);
  if (amount !== null && /[.,€]|CHF|EUR/i.test(text)) return { by: "amount", minor: amount.minor };
  if (/^#?[0-9A-Z]{2,4}-[0-9A-Z]*$/i.test(text) || /^#?(?=.*\d)[0-9A-Z]{3,9}$/i.test(text)) return { by: "number", prefix: asNumber(text) };
  return { by: "name", text };
}

/** Order numbers are written in two groups of four; people leave the hyphen out. */
function asNumber(text: string): string {
  const bare = text.replace(/[#-]/g, "").toUpperCase();
  return bare.length > 4 ? `${bare.slice(0, 4)}-${bare.slice(4)}` : bare;
}

/** Text for `LIKE`, with what it would take for a pattern made harmless. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** The lengths of a period that the office's front page offers, in days. */
export const PERIODS = [7, 30, 90, 365] as const;


/** By how much a figure grew, in percent, rounded half up; null where there was nothing to grow from. */
export function growth(now: bigint, before: bigint): bigint | null {
  return before === 0n ? null : divideHalfUp((now - before) * 100n, before);
}
