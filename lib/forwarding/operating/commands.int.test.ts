import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deliveries, trail, trailNotes } from "@/db/schema/operations";
import { orders } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { createSignedJsonAdapter } from "@/lib/gateway/signed-json/adapter";
import { type Desk, openDesk } from "@/lib/jobs/desk";
import { type Jobs, startJobs } from "@/lib/jobs/jobs";
import { idOf, type MemberId, type MessageId, newId, type OrderId, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { type Simulator, startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { FORWARDED_TOPICS, forwardMessage } from "../commands";
import { lastDays, reconcile } from "../reconciliation/commands";
import { findLastReconciliation, listDifferences } from "../reconciliation/queries";
import { FORWARDING_QUEUE, replay, replayDead, resend, settleByHand } from "./commands";
import { findMessage, listOrdersOf, readOutbox } from "./queries";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const eventually = { timeout: 30_000, interval: 50 };

let test: TestDatabase;
let simulator: Simulator;
let desk: Desk;
let jobs: Jobs;
let operator: MemberId;
let variant: VariantId;

beforeAll(async () => {
  test = await freshDatabase();
  simulator = await startCommissionSimulator({ port: 0, secret: SECRET });
  [operator, variant] = await Promise.all([aMember(test.db), aVariant(test.db)]);
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET, timeoutMs: 2_000 });
  const handler = (message: Parameters<typeof forwardMessage>[2]) => forwardMessage(test.db, { adapter, policyOf: () => Promise.resolve("full") }, message);
  jobs = await startJobs({ databaseUrl: test.url, pollMs: 100, queues: [{ name: FORWARDING_QUEUE, ordered: true, concurrency: 4, handlers: Object.fromEntries(FORWARDED_TOPICS.map((topic) => [topic, handler])) }] });
  desk = await openDesk(test.url);
});
afterAll(async () => {
  await desk.close();
  await jobs.stop();
  await simulator.close();
  await test.close();
});

