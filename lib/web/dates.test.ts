import { expect, it } from "vitest";
import { dayStart, dayText, momentText } from "./dates";

it("begins a day at midnight on the wall, also when the clocks change", () => {
  expect(dayStart("2026-11-26", "Europe/Paris")).toEqual(new Date("2026-11-25T23:00:00Z"));
  expect(dayStart("2026-03-29", "Europe/Paris")).toEqual(new Date("2026-03-28T23:00:00Z"));
  expect(dayStart("2026-03-29", "Europe/Paris", 1)).toEqual(new Date("2026-03-29T22:00:00Z"));
  expect(dayStart("2026-10-25", "Europe/Paris", 1)).toEqual(new Date("2026-10-25T23:00:00Z"));
  expect(dayStart("2026-07-01", "America/Los_Angeles")).toEqual(new Date("2026-07-01T07:00:00Z"));
});

it("says the first of a month as French does, and no other day", () => {
  const at = (day: string) => new Date(`${day}T11:00:00Z`);
  expect(dayText(at("2026-12-01"), "fr", "Europe/Paris")).toBe("1er décembre 2026");
  expect(dayText(at("2026-12-11"), "fr", "Europe/Paris")).toBe("11 décembre 2026");
  expect(momentText(at("2026-05-01"), "fr", "Europe/Paris")).toMatch(/^1er mai 2026 à 13:00/);
  expect(dayText(at("2026-12-01"), "en", "Europe/Paris")).toBe("1 December 2026");
});
