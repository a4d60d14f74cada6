import type { Standing } from "@/components/shop/shop-link";
import { BAR_OF, shift, type WallTime } from "@/lib/earnings/rules";
import type { Period } from "@/lib/earnings/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import type { EarningsView } from "../load";

/** What each part of the earnings page is given. */
export type PartProps = Standing & { readonly view: EarningsView; readonly locale: Locale };

const FORMATS = {
  day: { weekday: "long", day: "numeric", month: "long" },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
} as const satisfies Record<Exclude<Period, "week">, Intl.DateTimeFormatOptions>;

/** "jeudi 26 novembre", "23 – 29 novembre", "novembre 2026", "2026". */
export function periodName(period: Period, start: WallTime, locale: Locale): string {
  const at = (wall: WallTime) => new Date(`${wall}Z`);
  if (period !== "week") return dateFormat(locale, { ...FORMATS[period], timeZone: "UTC" }).format(at(start));
  return dateFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).formatRange(at(start), at(shift("day", start, 6)));
}

/** What a bar is called in the table: more than beside the chart, where there is little room. */
export function barName(period: Period, start: WallTime, locale: Locale): string {
  const at = new Date(`${start}Z`);
  if (BAR_OF[period] === "hour") return dateFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(at);
  return dateFormat(locale, { ...(BAR_OF[period] === "day" ? { weekday: "short", day: "numeric", month: "short" } : { month: "long" }), timeZone: "UTC" }).format(at);
}
