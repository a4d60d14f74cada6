import type { Id, MemberId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";
import type { Adjustment } from "../types";

/** When one operator is enough. Amounts in minor units of the shop's currency. */
export type AdjustmentSettings = {
  /** What one operator may give or take of one member within a day, by themselves. */
  readonly aloneUpToMinor: bigint;
};

/** An adjustment as an operator asks for it; the id makes it one. */
export type AdjustmentWish = Omit<Adjustment, "approvedBy">;

type Refusal = "unknown_member" | "insufficient_credit" | "not_an_amount";
/** `waits`: a second operator has to approve it first. */
export type WishOutcome = { readonly ok: true; readonly waits: boolean } | { readonly ok: false; readonly reason: Refusal };

/** A second operator's answer. */
export type Decision = { readonly request: Id<"trail">; readonly approve: boolean; readonly by: MemberId; readonly at: Date };
/** `own_request`: asked for by the same person; `own_wallet`: it is about their own wallet. */
export type DecisionOutcome =
  | { readonly ok: true; readonly approved: boolean }
  | { readonly ok: false; readonly reason: "unknown_request" | "own_request" | "own_wallet" | "decided_before" | Refusal };

/** A request with its people, for the office. Names are null where there is none. */
export type AdjustmentRequest = {
  readonly id: Id<"trail">;
  readonly member: MemberId;
  readonly memberName: string | null;
  readonly wallet: "credit" | "earnings";
  readonly amount: Money;
  readonly reason: string;
  readonly requestedBy: MemberId;
  readonly requestedByName: string | null;
  readonly requestedAt: Date;
  readonly approved: boolean | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
};

/** Which requests a list shows; `last`: only those that come after this one, the last of the page before. */
export type RequestFilter = { readonly waiting: boolean; readonly member?: MemberId; readonly approved?: boolean | undefined; readonly last?: Id<"trail"> | undefined; readonly limit?: number };
