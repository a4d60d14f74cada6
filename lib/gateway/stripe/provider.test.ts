import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { type Bench, request, SECRET_KEY, startBench, WEBHOOK_SECRET } from "@/lib/sandbox/stripe/testing";
import { ProviderRefused, ProviderUnavailable } from "./errors";
import { stripeProvider } from "./provider";

const eur = (minor: bigint) => money(minor, "EUR");
let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.sandbox.close());

describe("sessions", () => {
  it("opens a page for exactly the order's amount that stays open for at least the time asked", async () => {
    const wanted = request();
    const { sessionId, url, expiresAt } = await bench.provider.openSession(wanted);
    expect(url).toBe(`${bench.sandbox.url}/c/pay/${sessionId}`);
    expect(expiresAt.getTime()).toBeGreaterThanOrEqual(wanted.expiresAt.getTime());
    expect(await bench.provider.findSession(sessionId)).toEqual({
      sessionId, order: wanted.order, status: "open", payment: "unpaid", amount: eur(5_900n), paymentId: null, url,
    });
  });

  it("opens one page however often the same request is sent, and refuses the key with another amount", async () => {
    const wanted = request();
    const [first, second] = await Promise.all([bench.provider.openSession(wanted), bench.provider.openSession(wanted)]);
    expect(second).toEqual(first);
    const other = bench.provider.openSession({ ...wanted, amount: eur(4_000n) });
    await expect(other).rejects.toMatchObject({ name: "ProviderRefused", code: "idempotency_error" });
  });

  it("shows one line of exactly the amount when the lines do not add up to it", async () => {
    const { url } = await bench.provider.openSession(request({ amount: eur(1_234n) }));
    const page = await (await fetch(url)).text();
    expect(page).toContain("Commande n° C-1001, reste à payer");
    expect(page).not.toContain("Livraison");
    expect(page).toContain("12,34");
  });

  it.each([
    { amount: money(49n, "EUR"), code: "amount_too_small" },
    { amount: money(10_005n, "TND"), code: "invalid_request_error" },
  ])("says the provider's reason for an amount that no card can pay: $code", async ({ amount, code }) => {
    await expect(bench.provider.openSession(request({ amount }))).rejects.toMatchObject({ name: "ProviderRefused", code, status: 400 });
  });

  it.each([money(5_000n, "XOF"), money(12_340n, "TND"), money(990n, "CHF")])("takes $currency in its own minor units", async (amount) => {
    const { sessionId } = await bench.provider.openSession(request({ amount }));
    expect((await bench.provider.findSession(sessionId))?.amount).toEqual(amount);
  });

  it("knows a paid session and its payment", async () => {
    const { sessionId, paymentId } = await bench.paid();
    expect(await bench.provider.findSession(sessionId)).toMatchObject({ status: "complete", payment: "paid", paymentId, url: null });
  });

  it("finds nothing under an id that the provider does not know", async () => {
    expect(await bench.provider.findSession("cs_test_nobody")).toBeNull();
    expect(await bench.provider.findDispute("du_nobody")).toBeNull();
  });

  it("expires an open session, and gives an expired or paid one back as it is", async () => {
    const { sessionId } = await bench.provider.openSession(request());
    const expired = await bench.provider.expireSession(sessionId);
    expect(expired).toMatchObject({ status: "expired", payment: "unpaid" });
    expect(await bench.provider.expireSession(sessionId)).toEqual(expired);
    const paid = await bench.paid();
    expect(await bench.provider.expireSession(paid.sessionId)).toMatchObject({ status: "complete", payment: "paid" });
    await expect(bench.provider.expireSession("cs_test_nobody")).rejects.toMatchObject({ code: "resource_missing" });
  });
});

