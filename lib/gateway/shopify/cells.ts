import { CURRENCIES, type Currency, parseDecimal } from "@/lib/kernel/money";
import type { Column, Row } from "./columns";

/** Postgres `integer`, and more than any shelf holds. */
const COUNT_MAX = 1_000_000_000;

/** A price or volume in minor units. Undefined when the cell is blank or wrong; wrong is refused. */
export function amountIn(row: Row, column: Column, currency: Currency): bigint | undefined {
  const text = row.text(column);
  if (text === "") return undefined;
  const amount = hasClearDecimals(text, currency) ? parseDecimal(text, currency) : null;
  if (!amount || text.replace(/\D/g, "").length > 15) {
    row.refuse(column, "price_invalid");
    return undefined;
  }
  if (amount.minor < 0n) {
    row.refuse(column, "amount_negative");
    return undefined;
  }
  return amount.minor;
}

/** "1,230" may be one thousand or one and a bit: a comma is a decimal sign only before the currency's decimals. */
function hasClearDecimals(text: string, currency: Currency): boolean {
  const decimals = text.split(",")[1];
  return decimals === undefined || decimals.length <= CURRENCIES[currency].digits;
}

/** A count, rounded half up when it has decimals. Undefined when the cell is blank, the column missing or the text wrong. */
export function countIn(row: Row, column: Column): number | undefined {
  const text = row.text(column);
  if (text === "") return undefined;
  const count = /^-?\d{1,10}([.,]\d{1,6})?$/.test(text) ? Math.round(Number(text.replace(",", "."))) : NaN;
  if (Number.isNaN(count) || Math.abs(count) > COUNT_MAX) {
    row.refuse(column, "number_invalid");
    return undefined;
  }
  return count;
}

const YES = new Set(["true", "yes", "1"]);
const NO = new Set(["false", "no", "0"]);

/** Yes or no. Undefined when the cell is blank, the column missing or the text neither. */
export function yesIn(row: Row, column: Column): boolean | undefined {
  const text = row.text(column).toLowerCase();
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  if (text !== "") row.refuse(column, "yes_no_unknown");
  return undefined;
}

/** Where a picture is to be had: an address, or whatever else stands there; whether it can be fetched is seen later. */
export function pictureIn(row: Row, column: Column): string | undefined {
  const text = row.text(column).slice(0, 2_000).toWellFormed();
  return text === "" ? undefined : text;
}
