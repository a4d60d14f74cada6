import { sql } from "drizzle-orm";
import { bigint, char, check, customType, index, pgEnum, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, minor, moment } from "./columns";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A member's four accounts (two wallets, each available and held) and the company's. DESIGN §4 */
export const ledgerAccount = pgEnum("ledger_account", [
  "credit_available",
  "credit_held",
  "earnings_available",
  "earnings_held",
  "cashback_expense",
  "wallet_redemption",
  "payouts",
  "adjustments",
]);

/**
 * The balance of a member's account: a cache of its entries, kept in the same statement. Only wallets have one;
 * the company's accounts are insert-only. Positive: owed to the member.
 */
export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    account: ledgerAccount("account").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    balanceMinor: minor("balance_minor").notNull().default(sql`0`),
    /** How many entries the account has: gap-free. */
    version: bigint("version", { mode: "bigint" }).notNull().default(sql`0`),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.account, t.currency] }),
    check("only_members_have_balances", sql`${t.account} in ('credit_available', 'credit_held', 'earnings_available', 'earnings_held')`),
  ],
);

/** One posting. `scope` is the order, else the owner; the key is unique within it. Never updated, never deleted. */
export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: uuid("id").notNull(),
    scope: uuid("scope").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    /** SHA-256 of kind, currency and entries: the same key with another content is an error. */
    fingerprint: bytes("fingerprint").notNull(),
    occurredAt: moment("occurred_at").notNull(),
    postedAt: moment("posted_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.id] }),
    uniqueIndex("a_business_key_posts_once").on(t.scope, t.key),
    // Serves closing days and the tail of the company's totals; costs a posting next to nothing, for rows come in this order.
    index("ledger_transactions_by_day").using("brin", t.postedAt),
  ],
);

/**
 * A signed movement on one account. Entries of a transaction sum to zero per currency (trigger `entries_balance`).
 * Wallet entries carry the account's version and its balance after; a company leg has neither, and its owner is
 * its transaction's scope. Never updated, never deleted.
 */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    ownerId: uuid("owner_id").notNull(),
    transactionId: uuid("transaction_id").notNull(),
    scope: uuid("scope").notNull(),
    /** 1 buyer, 2 sharer, 3 distributor, 4 company in a cash-back transaction; else the order of writing. */
    position: smallint("position").notNull(),
    account: ledgerAccount("account").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    amountMinor: minor("amount_minor").notNull(),
    version: bigint("version", { mode: "bigint" }),
    balanceAfterMinor: minor("balance_after_minor"),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.transactionId, t.position, t.ownerId] }),
    // Serves the statement, newest first, and refuses a double version.
    uniqueIndex("a_version_is_one_entry").on(t.ownerId, t.account, t.currency, t.version).where(sql`${t.version} is not null`),
    check("a_held_amount_is_not_negative", sql`${t.account} not in ('credit_held', 'earnings_held') or ${t.balanceAfterMinor} >= 0`),
    check("an_entry_moves_something", sql`${t.amountMinor} <> 0`),
    check(
      "wallet_entries_have_versions",
      sql`(${t.account} in ('credit_available', 'credit_held', 'earnings_available', 'earnings_held')) = (${t.version} is not null and ${t.balanceAfterMinor} is not null)`,
    ),
  ],
);

/** Sums of the company's accounts per closed day, built by a job; the current sum is these plus the tail. */
export const ledgerDays = pgTable(
  "ledger_days",
  {
    day: text("day").notNull(),
    account: ledgerAccount("account").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    amountMinor: minor("amount_minor").notNull(),
    entries: bigint("entries", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.account, t.currency] }), index("ledger_days_by_account").on(t.account, t.day)],
);
