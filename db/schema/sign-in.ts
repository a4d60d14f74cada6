import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** A member's password, when they chose to have one: argon2id, with its parameters and salt. */
export const passwords = pgTable("passwords", {
  memberId: idColumn("member", "member_id").primaryKey(),
  hash: text("hash").notNull(),
  changedAt: moment("changed_at").notNull(),
});

/** The six digits that stand in a sign-in mail beside the link. Stored as a keyed hash; a few wrong tries end them, never the link. */
export const signInCodes = pgTable("sign_in_codes", {
  email: text("email").primaryKey(),
  codeHash: text("code_hash").notNull(),
  tries: integer("tries").notNull().default(0),
  expiresAt: moment("expires_at").notNull(),
});

/** An authenticator app (TOTP, RFC 6238). The secret is encrypted; a step that was used is not taken again. */
export const secondFactors = pgTable("second_factors", {
  memberId: idColumn("member", "member_id").primaryKey(),
  secret: text("secret").notNull(),
  /** Null until the first right code: not asked for before. */
  confirmedAt: moment("confirmed_at"),
  lastStep: bigint("last_step", { mode: "bigint" }).notNull().default(sql`0`),
});

/** Codes for the day on which the phone is lost: each works once. Stored as hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    memberId: idColumn("member", "member_id").notNull(),
    codeHash: text("code_hash").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.codeHash] })],
);

/** Sessions that have shown their second factor. Ends with its session. */
export const sessionFactors = pgTable(
  "session_factors",
  { tokenHash: text("token_hash").primaryKey(), memberId: idColumn("member", "member_id").notNull(), at: moment("at").notNull() },
  (t) => [index("session_factors_by_member").on(t.memberId)],
);
