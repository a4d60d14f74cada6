import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { publishPlan } from "./commands";
import { findPlanVersion, listPlanVersions, planAt } from "./queries";
import { DEFAULT_PLAN, definitionOf } from "./rules";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const publish = (startsAt: Date, at: Date, definition: unknown = definitionOf(DEFAULT_PLAN)) =>
  transact(test.db, (tx) => publishPlan(tx, { definition, startsAt, by: null, at }));

it("starts with a first plan at once, and later ones only in the future", async () => {
  await expect(planAt(test.db, day(2))).rejects.toThrow("no plan is in force");
  expect(await publish(day(1), day(1))).toEqual({ ok: true, version: 1 });
  expect(await publish(day(5), day(5))).toEqual({ ok: false, reason: "starts_in_the_past" });
  expect(await publish(day(10), day(5), { ...definitionOf(DEFAULT_PLAN), binding: "months:6" })).toEqual({ ok: true, version: 2 });
  expect(await publish(day(10), day(5))).toEqual({ ok: false, reason: "start_is_taken" });
  expect((await planAt(test.db, day(9))).version).toBe(1);
  expect(await planAt(test.db, day(10))).toEqual({ version: 2, startsAt: day(10), plan: { ...DEFAULT_PLAN, binding: "months:6" } });
  expect((await findPlanVersion(test.db, 1))?.plan).toEqual(DEFAULT_PLAN);
  expect(await findPlanVersion(test.db, 99)).toBeNull();
});

it("writes no plan that is not one", async () => {
  const outcome = await publish(day(90), day(5), { ...definitionOf(DEFAULT_PLAN), totalRateBps: 1 });
  expect(outcome).toMatchObject({ ok: false, reason: "invalid" });
});

it("numbers versions without gaps when operators publish at once", async () => {
  const before = (await listPlanVersions(test.db)).length;
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => publish(day(100 + n), day(50))));
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
  const versions = (await listPlanVersions(test.db)).map(({ version }) => version).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: before + 10 }, (_, n) => n + 1));
});
