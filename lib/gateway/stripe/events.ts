/** The types of events that the account's webhook is to be subscribed to. `charge.refunded` is left out on purpose: it carries a cumulative amount and no refund id. */
export const EVENT_TYPES = [
  "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.expired",
  "refund.created", "refund.updated", "refund.failed",
  "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
  "transfer.reversed",
] as const;
