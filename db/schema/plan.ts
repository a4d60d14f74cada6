import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** One version of the pay plan. Append only: an order keeps the version that it was placed under. DESIGN §2 */
export const planVersions = pgTable("plan_versions", {
  version: integer("version").primaryKey(),
  startsAt: moment("starts_at").notNull().unique("one_plan_starts_at_a_time"),
  /** Checked by lib/plan/input.ts when written and when read. */
  definition: jsonb("definition").notNull(),
  createdBy: idColumn("member", "created_by"),
  createdAt: moment("created_at").notNull(),
});

/** The company's settings, one row a key; each key's shape is checked where it is read. */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
  updatedAt: moment("updated_at").notNull(),
});
