import { describe, expect, it } from "vitest";
import { askedDays, viralHundredths } from "./rules";

const LAST = { from: "2026-10-28", to: "2026-11-26" };

describe("the days that somebody means", () => {
  it.each([
    [undefined, undefined, null],
    ["2026-11-01", "2026-11-10", { from: "2026-11-01", to: "2026-11-10" }],
    ["2026-11-10", "2026-11-01", { from: "2026-11-01", to: "2026-11-10" }],
    ["2026-11-01", undefined, { from: "2026-11-01", to: "2026-11-26" }],
    [undefined, "2026-11-03", { from: "2026-11-03", to: "2026-11-03" }],
    ["1990-01-01", "2026-11-03", { from: "2023-11-03", to: "2026-11-03" }],
  ])("%s to %s", (from, to, days) => expect(askedDays(from, to, LAST)).toEqual(days));
});

it("counts new buyers that customers brought for each hundred buyers, rounded half up", () => {
  expect([viralHundredths(1, 4), viralHundredths(1, 8), viralHundredths(2, 3), viralHundredths(0, 0)]).toEqual([25n, 13n, 67n, null]);
});
