import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, date, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, minor, moment } from "./columns";
import { stage } from "./orders";

/**
 * Read models of a distributor's earnings. All of it is computed from the ledger by `project_earnings`, off the hot path,
 * and can be thrown away and rebuilt at any time; nothing here decides about money.
 */

const currency = () => char("currency", { length: 3 }).$type<Currency>().notNull();
/** A moment on the company's wall clock. */
const local = (name: string) => timestamp(name, { mode: "string" });

/** How far each distributor's two accounts have been projected. Versions are gap-free, so a version is a place in the book. */
export const earningProgress = pgTable(
  "earning_progress",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    currency: currency(),
    availableVersion: bigint("available_version", { mode: "bigint" }).notNull().default(sql`0`),
    heldVersion: bigint("held_version", { mode: "bigint" }).notNull().default(sql`0`),
  },
  (t) => [primaryKey({ columns: [t.ownerId, t.currency] })],
);

/** What one transaction did to the earnings wallet. */
export const earningMovements = pgTable(
  "earning_movements",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    currency: currency(),
    transactionId: uuid("transaction_id").notNull(),
    /** When it happened; the company's day of it. */
    occurredAt: moment("occurred_at").notNull(),
    day: date("day").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    orderId: idColumn("order", "order_id"),
    availableMinor: minor("available_minor").notNull(),
    heldMinor: minor("held_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.currency, t.transactionId] }),
    // Serves a month's statement, page by page.
    index("earning_movements_by_day").on(t.ownerId, t.currency, t.day, t.occurredAt, t.transactionId),
  ],
);

/** The sums of a day by what they are: opening and closing of a statement are sums of days. */
export const earningDays = pgTable(
  "earning_days",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    currency: currency(),
    day: date("day").notNull(),
    earnedMinor: minor("earned_minor").notNull(),
    takenBackMinor: minor("taken_back_minor").notNull(),
    spentMinor: minor("spent_minor").notNull(),
    paidOutMinor: minor("paid_out_minor").notNull(),
    otherMinor: minor("other_minor").notNull(),
    /** What moved from available to held, less what came back. Not part of the balance's change. */
    heldMinor: minor("held_minor").notNull(),
    movements: integer("movements").notNull(),
    /** What is left of the sales of this day: less what was taken back of them since, or is held. Serves what may be paid out. */
    leftMinor: minor("left_minor").notNull().default(sql`0`),
  },
  (t) => [primaryKey({ columns: [t.ownerId, t.currency, t.day] })],
);

/** An order that a distributor earned on. */
export const earningSales = pgTable(
  "earning_sales",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    orderId: idColumn("order", "order_id").notNull(),
    currency: currency(),
    number: text("number").notNull(),
    earnedAt: moment("earned_at").notNull(),
    buyerId: idColumn("member", "buyer_id").notNull(),
    sharerId: idColumn("member", "sharer_id"),
    stage: stage("stage").notNull(),
    baseMinor: minor("base_minor").notNull(),
    /** The label-bearing link that the cart was filled through; null: the shop's own address. */
    link: text("link"),
    earnedMinor: minor("earned_minor").notNull(),
    /** Never negative; less than `earned_minor` or equal to it once all of it is taken back. */
    takenBackMinor: minor("taken_back_minor").notNull(),
    heldMinor: minor("held_minor").notNull(),
    state: text("state").$type<SaleState>().notNull().generatedAlwaysAs(sql`case when taken_back_minor >= earned_minor then 'taken_back' when held_minor > 0 then 'held' when taken_back_minor > 0 then 'partly' else 'credited' end`),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.orderId] }),
    // Serves the list of sales, newest first, page by key; and what is still within the withdrawal period.
    index("earning_sales_by_time").on(t.ownerId, t.earnedAt, t.orderId),
    // Serves the list filtered by what differs most.
    index("earning_sales_by_buyer").on(t.ownerId, t.buyerId, t.earnedAt, t.orderId),
    index("earning_sales_by_state").on(t.ownerId, t.state, t.earnedAt, t.orderId),
    index("earning_sales_by_stage").on(t.ownerId, t.stage, t.earnedAt, t.orderId),
    index("earning_sales_by_sharer").on(t.ownerId, t.sharerId, t.earnedAt, t.orderId),
    index("earning_sales_by_link").on(t.ownerId, t.link, t.earnedAt, t.orderId).where(sql`${t.link} is not null`),
    // Serves the search by an order's number.
    index("earning_sales_by_number").on(t.ownerId, t.number.op("text_pattern_ops")),
  ],
);
export type SaleState = "credited" | "partly" | "held" | "taken_back";

