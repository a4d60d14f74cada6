import { afterAll, beforeAll, expect, it } from "vitest";
import { aViralSale } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/sale";
import { countShare } from "./commands";
import { listFriends, readShareReport } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const WISH = { from: new Date("2026-10-01T00:00:00Z"), timeZone: "Europe/Paris" } as const;

it("counts visits and carts as sums, however many come at once", async () => {
  const member = await aMember(test.db);
  await Promise.all(Array.from({ length: 20 }, () => countShare(test.db, { member, day: "2026-11-02", product: "savon", event: "visit" })));
  await countShare(test.db, { member, day: "2026-11-02", product: "savon", event: "cart" });
  expect((await readShareReport(test.db, member, WISH)).total).toEqual({ visits: 20, carts: 1, orders: 0, earnedMinor: 0n });
});

it("shows what the link earned and who came by it, to its member only", async () => {
  const { sharer, distributor, buyer } = await aViralSale(test);
  expect((await readShareReport(test.db, sharer, WISH)).total).toEqual({ visits: 0, carts: 0, orders: 1, earnedMinor: 1_000n });
  expect((await readShareReport(test.db, distributor, WISH)).total.orders).toBe(0);
  expect(await listFriends(test.db, sharer)).toMatchObject([{ step: "bought" }]);
  expect(await listFriends(test.db, buyer)).toEqual([]);
});
