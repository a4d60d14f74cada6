import { newStripeId } from "./book";
import { invalid, refused } from "./faults";
import type { Sandbox } from "./sandbox";
import type { BalanceMove, Charge, Dispute } from "./types";

export type DisputeWish = { readonly charge: Charge; readonly amount: number; readonly reason: string; readonly inquiry: boolean };

/** A cardholder contests a payment. An inquiry takes no money yet. */
export function openDispute(sandbox: Sandbox, { charge, amount, reason, inquiry }: DisputeWish): Dispute {
  if (amount < 1 || amount > charge.amount_captured) throw invalid("A dispute is for a part of the charge or all of it.", { param: "amount" });
  if (sandbox.book.list("disputes").some((dispute) => dispute.charge === charge.id)) throw refused(`Charge ${charge.id} is disputed already.`);
  const dispute: Dispute = {
    id: newStripeId("du"),
    object: "dispute",
    amount,
    balance_transactions: inquiry ? [] : [move(-amount, charge.currency)],
    charge: charge.id,
    created: sandbox.now(),
    currency: charge.currency,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: inquiry ? "warning_needs_response" : "needs_response",
  };
  sandbox.book.put("disputes", dispute);
  sandbox.book.put("charges", { ...charge, disputed: true });
  sandbox.emit("charge.dispute.created", dispute);
  if (!inquiry) sandbox.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** The bank's word. An inquiry is closed as won, or becomes a dispute that is lost. */
export function closeDispute(sandbox: Sandbox, dispute: Dispute, outcome: "won" | "lost"): Dispute {
  if (dispute.status === "won" || dispute.status === "lost" || dispute.status === "warning_closed") throw refused(`Dispute ${dispute.id} is closed.`);
  const inquiry = dispute.status === "warning_needs_response";
  if (inquiry && outcome === "won") return closed(sandbox, { ...dispute, status: "warning_closed" });
  if (outcome === "lost") return closed(sandbox, { ...taken(sandbox, dispute), status: "lost" });
  const moves = [...dispute.balance_transactions, move(dispute.amount, dispute.currency)];
  const won: Dispute = { ...dispute, status: "won", balance_transactions: moves };
  sandbox.book.put("disputes", won);
  sandbox.emit("charge.dispute.funds_reinstated", won);
  return closed(sandbox, won);
}

function taken(sandbox: Sandbox, dispute: Dispute): Dispute {
  if (dispute.balance_transactions.length > 0) return dispute;
  const grown: Dispute = { ...dispute, status: "needs_response", is_charge_refundable: false, balance_transactions: [move(-dispute.amount, dispute.currency)] };
  sandbox.emit("charge.dispute.updated", grown, { status: dispute.status });
  sandbox.emit("charge.dispute.funds_withdrawn", grown);
  return grown;
}

function closed(sandbox: Sandbox, dispute: Dispute): Dispute {
  sandbox.book.put("disputes", dispute);
  sandbox.emit("charge.dispute.closed", dispute);
  return dispute;
}

function move(amount: number, currency: string): BalanceMove {
  return { object: "balance_transaction", id: newStripeId("txn"), amount, currency, type: "adjustment" };
}
