import { vatContained } from "@/lib/checkout/rules";
import { wallClock } from "@/lib/kernel/clock";
import { invariant } from "@/lib/kernel/invariant";
import { spread } from "@/lib/kernel/money";
import type { CreditLayout, GivenBack, InvoiceKind, Sale, VatRow } from "./types";

/** Letters that open a number: a cancelled credit note is charged by an invoice. */
const SERIES: Record<InvoiceKind, string> = { invoice: "F", credit_note: "A", credit_note_cancelled: "F" };
const DIGITS = 6;

/** The series that a document is numbered in. */
export function seriesOf(kind: InvoiceKind): string {
  return SERIES[kind];
}

/** "F2026-000123". */
export function numberOf({ series, year, sequence }: { readonly series: string; readonly year: number; readonly sequence: number }): string {
  return `${series}${year}-${String(sequence).padStart(DIGITS, "0")}`;
}

/** The calendar year of a moment, in a time zone. */
export function yearIn(timeZone: string, at: Date): number {
  return wallClock(at, timeZone).getUTCFullYear();
}

/** One rate of a sale: its goods and shipping, gross, and the credit that was spent on them. */
type Rate = { readonly rateBps: number; readonly goodsMinor: bigint; readonly shippingMinor: bigint; readonly creditMinor: bigint };

/** Shipping takes the goods' rates pro rata; credit beyond the goods pays for shipping. DESIGN §5 */
function ratesOf({ lines, shippingMinor, creditMinor }: Sale): Rate[] {
  const rates = [...new Set(lines.map(({ vatBps }) => vatBps))];
  const of = (rate: number, value: (line: Sale["lines"][number]) => bigint) => sum(lines.filter(({ vatBps }) => vatBps === rate).map(value));
  const goods = rates.map((rate) => of(rate, (line) => line.goodsMinor));
  const pieces = rates.map((rate) => of(rate, ({ quantity }) => BigInt(quantity)));
  const onGoods = rates.map((rate) => of(rate, (line) => line.creditMinor));
  const shipping = spread(shippingMinor, goods.some((minor) => minor > 0n) ? goods : pieces);
  const onShipping = spread(creditMinor - sum(onGoods), shipping);
  return rates.map((rateBps, n) => ({
    rateBps, goodsMinor: goods[n] ?? 0n, shippingMinor: shipping[n] ?? 0n, creditMinor: (onGoods[n] ?? 0n) + (onShipping[n] ?? 0n),
  }));
}

/** What an order's invoice comes to per rate: computed on each rate's gross sum, rounded half up. DESIGN §5 */
export function invoiceVat(sale: Sale, layout: CreditLayout): VatRow[] {
  return ratesOf(sale).map(({ rateBps, goodsMinor, shippingMinor, creditMinor }) =>
    row(rateBps, goodsMinor + shippingMinor - (layout === "discount" ? creditMinor : 0n)));
}

/**
 * What these refunds together give back per rate. With `discount` only money counts: what returns to the wallet was never
 * charged. All refunds of a whole order come to its invoice, rate by rate.
 */
export function givenBackVat(sale: Sale, refunds: readonly GivenBack[], layout: CreditLayout): VatRow[] {
  const rates = ratesOf(sale);
  const shipping = spread(sum(refunds.map(({ shippingMinor }) => shippingMinor)), rates.map(({ shippingMinor }) => shippingMinor));
  const lines = refunds.flatMap((refund) => refund.lines);
  const gross = rates.map(({ rateBps }, n) => (shipping[n] ?? 0n) + sum(lines.filter(({ line }) => rateOf(sale, line) === rateBps).map(({ goodsMinor }) => goodsMinor)));
  if (layout === "tender") return rates.map(({ rateBps }, n) => row(rateBps, gross[n] ?? 0n));

  const charged = rates.map(({ goodsMinor, shippingMinor, creditMinor }) => goodsMinor + shippingMinor - creditMinor);
  const full = rates.map(({ goodsMinor, shippingMinor }) => goodsMinor + shippingMinor);
  const money = least(sum(refunds.map(({ cardMinor }) => cardMinor)), sum(charged));
  // charged x gross / full, over a common denominator so that nothing is rounded before the spreading.
  const weights = charged.map((minor, n) => minor * (gross[n] ?? 0n) * full.reduce((product, other, m) => (m === n || other === 0n ? product : product * other), 1n));
  const parts = spread(money, sum(weights) > 0n ? weights : charged);
  return rates.map(({ rateBps }, n) => row(rateBps, parts[n] ?? 0n));
}

/** Rate by rate, one less the other. */
export function lessVat(rows: readonly VatRow[], less: readonly VatRow[]): VatRow[] {
  return rows.map(({ rateBps, grossMinor, vatMinor }) => {
    const other = less.filter((one) => one.rateBps === rateBps);
    return { rateBps, grossMinor: grossMinor - sum(other.map((one) => one.grossMinor)), vatMinor: vatMinor - sum(other.map((one) => one.vatMinor)) };
  });
}

/** What all rates come to. */
export function grossOf(rows: readonly VatRow[]): bigint {
  return sum(rows.map(({ grossMinor }) => grossMinor));
}

function row(rateBps: number, grossMinor: bigint): VatRow {
  return { rateBps, grossMinor, vatMinor: vatContained(grossMinor, rateBps) };
}

function rateOf(sale: Sale, id: string): number {
  const line = sale.lines.find((one) => one.id === id);
  invariant(line !== undefined, `${id} is no line of the order`);
  return line.vatBps;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}
