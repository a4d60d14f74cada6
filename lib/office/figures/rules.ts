import type { Days } from "./types";

/** The days that somebody means: turned round where they were given the wrong way, the last end where one is missing. Null: none were given. */
export function askedDays(from: string | undefined, to: string | undefined, last: Days): Days | null {
  if (from === undefined && to === undefined) return null;
  const [start, end] = [from ?? to ?? last.from, to ?? last.to].sort();
  const days = { from: start ?? last.from, to: end ?? last.to };
  const longest = new Date(`${days.to}T00:00:00Z`);
  longest.setUTCFullYear(longest.getUTCFullYear() - 3);
  const first = longest.toISOString().slice(0, 10);
  return days.from < first ? { from: first, to: days.to } : days;
}

/** New buyers that customers brought, for each hundred people who bought: the viral coefficient in hundredths. Null where nobody bought. */
export function viralHundredths(broughtByCustomers: number, buyers: number): bigint | null {
  return buyers === 0 ? null : (BigInt(broughtByCustomers) * 200n + BigInt(buyers)) / (2n * BigInt(buyers));
}
