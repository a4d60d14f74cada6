import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alerts, trail } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { type MemberId, newId } from "@/lib/kernel/id";
import type { AlertKind } from "../types";
import { closeAlert } from "./commands";
import { listAlertsOf } from "./queries";

let test: TestDatabase;
let by: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  by = await aMember(test.db);
});
afterAll(() => test.close());

const order = newId("order");
const raise = async (kind: AlertKind, details: object = {}) => {
  const id = newId("alert");
  await test.db.insert(alerts).values({ id, kind, orderId: order, details, createdAt: NOON });
  return id;
};
const close = (alert: Awaited<ReturnType<typeof raise>>) => transact(test.db, (tx) => closeAlert(tx, { alert, by, reason: "vu avec la banque", at: NOON }));

it("what was dealt with is put aside once, however many see to it, and the trail says who and how", async () => {
  const [id, other] = [await raise("dispute_open"), await raise("payment_double")];
  expect((await listAlertsOf(test.db, order)).map(({ kind }) => kind).sort()).toEqual(["dispute_open", "payment_double"]);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => close(id)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((one) => !one.ok && one.reason === "closed_before")).toHaveLength(4);
  expect((await listAlertsOf(test.db, order)).map((one) => one.id)).toEqual([other]);
  expect(await test.db.select({ actor: trail.actor, action: trail.action, before: trail.before }).from(trail).where(eq(trail.subject, order))).toEqual([{ actor: by, action: "alert.closed", before: { alert: id, kind: "dispute_open" } }]);
});

it("a refund that the provider refused is not put aside: it waits until somebody decides it", async () => {
  const refund = newId("refund");
  const id = await raise("refund_owed", { refund, failure: "expired_or_canceled_card" });
  expect(await close(id)).toEqual({ ok: false, reason: "undecided" });
  expect((await listAlertsOf(test.db, order)).find((one) => one.id === id)).toMatchObject({ kind: "refund_owed", refund, failure: "expired_or_canceled_card" });
});
