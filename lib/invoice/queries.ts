import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import { settings } from "@/db/schema/plan";
import type { OrderId } from "@/lib/kernel/id";
import { ContentInput, InvoicingInput } from "./input";
import type { Invoice, InvoiceTitle, Invoicing } from "./types";

/** The settings of this domain; those of a new installation where nothing was written. */
export async function readInvoicing(reader: Reader): Promise<Invoicing> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, "invoicing"));
  return InvoicingInput.parse(row?.value ?? {});
}

/** The documents of an order in the order of their issue: for its page. */
export async function listInvoices(reader: Reader, order: OrderId): Promise<InvoiceTitle[]> {
  const { id, kind, number, issuedAt } = invoices;
  return reader.select({ id, kind, number, issuedAt }).from(invoices).where(eq(invoices.orderId, order)).orderBy(asc(issuedAt), asc(kind), asc(number));
}

/** The documents of an order with all that they say. */
export async function listWholeInvoices(reader: Reader, order: OrderId): Promise<Invoice[]> {
  const rows = await reader.select().from(invoices).where(eq(invoices.orderId, order)).orderBy(asc(invoices.issuedAt), asc(invoices.kind), asc(invoices.number));
  return rows.map(toInvoice);
}

/** A document of an order by its number; null when that order has none of this number. */
export async function findInvoice(reader: Reader, order: OrderId, number: string): Promise<Invoice | null> {
  const [row] = await reader.select().from(invoices).where(and(eq(invoices.number, number), eq(invoices.orderId, order)));
  return row ? toInvoice(row) : null;
}

function toInvoice({ id, kind, number, orderId, refundId, issuedAt, content }: typeof invoices.$inferSelect): Invoice {
  return { id, kind, number, order: orderId, refund: refundId, issuedAt, content: ContentInput.parse(content) };
}
