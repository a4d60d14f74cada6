import { expect, it } from "vitest";
import { KINDS } from "./rules";

it("lets a key be its kind with its scope, for every kind: such keys are not looked at any further", () => {
  expect(KINDS.filter(({ kind, key }) => !new RegExp(key).test(`${kind}:@`))).toEqual([]);
});
