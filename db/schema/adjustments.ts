import { sql } from "drizzle-orm";
import { boolean, char, check, index, pgTable, text } from "drizzle-orm/pg-core";
import type { Currency } from "../../lib/kernel/money";
import { idColumn, minor, moment } from "./columns";

/** Credit that one operator wants to give or take and a second one must approve. Its reason lies in `trail_notes` under the same id. */
export const adjustmentRequests = pgTable(
  "adjustment_requests",
  {
    id: idColumn("trail", "id").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    wallet: text("wallet").$type<"credit" | "earnings">().notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: char("currency", { length: 3 }).$type<Currency>().notNull(),
    requestedBy: idColumn("member", "requested_by").notNull(),
    requestedAt: moment("requested_at").notNull(),
    decidedBy: idColumn("member", "decided_by"),
    decidedAt: moment("decided_at"),
    /** Null while it waits. */
    approved: boolean("approved"),
  },
  (t) => [
    // Serves the operators' list.
    index("adjustments_that_wait").on(t.requestedAt).where(sql`${t.approved} is null`),
    check("a_second_person_approves", sql`${t.approved} is not true or (${t.decidedBy} is not null and ${t.decidedBy} <> ${t.requestedBy})`),
    check("a_decision_has_its_moment", sql`(${t.approved} is null) = (${t.decidedAt} is null)`),
    check("an_adjustment_moves_something", sql`${t.amountMinor} <> 0`),
    check("an_adjustment_names_a_wallet", sql`${t.wallet} in ('credit', 'earnings')`),
  ],
);
