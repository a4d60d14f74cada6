import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, moment } from "./columns";

/** `credit_note_cancelled` charges again what a credit note gave back whose refund was taken back. */
export const invoiceKind = pgEnum("invoice_kind", ["invoice", "credit_note", "credit_note_cancelled"]);

/**
 * The last number of a series in a year. Locked while a document is written, in the transaction that writes it: numbers
 * have no gap and follow the dates. A sequence would lose a number with every rollback. DESIGN §9
 */
export const invoiceCounters = pgTable(
  "invoice_counters",
  {
    series: text("series").notNull(),
    year: integer("year").notNull(),
    last: integer("last").notNull(),
    lastIssuedAt: moment("last_issued_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.year] })],
);

/**
 * Invoices and credit notes, as they were issued. Append only: the database refuses every change. What tax law asks to be
 * kept stays, names and addresses too, for finance alone. DESIGN §9
 */
export const invoices = pgTable(
  "invoices",
  {
    id: idColumn("invoice", "id").primaryKey(),
    kind: invoiceKind("kind").notNull(),
    series: text("series").notNull(),
    year: integer("year").notNull(),
    sequence: integer("sequence").notNull(),
    /** What people call it: series, year and number. */
    number: text("number").notNull(),
    orderId: idColumn("order", "order_id").notNull(),
    refundId: idColumn("refund", "refund_id"),
    issuedAt: moment("issued_at").notNull(),
    /** Checked by lib/invoice/input.ts when read. */
    content: jsonb("content").notNull(),
  },
  (t) => [
    uniqueIndex("a_number_is_one_invoice").on(t.series, t.year, t.sequence),
    uniqueIndex("an_invoice_number_is_one_invoice").on(t.number),
    uniqueIndex("an_order_has_one_invoice").on(t.orderId).where(sql`${t.kind} = 'invoice'`),
    uniqueIndex("a_refund_has_one_document_of_a_kind").on(t.refundId, t.kind).where(sql`${t.refundId} is not null`),
    // Serves the order's page and what was credited so far.
    index("invoices_by_order").on(t.orderId, t.issuedAt),
    check("an_invoice_is_of_an_order_and_the_rest_of_a_refund", sql`(${t.kind} = 'invoice') = (${t.refundId} is null)`),
  ],
);
