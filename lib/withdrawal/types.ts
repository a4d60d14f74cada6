import type { LineId, MemberId, OrderId, RefundId, WithdrawalId } from "@/lib/kernel/id";
import type { Locale, Localized } from "@/lib/kernel/locale";

/** What says that the goods come back; `none`: nothing was sent. */
export type Evidence = "none" | "goods" | "proof";

/** The settings of this domain. */
export type WithdrawalSettings = {
  /** When the refund starts. */
  readonly refundStart: "on_return" | "at_once";
  /** How many days after it left a parcel is presumed to have arrived: late rather than early. */
  readonly transitDays: number;
};

/** A parcel, as far as its receipt goes. */
export type SentParcel = { readonly sentAt: Date; readonly receivedAt: Date | null };

/** A quantity of a line. */
export type GivenUp = { readonly line: LineId; readonly quantity: number };

/** Until when the right runs: `open` while the parcel has not left. */
export type Period = { readonly state: "open" } | { readonly state: "until"; readonly ends: Date } | { readonly state: "over"; readonly ended: Date };

/** What can still be given up of an order. */
export type Withdrawable = { readonly period: Period; readonly lines: readonly GivenUp[] };

/** What a buyer declares. `lines` null: everything that is left. */
export type Declaration = {
  readonly order: OrderId;
  readonly lines: readonly GivenUp[] | null;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly at: Date;
};

/** `not_bought`: more pieces than are left to give up. `nothing_left`: all of it was given up or refunded before. */
export type DeclareRefusal = "not_paid" | "over" | "nothing_left" | "not_bought" | "nothing_chosen";

export type DeclareOutcome =
  | { readonly ok: true; readonly withdrawal: WithdrawalId; readonly replayed: boolean }
  | { readonly ok: false; readonly reason: DeclareRefusal };

/** Goods or proof that arrived. `by` is null when the buyer says so themselves. */
export type Return = { readonly withdrawal: WithdrawalId; readonly evidence: "goods" | "proof"; readonly words: string; readonly by: MemberId | null; readonly at: Date };
export type ReturnOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: "unknown" | "known_before" };

/** What the office's list shows: those that wait for their goods, or those that are through. `search`: the beginning of an order's number, or a part of a name. */
export type WithdrawalFilter = { readonly state: "waiting" | "ended"; readonly search: string; readonly after?: WithdrawalId | undefined; readonly limit: number };
/** A withdrawal in the office's list, with its order's number and what the goods are called. */
export type OfficeWithdrawal = Omit<Withdrawal, "lines"> & { readonly number: string; readonly lines: readonly (GivenUp & { readonly title: Localized })[] };

/** A withdrawal as pages and mails show it. */
export type Withdrawal = {
  readonly id: WithdrawalId;
  readonly order: OrderId;
  readonly locale: Locale;
  readonly declaredAt: Date;
  readonly whole: boolean;
  readonly refundBy: Date;
  readonly evidence: Evidence | null;
  readonly refund: RefundId | null;
  readonly nothingLeft: boolean;
  readonly lines: readonly GivenUp[];
  /** Null once erased. */
  readonly contact: { readonly name: string; readonly email: string; readonly proof: string } | null;
};
