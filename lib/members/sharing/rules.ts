import type { ShareDay, ShareProduct, ShareReport, ShareSum } from "./types";

const NOTHING: ShareSum = { visits: 0, carts: 0, orders: 0, earnedMinor: 0n };

const plus = (a: ShareSum, b: ShareSum): ShareSum => ({ visits: a.visits + b.visits, carts: a.carts + b.carts, orders: a.orders + b.orders, earnedMinor: a.earnedMinor + b.earnedMinor });

/** Counts and sales in one report: by day, the latest first, and by product, the most visited first. */
export function reportOf(counted: readonly (ShareDay & ShareProduct)[]): ShareReport {
  const sum = (key: "day" | "product") => {
    const sums = new Map<string, ShareSum>();
    for (const row of counted) sums.set(row[key], plus(sums.get(row[key]) ?? NOTHING, row));
    return [...sums];
  };
  return {
    total: counted.reduce(plus, NOTHING),
    days: sum("day").map(([day, of]) => ({ day, ...of })).sort((a, b) => (a.day < b.day ? 1 : -1)),
    products: sum("product").filter(([product]) => product !== "").map(([product, of]) => ({ product, ...of })).sort((a, b) => b.visits - a.visits || b.carts - a.carts),
  };
}

/** "Camille D.": all that the people above and beside somebody see of them. */
export function shortName(firstName: string, lastName: string): string {
  const initial = [...new Intl.Segmenter().segment(lastName.trim())][0]?.segment.toLocaleUpperCase() ?? "";
  return `${firstName.trim()}${initial === "" ? "" : ` ${initial}.`}`;
}
