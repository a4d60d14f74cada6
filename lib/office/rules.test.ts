import { describe, expect, it } from "vitest";
import { likeLiteral, readOrderSearch } from "./rules";

describe("what somebody typed into the search for orders", () => {
  it.each([
    ["7KQ4-M2XT", { by: "number", prefix: "7KQ4-M2XT" }],
    ["#7kq4m2xt", { by: "number", prefix: "7KQ4-M2XT" }],
    ["7kq", { by: "number", prefix: "7KQ" }],
    ["Lea@Example.com ", { by: "address", prefix: "lea@example.com" }],
    ["49,90", { by: "amount", minor: 4990n }],
    ["49.90 €", { by: "amount", minor: 4990n }],
    ["1 049,90 EUR", { by: "amount", minor: 104990n }],
    ["Dupont", { by: "name", text: "Dupont" }],
    ["  marie   dupont ", { by: "name", text: "marie dupont" }],
    ["d'Arc", { by: "name", text: "d'Arc" }],
  ])("%s", (typed, meant) => {
    expect(readOrderSearch(typed, "EUR")).toEqual(meant);
  });

  it("is nothing when nothing was typed", () => {
    expect(readOrderSearch("   ", "EUR")).toBeNull();
  });
});

it("no sign that somebody types is a pattern", () => {
  expect(likeLiteral("50%_\\")).toBe("50\\%\\_\\\\");
});
