import { expect, it } from "vitest";
import { dayStart } from "./dates";

it("begins a day at midnight on the wall, also when the clocks change", () => {
  expect(dayStart("2026-11-26", "Europe/Paris")).toEqual(new Date("2026-11-25T23:00:00Z"));
  expect(dayStart("2026-03-29", "Europe/Paris")).toEqual(new Date("2026-03-28T23:00:00Z"));
  expect(dayStart("2026-03-29", "Europe/Paris", 1)).toEqual(new Date("2026-03-29T22:00:00Z"));
  expect(dayStart("2026-10-25", "Europe/Paris", 1)).toEqual(new Date("2026-10-25T23:00:00Z"));
  expect(dayStart("2026-07-01", "America/Los_Angeles")).toEqual(new Date("2026-07-01T07:00:00Z"));
});
