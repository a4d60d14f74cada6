import * as z from "zod";
import { parseId } from "@/lib/kernel/id";
import { isIban, normaliseIban, PAYOUTS_OFF } from "./rules";
import { PAYOUT_METHODS, type PayoutSettings } from "./types";

/** An IBAN of SEPA, with or without spaces. */
export const IbanInput = z.string().max(60).transform(normaliseIban).refine(isIban, { error: "not_an_iban" });

/** What a bank takes as a name. EPC217: Latin letters, and at most 70 of them. */
export const HolderInput = z.string().trim().min(2).max(70).regex(/^[\p{Script=Latin}\p{M}0-9 .,'’()+/?:-]+$/u, { error: "not_a_name" });

const minor = z.string().regex(/^\d{1,15}$/).transform(BigInt);

/** How earnings are paid out, as it is stored. */
export const StoredPayouts = z.object({
  method: z.enum(PAYOUT_METHODS).default("off"),
  minimumMinor: minor.default(PAYOUTS_OFF.minimumMinor),
  afterDays: z.number().int().min(14).max(365).default(PAYOUTS_OFF.afterDays),
  from: z.object({ name: z.string(), iban: z.string(), bic: z.string() }).default(PAYOUTS_OFF.from),
}) satisfies z.ZodType<PayoutSettings>;

/** A BIC, or nothing: banks of SEPA find each other by IBAN. ISO 9362 */
export const BicInput = z.string().trim().toUpperCase().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/, { error: "not_a_bic" });

/** Payload of `payout.transfer`. */
export const TransferPayload = z.object({ payout: z.string().transform((text, context) => parseId("payout", text) ?? (context.addIssue("not an id"), z.NEVER)) });
