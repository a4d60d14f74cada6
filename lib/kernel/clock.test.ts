import { expect, it } from "vitest";
import { midnights } from "./clock";

it("a stretch of days is whole on the wall of its time zone, also where the clock is set back or forward", () => {
  const days = (from: string, until: string) => {
    const found = midnights({ from, until }, "Europe/Paris");
    return [found.from?.toISOString(), found.until?.toISOString()];
  };
  expect(days("2026-11-26", "2026-11-26")).toEqual(["2026-11-25T23:00:00.000Z", "2026-11-26T23:00:00.000Z"]);
  expect(days("2026-10-25", "2026-10-25")).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
  expect(days("2026-03-29", "2026-03-29")).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  expect(days("", "2026-12-31")).toEqual([undefined, "2026-12-31T23:00:00.000Z"]);
  expect(days("2026-12-31", "")).toEqual(["2026-12-30T23:00:00.000Z", undefined]);
});
