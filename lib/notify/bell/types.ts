import type { MemberId, NoticeId, OrderId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";

/** What a member may be told. The sentence is made when it is read: a notice holds ids and sums only. */
export type NoticeKind = "order_paid" | "credit_received" | "earnings_received" | "application_approved" | "application_refused";

/** A line of the bell's list. */
export type Notice = {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly order: OrderId | null;
  readonly amount: Money | null;
  readonly at: Date;
  readonly read: boolean;
};

/** News for one member. Told again with the same id, it is one notice. */
export type NewNotice = { readonly id: NoticeId; readonly member: MemberId; readonly kind: NoticeKind; readonly order?: OrderId; readonly amount?: Money; readonly at: Date };

export type Channel = "bell" | "mail";
/** What a member decides on, and where each can be told: an order's confirmation is a mail that the law asks for, so only its bell can be silenced. */
export const CHOICES = [
  { kind: "order_paid", channels: ["bell"] },
  { kind: "credit_received", channels: ["bell", "mail"] },
  { kind: "earnings_received", channels: ["bell", "mail"] },
] as const satisfies readonly { readonly kind: NoticeKind; readonly channels: readonly Channel[] }[];
/** One choice by its name in a form: `credit_received.mail`. */
export type ChoiceName = `${NoticeKind}.${Channel}`;
