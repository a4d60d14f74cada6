import { expect, it } from "vitest";
import { parsePlan } from "../input";
import { DEFAULT_PLAN } from "../rules";
import type { Plan } from "../types";
import { definitionFrom, fieldsFrom } from "./input";

const other: Plan = { ...DEFAULT_PLAN, totalRateBps: 3_333, base: "net", earnOnCredit: true, binding: "months:6", selfPurchase: "buyer-only", minBaseMinor: 1_550n, capPoolMinor: 100_000n,
  stages: { direct: { buyer: 1_111, sharer: 0, distributor: 2_222, company: 0 }, viral: { buyer: 1_111, sharer: 1_111, distributor: 1_111, company: 0 }, organic: { buyer: 1_110, sharer: 0, distributor: 0, company: 2_223 }, self: { buyer: 1_000, sharer: 0, distributor: 2_333, company: 0 } } };

it("reads a plan back from its form as the same plan", () => {
  for (const plan of [DEFAULT_PLAN, other]) expect(parsePlan(definitionFrom(fieldsFrom(plan, "EUR"), "EUR"))).toEqual({ ok: true, plan });
});

it("reads percentages and amounts as people write them", () => {
  const fields = { ...fieldsFrom(other, "EUR"), total: "33,33 %", "part:direct:distributor": " 22.22", capPool: "1000" };
  expect(parsePlan(definitionFrom(fields, "EUR"))).toEqual({ ok: true, plan: other });
});

it("names every mistake and where it is", () => {
  const fields = { ...fieldsFrom(DEFAULT_PLAN, "EUR"), "part:viral:buyer": "9", "part:direct:company": "ten", binding: "months", months: "", capPool: "much" };
  const parsed = parsePlan(definitionFrom(fields, "EUR"));
  expect(parsed.ok ? [] : parsed.problems).toEqual(expect.arrayContaining([
    { reason: "not_a_rate", path: ["stages", "direct", "company"] }, { reason: "not_a_binding", path: ["binding"] }, { reason: "not_an_amount", path: ["capPoolMinor"] },
  ]));
  const added = parsePlan(definitionFrom({ ...fieldsFrom(DEFAULT_PLAN, "EUR"), "part:viral:buyer": "9" }, "EUR"));
  expect(added.ok ? [] : added.problems).toEqual([{ reason: "parts_do_not_add_up", path: ["stages", "viral"] }]);
});
