import { dateFormat } from "@/lib/kernel/formats";
import { divideHalfUp, type Money, money } from "@/lib/kernel/money";
import type { Earned, MonthSums, Period, YearSums } from "./types";

/** A customer who has not ordered for so long is dormant. */
export const DORMANT_AFTER_DAYS = 60;
const DAY_MS = 86_400_000;

/** A wall-clock time without a zone, `2026-11-26T14:05:00`: what the calendar and the clock on the company's wall show. */
export type WallTime = string;

/** What the clock on the wall shows in a time zone. */
export function wallTime(at: Date, timeZone: string): WallTime {
  const parts = dateFormat("en-CA", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "00";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}`;
}

/** The moment at which a wall clock of the zone shows this; where it never does (spring), the moment after the gap; where twice (autumn), the first. */
export function momentOf(wall: WallTime, timeZone: string): Date {
  const wanted = asUtc(wall);
  // A zone's offset an hour and more around the wanted moment is one of two.
  const [before = 0, after = 0] = [-DAY_MS, DAY_MS].map((shift) => asUtc(wallTime(new Date(wanted + shift), timeZone)) - (wanted + shift));
  const [first = wanted - before] = [wanted - before, wanted - after].filter((moment) => asUtc(wallTime(new Date(moment), timeZone)) === wanted).sort((a, b) => a - b);
  return new Date(first);
}

const asUtc = (wall: WallTime): number => Date.parse(`${wall}Z`);
const asWall = (ms: number): WallTime => new Date(ms).toISOString().slice(0, 19);

/** The beginning of the period that a wall-clock time lies in; weeks begin on Monday. */
export function startOf(period: Period, wall: WallTime): WallTime {
  const midnight = asUtc(`${wall.slice(0, 10)}T00:00:00`);
  if (period === "day") return asWall(midnight);
  if (period === "week") return asWall(midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY_MS);
  return `${period === "month" ? wall.slice(0, 7) : `${wall.slice(0, 4)}-01`}-01T00:00:00`;
}

/** The beginning of the period `n` periods later; negative goes back. */
export function shift(period: Period, start: WallTime, n: number): WallTime {
  const at = new Date(asUtc(start));
  if (period === "day" || period === "week") at.setUTCDate(at.getUTCDate() + n * (period === "week" ? 7 : 1));
  else if (period === "month") at.setUTCMonth(at.getUTCMonth() + n);
  else at.setUTCFullYear(at.getUTCFullYear() + n);
  return asWall(at.getTime());
}

/** What the bars of a period's chart stand for. */
export const BAR_OF = { day: "hour", week: "day", month: "day", year: "month" } as const satisfies Record<Period, "hour" | "day" | "month">;

/** The starts of a period's bars, in order. */
export function barsOf(period: Period, start: WallTime): WallTime[] {
  const end = shift(period, start, 1);
  const bar = BAR_OF[period];
  const starts: WallTime[] = [];
  for (let at = start; at < end; at = bar === "hour" ? asWall(asUtc(at) + 3_600_000) : shift(bar, at, 1)) starts.push(at);
  return starts;
}

/** What is left of what came in. */
export function net({ earned, takenBack }: Pick<Earned, "earned" | "takenBack">): Money {
  return money(earned.minor - takenBack.minor, earned.currency);
}

/** The top of a chart's scale: a round amount, as is its half, not below the highest bar. Minor units. */
export function scaleTop(highest: bigint): bigint {
  if (highest <= 0n) return 1_000n;
  let unit = 1n;
  while (unit * 10n < highest) unit *= 10n;
  return [2n, 4n, 6n, 8n].map((times) => times * unit).find((top) => top >= highest) ?? unit * 10n;
}

/** Whole percents of a total that add up to what the parts are of it: each rounded down, and what is missing to those that lost most. Less than nothing is nothing. */
export function percentsOf(parts: readonly bigint[], total: bigint): bigint[] {
  if (total <= 0n) return parts.map(() => 0n);
  const hundredfold = parts.map((part) => (part > 0n ? part * 100n : 0n));
  const percents = hundredfold.map((part) => part / total);
  const sum = (all: readonly bigint[]): bigint => all.reduce((a, b) => a + b, 0n);
  const byLoss = hundredfold.map((part, n) => ({ n, lost: part % total })).sort((a, b) => (a.lost === b.lost ? a.n - b.n : a.lost < b.lost ? 1 : -1));
  let missing = sum(hundredfold) / total - sum(percents);
  for (const { n } of byLoss) {
    if (missing > 0n) percents[n] = (percents[n] ?? 0n) + 1n;
    missing -= 1n;
  }
  return percents;
}

/**
 * By how much an amount differs from the one before, in whole percent, rounded towards zero; null where there was nothing, or less than nothing.
 */
export function changePercent(now: bigint, before: bigint): bigint | null {
  return before <= 0n ? null : ((now - before) * 100n) / before;
}

/** `part / base` in basis points, rounded half up; zero of nothing. */
export function rateOf(part: bigint, base: bigint): bigint {
  return base <= 0n ? 0n : divideHalfUp(part * 10_000n, base);
}

/** The first day, in the company's calendar, on which an order still keeps a customer from being dormant: `2026-09-27`. */
export function awakeSince(now: Date, timeZone: string): string {
  return shift("day", startOf("day", wallTime(now, timeZone)), -DORMANT_AFTER_DAYS).slice(0, 10);
}

/** Whether somebody has not ordered for a long time. Who never ordered is not dormant, only new. @param since the beginning of `awakeSince` */
export function isDormant(lastAt: Date | null, since: Date): boolean {
  return lastAt !== null && lastAt < since;
}

/** "Camille D.": all that a distributor sees of a buyer's name. Who was erased has none. */
export function shortName(firstName: string, lastName: string): string {
  const [initial] = Array.from(lastName.trim());
  return [firstName.trim(), initial === undefined ? "" : `${initial.toLocaleUpperCase("fr")}.`].filter(Boolean).join(" ");
}

/** A first name as it is searched: "Océane" and " oceane" are one. The database's `fold_name` says the same. */
export function foldName(text: string): string {
  return text.trim().normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

/** After every other character, in the order of an index by the beginning of a text. */
export const LAST_CHARACTER = "\u{10ffff}";

/** Sums of days, by month, each beginning where the one before ended. Days come in order. */
export function monthsOf(days: readonly (Omit<MonthSums, "opening" | "closing" | "month"> & { readonly day: string })[], currency: Money["currency"]): MonthSums[] {
  const months: MonthSums[] = [];
  let balance = 0n;
  for (const { day, ...sums } of days) {
    const month = day.slice(0, 7);
    const opening = balance;
    balance += sums.earned.minor - sums.takenBack.minor - sums.spent.minor - sums.paidOut.minor + sums.other.minor;
    const last = months.at(-1);
    if (last?.month === month) months[months.length - 1] = addUp(last, sums, money(balance, currency));
    else months.push({ month, opening: money(opening, currency), ...sums, closing: money(balance, currency) });
  }
  return months;
}

function addUp(a: MonthSums, b: Omit<MonthSums, "opening" | "closing" | "month">, closing: Money): MonthSums {
  const plus = (of: "earned" | "takenBack" | "spent" | "paidOut" | "other"): Money => money(a[of].minor + b[of].minor, closing.currency);
  return { ...a, earned: plus("earned"), takenBack: plus("takenBack"), spent: plus("spent"), paidOut: plus("paidOut"), other: plus("other"), movements: a.movements + b.movements, closing };
}

/** Months by year, the latest year first, each with its sums for the tax return: what was earned, less what was taken back. */
export function yearsOf(months: readonly MonthSums[], currency: Money["currency"]): YearSums[] {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort().reverse();
  return years.map((year) => {
    const of = months.filter(({ month }) => month.startsWith(year)).reverse();
    const sum = (what: "earned" | "takenBack" | "paidOut"): Money => money(of.reduce((total, one) => total + one[what].minor, 0n), currency);
    const [earned, takenBack] = [sum("earned"), sum("takenBack")];
    return { year, months: of, earned, takenBack, taxable: net({ earned, takenBack }), paidOut: sum("paidOut") };
  });
}

/** How far a goal is reached, in whole percent, rounded down, at least 0. */
export function reachedPercent(earned: bigint, goal: bigint): bigint {
  const percent = goal <= 0n ? 0n : (earned * 100n) / goal;
  return percent < 0n ? 0n : percent;
}
