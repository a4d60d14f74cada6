import type { Currency } from "@/lib/kernel/money";
import type { StatementLine, WalletAccount } from "../types";

/** How many lines a page of a statement has at most. */
export const STATEMENT_PAGE = 100;
/** How many movements one page looks at when it is asked for some of them only. */
export const LOOK_MAX = 20_000n;
/** How much later than what it is about a movement may be posted and is still found by its date: providers tell a payment for three days. */
export const LATE_MS = 7 * 86_400_000;

export type StatementPage = {
  readonly account: WalletAccount;
  readonly currency: Currency;
  /** Where the page before said that this one begins; the newest lines when left out. */
  readonly before?: bigint;
  /** Only postings of these kinds. */
  readonly kinds?: readonly string[];
  /** Only what happened from here on, and before there. */
  readonly from?: Date;
  readonly to?: Date;
  readonly limit?: number;
};

/** A page, and where the next one begins; null at the end. A page that looks for something may be short, even empty, and not the last. */
export type StatementReading = { readonly lines: readonly StatementLine[]; readonly older: bigint | null };
