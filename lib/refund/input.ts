import { z } from "zod";
import { idOf } from "@/lib/kernel/id";
import { CURRENCIES } from "@/lib/kernel/money";

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
