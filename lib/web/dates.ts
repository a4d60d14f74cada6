import "server-only";
import type { Locale } from "@/lib/kernel/locale";

/** "26 novembre 2026", on the wall of that time zone. */
export function dayText(at: Date, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(at);
}

/** "26 novembre 2026 à 05:12 UTC+1": a dated receipt names the moment, and whose clock it is. */
export function momentText(at: Date, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone }).format(at);
}
