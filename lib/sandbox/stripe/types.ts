import type { Locale } from "@/lib/kernel/locale";

/** The objects as they go over the wire: Stripe's names and shapes, the fields that a shop like ours reads. Times are Unix seconds. */
export type Metadata = Readonly<Record<string, string>>;

export type Line = {
  readonly name: string;
  readonly quantity: number;
  readonly unit_amount: number;
  readonly image: string | null;
};

export type Session = {
  readonly id: string;
  readonly object: "checkout.session";
  readonly adaptive_pricing: { readonly enabled: boolean };
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly cancel_url: string | null;
  readonly client_reference_id: string | null;
  readonly created: number;
  readonly currency: string;
  readonly customer: null;
  readonly customer_details: { readonly email: string | null; readonly name: string | null } | null;
  readonly customer_email: string | null;
  readonly expires_at: number;
  readonly livemode: false;
  readonly locale: Locale | "auto" | null;
  readonly metadata: Metadata;
  readonly mode: "payment";
  readonly payment_intent: string | null;
  readonly payment_method_types: readonly string[];
  readonly payment_status: "paid" | "unpaid";
  readonly status: "open" | "complete" | "expired";
  readonly submit_type: string | null;
  readonly success_url: string;
  readonly ui_mode: "hosted_page";
  readonly url: string | null;
};

export type PaymentError = { readonly type: "card_error"; readonly code: string; readonly decline_code?: string; readonly message: string };

export type Intent = {
  readonly id: string;
  readonly object: "payment_intent";
  readonly amount: number;
  readonly amount_received: number;
  readonly canceled_at: number | null;
  readonly cancellation_reason: string | null;
  readonly capture_method: "automatic_async";
  readonly created: number;
  readonly currency: string;
  readonly description: string | null;
  readonly last_payment_error: PaymentError | null;
  readonly latest_charge: string | null;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly next_action: { readonly type: "redirect_to_url"; readonly redirect_to_url: { readonly url: string } } | null;
  readonly payment_method_types: readonly string[];
  readonly receipt_email: string | null;
  readonly status: "requires_payment_method" | "requires_action" | "succeeded" | "canceled";
};

export type CardDetails = { readonly brand: string; readonly last4: string; readonly exp_month: number; readonly exp_year: number };

export type Charge = {
  readonly id: string;
  readonly object: "charge";
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly billing_details: { readonly email: string | null; readonly name: string | null };
  readonly captured: boolean;
  readonly created: number;
  readonly currency: string;
  readonly description: string | null;
  readonly disputed: boolean;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly paid: boolean;
  readonly payment_intent: string;
  readonly payment_method_details: { readonly type: "card"; readonly card: CardDetails };
  readonly refunded: boolean;
  readonly status: "succeeded" | "failed";
};

export type Refund = {
  readonly id: string;
  readonly object: "refund";
  readonly amount: number;
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  readonly failure_reason?: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
};

export type BalanceMove = { readonly object: "balance_transaction"; readonly id: string; readonly amount: number; readonly currency: string; readonly type: "adjustment" };

export type Dispute = {
  readonly id: string;
  readonly object: "dispute";
  readonly amount: number;
  readonly balance_transactions: readonly BalanceMove[];
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  readonly is_charge_refundable: boolean;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string;
  readonly status: "warning_needs_response" | "warning_closed" | "needs_response" | "won" | "lost";
};

export type Account = {
  readonly id: string;
  readonly object: "account";
  readonly type: "express";
  readonly email: string | null;
  readonly country: string;
  readonly created: number;
  readonly capabilities: { readonly transfers: "active" | "inactive" };
  readonly details_submitted: boolean;
  readonly charges_enabled: boolean;
  readonly payouts_enabled: boolean;
  readonly metadata: Metadata;
};

export type Transfer = {
  readonly id: string;
  readonly object: "transfer";
  readonly amount: number;
  readonly amount_reversed: number;
  readonly created: number;
  readonly currency: string;
  readonly destination: string;
  readonly livemode: false;
  readonly metadata: Metadata;
  readonly reversed: boolean;
  readonly transfer_group: string | null;
};

export type EventObject = Session | Intent | Charge | Refund | Dispute | Transfer;

export type StripeEvent = {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: EventObject; readonly previous_attributes?: Readonly<Record<string, unknown>> };
  readonly livemode: false;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
};

/** One try to bring an event to the shop. `status` null: no answer. */
export type Attempt = { readonly at: string; readonly status: number | null; readonly ms: number; readonly answer: string };

/** What became of an event: `held` until a flush, `off` when nothing was to be sent, `failed` after the last try. */
export type Delivery = {
  readonly id: string;
  readonly type: string;
  readonly state: "held" | "pending" | "done" | "failed" | "off";
  readonly attempts: readonly Attempt[];
};

/** The answer that an idempotency key brings again. */
export type Reply = {
  readonly id: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly created: number;
};

/** What the page shows beside the session. Stripe keeps this in objects that a shop like ours never reads. */
export type SessionPage = { readonly id: string; readonly lines: readonly Line[]; readonly intentMetadata: Metadata; readonly intentDescription: string | null };
