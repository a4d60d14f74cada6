import { sql } from "drizzle-orm";
import { boolean, index, integer, pgEnum, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, minor, moment } from "./columns";

/** `none`: nothing was sent, so nothing has to come back. */
export const returnEvidence = pgEnum("return_evidence", ["none", "goods", "proof"]);

/** A buyer has withdrawn from an order, or from a part of it. Recorded at once, never undone. DESIGN §9 */
export const withdrawals = pgTable(
  "withdrawals",
  {
    id: idColumn("withdrawal", "id").primaryKey(),
    orderId: idColumn("order", "order_id").notNull(),
    locale: text("locale").notNull(),
    declaredAt: moment("declared_at").notNull(),
    /** Everything that was still the buyer's: standard delivery is given back too. */
    whole: boolean("whole").notNull(),
    shippingMinor: minor("shipping_minor").notNull(),
    /** The latest day of the refund, unless the goods are still awaited. */
    refundBy: moment("refund_by").notNull(),
    /** What says that the goods come back; null while nothing does. */
    evidence: returnEvidence("evidence"),
    evidenceAt: moment("evidence_at"),
    /** Who received the goods or accepted the proof; null when the buyer gave it. */
    evidenceBy: idColumn("member", "evidence_by"),
    refundId: idColumn("refund", "refund_id"),
    /** There was nothing left to give back: a refund had been made before. */
    nothingLeft: boolean("nothing_left").notNull().default(false),
  },
  (t) => [
    index("withdrawals_by_order").on(t.orderId, t.declaredAt),
    // Serves the clock that starts refunds, and the operators' list.
    index("withdrawals_that_wait").on(t.refundBy).where(sql`${t.refundId} is null and not ${t.nothingLeft}`),
    uniqueIndex("a_refund_ends_one_withdrawal").on(t.refundId).where(sql`${t.refundId} is not null`),
  ],
);

/** The goods that a withdrawal gives up. */
export const withdrawalLines = pgTable(
  "withdrawal_lines",
  {
    id: idColumn("line", "id").primaryKey(),
    withdrawalId: idColumn("withdrawal", "withdrawal_id").notNull(),
    orderLineId: idColumn("line", "order_line_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (t) => [uniqueIndex("a_withdrawal_names_a_line_once").on(t.withdrawalId, t.orderLineId)],
);

/** Who withdrew and where the receipt went, in their words; and the proof of dispatch. Personal data: erasure empties it. */
export const withdrawalContacts = pgTable("withdrawal_contacts", {
  withdrawalId: idColumn("withdrawal", "withdrawal_id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  proof: text("proof").notNull().default(""),
});
