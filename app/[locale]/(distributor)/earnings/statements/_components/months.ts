import type { MonthSums } from "@/lib/earnings/types";
import type { Locale } from "@/lib/kernel/locale";

/** "novembre 2026". */
export function monthName(month: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}

type YearSums = { readonly year: string; readonly months: readonly MonthSums[]; readonly earned: bigint; readonly takenBack: bigint; readonly paidOut: bigint };

/** The months by year, latest first, with what a tax return asks for. */
export function byYear(months: readonly MonthSums[]): YearSums[] {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort().reverse();
  return years.map((year) => {
    const of = months.filter(({ month }) => month.startsWith(year)).reverse();
    const sum = (what: "earned" | "takenBack" | "paidOut"): bigint => of.reduce((total, one) => total + one[what].minor, 0n);
    return { year, months: of, earned: sum("earned"), takenBack: sum("takenBack"), paidOut: sum("paidOut") };
  });
}
