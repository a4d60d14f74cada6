import { afterAll, beforeAll, expect, it } from "vitest";
import { aViralSale } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { reattribute } from "@/lib/attribution/sale/commands";
import type { BookedSale } from "@/lib/gateway/commission";
import { createExigoAdapter, EXIGO_DEFAULTS } from "@/lib/gateway/exigo/adapter";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import { idOf, newId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { DEMO_ACCESS, startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { FORWARDED_TOPICS, forwardMessage } from "../commands";
import { asReattributed, findReattributed } from "./queries";
import { findSale } from "../queries";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
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

});

it.each(["signed-json", "exigo"] as const)("tells %s of the sale, its return and its new owner in turn, each once, and both sides have the same afterwards", async (name) => {
  const simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  try {
    const adapter = name === "exigo" ? createExigoAdapter({ ...EXIGO_DEFAULTS, ...DEMO_ACCESS, baseUrl: simulator.url }) : createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET });
    const { order, buyer } = await aViralSale(test);
    const other = await aMember(test.db, { role: "distributor" });
    await test.hot`update members set external_id = ${`D-${name}`} where id = ${uuidOf(other)}`;
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 2_500n }, by: other, at: NOON }));
    await test.hot`update refunds set status = 'done' where order_id = ${uuidOf(order)}`;
    await transact(test.db, (tx) => reattribute(tx, { id: newId("trail"), order, sponsor: other, by: other, reason: "x", at: new Date(NOON.getTime() + 60_000) }));

    const told = await test.hot<{ id: string; topic: string; key: string; payload: unknown }[]>`
      select id, topic, key, payload from outbox where key = (select buyer_id::text from orders where id = ${uuidOf(order)}) and topic = any(${[...FORWARDED_TOPICS]}::text[]) order by id`;
    expect(told.map(({ topic }) => topic).filter((topic) => topic.startsWith("sale."))).toEqual(["sale.completed", "sale.refunded", "sale.reattributed"]);
    for (const attempt of [1, 2]) {
      for (const row of told) expect([row.topic, await forwardMessage(test.db, { adapter, policyOf: () => Promise.resolve("full") }, { ...row, attempt })]).toEqual([row.topic, { result: "done" }]);
    }
    const booked: BookedSale[] = [];
    for await (const page of adapter.listBooked({ from: new Date(NOON.getTime() - 1), to: new Date(NOON.getTime() + 1) })) booked.push(...page);
    expect(booked).toMatchObject([{ totalMinor: 10_000n, returnedMinor: 2_500n, distributor: { externalId: `D-${name}` } }]);
    expect(buyer).toBe(told[0] && idOf("member", told[0].key));
    if (name === "exigo") {
      // Exigo knows no re-attribution: what stood was given back and sold anew, with the original named.
      const { orders } = (await (await fetch(`${simulator.url}/_sandbox/exigo`)).json()) as { orders: { other12: string; orderType: number; total: number; returnOrderID?: number; notes: string }[] };
      expect(orders.map(({ other12, orderType, total }) => [other12, orderType, total])).toEqual([["sale", 11, 100], ["return", 8, -25], ["return", 8, -75], ["moved", 11, 75]]);
      expect([orders[2]?.returnOrderID, orders[3]?.notes]).toEqual([9_000, expect.stringContaining("instead of order 9000")]);
    }
  } finally {
    await simulator.close();
  }
});
