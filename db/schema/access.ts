import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** A signed-in browser. The token is stored as its SHA-256. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    memberId: idColumn("member", "member_id").notNull(),
    device: text("device").notNull().default(""),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  // Serves the list of devices and "sign out everywhere".
  (t) => [index("sessions_by_member").on(t.memberId)],
);

/** A sign-in link that was sent. The token is stored as a hash and works once. */
export const signInTokens = pgTable("sign_in_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  email: text("email").notNull(),
  expiresAt: moment("expires_at").notNull(),
});

/** Counters of attempts, by whom and what, per window. They survive restarts and are shared by all processes. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  hits: integer("hits").notNull(),
  windowEndsAt: moment("window_ends_at").notNull(),
});
