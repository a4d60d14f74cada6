import { pgEnum, pgTable } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

export const operatorRole = pgEnum("operator_role", ["owner", "finance", "catalogue", "support"]);

/** Staff of the company: members who may enter the office, and what for. */
export const operators = pgTable("operators", {
  memberId: idColumn("member", "member_id").primaryKey(),
  role: operatorRole("role").notNull(),
  appointedAt: moment("appointed_at").notNull(),
  /** When they stopped being one. */
  endedAt: moment("ended_at"),
});
