import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invoiceCounters, invoices } from "@/db/schema/invoices";
import { readCompany } from "@/lib/company/queries";
import { legalForm } from "@/lib/company/rules";
import type { Company } from "@/lib/company/types";
import { newId, type OrderId, type RefundId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { isLocale, type Locale, localized } from "@/lib/kernel/locale";
import { findOrder, type OrderLine, type WholeOrder } from "@/lib/order/queries";
import { lockOrder } from "@/lib/refund/commands";
import { listRefunds } from "@/lib/refund/queries";
import { toStored } from "./input";
import { listWholeInvoices, readInvoicing } from "./queries";
import { givenBackVat, grossOf, invoiceVat, lessVat, numberOf, seriesOf, yearIn } from "./rules";
import type { CreditLayout, GivenBack, Invoice, InvoiceContent, InvoiceKind, InvoiceLine, IssueOutcome, Sale, Seller, VatRow } from "./types";

type Draft = {
  readonly kind: InvoiceKind;
  readonly refund: RefundId | null;
  readonly content: InvoiceContent;
  /** No earlier than what it corrects. */
  readonly notBefore: Date | null;
};

/**
 * Issues the next document that an order lacks: its invoice once it is paid, then a credit note for each refund that
 * stands, and a charge for each note whose refund was taken back. `issued` is null when nothing is missing. One document
 * a transaction: call it again until then. Concurrent and repeated calls issue each document once.
 * @see DESIGN §5, §9
 */
export async function issueNext(tx: Tx, { order, at }: { readonly order: OrderId; readonly at: Date }): Promise<IssueOutcome> {
  await lockOrder(tx, order);
  const found = await findOrder(tx, order);
  if (!found || found.order.paidAt === null) return { ok: true, issued: null };
  const draft = await nextDraft(tx, found);
  if (!draft) return { ok: true, issued: null };
  const { kind, refund, content, notBefore } = draft;
  const numbered = await takeNumber(tx, { series: seriesOf(kind), timeZone: content.timeZone, at: notBefore !== null && notBefore > at ? notBefore : at });
  const id = newId("invoice", numbered.issuedAt.getTime());
  const number = numberOf(numbered);
  await tx.insert(invoices).values({ id, kind, ...numbered, number, orderId: order, refundId: refund, content: toStored(content) });
  return { ok: true, issued: { id, kind, number, issuedAt: numbered.issuedAt } };
}

/** The next number of a series. Its row stays locked until the document is committed with it; the date never goes back. */
async function takeNumber(tx: Tx, { series, timeZone, at }: { readonly series: string; readonly timeZone: string; readonly at: Date }) {
  const year = yearIn(timeZone, at);
  const [counter] = await tx.insert(invoiceCounters).values({ series, year, last: 1, lastIssuedAt: at }).onConflictDoUpdate({
    target: [invoiceCounters.series, invoiceCounters.year],
    set: { last: sql`${invoiceCounters.last} + 1`, lastIssuedAt: sql`greatest(${invoiceCounters.lastIssuedAt}, excluded.last_issued_at)` },
  }).returning();
  invariant(counter !== undefined, "a counter answers");
  return { series, year, sequence: counter.last, issuedAt: counter.lastIssuedAt };
}

async function nextDraft(tx: Tx, whole: WholeOrder): Promise<Draft | null> {
  const issued = await listWholeInvoices(tx, whole.order.id);
  const invoice = issued.find(({ kind }) => kind === "invoice");
  const company = await readCompany(tx);
  if (!invoice) return firstDraft(whole, company, (await readInvoicing(tx)).creditOnInvoice);

  const refunds = (await listRefunds(tx, whole.order.id)).filter(({ kind }) => kind !== "dispute" && kind !== "late_payment");
  const noted = (kind: InvoiceKind) => new Set(issued.filter((one) => one.kind === kind).map(({ refund }) => refund));
  const [credited, charged] = [noted("credit_note"), noted("credit_note_cancelled")];
  const counted = refunds.filter(({ id }) => credited.has(id) && !charged.has(id));

  const over = refunds.find(({ id, status }) => status === "cancelled" && credited.has(id) && !charged.has(id));
  if (over) return noteDraft(whole, { company, issued, invoice }, { kind: "credit_note_cancelled", refund: over, counted: counted.filter(({ id }) => id !== over.id) });
  for (const refund of refunds.filter(({ id, status }) => status !== "cancelled" && !credited.has(id))) {
    const draft = noteDraft(whole, { company, issued, invoice }, { kind: "credit_note", refund, counted: [...counted, refund] });
    if (draft.content.totalMinor > 0n) return draft;
  }
  return null;
}

function firstDraft(whole: WholeOrder, company: Company, layout: CreditLayout): Draft {
  const { order, lines } = whole;
  const vat = invoiceVat(saleOf(whole), layout);
  const locale = localeOf(whole);
  return {
    kind: "invoice",
    refund: null,
    notBefore: null,
    content: {
      ...headOf(whole, { company, layout, locale }),
      corrects: null,
      lines: lines.map((line) => lineOf(line, locale)),
      shippingMinor: order.shippingMinor, creditMinor: order.creditMinor, cardMinor: order.cardMinor, totalMinor: grossOf(vat), vat,
    },
  };
}

type Book = { readonly company: Company; readonly issued: readonly Invoice[]; readonly invoice: Invoice };
type Note = { readonly kind: "credit_note" | "credit_note_cancelled"; readonly refund: GivenBack; readonly counted: readonly GivenBack[] };

/** What all refunds that count give back, less what the documents so far say. */
function noteDraft(whole: WholeOrder, { company, issued, invoice }: Book, { kind, refund, counted }: Note): Draft {
  const { layout, locale } = invoice.content;
  const soFar = issued.flatMap((one): VatRow[] => {
    if (one.kind === "invoice") return [];
    return one.kind === "credit_note" ? [...one.content.vat] : negative(one.content.vat);
  });
  const change = lessVat(givenBackVat(saleOf(whole), counted, layout), soFar);
  const vat = (kind === "credit_note" ? change : negative(change)).filter(({ grossMinor, vatMinor }) => grossMinor !== 0n || vatMinor !== 0n);
  const corrected = kind === "credit_note" ? invoice : issued.find((one) => one.kind === "credit_note" && one.refund === refund.id);
  return {
    kind,
    refund: refund.id,
    notBefore: issued.at(-1)?.issuedAt ?? null,
    content: {
      ...headOf(whole, { company, layout, locale }),
      // As the invoice names them, who may have been erased since.
      buyer: invoice.content.buyer,
      corrects: corrected?.number ?? null,
      lines: refund.lines.flatMap(({ line: id, quantity, goodsMinor }) => {
        const line = whole.lines.find((one) => one.id === id);
        return line ? [{ ...lineOf(line, locale), quantity, goodsMinor }] : [];
      }),
      shippingMinor: refund.shippingMinor, creditMinor: refund.walletMinor, cardMinor: refund.cardMinor, totalMinor: grossOf(vat), vat,
    },
  };
}

const negative = (rows: readonly VatRow[]): VatRow[] => rows.map(({ rateBps, grossMinor, vatMinor }) => ({ rateBps, grossMinor: -grossMinor, vatMinor: -vatMinor }));

function saleOf({ order, lines }: WholeOrder): Sale {
  return { lines, shippingMinor: order.shippingMinor, creditMinor: order.creditMinor };
}

function localeOf({ order }: WholeOrder): Locale {
  return isLocale(order.locale) ? order.locale : "fr";
}

function headOf({ order, contact }: WholeOrder, { company, layout, locale }: { readonly company: Company; readonly layout: CreditLayout; readonly locale: Locale }) {
  invariant(order.paidAt !== null, "an invoice is of a paid order");
  const buyer = contact && [contact.street, contact.street2, `${contact.postalCode} ${contact.city}`, new Intl.DisplayNames(locale, { type: "region" }).of(contact.country) ?? contact.country];
  return {
    locale, layout,
    timeZone: order.timeZone, currency: order.currency, orderNumber: order.number, paidAt: order.paidAt,
    seller: sellerOf(company),
    buyer: { name: contact?.name ?? "", address: (buyer ?? []).filter((text) => text.trim() !== "") },
  };
}

function sellerOf({ name, legalName, address, email, legal }: Company): Seller {
  return {
    name: legalName || name,
    address: address.split("\n").map((text) => text.trim()).filter(Boolean),
    legal: legal ? [legalForm(legal), legal.registration].filter(Boolean) : [],
    vatNumber: legal?.vatNumber ?? "",
    email,
  };
}

function lineOf({ title, choice, sku, quantity, unitMinor, discountMinor, goodsMinor, vatBps }: OrderLine, locale: Locale): InvoiceLine {
  return { title: [localized(title, locale), choice && localized(choice, locale)].filter(Boolean).join(", "), sku, quantity, unitMinor, discountMinor, goodsMinor, vatBps };
}
