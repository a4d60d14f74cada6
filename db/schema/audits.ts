import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** An audit of the book that an operator asked for: how far it is, and what it found. */
export const audits = pgTable(
  "audits",
  {
    id: idColumn("audit", "id").primaryKey(),
    requestedBy: idColumn("member", "requested_by").notNull(),
    requestedAt: moment("requested_at").notNull(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
    /** Checks that are done, and how many there are; both 0 before the start. */
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    /** What `lib/audit` reports; null until it is over. */
    report: jsonb("report"),
    /** Why it could not run; null when it could. */
    failure: text("failure"),
  },
  (t) => [index("audits_by_time").on(t.requestedAt)],
);
