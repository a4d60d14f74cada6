import { deliveryPrice } from "@/lib/checkout/rules";
import type { DeliveryMethod, Parcel } from "@/lib/checkout/types";
import { atWallClock, wallClock } from "@/lib/kernel/clock";
import type { Evidence, GivenUp, Period, SentParcel, WithdrawalSettings } from "./types";

const DAY_MS = 86_400_000;
/** Code de la consommation L221-18. */
export const WITHDRAWAL_DAYS = 14;
/** Code de la consommation L221-24. */
export const REFUND_DAYS = 14;

/**
 * When the last thing of an order was received: as the carrier said, else presumed `transitDays` after it left; null as
 * long as something has not left.
 * @param fulfilledAt  when all of it had left; null when it has not
 */
export function receiptOf(fulfilledAt: Date | null, parcels: readonly SentParcel[], { transitDays }: WithdrawalSettings): Date | null {
  if (fulfilledAt === null) return null;
  const presumed = (sentAt: Date) => new Date(sentAt.getTime() + transitDays * DAY_MS);
  if (parcels.length === 0) return presumed(fulfilledAt);
  return parcels.map(({ sentAt, receivedAt }) => receivedAt ?? presumed(sentAt)).reduce((last, at) => (at > last ? at : last));
}

/**
 * Until when an order can be withdrawn from: the end of the 14th day after receipt in the company's time zone, or of the
 * next working day when that is none.
 * @param received  when the last thing was; null while something is still here
 * @see DESIGN §9; Code de la consommation L221-18, L221-19
 */
export function withdrawalPeriod(received: Date | null, clock: { readonly timeZone: string; readonly now: Date }): Period {
  if (received === null) return { state: "open" };
  const ends = endOfDay(lastDay(dayOf(received, clock.timeZone), WITHDRAWAL_DAYS), clock.timeZone);
  return clock.now < ends ? { state: "until", ends } : { state: "over", ended: ends };
}

/** The latest moment of the refund of a withdrawal: the end of the 14th day after it was declared. */
export function refundBy(declaredAt: Date, timeZone: string): Date {
  return endOfDay(dayOf(declaredAt, timeZone) + REFUND_DAYS * DAY_MS, timeZone);
}

/** Whether a refund starts now. Goods that are still awaited, without proof, hold it back; nothing else does. */
export function refundStarts(about: { readonly evidence: Evidence | null; readonly confirmed: boolean; readonly refundBy: Date }, settings: WithdrawalSettings, now: Date): boolean {
  if (settings.refundStart === "at_once" || about.evidence === "none" || about.evidence === "goods") return true;
  return about.evidence === "proof" && (about.confirmed || now >= about.refundBy);
}

/** What is left of each line after what was refunded and what was given up but is not refunded yet. */
export function leftToGiveUp(left: readonly GivenUp[], pending: readonly GivenUp[]): GivenUp[] {
  return left.flatMap(({ line, quantity }) => {
    const waiting = pending.filter((one) => one.line === line).reduce((sum, one) => sum + one.quantity, 0);
    return quantity > waiting ? [{ line, quantity: quantity - waiting }] : [];
  });
}

/** Whether these are all that is left. */
export function isWhole(chosen: readonly GivenUp[], left: readonly GivenUp[]): boolean {
  return left.every(({ line, quantity }) => chosen.some((one) => one.line === line && one.quantity === quantity));
}

/**
 * The delivery that a whole withdrawal gives back: what was paid, but no more than standard delivery would have cost. With
 * no standard delivery for this parcel, all of it. Code de la consommation L221-24
 */
export function standardDelivery(paidMinor: bigint, methods: readonly DeliveryMethod[], parcel: Parcel): bigint {
  const quotes = methods.filter(({ standard }) => standard).flatMap((method) => {
    const quote = deliveryPrice(method, parcel);
    return quote.ok ? [quote.priceMinor] : [];
  });
  return quotes.reduce((least, price) => (price < least ? price : least), paidMinor);
}

// ---- days; a day is the midnight that a UTC clock would show for it

function dayOf(at: Date, timeZone: string): number {
  return whole(wallClock(at, timeZone).getTime(), DAY_MS) * DAY_MS;
}

function endOfDay(day: number, timeZone: string): Date {
  return atWallClock(new Date(day + DAY_MS), timeZone);
}

/** The n-th day after this one; the first day is not counted. */
function lastDay(from: number, days: number): number {
  let day = from + days * DAY_MS;
  while (!isWorkingDay(day)) day += DAY_MS;
  return day;
}

/** Neither a Saturday or Sunday nor a public holiday in France. Code du travail L3133-1 */
export function isWorkingDay(day: number): boolean {
  const date = new Date(day);
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false;
  const fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
  if (fixed.includes(date.toISOString().slice(5, 10))) return false;
  const easter = easterOf(date.getUTCFullYear());
  return ![1, 39, 50].some((after) => easter + after * DAY_MS === day);
}

/** Easter Sunday of a year (Meeus, Jones, Butcher). */
function easterOf(year: number): number {
  const [a, b, c] = [year % 19, whole(year, 100), year % 100];
  const g = whole(8 * b + 13, 25);
  const h = (19 * a + b - whole(b, 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * whole(c, 4) - h - (c % 4)) % 7;
  const m = whole(a + 11 * h + 22 * l, 451);
  const days = h + l - 7 * m + 114;
  return Date.UTC(year, whole(days, 31) - 1, (days % 31) + 1);
}

/** How often a count goes into another one; neither is negative. */
function whole(count: number, into: number): number {
  return (count - (count % into)) / into;
}
