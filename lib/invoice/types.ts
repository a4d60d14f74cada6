import type { InvoiceId, LineId, OrderId, RefundId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";

export type InvoiceKind = "invoice" | "credit_note" | "credit_note_cancelled";

/** Does spent wallet credit pay the invoice, or lower it? For the company's accountant to say. DESIGN §5 */
export type CreditLayout = "tender" | "discount";

/** The settings of this domain. */
export type Invoicing = { readonly creditOnInvoice: CreditLayout };

/** What a rate's part of a document comes to; `grossMinor` contains `vatMinor`. */
export type VatRow = { readonly rateBps: number; readonly grossMinor: bigint; readonly vatMinor: bigint };

/** A paid order as its documents are worked out from. Goods are after discounts and before credit spent. */
export type Sale = {
  readonly lines: readonly { readonly id: LineId; readonly quantity: number; readonly goodsMinor: bigint; readonly creditMinor: bigint; readonly vatBps: number }[];
  readonly shippingMinor: bigint;
  /** Credit spent, at most the total. */
  readonly creditMinor: bigint;
};

/** What a refund gives back, as far as documents go. */
export type GivenBack = {
  readonly id: RefundId;
  readonly lines: readonly { readonly line: LineId; readonly quantity: number; readonly goodsMinor: bigint }[];
  readonly shippingMinor: bigint;
  readonly walletMinor: bigint;
  readonly cardMinor: bigint;
};

/** Somebody that a document names, one line of an address an entry. */
export type Party = { readonly name: string; readonly address: readonly string[] };
export type Seller = Party & { readonly legal: readonly string[]; readonly vatNumber: string; readonly email: string };

export type InvoiceLine = {
  readonly title: string;
  readonly sku: string;
  /** 0: only money was given back. */
  readonly quantity: number;
  readonly unitMinor: bigint;
  readonly discountMinor: bigint;
  readonly goodsMinor: bigint;
  readonly vatBps: number;
};

/** Everything that a document says, in its buyer's language. Amounts are positive in credit notes too. */
export type InvoiceContent = {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: Currency;
  readonly layout: CreditLayout;
  readonly seller: Seller;
  readonly buyer: Party;
  readonly orderNumber: string;
  readonly paidAt: Date;
  /** The number of the document that this one corrects. */
  readonly corrects: string | null;
  readonly lines: readonly InvoiceLine[];
  readonly shippingMinor: bigint;
  /** Wallet credit: what it pays or lowers, or what of it went back to the wallet. */
  readonly creditMinor: bigint;
  readonly cardMinor: bigint;
  /** What the rates' gross sums come to. */
  readonly totalMinor: bigint;
  readonly vat: readonly VatRow[];
};

/** A document as it was issued. */
export type Invoice = {
  readonly id: InvoiceId;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly order: OrderId;
  readonly refund: RefundId | null;
  readonly issuedAt: Date;
  readonly content: InvoiceContent;
};

/** For lists and links. */
export type InvoiceTitle = Pick<Invoice, "id" | "kind" | "number" | "issuedAt">;

export type IssueOutcome = { readonly ok: true; readonly issued: InvoiceTitle | null };
