import { sql } from "drizzle-orm";
import { boolean, index, pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { idColumn, minor, moment } from "./columns";

export const noticeKind = pgEnum("notice_kind", ["order_paid", "credit_received", "earnings_received", "application_approved", "application_refused"]);

/** What the bell shows. Ids and sums only: the sentence is made when it is read. */
export const notices = pgTable(
  "notices",
  {
    id: idColumn("notice", "id").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    kind: noticeKind("kind").notNull(),
    orderId: idColumn("order", "order_id"),
    amountMinor: minor("amount_minor"),
    currency: text("currency"),
    createdAt: moment("created_at").notNull(),
    readAt: moment("read_at"),
  },
  // Serves the bell's list, newest first, and its count.
  (t) => [index("notices_by_member").on(t.memberId, t.id), index("notices_unread").on(t.memberId).where(sql`${t.readAt} is null`)],
);

/** What a member does not want to be told on a channel; without a row they are told. */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    memberId: idColumn("member", "member_id").notNull(),
    kind: text("kind").notNull(),
    channel: text("channel").notNull(),
    wanted: boolean("wanted").notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.kind, t.channel] })],
);

/** What a member agreed to, and when they took it back. Append only but for the withdrawal. */
export const consents = pgTable(
  "consents",
  {
    id: idColumn("consent", "id").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    kind: text("kind").notNull(),
    givenAt: moment("given_at").notNull(),
    withdrawnAt: moment("withdrawn_at"),
  },
  (t) => [index("consents_by_member").on(t.memberId, t.kind)],
);

/** A customer who asks to become a distributor. The motive is their words: erasure empties it. */
export const applications = pgTable(
  "applications",
  {
    id: idColumn("application", "id").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    status: text("status").notNull().default("open"),
    motive: text("motive").notNull().default(""),
    createdAt: moment("created_at").notNull(),
    decidedAt: moment("decided_at"),
    decidedBy: idColumn("member", "decided_by"),
  },
  (t) => [index("applications_that_wait").on(t.createdAt).where(sql`${t.status} = 'open'`), index("applications_by_member").on(t.memberId)],
);
