import type { Movement } from "../load";

/** A cash-back entry's sentence, by its position: 1 buyer, 2 sharer, 3 distributor. */
const CASHBACK = { 1: "cashbackBuyer", 2: "cashbackSharer", 3: "cashbackDistributor" } as const;
const KINDS = {
  hold: "hold",
  release: "release",
  capture: "capture",
  refund: "refund",
  refund_cancel: "refundCancelled",
  dispute_hold: "disputeHold",
  dispute_release: "disputeRelease",
  reattribute: "reattribute",
  adjustment: "adjustment",
  merge: "merge",
  payout: "payout",
  payout_return: "payoutReturn",
} as const;

/** Which sentence explains a movement. A kind that is not known here yet is still a movement. */
export function sentenceKeyOf({ kind, position }: Pick<Movement, "kind" | "position">) {
  if (kind === "cashback") return CASHBACK[position as keyof typeof CASHBACK];
  return kind in KINDS ? KINDS[kind as keyof typeof KINDS] : ("other" as const);
}
