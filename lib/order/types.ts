import type { Db, Hot } from "@/db/client";
import type { PaymentProvider } from "@/lib/gateway/stripe/types";
import type { Id, OrderId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import type { Money } from "@/lib/kernel/money";

/** A payment that the provider confirmed; `payment` is null for an order that credit pays wholly. */
export type ConfirmedPayment = {
  readonly order: OrderId;
  readonly payment: string | null;
  readonly amount: Money;
  readonly paidAt: Date;
};

/**
 * - `settled`: paid now, everybody credited
 * - `already`: was settled before; nothing changed
 * - `returned`: paid too late and can't be revived; the money goes back
 * - `double`: another payment settled it; this one goes back
 * - `mismatch`: amount, currency or means differ from what was placed; nothing posted, an operator is alerted
 * - `unknown`: no such order
 */
export type SettleOutcome = "settled" | "already" | "returned" | "double" | "mismatch" | "unknown";

export type Settled = { readonly order: OrderId; readonly outcome: SettleOutcome };

/** How an order ends unpaid. */
export type Ending = "expired" | "cancelled";

export type EndOutcome = { readonly ok: true; readonly ended: boolean };

/** A parcel; its id is made by the caller and makes it one, however often it is sent. */
export type Dispatch = { readonly id: Id<"parcel">; readonly carrier: string; readonly tracking: string; readonly trackingUrl: string; readonly at: Date };

export type DispatchOutcome = { readonly ok: true; readonly parcel: Id<"parcel">; readonly replayed: boolean } | { readonly ok: false; readonly reason: "not_paid" };

/** Where the parts of an order's life live: two pools and the payment provider. */
export type Workshop = { readonly db: Db; readonly hot: Hot; readonly payments: PaymentProvider };

/** What became of an order that somebody wanted to end: it is out of the way, or it turned out to be paid. */
export type Clearing = { readonly state: "ended" | "paid" };

/** What a sweep did. */
export type Swept = { readonly asked: number; readonly settled: number; readonly expired: number };

/** A payment page to open: the words that the provider shows, and where it sends the buyer. */
export type PaymentWish = {
  readonly order: OrderId;
  readonly locale: Locale;
  /** "Commande n° 7KQ4-M2XT, reste à payer": shown when credit pays a part. */
  readonly remainderLabel: string;
  readonly shippingLabel: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
};
