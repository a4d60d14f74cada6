import { date, integer, pgEnum, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { idColumn } from "./columns";

export const shareEvent = pgEnum("share_event", ["visit", "cart"]);

/** What members' links did, counted by day and product: sums, and nothing about who came. `product` is a slug, "" for the front page. */
export const shareDays = pgTable(
  "share_days",
  {
    memberId: idColumn("member", "member_id").notNull(),
    day: date("day").notNull(),
    product: text("product").notNull(),
    event: shareEvent("event").notNull(),
    count: integer("count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.day, t.product, t.event] })],
);
