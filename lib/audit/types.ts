import type postgres from "postgres";

/**
 * What can be wrong with the book. One word a fault:
 * the ledger itself (accounts, then transactions), orders and their postings, refunds, stock, what was forwarded.
 */
export const DIFFERENCES = {
  account_missing: "entries on an account that was never opened",
  balance_drift: "an account's balance is not the sum of its entries",
  version_count: "an account's version is not the number of its entries",
  version_gap: "the versions of an account's entries have a gap",
  balance_chain: "a balance after an entry is not the one before it plus the entry",
  entry_without_transaction: "entries that belong to no transaction",
  transaction_without_entries: "a transaction that moves nothing",
  unbalanced: "a transaction's entries don't sum to zero in its currency",
  entry_changed: "a transaction's entries are not those that its fingerprint was made of",
  unknown_key: "a transaction's business key is none that its kind and scope can have",
  posting_without_order: "a posting for an order that does not exist",
  posting_without_member: "a posting for a member who does not exist",
  order_amounts: "an order's amounts are not the sums of its lines",
  plan_missing: "an order's plan version does not exist",
  wrong_base: "a line's base is not what the plan version makes of its amounts",
  wrong_pool: "an order's base or pool is not what its lines and plan version make",
  wrong_part: "an order's frozen parts are not the plan version's split of its pool",
  hold_missing: "an order spends credit that was never held",
  hold_differs: "an order's holds are not the credit that it spends",
  hold_not_released: "an order ended unpaid and its hold was not released",
  release_differs: "a release of an order that did not end, or of another amount",
  capture_differs: "an order's capture is not its hold",
  paid_without_posting: "a paid order without its capture or its cash back",
  posting_of_unpaid: "a capture or cash back of an order that is not paid",
  doubled_credit: "somebody was credited more than once for an order",
  wrong_share: "a posted credit is not the order's frozen part, or went to somebody else",
  wrong_claw_back: "refunds and disputes of an order did not move what the cumulative rule says",
  stock_reserved: "a reservation is not what placed orders hold",
  forwarded_amount: "a forwarded sale says other amounts than its order",
} as const;
export type DifferenceCode = keyof typeof DIFFERENCES;

/** A difference: where it is and what the recomputation says. Ids are prefixed as everywhere; never a name. */
export type Difference = {
  readonly code: DifferenceCode;
  /** For example `ord_...`, or `mem_.../credit_available/EUR`. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
};

/** How many of each thing were recomputed. `unread` counts forwarded bodies that are stripped or cut, so that nothing can be compared. */
export const COUNTED = ["accounts", "entries", "transactions", "orders", "lines", "postings", "refunded", "variants", "forwarded", "unread"] as const;
export type Counted = (typeof COUNTED)[number];

/** What a check found: all counted, the first of each kind shown. */
export type Findings = {
  readonly checked: Readonly<Partial<Record<Counted, number>>>;
  readonly found: Readonly<Partial<Record<DifferenceCode, number>>>;
  readonly shown: readonly Difference[];
};

/** An audit's answer. `ok` is true when nothing differs. */
export type AuditReport = {
  readonly ok: boolean;
  readonly checked: Readonly<Record<Counted, number>>;
  readonly differences: number;
  readonly found: Findings["found"];
  readonly shown: readonly Difference[];
};

/** One read-only view of the database, the same for every check of an audit. */
export type Snapshot = postgres.TransactionSql;

/** Ids from `from` up to before `to`; null: to the end. Batches of it keep the memory of an audit flat. */
export type Range = { readonly from: string; readonly to: string | null };