export const earningGrain = pgEnum("earning_grain", ["hour", "day", "week", "month", "year"]);
export const earningDimension = pgEnum("earning_dimension", ["all", "stage", "product", "customer", "sharer", "link"]);

/** What was earned and taken back in a period, along one dimension. Each dimension adds up to `all`, `sharer` to the viral stage. */
export const earningTotals = pgTable(
  "earning_totals",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    currency: currency(),
    grain: earningGrain("grain").notNull(),
    start: local("start").notNull(),
    dimension: earningDimension("dimension").notNull(),
    /** The stage, the id of the product or the member, the link's name; empty for `all` and for the shop's own address. */
    of: text("of").notNull(),
    orders: integer("orders").notNull(),
    earnedMinor: minor("earned_minor").notNull(),
    takenBackMinor: minor("taken_back_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.currency, t.grain, t.dimension, t.start, t.of] }),
    // Serves "the best of": a period's first ten, however many there are.
    index("earning_totals_by_amount").on(t.ownerId, t.currency, t.grain, t.dimension, t.start, t.earnedMinor),
  ],
);

/** A person downstream of a distributor: what they bought and what others bought through them. */
export const earningCustomers = pgTable(
  "earning_customers",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    customerId: idColumn("member", "customer_id").notNull(),
    currency: currency(),
    orders: integer("orders").notNull(),
    earnedMinor: minor("earned_minor").notNull(),
    takenBackMinor: minor("taken_back_minor").notNull(),
    /** Orders of others through this person's link, and what the distributor earned on them. */
    broughtOrders: integer("brought_orders").notNull(),
    broughtMinor: minor("brought_minor").notNull(),
    /** The first and the last order of their own; null for one who has only shared. */
    firstAt: moment("first_at"),
    lastAt: moment("last_at"),
    /** Who brought them; follows the member (a trigger). */
    parentId: idColumn("member", "parent_id"),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.currency, t.customerId] }),
    // Serve the table's orders: latest first (read backwards: dormant), best customers, best sharers.
    index("earning_customers_by_last").on(t.ownerId, t.currency, t.lastAt, t.customerId),
    index("earning_customers_by_earned").on(t.ownerId, t.currency, t.earnedMinor, t.customerId),
    index("earning_customers_by_brought").on(t.ownerId, t.currency, t.broughtMinor, t.customerId).where(sql`${t.broughtOrders} > 0`),
    // Serves the tree: the best of those whom somebody brought, however many there are.
    index("earning_customers_by_parent").on(t.ownerId, t.currency, t.parentId, sql`(${t.earnedMinor} + ${t.broughtMinor})`, t.customerId),
  ],
);

/** First names as they are searched: in small letters, without accents. Follow the member (a trigger): who is erased has none here either. */
export const earningNames = pgTable(
  "earning_names",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    customerId: idColumn("member", "customer_id").notNull(),
    key: text("key").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.customerId] }),
    // Serves the search by the beginning of a name, among a distributor's own.
    index("earning_names_by_key").on(t.ownerId, t.key.op("text_pattern_ops"), t.customerId),
    // Serves the trigger: a member's rows, whoever the distributor is.
    index("earning_names_by_customer").on(t.customerId),
  ],
);

/** How many of a distributor's people ordered last on each day, and how many of these have brought somebody. On the day before all days: who has only shared. */
export const earningLastDays = pgTable(
  "earning_last_days",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    currency: currency(),
    day: date("day").notNull(),
    people: integer("people").notNull(),
    sharers: integer("sharers").notNull(),
  },
  (t) => [primaryKey({ columns: [t.ownerId, t.currency, t.day] })],
);

// ---- what distributors write

