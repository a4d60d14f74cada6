import { expect, it } from "vitest";
import { reportOf, shortName } from "./rules";

it("shows a first name and an initial of a friend, and no more", () => {
  expect(shortName("Camille", "durand-le goff")).toBe("Camille D.");
  expect(shortName("Zoé", "Éluard")).toBe("Zoé É.");
  expect(shortName("Noé", "")).toBe("Noé");
});

it("adds up to the same, by day and by product", () => {
  const row = { visits: 2, carts: 1, orders: 0, earnedMinor: 0n };
  const report = reportOf([{ ...row, day: "2026-11-01", product: "savon" }, { ...row, day: "2026-11-02", product: "" }, { ...row, orders: 1, earnedMinor: 890n, day: "2026-11-02", product: "savon" }]);
  expect(report.total).toEqual({ visits: 6, carts: 3, orders: 1, earnedMinor: 890n });
  expect(report.days.map(({ day, visits }) => [day, visits])).toEqual([["2026-11-02", 4], ["2026-11-01", 2]]);
  expect(report.products).toEqual([{ product: "savon", visits: 4, carts: 2, orders: 1, earnedMinor: 890n }]);
});
