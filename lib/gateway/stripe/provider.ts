import "server-only";
import Stripe from "stripe";
import { invariant } from "@/lib/kernel/invariant";
import { toStripeAmount } from "./amounts";
import { orNull, ProviderRefused, translated } from "./errors";
import type { OpenedSession, PaymentProvider, PaymentSession, ProviderRefund, RefundRequest, SessionRequest, StripeSettings } from "./types";
import { readEvent } from "./webhook";
import { ownRefund, sessionParams, toDispute, toSession } from "./wire";

/** A call takes at most (1 + RETRIES) times this, plus the SDK's pauses of at most 2 s each. */
const TIMEOUT_MS = 10_000;
const RETRIES = 2;
const MOST_REFUNDS = 1_000;

/** Stripe, or the server at `apiBase` that speaks like it. Opens no connection until the first call. */
export function stripeProvider(settings: StripeSettings): PaymentProvider {
  const stripe = client(settings);
  const sessions = stripe.checkout.sessions;
  const findSession = async (id: string): Promise<PaymentSession | null> =>
    orNull(translated(async () => toSession(await sessions.retrieve(id))));
  return {
    openSession: (request) => openSession(stripe, request),
    findSession,
    expireSession: (id) => expireSession(stripe, id),
    refund: (request) => refund(stripe, request),
    listRefunds: (paymentId) => listRefunds(stripe, paymentId),
    findDispute: (id) => orNull(translated(async () => stripe.disputes.retrieve(id))).then((found) => found && toDispute(found)),
    readEvent: (rawBody, signature) => readEvent(rawBody, signature, settings.webhookSecret),
  };
}

/** The SDK, pointed at Stripe or at the server that speaks like it. */
export function client({ secretKey, apiBase }: StripeSettings): Stripe {
  const limits = { timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES, telemetry: false };
  if (apiBase === null) return new Stripe(secretKey, limits);
  const { protocol, hostname, port } = new URL(apiBase);
  invariant(protocol === "http:" || protocol === "https:", `the payment provider's address is no web address: ${apiBase}`);
  const name = protocol === "http:" ? "http" : "https";
  return new Stripe(secretKey, { ...limits, protocol: name, host: hostname, port: port || (name === "http" ? 80 : 443) });
}

async function openSession(stripe: Stripe, request: SessionRequest): Promise<OpenedSession> {
  const options = { idempotencyKey: request.idempotencyKey };
  const session = await translated(() => stripe.checkout.sessions.create(sessionParams(request), options));
  invariant(session.url !== null, `session ${session.id} was opened without a page`);
  return { sessionId: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000) };
}

async function expireSession(stripe: Stripe, id: string): Promise<PaymentSession> {
  try {
    return toSession(await translated(() => stripe.checkout.sessions.expire(id)));
  } catch (error) {
    // Stripe has no code for "not open any more", so the session itself is asked.
    if (!(error instanceof ProviderRefused) || error.status !== 400) throw error;
    const session = toSession(await translated(() => stripe.checkout.sessions.retrieve(id)));
    if (session.status === "open") throw error;
    return session;
  }
}

async function refund(stripe: Stripe, { refund: id, paymentId, amount, attempt = 1 }: RefundRequest): Promise<ProviderRefund> {
  const idempotencyKey = attempt === 1 ? `refund:${id}` : `refund:${id}:${attempt}`;
  const params = { payment_intent: paymentId, amount: toStripeAmount(amount), metadata: { refund_id: id } };
  return ownRefund(await translated(() => stripe.refunds.create(params, { idempotencyKey })));
}

async function listRefunds(stripe: Stripe, paymentId: string): Promise<ProviderRefund[]> {
  const pages = stripe.refunds.list({ payment_intent: paymentId, limit: 100 });
  const all = await translated(() => pages.autoPagingToArray({ limit: MOST_REFUNDS }));
  return all.map(ownRefund);
}
