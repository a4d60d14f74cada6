import type { MemberId, OrderId, TransactionId } from "@/lib/kernel/id";
import type { Currency, Money } from "@/lib/kernel/money";

/** A member's accounts: two wallets, each available and held. */
export type WalletAccount = "credit_available" | "credit_held" | "earnings_available" | "earnings_held";
/** The company's accounts: insert-only, owned by the transaction's scope. */
export type CompanyAccount = "cashback_expense" | "wallet_redemption" | "payouts" | "adjustments";
export type Account = WalletAccount | CompanyAccount;

/** What a transaction is about: its order, else its owner. */
export type Scope = OrderId | MemberId;

/**
 * A signed movement. Positive on a wallet is owed to the member; a company leg has no owner of its own. The position says
 * what an entry is where the kind of its posting gives positions a meaning; left out, entries are counted from 1.
 */
export type Entry = { readonly position?: number } & (
  | { readonly account: WalletAccount; readonly owner: MemberId; readonly amountMinor: bigint }
  | { readonly account: CompanyAccount; readonly amountMinor: bigint }
);

/**
 * Where a re-attribution's entries stand, each with buyer, sharer and distributor in this order: what the sale gives the new
 * people in full, the company's leg, the mirror of what was left of the old credits, and what earlier refunds take of the new.
 */
export const REATTRIBUTE_POSITIONS = { posted: 1, company: 4, mirrored: 5, already: 8 } as const;

/** What happened and the entries that record it, in their order. Zero amounts are left out by `post`. */
export type Posting = {
  /** Business key, `<kind>:<id>`. Posts once per scope. */
  readonly key: string;
  readonly kind: string;
  readonly scope: Scope;
  readonly currency: Currency;
  /** When it happened in the world. */
  readonly occurredAt: Date;
  readonly entries: readonly Entry[];
  /** Refuse when an available account that this takes from would end below zero: holds and pay-outs. */
  readonly covered?: boolean;
};

export type Posted = { readonly key: string; readonly transaction: TransactionId; readonly replayed: boolean };

export type PostOutcome =
  | { readonly ok: true; readonly posted: readonly Posted[] }
  | { readonly ok: false; readonly reason: "insufficient_credit" };

/** A wallet of a member in one currency. */
export type Wallet = { readonly available: Money; readonly held: Money; readonly balance: Money };
export type Wallets = { readonly credit: Wallet; readonly earnings: Wallet };

/** A line of an account's statement. */
export type StatementLine = {
  readonly account: WalletAccount;
  readonly version: bigint;
  readonly transaction: TransactionId;
  readonly scope: string;
  readonly key: string;
  readonly kind: string;
  /** 1 buyer, 2 sharer, 3 distributor in a cash-back transaction. */
  readonly position: number;
  readonly amount: Money;
  readonly balanceAfter: Money;
  readonly occurredAt: Date;
};
