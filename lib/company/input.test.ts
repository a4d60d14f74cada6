import { expect, it } from "vitest";
import { CompanyInput, VolumesForm } from "./input";

it("takes a volume factor as a percentage with two decimals, and nothing that is none", () => {
  const read = (factor: string) => VolumesForm.safeParse({ factor }).data?.factor ?? null;
  expect(["100", "62,5", "0.25 %", "0", "1000"].map(read)).toEqual([10_000, 6_250, 25, 0, 100_000]);
  expect(["", "-1", "1000,01", "1,234", "half", "99999999999999"].map(read)).toEqual([null, null, null, null, null, null]);
});

it("knows companies that were stored before volumes had a factor: theirs is the net price", () => {
  expect(CompanyInput.parse({ name: "Lumière" }).volumeFactorBps).toBe(10_000);
});
