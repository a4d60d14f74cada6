import type { Id, MemberId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";

/** An operator's deed. The id makes it one, however often it is sent; the reason is in their words. */
export type Deed = { readonly id: Id<"trail">; readonly by: MemberId; readonly reason: string; readonly at: Date };

export type Standing = "active" | "suspended" | "closed";

export type StandingChange = Deed & { readonly member: MemberId; readonly to: Standing };

/** `open_hold`: an order waits for its payment, or a dispute is open. */
export type StandingOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "unknown_member" | "open_hold" };

export type Erasure = Deed & { readonly member: MemberId };
/** `writtenOff`: what the wallets held, per currency; the operator was warned of it. */
export type ErasureOutcome = { readonly ok: true; readonly writtenOff: readonly Money[] } | { readonly ok: false; readonly reason: "unknown_member" | "open_hold" | Hindrance };
/** What an erasure waits for: a parcel or a refund that needs an address, a payment to the member's bank, a post in the office. */
export type Hindrance = "order_under_way" | "payout_under_way" | "operator";

export type Merger = Deed & { readonly from: MemberId; readonly into: MemberId };
export type MergerOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "unknown_member" | "same_member" };

/** Credit given or taken by the company. Above an amount the edge demands a second operator before it calls. */
export type Adjustment = Deed & {
  readonly member: MemberId;
  readonly wallet: "credit" | "earnings";
  /** Below zero: taken, and never more than is available. */
  readonly amount: Money;
  /** The operator who approved it, where a second one is needed. */
  readonly approvedBy: MemberId | null;
};
export type AdjustmentOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "unknown_member" | "insufficient_credit" | "not_an_amount" };