const misbehave = (how: object) => fetch(`${simulator.url}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(how) });
const deeds = async (subject: string) => (await test.db.select().from(trail).where(eq(trail.subject, subject))).map(({ actor, action }) => [actor, action]);

/** So many paid orders of one distributor whom the other side refuses, each of another buyer. */
async function refused(count: number): Promise<{ order: OrderId; message: MessageId }[]> {
  await misbehave({ knownDistributors: [] });
  const distributor = await aMember(test.db, { role: "distributor" });
  const sales: OrderId[] = [];
  for (let n = 0; n < count; n += 1) {
    const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "direct", sponsor: distributor, distributors: [distributor] });
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON }]);
    sales.push(order);
  }
  jobs.wake();
  await expect.poll(async () => (await desk.listDead(FORWARDING_QUEUE)).length, eventually).toBe(count);
  await misbehave({});
  const dead = (await desk.listDead(FORWARDING_QUEUE)).map(({ id }) => idOf("message", id));
  const about = await listOrdersOf(test.db, dead);
  return dead.map((message) => ({ message, order: about.get(message)?.id as OrderId }));
}

function only<T>(list: readonly T[]): T {
  const [one, ...more] = list;
  if (one === undefined || more.length > 0) throw new Error("one was expected");
  return one;
}

const settled = () => expect.poll(async () => {
  const { waiting, active, dead } = await desk.state(FORWARDING_QUEUE);
  return [waiting, active, dead, (await readOutbox(test.db)).waiting];
}, eventually).toEqual([0, 0, 0, 0]);

it("shows a dead letter with its order and the exact exchange, replays it once, and keeps who did", async () => {
  const { order, message } = only(await refused(1));
  const view = await findMessage(test.db, message);
  expect(view).toMatchObject({ topic: "sale.completed", order: { id: order }, reference: null, exchanges: [{ attempt: 1, outcome: "refused", request: { method: "POST", url: `${simulator.url}/v1/sales` }, response: { status: 422 } }] });
  expect(view?.exchanges[0]?.request.headers).toMatchObject({ "webhook-signature": "v1,***" });
  expect(view?.exchanges[0]?.response?.body).toContain("is not known here");

  const act = () => transact(test.db, (tx) => replay(tx, desk, { message, by: operator, at: NOON }));
  expect(await act()).toEqual({ ok: true });
  await desk.wakeWorkers();
  await settled();
  expect(await act()).toEqual({ ok: false, reason: "not_dead" });
  expect(await deeds(message)).toEqual([[operator, "forwarding.replayed"]]);
  const arrived = await findMessage(test.db, message);
  expect(arrived?.reference).toMatch(/^CS-/);
  // It arrived: what the other side said is kept as a fingerprint only.
  expect(arrived?.exchanges.map(({ response }) => response?.body)).toEqual(arrived?.exchanges.map(() => expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string));
  expect(await test.db.$count(deliveries, eq(deliveries.messageId, message))).toBeGreaterThan(1);
});

it("replays every dead letter at one word, settles one by hand with a reason, and writes each in the trail", async () => {
  const dead = await refused(3);
  const [byHand, others] = [only(dead.slice(0, 1)), dead.slice(1)];
  expect(await transact(test.db, (tx) => settleByHand(tx, desk, { message: byHand.message, reason: "Saisie à la main", by: operator, at: NOON }))).toEqual({ ok: true });
  expect(await transact(test.db, (tx) => replayDead(tx, desk, { by: operator, at: new Date(0) }))).toEqual({ ok: true, replayed: 0 });
  expect(await transact(test.db, (tx) => replayDead(tx, desk, { by: operator, at: new Date() }))).toEqual({ ok: true, replayed: 2 });
  await desk.wakeWorkers();
  await settled();
  for (const { message } of others) expect(await deeds(message)).toEqual([[operator, "forwarding.replayed"]]);
  const [said] = await test.db.select({ action: trail.action, text: trailNotes.text }).from(trail).innerJoin(trailNotes, eq(trailNotes.trailId, trail.id)).where(eq(trail.subject, byHand.message));
  expect(said).toEqual({ action: "forwarding.settled_by_hand", text: "Saisie à la main" });
  expect((await findMessage(test.db, byHand.message))?.reference).toBeNull();
});

it("sends again what the other side lost, by one click on the difference, once", async () => {
  const { order } = only(await refused(1));
  await transact(test.db, (tx) => replayDead(tx, desk, { by: operator, at: new Date() }));
  await desk.wakeWorkers();
  await settled();
  await fetch(`${simulator.url}/_sandbox/received`, { method: "DELETE" });
  const at = new Date(NOON.getTime() + 24 * 3_600_000);
  const adapter = createSignedJsonAdapter({ baseUrl: simulator.url, secret: SECRET });
  // The messages of this test are young by the real clock, which counts as under way: the comparison is made tomorrow.
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);
  await reconcile(test.db, { adapter, window: lastDays(1, at), unsettled: await desk.listUnsettled(FORWARDING_QUEUE), at: tomorrow });
  const last = await findLastReconciliation(test.db, "signed-json");
  const [row] = await test.db.select({ number: orders.number }).from(orders).where(eq(orders.id, order));
  const found = (await listDifferences(test.db, { of: last?.id ?? newId("reconciliation"), limit: 10 })).find(({ number }) => number === row?.number);
  expect(found).toMatchObject({ kind: "missing" });
  const act = () => transact(test.db, (tx) => resend(tx, desk, { difference: found?.id ?? newId("difference"), by: operator, at }));
  expect(await act()).toEqual({ ok: true, messages: 1 });
  expect(await act()).toEqual({ ok: false, reason: "resent_before" });
  expect(await deeds(order)).toEqual([[operator, "forwarding.resent"]]);
  jobs.wake();
  const there = async () => JSON.stringify(await (await fetch(`${simulator.url}/_sandbox/received`)).json());
  await expect.poll(there, eventually).toContain(row?.number);
});
