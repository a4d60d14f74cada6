import Stripe from "stripe";
import { parseId } from "@/lib/kernel/id";
import { EVENT_TYPES } from "./events";
import type { EventReading, ProviderEvent } from "./types";
import { toDispute, toRefund, toSession } from "./wire";

/** How old a signature may be, against replays of a recorded message. Stripe's own default. */
const TOLERANCE_S = 300;

/**
 * Checks the signature and reads the event.
 * @param rawBody  the body exactly as it came; a parsed and printed one does not verify
 * @see https://docs.stripe.com/webhooks#verify-events
 */
export function readEvent(rawBody: string, signature: string | null, secret: string): EventReading {
  try {
    return toEvent(Stripe.webhooks.constructEvent(rawBody, signature ?? "", secret, TOLERANCE_S));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return { kind: "bad_signature" };
    throw error;
  }
}

function toEvent(event: Stripe.Event): ProviderEvent {
  const head = { id: event.id, occurredAt: new Date(event.created * 1000) };
  return { ...head, ...((isOurs(event) ? content(event) : null) ?? { kind: "ignored", type: event.type }) };
}

type OurEvent = Extract<Stripe.Event, { type: (typeof EVENT_TYPES)[number] }>;

const isOurs = (event: Stripe.Event): event is OurEvent => (EVENT_TYPES as readonly string[]).includes(event.type);

type Content = ProviderEvent extends infer E ? (E extends unknown ? Omit<E, "id" | "occurredAt"> : never) : never;

/** Null: of somebody else, with whom we share the account. */
function content(event: OurEvent): Content | null {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return { kind: "session_completed", session: toSession(event.data.object) };
    case "checkout.session.expired":
      return { kind: "session_expired", session: toSession(event.data.object) };
    case "refund.created":
    case "refund.updated":
    case "refund.failed": {
      const refund = toRefund(event.data.object);
      return refund && { kind: "refund_changed", refund };
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated": {
      const dispute = toDispute(event.data.object);
      return dispute && { kind: "dispute_changed", dispute };
    }
    case "transfer.reversed": {
      const { reversed, metadata } = event.data.object;
      const payout = parseId("payout", metadata["payout_id"] ?? "");
      return reversed && payout !== null ? { kind: "transfer_reversed", payout } : null;
    }
  }
}
