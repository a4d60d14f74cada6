import fc from "fast-check";
import { expect, it } from "vitest";
import { classOf, DEFAULT_VAT, vatFor } from "./rules";
import { VAT_CLASSES } from "./types";

it("taxes a soap and a book where they arrive, by what they are", () => {
  expect(["FR", "BE", "DE", "LU"].map((country) => vatFor(country, 2_000, DEFAULT_VAT))).toEqual([2_000, 2_100, 1_900, 1_700]);
  expect(["FR", "BE", "DE", "LU"].map((country) => vatFor(country, 550, DEFAULT_VAT))).toEqual([550, 600, 700, 800]);
});

it("exports without VAT", () => {
  expect(VAT_CLASSES.map((name) => vatFor("CH", DEFAULT_VAT.rates["FR"]?.[name] ?? -1, DEFAULT_VAT))).toEqual([0, 0, 0, 0]);
});

it("leaves a rate of no class and a country without a row as at home", () => {
  expect(classOf(1_234, DEFAULT_VAT)).toBeNull();
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (bps) => vatFor("JP", bps, DEFAULT_VAT) === bps && vatFor("FR", bps, DEFAULT_VAT) === bps));
});
