import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { type Bench, request, SECRET_KEY, startBench, startReceiver } from "./testing";

type Body = { id?: string; error?: { type: string; code?: string; param?: string; message: string }; data?: { id: string }[]; has_more?: boolean };
let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.sandbox.close());

async function call(path: string, init: { form?: Record<string, string>; key?: string; auth?: string } = {}) {
  const headers = { authorization: `Bearer ${init.auth ?? SECRET_KEY}`, ...(init.key ? { "idempotency-key": init.key } : {}) };
  const body = init.form ? { method: "POST", body: new URLSearchParams(init.form) } : {};
  const response = await fetch(`${bench.sandbox.url}${path}`, { headers, ...body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const SESSION = {
  mode: "payment", success_url: "https://shop.example/ok", "line_items[0][quantity]": "1",
  "line_items[0][price_data][currency]": "eur", "line_items[0][price_data][unit_amount]": "1000",
  "line_items[0][price_data][product_data][name]": "Savon",
};

describe("the wire protocol", () => {
  it("wants the key, and gives every answer a request id", async () => {
    const stranger = await call("/v1/events", { auth: "sk_test_other" });
    expect([stranger.status, stranger.body.error?.type]).toEqual([401, "invalid_request_error"]);
    expect(stranger.headers.get("request-id")).toMatch(/^req_/);
    expect((await call("/v1/nothing")).body.error?.message).toContain("Unrecognized request URL");
  });

  it.each([
    { change: { mode: "" }, error: { code: "parameter_missing" } },
    { change: { payment_method_types: "card" }, error: { code: "parameter_unknown", param: "payment_method_types" } },
    { change: { "line_items[0][price_data][unit_amount]": "9.99" }, error: { code: "parameter_invalid_integer" } },
    { change: { "line_items[0][price_data][currency]": "usd" }, error: { type: "invalid_request_error", message: "Invalid currency: usd" } },
    { change: { customer_email: "nobody" }, error: { code: "email_invalid" } },
    { change: { success_url: "/merci" }, error: { code: "url_invalid" } },
    { change: { expires_at: "1" }, error: { param: "expires_at" } },
  ])("refuses a session with $change as Stripe does", async ({ change, error }) => {
    const answer = await call("/v1/checkout/sessions", { form: { ...SESSION, ...change } });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject(error);
  });

  it("replays the first answer to a key, refuses other parameters, and forgets what was not well-formed", async () => {
    const key = newId("order");
    expect((await call("/v1/checkout/sessions", { form: { mode: "payment" }, key })).status).toBe(400);
    const first = await call("/v1/checkout/sessions", { form: SESSION, key });
    const second = await call("/v1/checkout/sessions", { form: SESSION, key });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
    const other = await call("/v1/checkout/sessions", { form: { ...SESSION, locale: "fr" }, key });
    expect([other.status, other.body.error?.type]).toEqual([400, "idempotency_error"]);
  });

  it("pages a list in both directions without a gap or a double", async () => {
    const { paymentId } = await bench.paid();
    for (let i = 0; i < 7; i += 1) await bench.provider.refund({ refund: newId("refund"), paymentId, amount: money(1n, "EUR") });
    const list = async (more: string) => (await call(`/v1/refunds?payment_intent=${paymentId}&limit=3${more}`)).body;
    const first = await list("");
    const second = await list(`&starting_after=${first.data?.[2]?.id ?? ""}`);
    const third = await list(`&starting_after=${second.data?.[2]?.id ?? ""}`);
    expect([first.has_more, second.has_more, third.has_more]).toEqual([true, true, false]);
    const ids = [first, second, third].flatMap(({ data }) => data?.map(({ id }) => id) ?? []);
    expect(new Set(ids).size).toBe(7);
    expect(await list(`&ending_before=${ids[6] ?? ""}`)).toMatchObject({ data: second.data?.slice(0).concat(third.data ?? []).slice(0, 3).map(({ id }) => ({ id })), has_more: true });
  });

  it("tells each event which request caused it", async () => {
    const { sessionId } = await bench.provider.openSession(request());
    const { headers } = await call(`/v1/checkout/sessions/${sessionId}/expire`, { form: {}, key: `expire:${sessionId}` });
    const { body } = await call("/v1/events?type=checkout.session.expired&limit=1");
    expect(body.data?.[0]).toMatchObject({ request: { id: headers.get("request-id"), idempotency_key: `expire:${sessionId}` } });
  });
});

describe("the controls", () => {
  it("say what is wrong with a request", async () => {
    await expect(bench.control("settings", { webhooks: "maybe" })).rejects.toThrow("webhooks");
    await expect(bench.control("pay", { session: "cs_test_nobody" })).rejects.toThrow("no such session");
    await expect(bench.control("disputes", { payment_intent: "pi_nobody" })).rejects.toThrow("No such payment_intent");
  });

  it("show everything on a page, and do what a merchant does there", async () => {
    const { paymentId } = await bench.paid();
    const body = new URLSearchParams({ payment_intent: paymentId });
    expect((await fetch(`${bench.sandbox.url}/dashboard/refund`, { method: "POST", body, redirect: "manual" })).status).toBe(303);
    const again = await fetch(`${bench.sandbox.url}/dashboard/refund`, { method: "POST", body, redirect: "manual" });
    expect(await again.text()).toContain("has already been refunded");
    expect(await (await fetch(bench.sandbox.url)).text()).toContain(paymentId);
  });
});

describe("the journal", () => {
  const folder = mkdtempSync(join(tmpdir(), "stripe-sandbox-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("brings everything back after a restart: sessions on the new address, payments, keys, and events not yet taken", async () => {
    const journal = join(folder, "journal.jsonl");
    const receiver = await startReceiver();
    const before = await startBench({ journal, webhookUrl: receiver.url });
    await before.control("settings", { webhooks: "hold" });
    const opened = await before.provider.openSession(request());
    const { sessionId, paymentId } = await before.paid();
    const wanted = { refund: newId("refund"), paymentId, amount: money(100n, "EUR") };
    const refund = await before.provider.refund(wanted);
    await before.sandbox.close();
    appendFileSync(journal, `["sessions",{"id":"cs_ha`);

    const after = await startBench({ journal, webhookUrl: receiver.url });
    expect(await after.provider.findSession(opened.sessionId)).toMatchObject({ status: "open", url: `${after.sandbox.url}/c/pay/${opened.sessionId}` });
    expect(await after.provider.findSession(sessionId)).toMatchObject({ payment: "paid", paymentId });
    expect(await after.provider.refund(wanted)).toEqual(refund);
    expect(await after.provider.listRefunds(paymentId)).toHaveLength(1);
    const { deliveries } = await after.control<{ deliveries: { type: string }[] }>("webhooks/flush");
    expect(deliveries.map(({ type }) => type)).toContain("checkout.session.completed");
    const written = readFileSync(journal, "utf8");
    await expect(startBench({ journal, port: Number(new URL(after.sandbox.url).port) })).rejects.toThrow("EADDRINUSE");
    expect(readFileSync(journal, "utf8")).toBe(written);
    await after.sandbox.close();
    receiver.close();
    expect(readFileSync(journal, "utf8")).not.toContain("4242424242424242");
  });
});
