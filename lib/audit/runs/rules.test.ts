import { expect, it } from "vitest";
import { COUNTED, type AuditReport } from "../types";
import { explainedBps } from "./rules";

const checked = (each: number): AuditReport["checked"] => Object.fromEntries(COUNTED.map((what) => [what, each])) as AuditReport["checked"];

it("explains all of it only when nothing differs", () => {
  expect(explainedBps({ checked: checked(1_000_000), differences: 0 })).toBe(10_000n);
  expect(explainedBps({ checked: checked(1_000_000), differences: 1 })).toBe(9_999n);
  expect(explainedBps({ checked: checked(100), differences: 9 })).toBe(9_900n);
  expect(explainedBps({ checked: checked(0), differences: 0 })).toBe(10_000n);
});