describe("refunds", () => {
  it("refunds in parts up to the whole, and never a cent more", async () => {
    const { paymentId } = await bench.paid();
    const refund = (minor: bigint) => bench.provider.refund({ refund: newId("refund"), paymentId, amount: eur(minor) });
    expect(await refund(1_900n)).toMatchObject({ status: "succeeded", amount: eur(1_900n), paymentId });
    await expect(refund(4_001n)).rejects.toThrow("greater than unrefunded amount");
    await refund(4_000n);
    await expect(refund(1n)).rejects.toMatchObject({ name: "ProviderRefused", code: "charge_already_refunded" });
    expect((await bench.provider.listRefunds(paymentId)).map(({ amount }) => amount.minor)).toEqual([4_000n, 1_900n]);
  });

  it("sends a refund once however often it is repeated, and refuses its key with another amount", async () => {
    const { paymentId } = await bench.paid();
    const wanted = { refund: newId("refund"), paymentId, amount: eur(500n) };
    const all = await Promise.all(Array.from({ length: 5 }, () => bench.provider.refund(wanted)));
    expect(new Set(all.map(({ providerRefundId }) => providerRefundId)).size).toBe(1);
    expect(all[0]?.refund).toBe(wanted.refund);
    expect(await bench.provider.listRefunds(paymentId)).toHaveLength(1);
    await expect(bench.provider.refund({ ...wanted, amount: eur(501n) })).rejects.toMatchObject({ code: "idempotency_error" });
  });

  it("hears the same refusal again until a new attempt is made", async () => {
    const { paymentId } = await bench.paid();
    const wanted = { refund: newId("refund"), paymentId, amount: eur(500n) };
    await bench.control("settings", { failNextRefund: "refused" });
    await expect(bench.provider.refund(wanted)).rejects.toBeInstanceOf(ProviderRefused);
    await expect(bench.provider.refund(wanted)).rejects.toMatchObject({ code: "charge_not_refundable" });
    expect(await bench.provider.refund({ ...wanted, attempt: 2 })).toMatchObject({ status: "succeeded", refund: wanted.refund });
  });

  it("tells a refund that failed, at once or later, with the reason", async () => {
    const { paymentId } = await bench.paid();
    const refund = () => bench.provider.refund({ refund: newId("refund"), paymentId, amount: eur(5_900n) });
    await bench.control("settings", { failNextRefund: "immediately" });
    expect(await refund()).toMatchObject({ status: "failed", failureReason: "lost_or_stolen_card" });
    await bench.control("settings", { failNextRefund: "later" });
    expect(await refund()).toMatchObject({ status: "succeeded" });
    expect((await bench.provider.listRefunds(paymentId)).map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(await refund()).toMatchObject({ status: "succeeded" });
  });

  it("lists every refund of a payment over many pages, newest first", async () => {
    const { paymentId } = await bench.paid({ amount: eur(20_000n) });
    const ids = Array.from({ length: 130 }, () => newId("refund"));
    for (const refund of ids) await bench.provider.refund({ refund, paymentId, amount: eur(10n) });
    expect((await bench.provider.listRefunds(paymentId)).map(({ refund }) => refund)).toEqual(ids.toReversed());
  });

  it("sees a refund made in the dashboard as nobody's of ours", async () => {
    const { paymentId } = await bench.paid();
    await bench.control("refunds", { payment_intent: paymentId, amount: 700 });
    expect(await bench.provider.listRefunds(paymentId)).toMatchObject([{ refund: null, amount: eur(700n) }]);
  });
});

describe("disputes", () => {
  it.each(["won", "lost"] as const)("follows a dispute until it is %s, and refunds nothing of a contested payment", async (outcome) => {
    const { paymentId } = await bench.paid();
    const { id } = await bench.control<{ id: string }>("disputes", { payment_intent: paymentId, amount: 2_000 });
    expect(await bench.provider.findDispute(id)).toMatchObject({ paymentId, status: "open", amount: eur(2_000n), reason: "fraudulent" });
    const refund = bench.provider.refund({ refund: newId("refund"), paymentId, amount: eur(100n) });
    await expect(refund).rejects.toMatchObject({ code: "charge_disputed" });
    await bench.control(`disputes/${id}/close`, { outcome });
    expect(await bench.provider.findDispute(id)).toMatchObject({ status: outcome });
  });

  it("calls an inquiry an inquiry, open or closed", async () => {
    const { paymentId } = await bench.paid();
    const { id } = await bench.control<{ id: string }>("disputes", { payment_intent: paymentId, inquiry: true });
    expect(await bench.provider.findDispute(id)).toMatchObject({ status: "inquiry", providerStatus: "warning_needs_response" });
    await bench.control(`disputes/${id}/close`, { outcome: "won" });
    expect(await bench.provider.findDispute(id)).toMatchObject({ status: "inquiry", providerStatus: "warning_closed" });
  });
});

describe("a provider that fails", () => {
  it("is unavailable when nobody answers, and when it answers 503", async () => {
    const settings = { secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET };
    const closed = stripeProvider({ ...settings, apiBase: await freeAddress() });
    await expect(closed.findSession("cs_test_x")).rejects.toBeInstanceOf(ProviderUnavailable);
    await bench.control("settings", { api: "down" });
    await expect(bench.provider.findSession("cs_test_x")).rejects.toBeInstanceOf(ProviderUnavailable);
    await bench.control("settings", { api: "on" });
  }, 20_000);

  it("refuses a wrong key for good", async () => {
    const stranger = stripeProvider({ secretKey: "sk_test_wrong", webhookSecret: WEBHOOK_SECRET, apiBase: bench.sandbox.url });
    await expect(stranger.findSession("cs_test_x")).rejects.toMatchObject({ name: "ProviderRefused", status: 401 });
  });
});

/** An address where nothing listens. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 1}`;
}
