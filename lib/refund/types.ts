import type { LineId, MemberId, MessageId, OrderId, RefundId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";

export type RefundStatus = "accepted" | "sent" | "done" | "owed" | "settled_otherwise" | "cancelled";

/**
 * What a refund is: by lines, of shipping, of an amount; one that the provider made on its own; a lost dispute, which the
 * bank took from us; a payment that came too late or twice, which never was this order's money.
 */
export type RefundKind = "lines" | "shipping" | "amount" | "provider" | "dispute" | "late_payment";

export type WalletKind = "credit" | "earnings";

/** A share of a member, minor units: never zero, never negative. */
export type CreditMove = {
  readonly party: "buyer" | "sharer" | "distributor";
  readonly owner: MemberId;
  readonly wallet: WalletKind;
  readonly amountMinor: bigint;
};

/** A credit as the ledger has it. */
export type PostedCredit = CreditMove & {
  /** Taken back so far by refunds and lost disputes that stand. */
  readonly takenMinor: bigint;
  /** Held now for open disputes of the order. */
  readonly heldMinor: bigint;
};

export type RefundableLine = { readonly id: LineId; readonly quantity: number; readonly goodsMinor: bigint };

/** A paid order as its refunds need it. Goods are after discounts and before credit spent. */
export type RefundableOrder = {
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
  /** Credit spent, and the part of it that came from the earnings wallet. */
  readonly creditMinor: bigint;
  readonly creditEarningsMinor: bigint;
  readonly lines: readonly RefundableLine[];
  /** One of a party and an owner: postings to the same two are summed. */
  readonly credits: readonly PostedCredit[];
};

/** What is given back of a line; the quantity is 0 when only money was. */
export type RefundedLine = { readonly line: LineId; readonly quantity: number; readonly goodsMinor: bigint };

/** The amounts of a refund. Goods and shipping are what it is for, wallet and card how it goes back. */
export type RefundAmounts = {
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
  readonly walletMinor: bigint;
  /** The part of `walletMinor` that returns to the earnings wallet. */
  readonly walletEarningsMinor: bigint;
  readonly cardMinor: bigint;
  readonly lines: readonly RefundedLine[];
};

/** An earlier refund of the order; cancelled ones don't count, nor does money that never was the order's. */
export type PastRefund = RefundAmounts & { readonly kind: RefundKind; readonly status: RefundStatus };

/**
 * What is to be given back.
 * - `lines`: quantities of lines, and shipping with them (0n for none)
 * - `amount`: spread over the goods not yet refunded, then shipping
 * - `provider`: made in the provider's dashboard, so all of it went to the card
 * - `dispute`: lost; the claw-back of a refund of that amount, with no money sent and no wallet part returned
 */
export type RefundRequest =
  | { readonly kind: "lines"; readonly lines: readonly { readonly line: LineId; readonly quantity: number }[]; readonly shippingMinor: bigint }
  | { readonly kind: "shipping"; readonly amountMinor: bigint }
  | { readonly kind: "amount"; readonly amountMinor: bigint }
  | { readonly kind: "provider"; readonly amountMinor: bigint }
  | { readonly kind: "dispute"; readonly amountMinor: bigint };

/**
 * Why a refund is refused.
 * - `nothing_left`: all of it was refunded before
 * - `more_than_left`: an amount above what is not yet refunded
 * - `more_than_bought`: more pieces than were bought and not yet returned
 */
export type RefundReason = "nothing_left" | "more_than_left" | "more_than_bought" | "unknown_line" | "not_a_quantity" | "not_an_amount";

export type RefundPlan =
  | (RefundAmounts & {
      readonly ok: true;
      readonly kind: RefundRequest["kind"];
      /** What this refund takes back of each posted credit; those of which it takes nothing are left out. */
      readonly clawBacks: readonly CreditMove[];
      /** What the provider or the bank took beyond all that was left of the order: an operator must look at it. */
      readonly excessMinor: bigint;
    })
  | { readonly ok: false; readonly reason: RefundReason };

/** What is not yet refunded of an order. */
export type Left = {
  readonly goodsMinor: bigint;
  readonly shippingMinor: bigint;
  readonly totalMinor: bigint;
  /** In the order's line order. */
  readonly lines: readonly RefundedLine[];
};

/** What becomes of a dispute's holds when it is lost: taken from what is held, the rest from available or released. */
export type LostDispute = {
  readonly refund: Extract<RefundPlan, { ok: true }>;
  readonly fromHeld: readonly CreditMove[];
  readonly fromAvailable: readonly CreditMove[];
  readonly released: readonly CreditMove[];
};

// ---- commands

/** A refund that somebody decided on. The same id is the same refund, however often it is sent. */
export type NewRefund = {
  /** Left out: a new one. */
  readonly refund?: RefundId;
  readonly order: OrderId;
  readonly request: Extract<RefundRequest, { kind: "lines" | "shipping" | "amount" }>;
  /** Who decided; null when nobody of the company did. */
  readonly by: MemberId | null;
  readonly at: Date;
};

export type AcceptOutcome =
  | { readonly ok: true; readonly refund: RefundId; readonly walletMinor: bigint; readonly cardMinor: bigint; readonly replayed: boolean }
  | { readonly ok: false; readonly reason: RefundReason | "not_paid" };

/** An operator's word on a refund that the provider refused. The reason is kept apart from the trail, so that erasure can empty it. */
/** What waits for an operator, by its kind; those of payments are written where payments settle. */
export const ALERT_KINDS = [
  "refund_owed", "refund_adopted", "refund_undone", "refund_excess", "payment_mismatch", "payment_double", "payment_returned",
  "dispute_open", "dispute_won", "dispute_lost", "dispute_reversed", "withdrawal", "withdrawal_before_dispatch", "withdrawal_proof", "withdrawal_not_refunded",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export type Verdict = { readonly refund: RefundId; readonly by: MemberId; readonly reason: string; readonly at: Date };

/**
 * - `not_owed`: only a refund that the provider refused is retried, settled otherwise or cancelled
 * - `reattributed_since`: its order became somebody else's sale meanwhile, so that its mirror would credit the wrong people;
 *   it can be retried or settled otherwise
 */
export type VerdictOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "not_owed" | "not_the_orders_money" | "reattributed_since" };

/**
 * What became of a refund that was made in the provider's dashboard.
 * - `undone`: it failed after it was adopted; its mirror is posted
 * - `failed`: it failed before anybody heard of it; nothing is posted, now or later
 * - `unknown_payment`: no order was settled by this payment (yet)
 */
export type Adoption = { readonly ok: true; readonly outcome: "adopted" | "known" | "undone" | "failed" | "unknown_payment" };

/** What became of news about a refund of ours. `known`: old or repeated news; `not_ours`: no such refund here. */
export type RefundNews = { readonly ok: true; readonly outcome: "sent" | "done" | "owed" | "known" | "not_ours" };

/** Money that never was an order's: it came too late, or a second time. `message` is the outbox row that says so. */
export type LatePayment = { readonly message: MessageId; readonly order: OrderId; readonly amount: Money; readonly at: Date };
