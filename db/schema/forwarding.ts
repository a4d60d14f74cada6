import { boolean, index, integer, jsonb, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** A system that messages go to, as the operator set it and as the workers find it. DESIGN §6 */
export const destinations = pgTable("destinations", {
  name: text("name").primaryKey(),
  /** An operator stopped everything until they go on. */
  pausedAt: moment("paused_at"),
  pausedBy: idColumn("member", "paused_by"),
  /** The circuit: since when nothing gets through, and until when nothing is tried. */
  brokenSince: moment("broken_since"),
  brokenUntil: moment("broken_until"),
  brokenWhy: text("broken_why"),
});

/** What arrived: a message, once in effect, with the other side's own id of it. */
export const forwarded = pgTable("forwarded", {
  messageId: idColumn("message", "message_id").primaryKey(),
  destination: text("destination").notNull(),
  reference: text("reference").notNull(),
  at: moment("at").notNull(),
});

/** One comparison of both sides. DESIGN §6 */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: idColumn("reconciliation", "id").primaryKey(),
    destination: text("destination").notNull(),
    fromDay: text("from_day").notNull(),
    toDay: text("to_day").notNull(),
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at"),
    /** Why it could not be finished. */
    failure: text("failure"),
    /** Sales compared, and those still on their way. */
    compared: integer("compared").notNull().default(0),
    underWay: integer("under_way").notNull().default(0),
    /** Per day: both sides' counts and sums. */
    days: jsonb("days").notNull().default([]),
  },
  (t) => [index("reconciliations_newest").on(t.startedAt)],
);

export const differenceKind = pgEnum("difference_kind", ["missing", "double", "other_amount", "other_distributor", "unknown"]);

/** A sale on which both sides differ. */
export const differences = pgTable(
  "differences",
  {
    id: idColumn("difference", "id").primaryKey(),
    reconciliationId: idColumn("reconciliation", "reconciliation_id").notNull(),
    kind: differenceKind("kind").notNull(),
    orderNumber: text("order_number").notNull(),
    /** Null when the sale is none of ours. */
    orderId: idColumn("order", "order_id"),
    ours: jsonb("ours"),
    theirs: jsonb("theirs"),
    resentAt: moment("resent_at"),
  },
  (t) => [index("differences_of_a_reconciliation").on(t.reconciliationId, t.id)],
);

/** A key with which another system calls the API. Only its SHA-256 is kept. */
export const apiTokens = pgTable("api_tokens", {
  id: idColumn("token", "id").primaryKey(),
  name: text("name").notNull(),
  tokenHash: text("token_hash").notNull().unique("a_token_is_one_token"),
  scopes: jsonb("scopes").$type<readonly string[]>().notNull(),
  createdAt: moment("created_at").notNull(),
  createdBy: text("created_by").notNull(),
  expiresAt: moment("expires_at").notNull(),
  lastUsedAt: moment("last_used_at"),
  revokedAt: moment("revoked_at"),
});

/** Answers to writes that were sent with an `Idempotency-Key`, given again when the key comes back. */
export const apiReplies = pgTable(
  "api_replies",
  {
    /** Token and key, as a hash. */
    key: text("key").primaryKey(),
    requestHash: text("request_hash").notNull(),
    status: integer("status").notNull(),
    body: text("body").notNull(),
    problem: boolean("problem").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [index("api_replies_by_age").on(t.createdAt)],
);

