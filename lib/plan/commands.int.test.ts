import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { publishPlan } from "./commands";
import { previewPeriod } from "./drafts/queries";
import { explain, explainTo, findPlanVersion, listPlanVersions, listPublishedPlans, planAt, previewPlan } from "./queries";
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

it("lists every version once by pages of a key, the latest start first", async () => {
  const all = await listPlanVersions(test.db);
  const found: number[] = [];
  for (let before: number | undefined, turn = 0; turn < 20; turn += 1) {
    const page = await listPublishedPlans(test.db, { before, limit: 3 });
    found.push(...page.map(({ version }) => version));
    before = page.at(-1)?.version;
    if (page.length < 3) break;
  }
  expect(found).toEqual(all.map(({ version }) => version));
});

describe("why an order pays what it pays", () => {
  const sale = async () => {
    const [distributor, variant] = [await aMember(test.db, { role: "distributor" }), await aVariant(test.db)];
    const sharer = await aMember(test.db, { parent: distributor });
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [distributor] });
    return { order, buyer, sharer, distributor };
  };

  it("is told to an operator with everybody, and ends with what was posted", async () => {
    const { order, buyer, sharer, distributor } = await sale();
    expect((await explain(test.db, order))?.parts.map(({ postedMinor }) => postedMinor)).toEqual([0n, 0n, 0n, 0n]);
    await settle(test.hot, [{ order, payment: "pi_why", amount: money(10_000n, "EUR"), paidAt: NOON }]);
    const why = await explain(test.db, order);
    expect(why).toMatchObject({ order, planVersion: 1, sponsor: sharer, sponsorSource: "cart", distributorChain: [distributor] });
    expect(why?.parts.map(({ party, member, postedMinor, frozenMinor }) => [party, member, postedMinor, frozenMinor])).toEqual([
      ["buyer", buyer, 1_000n, 1_000n], ["sharer", sharer, 1_000n, 1_000n], ["distributor", distributor, 2_000n, 2_000n], ["company", null, 0n, 0n],
    ]);
    expect(why?.parts[2]?.reasons).toEqual([
      { step: "goods", goodsMinor: 10_000n }, { step: "base", baseMinor: 10_000n }, { step: "rate", rateBps: 4_000, baseMinor: 10_000n, poolMinor: 4_000n },
      { step: "pool", poolMinor: 4_000n }, { step: "stage", stage: "viral" }, { step: "part", party: "distributor", partBps: 2_000, ofBps: 4_000, amountMinor: 2_000n },
    ]);
    expect(await explain(test.db, newId("order"))).toBeNull();
  });

  it("is told to a member about their own part, without anybody else's name or amount", async () => {
    const { order, buyer, sharer, distributor } = await sale();
    await settle(test.hot, [{ order, payment: "pi_own", amount: money(10_000n, "EUR"), paidAt: NOON }]);
    const why = await explainTo(test.db, sharer, order);
    expect(why?.parts.map(({ party, postedMinor }) => [party, postedMinor])).toEqual([["sharer", 1_000n]]);
    const said = JSON.stringify(why, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
    for (const other of [buyer, distributor]) expect(said).not.toContain(other);
    expect(await explainTo(test.db, await aMember(test.db), order)).toBeNull();
  });

  it("is previewed under a plan before it starts, on a past order, and nothing is written", async () => {
    const { order } = await sale();
    const next = { ...DEFAULT_PLAN, totalRateBps: 2_500, capPoolMinor: 2_000n, stages: { ...DEFAULT_PLAN.stages,
      direct: { buyer: 500, sharer: 0, distributor: 2_000, company: 0 }, viral: { buyer: 500, sharer: 500, distributor: 1_000, company: 500 },
      organic: { buyer: 500, sharer: 0, distributor: 0, company: 2_000 }, self: { buyer: 500, sharer: 0, distributor: 2_000, company: 0 } } };
    const before = await listPlanVersions(test.db);
    const seen = await previewPlan(test.db, definitionOf(next), order);
    expect(seen).toMatchObject({ ok: true, preview: {
      today: { buyer: 1_000n, sharer: 1_000n, distributor: 2_000n, company: 0n }, then: { buyer: 400n, sharer: 400n, distributor: 800n, company: 400n } } });
    if (seen.ok) expect(seen.preview.reasons.sharer).toContainEqual({ step: "cap", capPoolMinor: 2_000n, uncappedMinor: 2_500n });
    expect(await previewPlan(test.db, { ...definitionOf(next), totalRateBps: 1 }, order)).toMatchObject({ ok: false, reason: "invalid" });
    expect(await previewPlan(test.db, definitionOf(next), newId("order"))).toEqual({ ok: false, reason: "unknown_order" });
    expect(await listPlanVersions(test.db)).toEqual(before);
  });

  it("is previewed over a period, and under its own plan a period pays what it paid", async () => {
    const paidAt = new Date("2031-05-05T10:00:00Z");
    for (const n of [1, 2]) {
      const { order } = await sale();
      await settle(test.hot, [{ order, payment: `pi_period${n}`, amount: money(10_000n, "EUR"), paidAt }]);
    }
    const period = { from: new Date("2031-05-01T00:00:00Z"), until: new Date("2031-06-01T00:00:00Z"), currency: "EUR" as const };
    const same = await previewPeriod(test.db, definitionOf(DEFAULT_PLAN), period);
    expect(same).toMatchObject({ ok: true, preview: { orders: 2, today: { buyer: 2_000n, sharer: 2_000n, distributor: 4_000n, company: 0n }, cut: false } });
    if (same.ok) expect(same.preview.then).toEqual(same.preview.today);
    const capped = await previewPeriod(test.db, { ...definitionOf(DEFAULT_PLAN), capPoolMinor: "2000" }, period);
    expect(capped).toMatchObject({ ok: true, preview: { then: { buyer: 1_000n, sharer: 1_000n, distributor: 2_000n, company: 0n } } });
    expect(await previewPeriod(test.db, {}, period)).toMatchObject({ ok: false, reason: "invalid" });
  });
});

it("is published once by an operator, however often it is sent, with the reason in the trail", async () => {
  const by = await aMember(test.db);
  const deed = { id: newId("trail"), reason: "a lighter plan for the summer" };
  const publish = () => transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date("2032-01-01T00:00:00Z"), by, at: NOON, deed }));
  const [one, again] = [await publish(), await publish()];
  expect(one).toMatchObject({ ok: true });
  expect(again).toEqual(one);
  const [told] = await test.hot<{ action: string; text: string }[]>`select action, text from trail join trail_notes on trail_id = trail.id where actor = ${by}`;
  expect(told).toEqual({ action: "plan.published", text: "a lighter plan for the summer" });
});

it("is never changed or deleted once it is published, not even by the database's owner", async () => {
  await expect(test.hot`update plan_versions set starts_at = now()`).rejects.toThrow("append only");
  await expect(test.hot`delete from plan_versions`).rejects.toThrow("append only");
});
