import { z } from "zod";
import { idOf, parseId } from "@/lib/kernel/id";
import { CURRENCIES, type Currency, parseAmount } from "@/lib/kernel/money";
import type { NewRefund } from "./types";

const CODES = Object.keys(CURRENCIES) as (keyof typeof CURRENCIES)[];

/** Payload of `payment.return`, as the settling call writes it: money to send back that never was the order's. */
export const paymentPayload = z.object({
  order: z.uuid().transform((uuid) => idOf("order", uuid)),
  payment: z.string().min(1),
  amountMinor: z.string().regex(/^\d+$/).transform(BigInt),
  currency: z.enum(CODES as [(typeof CODES)[number], ...(typeof CODES)[number][]]),
});

/** Payload of `payment.refund`: which refund to send, and the number of the attempt that a provider's key is made of. */
export const sendingPayload = z.object({ refund: z.uuid().transform((uuid) => idOf("refund", uuid)), attempt: z.int().min(1) });

/** Payload of `payment.look`: a payment, and perhaps a dispute, to ask the provider about. */
export const lookPayload = z.object({ payment: z.string().min(1), dispute: z.string().nullable() });

const Pieces = z.coerce.number().int().min(1).max(9999);

/**
 * A refund as a form asks for it: `kind` is `lines` (with `line:<id>` = how many, and `shipping` = an amount), `shipping` or
 * `amount` (with `amount`). Null: nothing was asked for, or an amount is none.
 * @param given the form's fields, or the address's
 */
export function parseRefundWish(given: Readonly<Record<string, unknown>>, currency: Currency): NewRefund["request"] | null {
  const text = (name: string): string => (typeof given[name] === "string" ? given[name] : "");
  const amountOf = (name: string): bigint | null => parseAmount(text(name), currency)?.minor ?? null;
  if (given["kind"] === "amount" || given["kind"] === "shipping") {
    const amountMinor = amountOf("amount");
    return amountMinor === null ? null : { kind: given["kind"], amountMinor };
  }
  if (given["kind"] !== "lines") return null;
  const lines = Object.keys(given).flatMap((name) => {
    const line = name.startsWith("line:") ? parseId("line", name.slice("line:".length)) : null;
    const pieces = Pieces.safeParse(given[name]);
    return line !== null && pieces.success ? [{ line, quantity: pieces.data }] : [];
  });
  const shippingMinor = text("shipping") === "" ? 0n : amountOf("shipping");
  return shippingMinor === null || (lines.length === 0 && shippingMinor === 0n) ? null : { kind: "lines", lines, shippingMinor };
}
