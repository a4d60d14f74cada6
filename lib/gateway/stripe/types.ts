import type { OrderId, PayoutId, RefundId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Money } from "@/lib/kernel/money";

/** What the provider needs to be reached. `apiBase` null is Stripe itself; else e.g. `http://127.0.0.1:4242`. */
export type StripeSettings = { readonly secretKey: string; readonly webhookSecret: string; readonly apiBase: string | null };

/** One line of the provider's page: what the buyer pays for it, discounts already taken off. */
export type SessionLine = { readonly name: string; readonly quantity: number; readonly unit: Money; readonly pictureUrl?: string };

/** A payment to ask for. When the lines do not add up to `amount`, one line `remainderLabel` of exactly `amount` is sent. */
export type SessionRequest = {
  readonly order: OrderId;
  readonly orderNumber: string;
  readonly email: string;
  readonly amount: Money;
  /** Shipping is a line like any other. */
  readonly lines: readonly SessionLine[];
  readonly remainderLabel: string;
  /** `{CHECKOUT_SESSION_ID}` in it is replaced by the provider. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** 30 minutes to 24 hours from now; the session stays open one minute longer (see README). */
  readonly expiresAt: Date;
  readonly locale: Locale;
  /** The same key with the same request opens one session, however often it is sent. */
  readonly idempotencyKey: string;
};
export type OpenedSession = { readonly sessionId: string; readonly url: string; readonly expiresAt: Date };

/** A payment page as the provider sees it now. `order` is null when the session was not opened by us. */
export type PaymentSession = {
  readonly sessionId: string;
  readonly order: OrderId | null;
  readonly status: "open" | "complete" | "expired";
  readonly payment: "unpaid" | "paid";
  /** Null when the currency is not one of ours. */
  readonly amount: Money | null;
  /** Null until somebody tried to pay. */
  readonly paymentId: string | null;
  readonly url: string | null;
};

/** A refund to send. The first attempt has number 1, and each attempt sends once however often it is repeated. */
export type RefundRequest = {
  readonly refund: RefundId;
  readonly paymentId: string;
  readonly amount: Money;
  /**
   * Left out: 1. Raise it only when the attempt before was refused or reported `failed` or `canceled`: the provider
   * replays its first answer to a key, a refusal too, for at least 24 hours.
   */
  readonly attempt?: number;
};

/** A refund at the provider. `refund` is null when it was made in the provider's dashboard. */
export type ProviderRefund = {
  readonly providerRefundId: string;
  readonly refund: RefundId | null;
  readonly paymentId: string;
  readonly amount: Money;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
  readonly failureReason: string | null;
  readonly createdAt: Date;
};

/** A contested payment. An inquiry takes no money; `providerStatus` is the provider's own word, for an operator. */
export type ProviderDispute = {
  readonly disputeId: string;
  readonly paymentId: string;
  readonly amount: Money;
  readonly status: "inquiry" | "open" | "won" | "lost";
  readonly providerStatus: string;
  readonly reason: string;
  readonly createdAt: Date;
};

/** What a signed message says. Events repeat and come out of order: read the object anew where the order matters. */
export type ProviderEvent = { readonly id: string; readonly occurredAt: Date } & (
  | { readonly kind: "session_completed" | "session_expired"; readonly session: PaymentSession }
  | { readonly kind: "refund_changed"; readonly refund: ProviderRefund }
  | { readonly kind: "dispute_changed"; readonly dispute: ProviderDispute }
  /** A pay-out came back wholly. */
  | { readonly kind: "transfer_reversed"; readonly payout: PayoutId }
  | { readonly kind: "ignored"; readonly type: string }
);
export type EventReading = ProviderEvent | { readonly kind: "bad_signature" };

/** The payment provider in our words. Every call throws `ProviderUnavailable` (try again) or `ProviderRefused` (do not). */
export type PaymentProvider = {
  /** Opens a hosted payment page, card only. */
  openSession(request: SessionRequest): Promise<OpenedSession>;
  findSession(sessionId: string): Promise<PaymentSession | null>;
  /** Closes a page so that nobody can pay on it any more. An expired or paid session is returned as it is. */
  expireSession(sessionId: string): Promise<PaymentSession>;
  /** Sends money back. Keyed by our refund id and the attempt, never by an amount. */
  refund(request: RefundRequest): Promise<ProviderRefund>;
  /** Every refund of a payment, newest first, at most 1,000. */
  listRefunds(paymentId: string): Promise<ProviderRefund[]>;
  findDispute(disputeId: string): Promise<ProviderDispute | null>;
  /** Checks the signature (at most five minutes old) over the raw body and reads the event. Never throws on what a stranger sends. */
  readEvent(rawBody: string, signature: string | null): EventReading;
};
