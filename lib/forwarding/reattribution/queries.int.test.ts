import { afterAll, beforeAll, expect, it } from "vitest";
import { aViralSale } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { reattribute } from "@/lib/attribution/sale/commands";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import { newId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { forwardMessage } from "../commands";
import { asReattributed, findReattributed } from "./queries";
import { findSale } from "../queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
});
afterAll(() => test.close());

it("tells the commission system whose sale an order was and is, with what stands paid out, and takes later returns from the new people", async () => {
  const { order, buyer, sharer, distributor } = await aViralSale(test);
  const other = await aMember(test.db, { role: "distributor" });
  await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 2_500n }, by: other, at: NOON }));
  await test.hot`update refunds set status = 'done' where order_id = ${uuidOf(order)}`;
  const id = newId("trail");
  const later = new Date(NOON.getTime() + 60_000);
  await transact(test.db, (tx) => reattribute(tx, { id, order, sponsor: other, by: other, reason: "x", at: later }));

  const message = await findReattributed(test.db, order, id);
  expect(message).toMatchObject({
    kind: "sale.reattributed", buyer: { member: buyer }, reattributedAt: later,
    from: { stage: "viral", sharer: { member: sharer }, distributor: { member: distributor } }, to: { stage: "direct", sharer: null, distributor: { member: other } },
    paidOut: [{ role: "buyer", party: { member: buyer }, amount: money(750n, "EUR") }, { role: "distributor", party: { member: other }, amount: money(2_250n, "EUR") }],
  });

  const found = await findSale(test.db, order);
  if (!found) throw new Error("no sale");
  expect((await asReattributed(test.db, found.sale, NOON)).credits).toHaveLength(3);
  expect((await asReattributed(test.db, found.sale, later)).credits.map(({ party, amount }) => [party.member, amount.minor])).toEqual([[buyer, 1_000n], [other, 3_000n]]);

  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const simulator = await startCommissionSimulator({ port: 0, secret });
  try {
    const [row] = await test.hot<{ id: string; topic: string; key: string; payload: unknown }[]>`select id, topic, key, payload from outbox where topic = 'sale.reattributed'`;
    if (!row) throw new Error("nothing is told");
    const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret, timeoutMs: 5_000 });
    expect(await forwardMessage(test.db, { adapter, settings: { volumePolicy: "full" } }, { ...row, attempt: 1 })).toMatchObject({ result: expect.stringMatching(/done|dead/) as unknown });
  } finally {
    await simulator.close();
  }
});
