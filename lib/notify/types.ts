import type { MemberId, MessageId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Money } from "@/lib/kernel/money";
import type { Member } from "@/lib/members/types";
import type { WholeOrder } from "@/lib/order/queries";

/** A mail to send. Payloads hold ids, never an address, a name or a link. */
export type MailRequest = {
  /** Left out: a new one. Given: asked for again, the mail is still sent once. */
  readonly id?: MessageId;
  readonly topic: "mail.sign_in" | "mail.order_confirmed" | "mail.credit_received" | "mail.withdrawal_receipt" | "mail.claim_wallet" | "mail.week" | "mail.operator_invited" | "mail.application_answered" | "mail.payout_ended" | "invoice.issue";
  readonly payload: Readonly<Record<string, string | null>>;
  readonly key: string;
  readonly at: Date;
};

/** Facts of an order's confirmation. `earned` is what the buyer was credited; null when nothing. */
export type OrderNews = WholeOrder & { readonly buyer: Member; readonly handle: string | null; readonly earned: Money | null };

/** Facts of the mail to somebody else who was credited for an order. */
export type CreditNews = { readonly member: Member; readonly part: "sharer" | "distributor"; readonly amount: Money; readonly orderNumber: string };

/** Whom a sign-in link goes to, and in which language they asked. */
export type SignInNews = { readonly email: string; readonly member: Member; readonly locale: Locale };

/** A member and what an order's cash-back posted to them. */
export type Credited = { readonly member: MemberId; readonly part: "buyer" | "sharer" | "distributor"; readonly amount: Money };
