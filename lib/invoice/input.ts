import * as z from "zod";
import { LOCALES } from "@/lib/kernel/locale";
import { type Currency, isCurrency } from "@/lib/kernel/money";

/** The settings of this domain as stored; what is left out is that of a new installation. */
export const InvoicingInput = z.object({ creditOnInvoice: z.enum(["tender", "discount"]).default("tender") });

const minor = z.string().regex(/^-?\d+$/).transform(BigInt);
const party = { name: z.string(), address: z.array(z.string()) };

/** A document as it is stored: amounts as decimal digits of minor units. `toStored` writes it. */
export const ContentInput = z.object({
  locale: z.enum(LOCALES),
  timeZone: z.string(),
  currency: z.string().refine((code): code is Currency => isCurrency(code)),
  layout: z.enum(["tender", "discount"]),
  seller: z.object({ ...party, legal: z.array(z.string()), vatNumber: z.string(), email: z.string() }),
  buyer: z.object(party),
  orderNumber: z.string(),
  paidAt: z.iso.datetime().transform((text) => new Date(text)),
  corrects: z.string().nullable(),
  lines: z.array(z.object({ title: z.string(), sku: z.string(), quantity: z.int(), unitMinor: minor, discountMinor: minor, goodsMinor: minor, vatBps: z.int() })),
  shippingMinor: minor,
  creditMinor: minor,
  cardMinor: minor,
  totalMinor: minor,
  vat: z.array(z.object({ rateBps: z.int(), grossMinor: minor, vatMinor: minor })),
});

/** A document as the database keeps it: JSON knows no bigint. */
export function toStored(content: object): unknown {
  return JSON.parse(JSON.stringify(content, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)));
}