/** What a distributor wants to earn in a week, a month or a year. */
export const goals = pgTable(
  "goals",
  {
    ownerId: idColumn("member", "owner_id").notNull(),
    grain: earningGrain("grain").notNull(),
    currency: currency(),
    amountMinor: minor("amount_minor").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.grain] }),
    check("a_goal_is_for_a_week_a_month_or_a_year", sql`${t.grain} in ('week', 'month', 'year')`),
    check("a_goal_is_above_zero", sql`${t.amountMinor} > 0`),
  ],
);

/** Who gets the weekly numbers, and the last week that was sent. A distributor without a row gets them. */
export const earningLetters = pgTable("earning_letters", {
  ownerId: idColumn("member", "owner_id").primaryKey(),
  wanted: boolean("wanted").notNull(),
  /** The Monday of the last week that was told. */
  toldWeek: date("told_week"),
});

/** A link with a label: another handle of the member's shop that stays in every address, so that it needs no cookie. */
export const campaignLinks = pgTable(
  "campaign_links",
  {
    handle: text("handle").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    label: text("label").notNull(),
    createdAt: moment("created_at").notNull(),
    archivedAt: moment("archived_at"),
  },
  (t) => [index("campaign_links_by_member").on(t.memberId, t.createdAt), check("a_label_says_something", sql`length(${t.label}) between 1 and 60`)],
);

/** Arrivals at a member's shop from outside, and carts that were begun there, per day and labelled link; "" is the shop's own address. Sums, nobody is recognised. */
export const shopVisits = pgTable(
  "shop_visits",
  {
    memberId: idColumn("member", "member_id").notNull(),
    day: date("day").notNull(),
    handle: text("handle").notNull(),
    visits: integer("visits").notNull().default(0),
    carts: integer("carts").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.day, t.handle] })],
);

/** The sums of all days of `shop_visits`, kept with them. */
export const linkTotals = pgTable(
  "link_totals",
  {
    memberId: idColumn("member", "member_id").notNull(),
    handle: text("handle").notNull(),
    visits: integer("visits").notNull().default(0),
    carts: integer("carts").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.handle] })],
);

/** The labelled link that an order came through. Written when it is placed. */
export const orderLinks = pgTable("order_links", {
  orderId: idColumn("order", "order_id").primaryKey(),
  handle: text("handle").notNull(),
});

// ---- pay-out

export const payoutStatus = pgEnum("payout_status", ["requested", "approved", "sent", "paid", "refused", "failed"]);

/** Earnings that are paid to a distributor's bank. Posted when requested (`payout:<id>`), reversed when refused or failed. */
export const payouts = pgTable(
  "payouts",
  {
    id: idColumn("payout", "id").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    currency: currency(),
    amountMinor: minor("amount_minor").notNull(),
    method: text("method").$type<"stripe" | "sepa">().notNull(),
    status: payoutStatus("status").notNull(),
    requestedAt: moment("requested_at").notNull(),
    decidedBy: idColumn("member", "decided_by"),
    decidedAt: moment("decided_at"),
    endedAt: moment("ended_at"),
    /** The bank file that it went out with, or the transfer at the provider. */
    reference: text("reference"),
    failure: text("failure"),
  },
  (t) => [
    index("payouts_by_member").on(t.memberId, t.id),
    // Serves the operator's list.
    index("payouts_that_wait").on(t.status, t.id),
    check("a_payout_pays_something", sql`${t.amountMinor} > 0`),
  ],
);

/** Where a distributor is paid: apart from everything else, because erasure empties it. */
export const payoutDestinations = pgTable("payout_destinations", {
  memberId: idColumn("member", "member_id").primaryKey(),
  iban: text("iban"),
  holder: text("holder"),
  stripeAccount: text("stripe_account"),
  updatedAt: moment("updated_at").notNull(),
});

/** A bank file as it was made, so that it can be handed out again byte for byte. */
export const payoutFiles = pgTable("payout_files", {
  id: text("id").primaryKey(),
  xml: text("xml").notNull(),
  payouts: jsonb("payouts").$type<readonly string[]>().notNull(),
  createdAt: moment("created_at").notNull(),
});
