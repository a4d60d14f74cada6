import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/**
 * What must be told to the world, written in the transaction of the fact. Rows of one key are handed on in the
 * order of their ids; the payload holds ids only. DESIGN §6
 */
export const outbox = pgTable(
  "outbox",
  {
    id: idColumn("message", "id").primaryKey(),
    topic: text("topic").notNull(),
    /** Per-buyer order: the buyer's member id. */
    key: text("key").notNull(),
    payload: jsonb("payload").notNull(),
    createdAt: moment("created_at").notNull(),
    relayedAt: moment("relayed_at"),
  },
  (t) => [
    // Serves the relay.
    index("outbox_that_waits").on(t.id).where(sql`${t.relayedAt} is null`),
    // Serve an order's story, without what waits: the relay pays for them, not the sale.
    index("outbox_by_order").on(sql`(${t.payload} ->> 'order')`).where(sql`${t.relayedAt} is not null`),
    index("outbox_by_refund").on(sql`(${t.payload} ->> 'refund')`).where(sql`${t.relayedAt} is not null and ${t.payload} ->> 'refund' is not null`),
  ],
);

/** Each exchange with another system, secrets masked: what operators read when a message is stuck. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: idColumn("delivery", "id").primaryKey(),
    messageId: idColumn("message", "message_id").notNull(),
    destination: text("destination").notNull(),
    attempt: integer("attempt").notNull(),
    startedAt: moment("started_at").notNull(),
    finishedAt: moment("finished_at"),
    request: jsonb("request"),
    response: jsonb("response"),
    outcome: text("outcome").notNull(),
  },
  (t) => [index("deliveries_by_message").on(t.messageId, t.id)],
);

/** Events of the payment provider that took effect; claimed in the transaction of that effect. */
export const paymentEvents = pgTable("payment_events", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  receivedAt: moment("received_at").notNull(),
});

/** What an operator must look at. */
export const alerts = pgTable(
  "alerts",
  {
    id: idColumn("alert", "id").primaryKey(),
    kind: text("kind").notNull(),
    orderId: idColumn("order", "order_id"),
    details: jsonb("details").notNull(),
    createdAt: moment("created_at").notNull(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("alerts_that_are_open").on(t.createdAt).where(sql`${t.closedAt} is null`),
    // Serves settling: was this payment returned before?
    index("alerts_by_order").on(t.orderId),
  ],
);

/** Who did what, before and after. Append only: ids and values; free text lies in `trail_notes`. DESIGN §9 */
export const trail = pgTable(
  "trail",
  {
    id: idColumn("trail", "id").primaryKey(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    occurredAt: moment("occurred_at").notNull(),
  },
  (t) => [
    index("trail_by_subject").on(t.subject, t.id),
    // Serve the search: what one person did, and what was done of a kind.
    index("trail_by_actor").on(t.actor, t.id),
    index("trail_by_action").on(t.action.op("text_pattern_ops"), t.id),
  ],
);

/** Reasons in somebody's words. Erasure empties them. */
export const trailNotes = pgTable(
  "trail_notes",
  { trailId: idColumn("trail", "trail_id").primaryKey(), text: text("text").notNull() },
  // Serves the search for a reason's words.
  (t) => [index("trail_notes_by_words").using("gin", t.text.op("gin_trgm_ops"))],
);
