import type { Movement } from "../load";

/** A cash-back entry's sentence, by its position: 1 buyer, 2 sharer, 3 distributor. */
const CASHBACK = { 1: "wallet.cashbackBuyer", 2: "wallet.cashbackSharer", 3: "wallet.cashbackDistributor" } as const;
const KINDS = {
  hold: "wallet.hold",
  release: "wallet.release",
  capture: "wallet.capture",
  refund: "wallet.refund",
  adjustment: "wallet.adjustment",
  merge: "wallet.merge",
  payout: "wallet.payout",
} as const;

/** Which sentence explains a movement. A kind that is not known here yet is still a movement. */
export function sentenceKeyOf({ kind, position }: Pick<Movement, "kind" | "position">) {
  if (kind === "cashback") return CASHBACK[position as keyof typeof CASHBACK];
  return kind in KINDS ? KINDS[kind as keyof typeof KINDS] : ("wallet.other" as const);
}
