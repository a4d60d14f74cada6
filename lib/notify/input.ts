import * as z from "zod";
import { idOf, type IdKind } from "@/lib/kernel/id";
import { LOCALES } from "@/lib/kernel/locale";

const UUID = /^(?:[a-z]{3}_)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;
/** An id as the database writes it into a payload (a UUID) or as our code does (prefixed). */
const id = <K extends IdKind>(kind: K) => z.string().regex(UUID).transform((text) => idOf(kind, text.slice(text.indexOf("_") + 1)));

/** Payload of `order.paid` and `mail.order_confirmed`. */
export const OrderPayload = z.object({ order: id("order") });
/** Payload of `mail.credit_received`. */
export const CreditPayload = z.object({ order: id("order"), member: id("member") });
/** Payload of `mail.sign_in`. */
export const SignInPayload = z.object({ member: id("member").nullable(), locale: z.enum(LOCALES) });
/** Payload of `mail.refunded`. */
export const RefundPayload = z.object({ refund: id("refund") });
/** Payload of `mail.withdrawal_receipt`. */
export const WithdrawalPayload = z.object({ withdrawal: id("withdrawal") });
/** Payload of `mail.claim_wallet`. */
export const ClaimPayload = z.object({ member: id("member") });
/** Payload of `mail.application_answered`. */
export const AnswerPayload = z.object({ member: id("member"), answer: z.enum(["approved", "refused"]) });
/** Payload of `mail.payout_ended`: how it had ended when this was written; one that was paid can still come back. */
export const PayoutPayload = z.object({ payout: id("payout"), ending: z.enum(["paid", "refused", "failed"]) });
/** Payload of `mail.week`: the Monday of the week that is told. */
export const WeekPayload = z.object({ member: id("member"), week: z.iso.date() });
