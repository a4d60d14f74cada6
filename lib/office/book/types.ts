import type { MemberId } from "@/lib/kernel/id";
import type { Currency, Money } from "@/lib/kernel/money";
import type { Account, WalletAccount } from "@/lib/ledger/types";

/** What stands on one kind of members' account, all members together. */
export type AccountTotal = { readonly account: WalletAccount; readonly total: Money; readonly accounts: number };

/** A wallet's entry, or a company leg. */
export type BookEntry = { readonly account: Account; readonly member: MemberId | null; readonly name: string | null; readonly amount: Money; readonly balanceAfter: Money | null; readonly version: bigint | null };

/** A transaction as it stands in the book. */
export type BookTransaction = {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly currency: Currency;
  readonly occurredAt: Date;
  readonly postedAt: Date;
  /** The order that it is about; null for another scope. */
  readonly orderNumber: string | null;
  readonly entries: readonly BookEntry[];
};

/** A page of a day's transactions, newest first. */
export type BookFilter = {
  readonly day: { readonly from: Date; readonly until: Date };
  readonly kind?: string | undefined;
  /** The last of the page before. */
  readonly before?: { readonly postedAt: Date; readonly id: string } | undefined;
  readonly limit: number;
};

/** How old credit is that members have not spent, oldest spent first; upper bounds in days, the last one open. */
export const AGES = [30, 90, 180, 365] as const;
export type AgedLiability = { readonly upToDays: number | null; readonly credit: Money; readonly earnings: Money };
