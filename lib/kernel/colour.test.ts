import fc from "fast-check";
import { expect, it } from "vitest";
import { carries, contrast, mix, READABLE, shadesOf } from "./colour";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

it("tells contrast as the guidelines do", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#777777", "#ffffff")).toBeLessThan(READABLE);
  expect([carries("#41592b"), carries("#ffd400")]).toEqual([true, false]);
});

it("makes shades that are read on their paper, in the light and in the dark, of every colour that carries a shop", () => {
  fc.assert(fc.property(colour.filter(carries), (accent) => {
    const { light, dark } = shadesOf(accent);
    return [[light.accent, "#fdfbf7"], [light.strong, light.soft], [dark.accent, "#1a1815"], [dark.strong, dark.soft]].every(([on = "", ground = ""]) => contrast(on, ground) >= READABLE);
  }));
});

it("mixes two colours", () => expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080"));
