import { newStripeId } from "./book";
import { inSteps, shown } from "./currency";
import { invalid, missing, refused } from "./faults";
import type { Fields } from "./form";
import type { Sandbox } from "./sandbox";
import type { Charge, Metadata, Refund } from "./types";

export type RefundWish = { readonly charge: Charge; readonly amount: number; readonly metadata: Metadata; readonly reason: string | null };

/** `POST /v1/refunds`, by payment intent or by charge, whole when no amount is given. */
export function createRefund(sandbox: Sandbox, fields: Fields): Refund {
  fields.only("payment_intent", "charge", "amount", "metadata", "reason");
  const charge = chargeOf(sandbox, { intent: fields.text("payment_intent"), charge: fields.text("charge") });
  const amount = fields.integer("amount") ?? charge.amount_captured - charge.amount_refunded;
  if (fields.text("amount") !== null && amount < 1) {
    throw invalid("This value must be greater than or equal to 1.", { code: "parameter_invalid_integer", param: "amount" });
  }
  inSteps(amount, charge.currency);
  const reason = fields.oneOf("reason", ["duplicate", "fraudulent", "requested_by_customer"]);
  return sendBack(sandbox, { charge, amount, metadata: fields.below("metadata").metadata(), reason });
}

/** The charge that paid. Refuses as Stripe does when there is none. */
export function chargeOf(sandbox: Sandbox, by: { intent: string | null; charge?: string | null }): Charge {
  if (by.charge) return sandbox.book.find("charges", by.charge) ?? none("charge", by.charge);
  if (by.intent === null) throw invalid("One of the following params should be provided for this request: payment_intent or charge.");
  const intent = sandbox.book.find("intents", by.intent) ?? none("payment_intent", by.intent);
  const charge = intent.status === "succeeded" ? sandbox.book.find("charges", intent.latest_charge) : null;
  if (charge === null) throw refused(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, { param: "payment_intent" });
  return charge;
}

function none(object: string, id: string): never {
  throw missing(object, id);
}

/** Sends money back, by the API or by hand in the dashboard, as the settings want it. */
export function sendBack(sandbox: Sandbox, { charge, amount, metadata, reason }: RefundWish): Refund {
  checkRefundable(charge, amount, sandbox);
  const how = sandbox.settings.failNextRefund;
  sandbox.settings.failNextRefund = null;
  if (how === "refused") throw refused("This charge cannot be refunded: the card issuer does not accept refunds.", { code: "charge_not_refundable" });
  const refund: Refund = {
    id: newStripeId("re"),
    object: "refund",
    amount,
    charge: charge.id,
    created: sandbox.now(),
    currency: charge.currency,
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    status: sandbox.settings.refundsPending ? "pending" : "succeeded",
  };
  sandbox.book.put("refunds", refund);
  const refundedSoFar = charge.amount_refunded + amount;
  const touched: Charge = { ...charge, amount_refunded: refundedSoFar, refunded: refundedSoFar === charge.amount_captured };
  sandbox.book.put("charges", touched);
  sandbox.emit("refund.created", refund);
  sandbox.emit("charge.refunded", touched, { amount_refunded: charge.amount_refunded });
  if (how === null) return refund;
  const failed = settleRefund(sandbox, refund, "lost_or_stolen_card");
  return how === "immediately" ? failed : refund;
}

function checkRefundable(charge: Charge, amount: number, sandbox: Sandbox): void {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed && sandbox.book.list("disputes").some((dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable)) {
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  }
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  if (amount > left) {
    const message = `Refund amount (${shown(amount, charge.currency, "en")}) is greater than unrefunded amount on charge (${shown(left, charge.currency, "en")})`;
    throw refused(message, { param: "amount" });
  }
}

/** Ends a refund: succeeded when no reason is given, else failed, and the money is the company's again. */
export function settleRefund(sandbox: Sandbox, refund: Refund, failure: string | null): Refund {
  if (refund.status === "failed" || refund.status === "canceled") return refund;
  const status = failure === null ? "succeeded" : "failed";
  const settled: Refund = { ...refund, status, ...(failure === null ? {} : { failure_reason: failure }) };
  sandbox.book.put("refunds", settled);
  sandbox.emit("refund.updated", settled, { status: refund.status });
  if (failure === null) return settled;
  const charge = sandbox.book.find("charges", refund.charge);
  if (charge) sandbox.book.put("charges", { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  sandbox.emit("refund.failed", settled);
  return settled;
}
