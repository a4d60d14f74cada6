import type Stripe from "stripe";
import { parseId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { fromStripeAmount, toStripeAmount } from "./amounts";
import type { PaymentSession, ProviderDispute, ProviderRefund, SessionLine, SessionRequest } from "./types";

/** Stripe counts the 30 minutes from when the request reaches it, on its own clock. */
const EXPIRY_MARGIN_S = 60;
/** Stripe's limits: lines of a page, characters of a line's name. */
const MOST_LINES = 100;
const MOST_NAME = 250;

/** Our request as Stripe's parameters. Depends on the request alone, so that a repeated key comes with the same parameters. */
export function sessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: request.order, order_number: request.orderNumber };
  return {
    mode: "payment",
    // Since API version 2026-09-30 a filter on what the account offers; a card confirms at once.
    allowed_payment_method_types: ["card"],
    submit_type: "pay",
    locale: request.locale,
    customer_email: request.email,
    client_reference_id: request.order,
    metadata,
    payment_intent_data: { metadata, description: request.orderNumber },
    // A page in the buyer's own currency would pay another amount than the one that was placed.
    adaptive_pricing: { enabled: false },
    line_items: shownLines(request).map(lineParams),
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.ceil(request.expiresAt.getTime() / 1000) + EXPIRY_MARGIN_S,
  };
}

function shownLines({ lines, amount, remainderLabel }: SessionRequest): readonly SessionLine[] {
  const sum = lines.reduce((total, line) => total + line.unit.minor * BigInt(line.quantity), 0n);
  const sendable = lines.every(
    ({ unit, quantity, name }) => unit.minor >= 0n && unit.currency === amount.currency && quantity > 0 && name.trim() !== "",
  );
  if (sendable && sum === amount.minor && lines.length <= MOST_LINES) return lines;
  return [{ name: remainderLabel, quantity: 1, unit: amount }];
}

function lineParams({ name, quantity, unit, pictureUrl }: SessionLine): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity,
    price_data: {
      currency: unit.currency.toLowerCase(),
      unit_amount: toStripeAmount(unit),
      product_data: { name: Array.from(name).slice(0, MOST_NAME).join(""), ...(pictureUrl ? { images: [pictureUrl] } : {}) },
    },
  };
}

/** Stripe's session in our words. */
export function toSession(session: Stripe.Checkout.Session): PaymentSession {
  const order = session.metadata?.["order_id"] ?? session.client_reference_id ?? "";
  const total = session.amount_total;
  return {
    sessionId: session.id,
    order: parseId("order", order),
    status: sessionStatus(session.status),
    // `no_payment_required` is a page of zero, which we never open: it is not a payment.
    payment: session.payment_status === "paid" ? "paid" : "unpaid",
    amount: total === null ? null : fromStripeAmount(total, session.currency ?? ""),
    paymentId: idOfExpandable(session.payment_intent),
    url: session.url,
  };
}

// Stripe's unions are open for words to come, so a comparison does not narrow them: the result is spelled out.
function sessionStatus(status: string | null): PaymentSession["status"] {
  if (status === "complete") return "complete";
  return status === "expired" ? "expired" : "open";
}

/** Stripe's refund in our words. Null when it belongs to no payment of ours: no payment intent, or a foreign currency. */
export function toRefund(refund: Stripe.Refund): ProviderRefund | null {
  const paymentId = idOfExpandable(refund.payment_intent);
  const amount = fromStripeAmount(refund.amount, refund.currency);
  if (paymentId === null || amount === null) return null;
  return {
    providerRefundId: refund.id,
    refund: parseId("refund", refund.metadata?.["refund_id"] ?? ""),
    paymentId,
    amount,
    status: refundStatus(refund.status),
    failureReason: refund.failure_reason ?? null,
    createdAt: new Date(refund.created * 1000),
  };
}

function refundStatus(status: string | null): ProviderRefund["status"] {
  // `requires_action` and a status that is not known yet are under way: only a definite word ends a refund.
  return status === "succeeded" || status === "failed" || status === "canceled" ? status : "pending";
}

/** Stripe's dispute in our words. Null when it belongs to no payment of ours. */
export function toDispute(dispute: Stripe.Dispute): ProviderDispute | null {
  const paymentId = idOfExpandable(dispute.payment_intent);
  const amount = fromStripeAmount(dispute.amount, dispute.currency);
  if (paymentId === null || amount === null) return null;
  return {
    disputeId: dispute.id,
    paymentId,
    amount,
    status: disputeStatus(dispute),
    providerStatus: dispute.status,
    reason: dispute.reason,
    createdAt: new Date(dispute.created * 1000),
  };
}

function disputeStatus(dispute: Stripe.Dispute): ProviderDispute["status"] {
  const { status } = dispute;
  if (status === "won") return "won";
  if (status === "lost") return "lost";
  if (status.startsWith("warning_")) return "inquiry";
  if (status !== "prevented") return "open"; // under way, under appeal, or a word that is not known yet: the money is held
  const taken = dispute.balance_transactions.reduce((sum, transaction) => sum + transaction.amount, 0);
  return taken < 0 ? "lost" : "inquiry";
}

function idOfExpandable(value: string | { id: string } | null): string | null {
  return typeof value === "string" || value === null ? value : value.id;
}

/** Our refund that Stripe must echo, since we sent it with a payment intent in one of our currencies. */
export function ownRefund(refund: Stripe.Refund): ProviderRefund {
  const ours = toRefund(refund);
  invariant(ours !== null, `refund ${refund.id} came back without its payment or in a foreign currency`);
  return ours;
}

