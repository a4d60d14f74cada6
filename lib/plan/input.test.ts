import fc from "fast-check";
import { expect, it } from "vitest";
import { anyPlan } from "@/db/testing/plan";
import { parsePlan } from "./input";
import { DEFAULT_PLAN, definitionOf } from "./rules";

const stored = definitionOf(DEFAULT_PLAN);
const problems = (definition: unknown) => {
  const parsed = parsePlan(definition);
  return parsed.ok ? [] : parsed.problems.map(({ reason, path }) => `${reason}: ${path.join(".")}`);
};

it("reads the default plan, and any plan, back as it was stored", () => {
  expect(parsePlan(stored)).toEqual({ ok: true, plan: DEFAULT_PLAN });
  fc.assert(
    fc.property(anyPlan, (plan) => {
      expect(parsePlan(JSON.parse(JSON.stringify(definitionOf(plan))))).toEqual({ ok: true, plan });
    }),
  );
});

it("refuses a plan whose parts do not add up to the total rate in each stage", () => {
  const viral = { ...stored.stages.viral, buyer: 1_001 };
  expect(problems({ ...stored, stages: { ...stored.stages, viral } })).toEqual(["parts_do_not_add_up: stages.viral"]);
  expect(problems({ ...stored, totalRateBps: 2_500 })).toHaveLength(4);
});

it("refuses every way to say a reward for recruiting", () => {
  expect(problems({ ...stored, recruitingBonusMinor: 500 })).toEqual(["unknown_key: recruitingBonusMinor"]);
  expect(problems({ ...stored, stages: { ...stored.stages, enrolment: stored.stages.direct } })).toEqual(["unknown_key: stages.enrolment"]);
  const direct = { ...stored.stages.direct, recruiter: 0 };
  expect(problems({ ...stored, stages: { ...stored.stages, direct } })).toEqual(["unknown_key: stages.direct.recruiter"]);
});

it("refuses a part for somebody whom the stage does not have", () => {
  const organic = { buyer: 1_000, sharer: 0, distributor: 3_000, company: 0 };
  expect(problems({ ...stored, stages: { ...stored.stages, organic } })).toEqual(["part_without_person: stages.organic.distributor"]);
});

it.each([
  { change: { totalRateBps: undefined }, problem: "missing: totalRateBps" },
  { change: { totalRateBps: 40.5 }, problem: "not_a_rate: totalRateBps" },
  { change: { totalRateBps: 10_001 }, problem: "not_a_rate: totalRateBps" },
  { change: { totalRateBps: 0 }, problem: "not_a_rate: totalRateBps" },
  { change: { stages: { ...stored.stages, self: undefined } }, problem: "missing: stages.self" },
  { change: { stages: "all" }, problem: "malformed: stages" },
  { change: { base: "tax" }, problem: "unknown_choice: base" },
  { change: { earnOnCredit: "yes" }, problem: "unknown_choice: earnOnCredit" },
  { change: { binding: "months:0" }, problem: "not_a_binding: binding" },
  { change: { binding: "months:121" }, problem: "not_a_binding: binding" },
  { change: { binding: "months:1.5" }, problem: "not_a_binding: binding" },
  { change: { minBaseMinor: "-1" }, problem: "not_an_amount: minBaseMinor" },
  { change: { minBaseMinor: 1.5 }, problem: "not_an_amount: minBaseMinor" },
  { change: { capPoolMinor: "10.00" }, problem: "not_an_amount: capPoolMinor" },
])("says what is wrong and where: $problem", ({ change, problem }) => {
  expect(problems({ ...stored, ...change })).toContain(problem);
});

it.each([null, undefined, 7, "plan", []])("refuses %j, which is no plan at all", (definition) => {
  expect(parsePlan(definition).ok).toBe(false);
});
