import { newStripeId } from "./book";
import type { Card, Decline } from "./card";
import type { Sandbox } from "./sandbox";
import { findSession } from "./sessions";
import type { Charge, Intent, PaymentError, Session } from "./types";

export type Payment =
  | { readonly kind: "paid"; readonly session: Session }
  | { readonly kind: "expired"; readonly session: Session }
  | { readonly kind: "authenticate"; readonly session: Session }
  | { readonly kind: "declined"; readonly session: Session; readonly decline: Decline | "authentication_failed" }
  | { readonly kind: "unknown" };

/** Pays a session with a card that is well-formed. A session that is paid stays paid once, whatever is sent after. */
export function pay(sandbox: Sandbox, sessionId: string, card: Card): Payment {
  const session = findSession(sandbox, sessionId);
  if (session?.status !== "open") return over(session);
  const intent = sandbox.book.find("intents", session.payment_intent) ?? newIntent(sandbox, session);
  const tried: Session = { ...session, payment_intent: intent.id };
  sandbox.book.put("sessions", tried);
  if (card.verdict === "approve") return succeed(sandbox, { session: tried, intent, card });
  if (card.verdict === "authenticate") return askBank(sandbox, tried, intent);
  fail(sandbox, { session: tried, intent, card }, declineError(card.verdict));
  return { kind: "declined", session: tried, decline: card.verdict };
}

/** The buyer's answer on the bank's page. Answering twice, or without having been asked, changes nothing. */
export function authenticate(sandbox: Sandbox, sessionId: string, answer: { approve: boolean; card: Card }): Payment {
  const session = findSession(sandbox, sessionId);
  if (session?.status !== "open") return over(session);
  const intent = sandbox.book.find("intents", session.payment_intent);
  if (intent?.status !== "requires_action") return { kind: "declined", session, decline: "authentication_failed" };
  const attempt = { session, intent, card: answer.card };
  if (answer.approve) return succeed(sandbox, attempt);
  fail(sandbox, attempt, {
    type: "card_error",
    code: "payment_intent_authentication_failure",
    message: "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
  });
  return { kind: "declined", session, decline: "authentication_failed" };
}

function over(session: Session | null): Payment {
  if (session === null) return { kind: "unknown" };
  return session.status === "complete" ? { kind: "paid", session } : { kind: "expired", session };
}

function newIntent(sandbox: Sandbox, session: Session): Intent {
  const page = sandbox.book.find("pages", session.id);
  return {
    id: newStripeId("pi"),
    object: "payment_intent",
    amount: session.amount_total,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    created: sandbox.now(),
    currency: session.currency,
    description: page?.intentDescription ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: page?.intentMetadata ?? {},
    next_action: null,
    payment_method_types: ["card"],
    receipt_email: session.customer_email,
    status: "requires_payment_method",
  };
}

type CardAttempt = { readonly session: Session; readonly intent: Intent; readonly card: Card };

function succeed(sandbox: Sandbox, { session, intent, card }: CardAttempt): Payment {
  const charge = newCharge(sandbox, { session, intent, card }, null);
  const paid: Intent = {
    ...intent, status: "succeeded", amount_received: intent.amount, latest_charge: charge.id, last_payment_error: null, next_action: null,
  };
  const complete: Session = {
    ...session,
    customer_details: { email: session.customer_email, name: card.name },
    payment_status: "paid",
    status: "complete",
    url: null,
  };
  sandbox.book.put("charges", charge);
  sandbox.book.put("intents", paid);
  sandbox.book.put("sessions", complete);
  sandbox.emit("payment_intent.succeeded", paid);
  sandbox.emit("checkout.session.completed", complete);
  return { kind: "paid", session: complete };
}

function askBank(sandbox: Sandbox, session: Session, intent: Intent): Payment {
  const url = `${sandbox.url}/c/pay/${session.id}`;
  const asked: Intent = { ...intent, status: "requires_action", next_action: { type: "redirect_to_url", redirect_to_url: { url } } };
  sandbox.book.put("intents", asked);
  return { kind: "authenticate", session };
}

function fail(sandbox: Sandbox, attempt: CardAttempt, error: PaymentError): void {
  const charge = newCharge(sandbox, attempt, error);
  const failed: Intent = {
    ...attempt.intent, status: "requires_payment_method", last_payment_error: error, latest_charge: charge.id, next_action: null,
  };
  sandbox.book.put("charges", charge);
  sandbox.book.put("intents", failed);
  sandbox.emit("payment_intent.payment_failed", failed);
}

function newCharge(sandbox: Sandbox, { session, intent, card }: CardAttempt, error: PaymentError | null): Charge {
  const { brand, last4, exp_month, exp_year } = card;
  const good = error === null;
  return {
    id: newStripeId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: good ? intent.amount : 0,
    amount_refunded: 0,
    billing_details: { email: session.customer_email, name: card.name },
    captured: good,
    created: sandbox.now(),
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    failure_code: error?.code ?? null,
    failure_message: error?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    paid: good,
    payment_intent: intent.id,
    payment_method_details: { type: "card", card: { brand, last4, exp_month, exp_year } },
    refunded: false,
    status: good ? "succeeded" : "failed",
  };
}

function declineError(decline: Decline): PaymentError {
  const own: Partial<Record<Decline, PaymentError>> = {
    expired_card: { type: "card_error", code: "expired_card", message: "Your card has expired." },
    incorrect_cvc: { type: "card_error", code: "incorrect_cvc", message: "Your card's security code is incorrect." },
    processing_error: { type: "card_error", code: "processing_error", message: "An error occurred while processing your card. Try again in a little bit." },
  };
  return own[decline] ?? { type: "card_error", code: "card_declined", decline_code: decline, message: "Your card was declined." };
}
