import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { type Bench, type Message, request, startBench, startReceiver, WEBHOOK_SECRET } from "@/lib/sandbox/stripe/testing";
import { signatureOf } from "@/lib/sandbox/stripe/webhooks";
import { EVENT_TYPES } from "./events";
import type { EventReading } from "./types";

type Receiver = Awaited<ReturnType<typeof startReceiver>>;
let bench: Bench;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
  bench = await startBench({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await bench.sandbox.close();
  receiver.close();
});

const read = ({ body, signature }: Message): EventReading => bench.provider.readEvent(body, signature);
const kinds = (messages: readonly Message[]) => messages.map((message) => read(message).kind);

describe("the signature", () => {
  const now = () => Math.floor(Date.now() / 1000);

  it("of the sandbox is one that the SDK accepts", async () => {
    const { sessionId, paymentId } = await bench.paid();
    const [first, second] = (await receiver.received(2)).map(read);
    const completed = first?.kind === "session_completed" ? first : second;
    expect(completed).toMatchObject({ kind: "session_completed", session: { sessionId, paymentId, payment: "paid", amount: money(5_900n, "EUR") } });
  });

  it("refuses a changed body, another secret, an old message, a missing header and garbage", async () => {
    await bench.paid();
    const [message] = await receiver.received(1);
    const body = message?.body ?? "";
    const bad = { kind: "bad_signature" };
    expect(bench.provider.readEvent(`${body} `, message?.signature ?? "")).toEqual(bad);
    expect(bench.provider.readEvent(body, signatureOf(body, "whsec_other", now()))).toEqual(bad);
    expect(bench.provider.readEvent(body, signatureOf(body, WEBHOOK_SECRET, now() - 301))).toEqual(bad);
    expect(bench.provider.readEvent(body, null)).toEqual(bad);
    expect(bench.provider.readEvent("", "t=,v1=")).toEqual(bad);
    expect(bench.provider.readEvent(body, signatureOf(body, WEBHOOK_SECRET, now() - 200)).kind).not.toBe("bad_signature");
  });
});

describe("events in our words", () => {
  it("tells a session that expired", async () => {
    const { sessionId } = await bench.provider.openSession(request());
    await bench.provider.expireSession(sessionId);
    const [event] = (await receiver.received(1)).map(read);
    expect(event).toMatchObject({ kind: "session_expired", session: { sessionId, status: "expired", payment: "unpaid" } });
  });

  it("names our refund in each refund's event, and ignores the cumulative one", async () => {
    const { paymentId } = await bench.paid();
    await receiver.received(2);
    await bench.control("settings", { webhooks: "hold" });
    const ours = newId("refund");
    await bench.control("settings", { failNextRefund: "later" });
    await bench.provider.refund({ refund: ours, paymentId, amount: money(900n, "EUR") });
    await bench.control("refunds", { payment_intent: paymentId, amount: 300 });
    await bench.control("webhooks/flush");
    const events = receiver.messages.slice(2).map(read);
    const told = events.map((event) => (event.kind === "refund_changed" ? [event.refund.refund, event.refund.status] : event.kind));
    expect(told).toEqual([[ours, "succeeded"], "ignored", [ours, "failed"], [ours, "failed"], [null, "succeeded"], "ignored"]);
  });

  it("tells a dispute's whole life", async () => {
    const { paymentId } = await bench.paid();
    await receiver.received(2);
    await bench.control("settings", { webhooks: "hold" });
    const { id } = await bench.control<{ id: string }>("disputes", { payment_intent: paymentId, amount: 1_000 });
    await bench.control(`disputes/${id}/close`, { outcome: "won" });
    await bench.control("webhooks/flush");
    const events = receiver.messages.slice(2).map(read);
    const told = events.map((event) => (event.kind === "dispute_changed" ? [event.dispute.disputeId, event.dispute.status] : event.kind));
    expect(told).toEqual([[id, "open"], [id, "open"], [id, "won"], [id, "won"]]);
  });
});

describe("deliveries on demand", () => {
  it("holds events until they are flushed, backwards and twice, and answers with each result", async () => {
    await bench.control("settings", { webhooks: "hold" });
    await bench.paid();
    expect(receiver.messages).toHaveLength(0);
    const { deliveries } = await bench.control<{ deliveries: { type: string; status: number }[] }>("webhooks/flush", { order: "reversed", times: 2 });
    const [succeeded, completed] = ["payment_intent.succeeded", "checkout.session.completed"];
    expect(deliveries.map(({ type }) => type)).toEqual([completed, succeeded, completed, succeeded]);
    expect(deliveries.every(({ status }) => status === 200)).toBe(true);
    expect(kinds(receiver.messages)).toEqual(["session_completed", "ignored", "session_completed", "ignored"]);
    expect(await bench.control("webhooks/flush")).toEqual({ deliveries: [] });
  });

  it("repeats and reorders in the background when told to", async () => {
    await bench.control("settings", { repeat: 2, reorder: true });
    await bench.paid();
    expect(kinds(await receiver.received(4))).toEqual(["session_completed", "ignored", "session_completed", "ignored"]);
  });

  it("sends nothing when switched off, and can still bring it by hand", async () => {
    await bench.control("settings", { webhooks: "off" });
    await bench.paid();
    expect(receiver.messages).toHaveLength(0);
    await bench.control("webhooks/redeliver", { types: ["checkout.session.completed"] });
    expect(kinds(receiver.messages)).toEqual(["session_completed"]);
  });

  it("brings what the webhook is subscribed to, which is what the shop reads", async () => {
    const subscribed = await startBench({ webhookUrl: receiver.url, webhookEvents: EVENT_TYPES });
    await subscribed.paid();
    await subscribed.paid();
    expect(kinds(await receiver.received(2))).toEqual(["session_completed", "session_completed"]);
    await subscribed.sandbox.close();
    expect(receiver.messages).toHaveLength(2);
  });

  it("tries again until the shop takes an event", async () => {
    receiver.status = 500;
    await bench.paid();
    await receiver.received(2);
    receiver.status = 200;
    expect(kinds(await receiver.received(4)).filter((kind) => kind === "session_completed")).toHaveLength(2);
  });
});
