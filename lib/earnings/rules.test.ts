import fc from "fast-check";
import { expect, it } from "vitest";
import { money } from "@/lib/kernel/money";
import { awakeSince, barsOf, changePercent, foldName, isDormant, momentOf, monthsOf, percentsOf, rateOf, reachedPercent, scaleTop, shift, shortName, startOf, wallTime, yearsOf } from "./rules";

const PARIS = "Europe/Paris";

it("begins days, Monday weeks, months and years where the company's calendar does", () => {
  const wall = wallTime(new Date("2026-11-26T23:30:00Z"), PARIS);
  expect(wall).toBe("2026-11-27T00:30:00");
  expect(startOf("day", wall)).toBe("2026-11-27T00:00:00");
  expect(startOf("week", wall)).toBe("2026-11-23T00:00:00");
  expect(startOf("month", wall)).toBe("2026-11-01T00:00:00");
  expect(startOf("year", wall)).toBe("2026-01-01T00:00:00");
  expect(shift("month", "2026-01-01T00:00:00", -1)).toBe("2025-12-01T00:00:00");
});

it("finds the moment of a wall clock, also when the clocks change", () => {
  expect(momentOf("2026-10-25T02:30:00", PARIS).toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(momentOf("2026-10-26T00:00:00", PARIS).toISOString()).toBe("2026-10-25T23:00:00.000Z");
  expect(momentOf("2026-03-29T02:30:00", PARIS).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  const anyMoment = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2035-01-01") });
  fc.assert(fc.property(anyMoment, fc.constantFrom(PARIS, "America/New_York", "Asia/Kolkata", "Pacific/Auckland"), (ms, zone) => {
    const wall = wallTime(new Date(ms), zone);
    expect(wallTime(momentOf(wall, zone), zone)).toBe(wall);
  }));
});

it("has a bar for every hour, day or month of a period", () => {
  expect(barsOf("day", "2026-11-26T00:00:00")).toHaveLength(24);
  expect(barsOf("week", "2026-11-23T00:00:00")).toHaveLength(7);
  expect(barsOf("month", "2028-02-01T00:00:00")).toHaveLength(29);
  expect(barsOf("year", "2026-01-01T00:00:00").at(-1)).toBe("2026-12-01T00:00:00");
});

it("closes each month where the next one opens", () => {
  const eur = (minor: bigint) => money(minor, "EUR");
  const day = (on: string, earned: bigint, takenBack = 0n) => ({ day: on, earned: eur(earned), takenBack: eur(takenBack), spent: eur(0n), paidOut: eur(0n), other: eur(0n), movements: 1 });
  const months = monthsOf([day("2026-10-01", 500n), day("2026-10-31", 200n, 100n), day("2026-12-01", 1n)], "EUR");
  expect(months.map(({ month, opening, closing, movements }) => [month, opening.minor, closing.minor, movements])).toEqual([["2026-10", 0n, 600n, 2], ["2026-12", 600n, 601n, 1]]);
});

it("says of a buyer the first name and an initial, and nothing of who was erased", () => {
  expect(shortName("Camille", "Durand")).toBe("Camille D.");
  expect(shortName("Anaïs", "élie")).toBe("Anaïs É.");
  expect(shortName("Jo", "")).toBe("Jo");
  expect(shortName("", "")).toBe("");
});

it("calls nobody dormant who ordered within sixty days of the company's calendar, nor who never ordered", () => {
  expect(awakeSince(new Date("2026-11-26T23:30:00Z"), PARIS)).toBe("2026-09-28");
  const since = momentOf("2026-09-28T00:00:00", PARIS);
  expect([new Date(since.getTime() - 1), since, null].map((lastAt) => isDormant(lastAt, since))).toEqual([true, false, false]);
});

it("has a scale of round amounts that no bar leaves", () => {
  expect([3_630n, 150n, 35n, 9_999n, 10_000n, 10_001n, 0n, -5n].map(scaleTop)).toEqual([4_000n, 200n, 40n, 10_000n, 10_000n, 20_000n, 1_000n, 1_000n]);
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (highest) => {
    const top = scaleTop(highest);
    expect(top >= highest && top <= highest * 10n).toBe(true);
  }));
});

it("gives percents that add up to a hundred, or to what their parts are of it", () => {
  expect(percentsOf([2_421n, 1_740n, 1_500n, 1_015n, 996n, 932n, 4_197n], 12_801n)).toEqual([19n, 13n, 12n, 8n, 8n, 7n, 33n]);
  expect([percentsOf([1n, 1n, 1n], 3n), percentsOf([-5n, 10n], 10n), percentsOf([1n], 0n)]).toEqual([[34n, 33n, 33n], [0n, 100n], [0n]]);
  fc.assert(fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 9 }), (parts) => {
    expect(percentsOf(parts, parts.reduce((a, b) => a + b, 0n)).reduce((a, b) => a + b, 0n)).toBe(100n);
  }));
});

it("takes a name with accents or without, in capitals or not, for the same", () => {
  expect(["Océane", " OCÉANE", "oce\u0301ane", "Zoë"].map(foldName)).toEqual(["oceane", "oceane", "oceane", "zoe"]);
});

it("compares with nothing by saying nothing, and rounds rates half up", () => {
  expect(changePercent(150n, 100n)).toBe(50n);
  expect(changePercent(50n, 0n)).toBeNull();
  expect(rateOf(2_000n, 10_000n)).toBe(2_000n);
  expect(rateOf(1n, 0n)).toBe(0n);
  expect(reachedPercent(-5n, 100n)).toBe(0n);
  expect(reachedPercent(250n, 100n)).toBe(250n);
});

it("adds a year up for the tax return: what was earned, less what was taken back, and never what was spent or paid out", () => {
  const of = (minor: bigint) => money(minor, "EUR");
  const days = [["2025-12-31", 100n], ["2026-01-01", 2_000n], ["2026-02-03", 3_000n]] as const;
  const months = monthsOf(days.map(([day, minor]) => ({ day, earned: of(minor), takenBack: of(50n), spent: of(20n), paidOut: of(10n), other: of(0n), movements: 1 })), "EUR");
  expect(yearsOf(months, "EUR").map(({ year, earned, takenBack, taxable, paidOut, months: inIt }) => [year, earned.minor, takenBack.minor, taxable.minor, paidOut.minor, inIt.length])).toEqual([
    ["2026", 5_000n, 100n, 4_900n, 20n, 2], ["2025", 100n, 50n, 50n, 10n, 1],
  ]);
});
