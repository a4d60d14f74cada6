import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { cartLines, carts } from "@/db/schema/cart";
import { orders, refunds } from "@/db/schema/orders";
import { walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { WireMessage } from "@/lib/gateway/signed-json/contract";
import { newId, type OrderId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { publishPlan } from "@/lib/plan/commands";
import { definitionOf, DEFAULT_PLAN } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { type Simulator, startCommissionSimulator } from "@/lib/sandbox/commission/server";
import { type Bench, type Message, SECRET_KEY, startBench, startReceiver, WEBHOOK_SECRET } from "@/lib/sandbox/stripe/testing";
import { settleSession } from "../settle";
import { startWorking } from "./start";
import { wakeJobs } from "./wake";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const eventually = { timeout: 40_000, interval: 50 };
const LONG_AGO = new Date(Date.now() - 15 * 60_000);

let test: TestDatabase;
let bench: Bench;
let simulator: Simulator;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let stop: () => Promise<void>;
let lost: OrderId;

beforeAll(async () => {
  receiver = await startReceiver();
  [test, bench, simulator] = await Promise.all([freshDatabase(), startBench({ webhookUrl: receiver.url }), startCommissionSimulator({ port: 0, secret: SECRET })]);
  const environment = {
    DATABASE_URL: test.url, APP_URL: "http://shop.test", AUTH_SECRET: "a".repeat(40), LINK_SECRET: "b".repeat(40), STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET, STRIPE_API_BASE: bench.sandbox.url, COMMISSION_API_BASE: simulator.url, COMMISSION_SECRET: SECRET,
    SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "shop@shop.test",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  // Paid at the provider, and its webhook never came: the first turn of the clock finds it.
  lost = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant: await aVariant(test.db), placedAt: LONG_AGO });
  const { sessionId } = await bench.paid({ order: lost, amount: money(10_000n, "EUR"), lines: [] });
  await test.db.update(orders).set({ sessionId }).where(eq(orders.id, lost));
  stop = await startWorking();
});
afterAll(async () => {
  await stop();
  receiver.close();
  await Promise.all([bench.sandbox.close(), simulator.close()]);
  await test.close();
});

async function received(order: OrderId): Promise<string[]> {
  const answer = (await (await fetch(`${simulator.url}/_sandbox/received`)).json()) as { received: { message: WireMessage }[] };
  return answer.received.flatMap(({ message }) => {
    if (!("orderId" in message) || message.orderId !== order) return [];
    return [message.kind === "sale.refunded" ? `${message.kind} ${message.soFar.returnedMinor}` : message.kind];
  });
}

const deliver = ({ body, signature }: Message) => POST(new NextRequest("http://shop.test/api/webhooks/stripe", { method: "POST", body, headers: { "stripe-signature": signature } }));

/** An order whose buyer has a cart, paid on the provider's page; nobody has told the shop yet. */
async function aPaidPage() {
  const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
  const cart = newId("cart");
  const order = await aPlacedOrder(test.db, { buyer, variant });
  await test.db.insert(carts).values({ id: cart, orderId: order, locale: "fr", currency: "EUR", createdAt: LONG_AGO, updatedAt: LONG_AGO });
  await test.db.insert(cartLines).values({ cartId: cart, variantId: variant, quantity: 1, seenPriceMinor: 10_000n, addedAt: LONG_AGO });
  const { sessionId, paymentId } = await bench.paid({ order, amount: money(10_000n, "EUR"), lines: [] });
  await test.db.update(orders).set({ cartId: cart, sessionId, placedAt: new Date() }).where(eq(orders.id, order));
  return { buyer, order, cart, sessionId, paymentId };
}

async function settled(): Promise<Awaited<ReturnType<typeof aPaidPage>>> {
  const page = await aPaidPage();
  const session = await bench.provider.findSession(page.sessionId);
  expect(session && (await settleSession(session, new Date()))).toBe("settled");
  return page;
}

it("settles an order whose webhook was lost, and tells the commission system", async () => {
  await expect.poll(() => received(lost), eventually).toEqual(["sale.completed"]);
  expect((await test.db.select().from(orders).where(eq(orders.id, lost)))[0]).toMatchObject({ status: "paid" });
});

it("tells the commission system of a settled sale once, and takes what was bought out of a cart whose tab was closed", async () => {
  const { order, cart, sessionId } = await settled();
  const session = await bench.provider.findSession(sessionId);
  expect(session && (await settleSession(session, new Date()))).toBe("already");
  await expect.poll(() => received(order), eventually).toEqual(["sale.completed"]);
  await expect.poll(() => test.db.select().from(cartLines).where(eq(cartLines.cartId, cart)), eventually).toEqual([]);
});

it("sends the card's part of an accepted refund, and tells the commission system after the sale", async () => {
  const { order, paymentId } = await settled();
  await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 2_500n }, by: null, at: new Date() }));
  wakeJobs();
  await expect.poll(async () => (await bench.provider.listRefunds(paymentId)).map(({ status }) => status), eventually).toEqual(["succeeded"]);
  await expect.poll(() => received(order), eventually).toEqual(["sale.completed", "sale.refunded 2500"]);
  await expect.poll(async () => (await test.db.select().from(refunds).where(eq(refunds.orderId, order))).map(({ status }) => status), eventually).toEqual(["done"]);
});

it("sends a second payment of an order back, once", async () => {
  const { order, sessionId } = await settled();
  const { paymentId } = await bench.paid({ order, amount: money(10_000n, "EUR"), lines: [] });
  const session = await bench.provider.findSession(sessionId);
  for (let time = 0; time < 2; time += 1) expect(session && (await settleSession({ ...session, paymentId }, new Date()))).toBe("double");
  await expect.poll(async () => (await bench.provider.listRefunds(paymentId)).map(({ amount, status }) => [amount.minor, status]), eventually).toEqual([[10_000n, "succeeded"]]);
  await expect.poll(() => received(order), eventually).toEqual(["sale.completed"]);
});

it("adopts a refund from the provider's dashboard and a dispute once, from webhooks repeated, reversed and ahead of the payment's own", async () => {
  const before = receiver.messages.length;
  const { buyer, order, sessionId, paymentId } = await aPaidPage();
  await bench.control("refunds", { payment_intent: paymentId, amount: 2_500 });
  await bench.control<{ id: string }>("disputes", { payment_intent: paymentId, amount: 7_500 });
  await expect.poll(() => receiver.messages.length - before, eventually).toBeGreaterThanOrEqual(5);
  const messages = receiver.messages.slice(before).toReversed();
  for (const message of [...messages, ...messages]) expect((await deliver(message)).status).toBe(200);
  const session = await bench.provider.findSession(sessionId);
  expect(session && (await settleSession(session, new Date()))).toBe("already");

  await expect.poll(() => walletsOf(test, buyer), eventually).toMatchObject({ credit_available: 0n, credit_held: 750n });
  await expect.poll(() => received(order), eventually).toEqual(["sale.completed", "sale.refunded 2500"]);
  expect(await test.db.select().from(refunds).where(eq(refunds.orderId, order))).toMatchObject([{ kind: "provider", status: "done" }]);
});
