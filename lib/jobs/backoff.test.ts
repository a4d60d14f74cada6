import { expect, it } from "vitest";
import { backoffMs } from "./backoff";

it("waits a second or two at first, doubles, and never waits for more than an hour", () => {
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([1_000, 2_000]);
  expect([backoffMs(2, 0), backoffMs(2, 1)]).toEqual([2_000, 4_000]);
  expect(backoffMs(500, 1)).toBe(3_600_000);
});
