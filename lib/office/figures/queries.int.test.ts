import { afterAll, beforeAll, expect, it } from "vitest";
import { shareDays } from "@/db/schema/sharing";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import type { Operator } from "@/lib/access/types";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { readFigures } from "../queries";
import { listCohorts, listDayRows, readCompared, readForwardingHealth, readFunnel, readLastDays } from "./queries";

const DAY = 86_400_000;
const by = { id: "mem_0", role: "owner", firstName: "Camille", locale: "fr" } as unknown as Operator;
const timeZone = "Europe/Paris";
let test: TestDatabase;
let lea: MemberId;

beforeAll(async () => {
  test = await freshDatabase();
  const variant = await aVariant(test.db);
  lea = await aMember(test.db);
  const [paul, zoe] = [await aMember(test.db), await aMember(test.db)];
  // Paul buys through Léa's link and again three days later, Zoé once, by herself.
  for (const [buyer, days, viral] of [[paul, 0, true], [paul, 3, true], [zoe, 1, false]] as const) {
    const order = await aPlacedOrder(test.db, { buyer, variant, goodsMinor: 5_000n, ...(viral ? { stage: "viral" as const, sponsor: lea, sharer: lea } : {}) });
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(5_000n, "EUR"), paidAt: new Date(NOON.getTime() + days * DAY) }]);
  }
  await test.db.insert(shareDays).values([{ memberId: lea, day: NOON.toISOString().slice(0, 10), product: "", event: "visit", count: 40 }, { memberId: lea, day: NOON.toISOString().slice(0, 10), product: "savon", event: "cart", count: 7 }]);
});
afterAll(() => test.close());

const first = NOON.toISOString().slice(0, 10);
const last = new Date(NOON.getTime() + 6 * DAY).toISOString().slice(0, 10);

it("a period is whole days of the company's clock, held against as many days before or the same a year before", async () => {
  expect(await readLastDays(test.db, { at: new Date("2026-11-01T23:30:00Z"), days: 7, timeZone })).toEqual({ from: "2026-10-27", to: "2026-11-02" });
  expect(await readCompared(test.db, { from: "2026-10-24", to: "2026-10-26", compare: "before", timeZone })).toMatchObject({
    now: { from: new Date("2026-10-23T22:00:00Z"), until: new Date("2026-10-26T23:00:00Z") }, thenDays: { from: "2026-10-21", to: "2026-10-23" },
  });
  expect((await readCompared(test.db, { from: "2026-02-01", to: "2026-02-28", compare: "year", timeZone })).thenDays).toEqual({ from: "2025-02-01", to: "2025-02-28" });
});

it("counts who customers brought, day by day as over the whole period", async () => {
  const { now, days } = await readCompared(test.db, { from: first, to: last, compare: "before", timeZone });
  const scope = { ...now, currency: "EUR", timeZone } as const;
  expect(await readFigures(test.db, by, scope)).toMatchObject({ orders: 3, buyers: 2, newBuyers: 2, broughtByCustomers: 1 });
  const rows = await listDayRows(test.db, by, { ...scope, days });
  expect(rows).toHaveLength(7);
  expect(rows.map(({ orders, newBuyers, visits }) => [orders, newBuyers, visits])).toEqual([[1, 1, 40], [1, 1, 0], [0, 0, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]);
  expect(rows.reduce((sum, { sales }) => sum + sales.minor, 0n)).toBe(15_000n);
});

it("follows a cohort for as long as it is old, and says nothing before", async () => {
  const at = new Date(NOON.getTime() + 100 * DAY);
  const cohorts = await listCohorts(test.db, by, { at, currency: "EUR", timeZone });
  expect(cohorts.reduce((sum, { buyers }) => sum + buyers, 0)).toBe(2);
  expect(cohorts[0]?.within.slice(0, 1)).toEqual([1]);
  expect(cohorts[0]?.within.at(-1)).toBeNull();
});

it("follows visits to paid orders, and the facts of a period to the commission system", async () => {
  const { now, days } = await readCompared(test.db, { from: first, to: last, compare: "before", timeZone });
  expect(await readFunnel(test.db, by, { ...now, days })).toMatchObject({ visits: 40, carts: 7 });
  const today = { from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) };
  expect(await readForwardingHealth(test.db, by, today)).toMatchObject({ sent: 0, medianMs: null, attempts: 0, brokenSince: null, paused: false });
});
