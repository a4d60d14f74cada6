import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stripeProvider } from "@/lib/gateway/stripe/provider";
import type { PaymentProvider, SessionRequest } from "@/lib/gateway/stripe/types";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { type StripeSandboxOptions, startStripeSandbox } from "./server";

/** For tests only: a sandbox, a shop's end of the webhooks, and the real SDK between them. */
export const SECRET_KEY = "sk_test_sandbox";
export const WEBHOOK_SECRET = "whsec_sandbox";
export type Message = { readonly body: string; readonly signature: string };

/** Receives webhooks. `status` is what it answers; `received(n)` waits until n have come in all. */
export async function startReceiver() {
  const messages: Message[] = [];
  const waiting: { count: number; resolve: (messages: readonly Message[]) => void }[] = [];
  const receiver = { status: 200, url: "", messages, received, close };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(receiver.status).end("seen");
      messages.push({ body: Buffer.concat(chunks).toString("utf8"), signature: String(request.headers["stripe-signature"]) });
      for (const { count, resolve } of waiting) if (messages.length >= count) resolve(messages);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  return receiver;

  function received(count: number): Promise<readonly Message[]> {
    if (messages.length >= count) return Promise.resolve(messages);
    return new Promise((resolve) => waiting.push({ count, resolve }));
  }
  function close(): void {
    server.close();
    server.closeAllConnections();
  }
}

/** A running sandbox with a provider that speaks to it and a way to its controls. */
export async function startBench(options: Partial<StripeSandboxOptions> = {}) {
  const sandbox = await startStripeSandbox({
    port: 0, webhookUrl: null, webhookSecret: WEBHOOK_SECRET, secretKey: SECRET_KEY, company: "Maison Test", ...options,
  });
  const provider: PaymentProvider = stripeProvider({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, apiBase: sandbox.url });
  const control = async <T>(path: string, body: object = {}): Promise<T> => {
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer as T;
  };
  /** A session of this request, paid with a card that works; answers its payment's id. */
  const paid = async (change: Partial<SessionRequest> = {}): Promise<{ sessionId: string; paymentId: string }> => {
    const { sessionId } = await provider.openSession(request(change));
    const { payment_intent } = await control<{ payment_intent: string }>("pay", { session: sessionId });
    return { sessionId, paymentId: payment_intent };
  };
  return { sandbox, provider, control, paid };
}
export type Bench = Awaited<ReturnType<typeof startBench>>;

/** An order of 59.00 EUR in two lines. */
export function request(change: Partial<SessionRequest> = {}): SessionRequest {
  const order = newId("order");
  return {
    order,
    orderNumber: "C-1001",
    email: "camille@example.org",
    amount: money(5_900n, "EUR"),
    lines: [
      { name: "Savon à l’huile d’olive", quantity: 2, unit: money(2_450n, "EUR") },
      { name: "Livraison", quantity: 1, unit: money(1_000n, "EUR") },
    ],
    remainderLabel: "Commande n° C-1001, reste à payer",
    successUrl: "https://shop.example/merci?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "https://shop.example/panier",
    expiresAt: new Date(Date.now() + 30 * 60_000),
    locale: "fr",
    idempotencyKey: `session:${order}`,
    ...change,
  };
}

/** What a browser sends when the pay page's form is filled in; answers the page or the redirect, without following it. */
export function submitCard(payUrl: string, card: Partial<Record<"number" | "expiry" | "cvc" | "name", string>> = {}): Promise<Response> {
  const body = new URLSearchParams({ number: "4242 4242 4242 4242", expiry: "12/40", cvc: "123", name: "Camille Durand", ...card });
  return fetch(payUrl, { method: "POST", body, redirect: "manual" });
}
