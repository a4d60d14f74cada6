import "server-only";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";

/** A date in words: the first day of a month is "1er" in French. */
export function spoken(date: string, locale: Locale): string {
  return locale === "fr" ? date.replace(/(?<!\d)1(?= \p{L}|–)/u, "1er") : date;
}

/** "26 novembre 2026", on the wall of that time zone. */
export function dayText(at: Date, locale: Locale, timeZone: string): string {
  return spoken(dateFormat(locale, { dateStyle: "long", timeZone }).format(at), locale);
}

/** "26 novembre 2026 à 05:12 UTC+1": a dated receipt names the moment, and whose clock it is. */
export function momentText(at: Date, locale: Locale, timeZone: string): string {
  return spoken(dateFormat(locale, { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone }).format(at), locale);
}

const DAY_MS = 86_400_000;

/** When a day of the calendar begins on the wall of a time zone; `plus` days later. @param day `2026-11-26` */
export function dayStart(day: string, timeZone: string, plus = 0): Date {
  const wall = dateFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  const ahead = (at: number): number => Date.parse(`${wall.format(at).replace(" ", "T")}Z`) - at;
  const wanted = Date.parse(`${day}T00:00:00Z`) + plus * DAY_MS;
  // Twice: the clock may change between the two guesses.
  return new Date(wanted - ahead(wanted - ahead(wanted)));
}
