import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Localized } from "../../lib/kernel/locale";
import { idColumn, moment } from "./columns";

export const memberRole = pgEnum("member_role", ["customer", "distributor"]);
/** `merged` members live on as their survivor; `erased` ones keep a nameless place in the chain. */
export const memberStatus = pgEnum("member_status", ["active", "suspended", "closed", "merged", "erased"]);

/** A customer or a distributor: one per e-mail address. Wallets hang on the id; the chain of parents is the attribution. */
export const members = pgTable(
  "members",
  {
    id: idColumn("member", "id").primaryKey(),
    role: memberRole("role").notNull().default("customer"),
    status: memberStatus("status").notNull().default("active"),
    /** Trimmed, lower-cased, NFC. Null once erased or merged. */
    email: text("email"),
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull().default(""),
    town: text("town").notNull().default(""),
    locale: text("locale").notNull().default("fr"),
    /** The commission system's id of this member. */
    externalId: text("external_id"),
    /** Agreed to be found by name and town when a shopper is asked "who told you about us?". */
    listed: boolean("listed").notNull().default(false),
    /** For example "VDI"; shown on the distributor's shop page. */
    statusLabel: text("status_label").notNull().default(""),
    picture: text("picture"),
    words: jsonb("words").$type<Localized>(),
    favourites: jsonb("favourites").$type<readonly string[]>().notNull().default([]),
    /** First sponsor ever. Carries the chain, never expires. DESIGN §3. */
    parentId: idColumn("member", "parent_id"),
    bindingSponsorId: idColumn("member", "binding_sponsor_id"),
    bindingOrderId: idColumn("order", "binding_order_id"),
    bindingStartedAt: moment("binding_started_at"),
    /** Null with a sponsor: for life. */
    bindingUntil: moment("binding_until"),
    mergedInto: idColumn("member", "merged_into"),
    claimedAt: moment("claimed_at"),
    enrolledAt: moment("enrolled_at"),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    // Serves the office's search by the beginning of an address, too.
    uniqueIndex("an_address_is_one_member").on(t.email.op("text_pattern_ops")),
    // Without those who have none: a first purchase writes the row anew, and every index with it.
    uniqueIndex("an_external_id_is_one_member").on(t.externalId).where(sql`${t.externalId} is not null`),
    // Serves the tree of customers and the downline pages.
    index("members_by_parent").on(t.parentId).where(sql`${t.parentId} is not null`),
    // Serves the office's search for members by a part of a name.
    index("members_by_name").using("gin", sql`(${t.firstName} || ' ' || ${t.lastName}) gin_trgm_ops`),
    check("nobody_is_their_own_parent", sql`${t.parentId} is distinct from ${t.id}`),
    check("nobody_is_their_own_sponsor", sql`${t.bindingSponsorId} is distinct from ${t.id}`),
    check("a_merged_member_has_a_survivor", sql`(${t.status} = 'merged') = (${t.mergedInto} is not null)`),
  ],
);

/** Names of shops. A former handle belongs to its member for ever and redirects. */
export const handles = pgTable(
  "handles",
  {
    handle: text("handle").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    current: boolean("current").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    // Serves the office's search by the beginning of a handle.
    index("handles_by_beginning").on(t.handle.op("text_pattern_ops")),
    uniqueIndex("a_member_has_one_current_handle").on(t.memberId).where(sql`${t.current}`),
    check("a_handle_is_well_formed", sql`${t.handle} ~ '^[a-z](-?[a-z0-9])+$' and length(${t.handle}) between 3 and 30`),
  ],
);

/** What became of parents, bindings and sales, and why. Append only: holds ids, never names. DESIGN §3, §9 */
export const attributionEvents = pgTable(
  "attribution_events",
  {
    id: idColumn("trail", "id").primaryKey(),
    kind: text("kind").notNull(),
    memberId: idColumn("member", "member_id").notNull(),
    fromId: idColumn("member", "from_id"),
    toId: idColumn("member", "to_id"),
    orderId: idColumn("order", "order_id"),
    byMemberId: idColumn("member", "by_member_id"),
    occurredAt: moment("occurred_at").notNull(),
  },
  // Serves "how did this member get their sponsor?".
  (t) => [index("attribution_events_by_member").on(t.memberId, t.id)],
);
