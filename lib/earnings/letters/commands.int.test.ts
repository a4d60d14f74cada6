import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { catchUp, findEarners, setGoals } from "../commands";
import { askForLetters, wantLetters } from "./commands";
import { findWeekNews, wantsLetters } from "./queries";
import { weekToTell } from "./rules";

let test: TestDatabase;
let owner: MemberId;
const NOW = new Date("2026-11-23T06:30:00Z");
const book = () => ({ owner, currency: "EUR", timeZone: "Europe/Paris" }) as const;
const ask = (week: string) => transact(test.db, (tx) => askForLetters(tx, { week, currency: "EUR", at: NOW }));

beforeAll(async () => {
  test = await freshDatabase();
  const variant = await aVariant(test.db);
  owner = await aMember(test.db, { role: "distributor" });
  const camille = await aMember(test.db, { parent: owner });
  for (const [paidAt, sharer] of [["2026-11-10T10:00:00Z", null], ["2026-11-17T10:00:00Z", null], ["2026-11-18T10:00:00Z", camille]] as const) {
    const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, distributors: [owner], stage: sharer ? "viral" : "direct", sponsor: sharer ?? owner, ...(sharer ? { sharer } : {}) });
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: new Date(paidAt) }]);
  }
  await catchUp(test.db, book());
  await findEarners(test.db);
});
afterAll(() => test.close());

it("is for Monday from seven until Wednesday, about the week before", () => {
  expect(["2026-11-23T06:59:59", "2026-11-23T07:00:00", "2026-11-25T23:59:59", "2026-11-26T00:00:00", "2026-11-22T12:00:00"].map(weekToTell)).toEqual([null, "2026-11-16", "2026-11-16", null, null]);
});

it("is asked for once a week by however many processes, for those who want it, and not after a no", async () => {
  const asked = await Promise.all([ask("2026-11-16"), ask("2026-11-16"), ask("2026-11-16")]);
  expect(asked.reduce((sum, one) => sum + one.asked, 0)).toBe(1);
  const mails = () => test.db.execute<{ payload: unknown }>(sql`select payload from outbox where topic = 'mail.week'`);
  expect((await mails()).map(({ payload }) => payload)).toEqual([{ member: owner, week: "2026-11-16" }]);
  await transact(test.db, (tx) => wantLetters(tx, owner, false));
  expect([await wantsLetters(test.db, owner), (await ask("2026-11-23")).asked]).toEqual([false, 0]);
  await transact(test.db, (tx) => wantLetters(tx, owner, true));
  expect((await ask("2026-11-23")).asked).toBe(1);
  expect(await mails()).toHaveLength(2);
});

it("has the numbers of its week, and none after two weeks without a movement", async () => {
  await transact(test.db, (tx) => setGoals(tx, { owner, currency: "EUR", goals: [{ period: "week", minor: 10_000n }], at: NOW }));
  expect(await findWeekNews(test.db, book(), "2026-11-16")).toMatchObject({
    earned: { orders: 2, earned: { minor: 5_000n } }, before: { orders: 1, earned: { minor: 3_000n } }, shared: { orders: 1, amount: { minor: 2_000n } }, available: { minor: 8_000n }, goal: { amount: { minor: 10_000n } },
  });
  expect(await findWeekNews(test.db, book(), "2026-11-23")).not.toBeNull();
  expect(await findWeekNews(test.db, book(), "2026-11-30")).toBeNull();
});
