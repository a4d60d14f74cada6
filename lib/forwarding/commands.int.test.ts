import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { deliveries } from "@/db/schema/operations";
import { refunds } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import type { WireMessage } from "@/lib/gateway/signed-json/contract";
import { startJobs } from "@/lib/jobs/jobs";
import { type MemberId, newId, type OrderId, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { type Simulator, startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { FORWARDED_TOPICS, forwardMessage } from "./commands";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const PAID_AT = new Date(NOON.getTime() + 60_000);
const eventually = { timeout: 40_000, interval: 50 };

let database: TestDatabase;
let simulator: Simulator;
let variant: VariantId;
let distributor: MemberId;

beforeAll(async () => {
  database = await freshDatabase();
  simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  variant = await aVariant(database.db);
  distributor = await aMember(database.db, { role: "distributor" });
  await database.db.update(members).set({ externalId: "D-77" }).where(sql`id = ${distributor.slice(4)}`);
});
afterAll(async () => {
  await simulator.close();
  await database.close();
});

async function received(): Promise<WireMessage[]> {
  const answer = (await (await fetch(`${simulator.url}/_sandbox/received`)).json()) as { received: { message: WireMessage }[] };
  return answer.received.map(({ message }) => message);
}

async function misbehave(how: object): Promise<void> {
  await fetch(`${simulator.url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(how) });
}

async function start() {
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET, timeoutMs: 2_000 });
  const handler = async (message: Parameters<typeof forwardMessage>[2]) => {
    const outcome = await forwardMessage(database.db, { adapter, policyOf: () => Promise.resolve("full") }, message);
    // The test has no hour for backoff.
    return outcome.result === "retry" ? { ...outcome, afterMs: 5 } : outcome;
  };
  const handlers = Object.fromEntries(FORWARDED_TOPICS.map((topic) => [topic, handler]));
  return startJobs({ databaseUrl: database.url, pollMs: 50, queues: [{ name: "forwarding", ordered: true, concurrency: 8, handlers }] });
}

async function aPaidOrder(buyer: MemberId): Promise<OrderId> {
  const order = await aPlacedOrder(database.db, { buyer, variant, stage: "direct", sponsor: distributor, distributors: [distributor] });
  const [settled] = await settle(database.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: PAID_AT }]);
  expect(settled?.outcome).toBe("settled");
  return order;
}

async function aRefund(order: OrderId, buyer: MemberId, goodsMinor: bigint): Promise<void> {
  const id = newId("refund");
  await database.db.insert(refunds).values({
    ...{ id, orderId: order, kind: "amount", status: "accepted", currency: "EUR", goodsMinor, shippingMinor: 0n },
    ...{ walletMinor: 0n, cardMinor: goodsMinor, acceptedAt: new Date() },
  });
  await database.db.execute(sql`
    insert into outbox (id, topic, key, payload, created_at)
    values (uuid_v7(), 'sale.refunded', ${buyer.slice(4)}::uuid::text, jsonb_build_object('refund', ${id.slice(4)}::uuid), now())`);
}

it("tells every sale and return once and in the order of its buyer, through failures, cut-off and malformed answers", async () => {
  const buyers = await Promise.all(Array.from({ length: 5 }, () => aMember(database.db)));
  const expected = new Map<MemberId, string[]>();
  for (const buyer of buyers) {
    const told: string[] = ["member.enrolled"];
    for (let n = 0; n < 3; n += 1) {
      const order = await aPaidOrder(buyer);
      await aRefund(order, buyer, 2_500n);
      await aRefund(order, buyer, 7_500n);
      told.push(`sale.completed ${order}`, `sale.refunded ${order} 2500`, `sale.refunded ${order} 10000`);
    }
    expected.set(buyer, told);
  }
  await misbehave({ failEvery: 5, cutOffEvery: 4, malformedEvery: 7 });
  const jobs = await start();
  await expect.poll(async () => (await received()).length, eventually).toBe(50);
  await expect.poll(async () => (await jobs.state("forwarding")).active, eventually).toBe(0);
  await jobs.stop();

  const words = (message: WireMessage): string => {
    if (message.kind === "sale.refunded") return `${message.kind} ${message.orderId} ${message.soFar.returnedMinor}`;
    return "orderId" in message ? `${message.kind} ${message.orderId}` : message.kind;
  };
  const buyerOf = (message: WireMessage) => ("member" in message ? message.member : message.buyer).memberId;
  const told = await received();
  for (const buyer of buyers) expect(told.filter((message) => buyerOf(message) === buyer).map(words)).toEqual(expected.get(buyer));

  const sale = told.find((message) => message.kind === "sale.completed");
  expect(sale).toMatchObject({ stage: "direct", distributor: { memberId: distributor, externalId: "D-77" }, totalMinor: 10_000, lines: [{ taxMinor: 1_667 }] });
  expect(sale && "paidOut" in sale && sale.paidOut.map(({ role, amountMinor }) => [role, amountMinor])).toEqual([["buyer", 1_000], ["distributor", 3_000]]);
});

it("keeps each exchange for the operator, without secrets", async () => {
  const kept = await database.db.select().from(deliveries);
  expect(new Set(kept.map(({ outcome }) => outcome))).toEqual(new Set(["accepted", "duplicate", "retry", "looked"]));
  expect(JSON.stringify(kept)).not.toMatch(/v1,[A-Za-z0-9+/]{20}/);
});

it("lays a refused sale down with the other side's words, and holds back its buyer's next one only", async () => {
  await fetch(`${simulator.url}/_sandbox/received`, { method: "DELETE" });
  await misbehave({ knownDistributors: [] });
  const buyer = await aMember(database.db);
  const jobs = await start();
  await aPaidOrder(buyer);
  await aPaidOrder(buyer);
  jobs.wake();
  await expect.poll(() => jobs.listDead("forwarding"), eventually).toMatchObject([{ code: "unknown_distributor", waiting: 1, attempts: 1 }]);
  expect((await received()).map(({ kind }) => kind)).toEqual(["member.enrolled"]);

  await misbehave({});
  const [dead] = await jobs.listDead("forwarding");
  expect(await jobs.revive("forwarding", dead?.id ?? "")).toBe(true);
  await expect.poll(async () => (await received()).map(({ kind }) => kind), eventually).toEqual(["member.enrolled", "sale.completed", "sale.completed"]);
  await jobs.stop();
});
