import type { MemberId, PayoutId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";

export const PAYOUT_METHODS = ["off", "sepa", "stripe"] as const;
export type PayoutMethod = (typeof PAYOUT_METHODS)[number];

/** How the company pays earnings out; `off` until somebody turns it on. */
export type PayoutSettings = {
  readonly method: PayoutMethod;
  /** A request is of at least so much. */
  readonly minimumMinor: bigint;
  /** How long after its payment an order can still be withdrawn from, as far as pay-outs go. DESIGN §4 */
  readonly afterDays: number;
  /** The account that a bank file pays from. */
  readonly from: { readonly name: string; readonly iban: string; readonly bic: string };
};

/** Requested: taken out of the wallet and waiting for an operator. Refused and failed: given back. */
export const PAYOUT_STATUSES = ["requested", "approved", "sent", "paid", "refused", "failed"] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

export type Payout = {
  readonly id: PayoutId;
  readonly member: MemberId;
  readonly amount: Money;
  readonly method: "stripe" | "sepa";
  readonly status: PayoutStatus;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  /** The bank file, or the transfer at the provider. */
  readonly reference: string | null;
  readonly failure: string | null;
};

/** A pay-out as the office lists it. */
export type PayoutRow = Payout & { readonly name: string; readonly iban: string | null };

/** Where a distributor is paid. */
export type Destination = { readonly iban: string | null; readonly holder: string | null; readonly stripeAccount: string | null };

/** What could be paid out now, and what is kept back until its withdrawal period is over and nothing about it is open. */
export type Payable = { readonly payable: Money; readonly keptBack: Money };

export type RequestRefusal = "off" | "not_a_distributor" | "no_destination" | "not_an_amount" | "below_minimum" | "too_much";
export type RequestOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: RequestRefusal };

/** `decided`: somebody did something else with it before. */
export type DecisionOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "unknown_payout" | "decided" };
export type FileOutcome = { readonly ok: true; readonly file: string } | { readonly ok: false; readonly reason: "nothing_approved" | "no_account" };
