import type { MemberId, OrderId } from "@/lib/kernel/id";
import type { Localized } from "@/lib/kernel/locale";
import type { Money } from "@/lib/kernel/money";
import type { WholeOrder } from "@/lib/order/queries";
import type { PartExplained, Stage } from "@/lib/plan/types";

/** One thing that happened to an order, for its story in time order. */
export type OrderEvent = { readonly at: Date } & (
  | { readonly kind: "placed"; readonly shop: string | null; readonly sponsor: string | null; readonly source: "binding" | "cart" | "remembered" | "answer" | "nobody"; readonly stage: Stage }
  | { readonly kind: "paid"; readonly payment: string | null }
  | { readonly kind: "ended"; readonly as: "expired" | "cancelled" }
  | { readonly kind: "fulfilled" }
  | { readonly kind: "parcel"; readonly carrier: string; readonly tracking: string; readonly trackingUrl: string }
  | { readonly kind: "document"; readonly as: "invoice" | "credit_note" | "credit_note_cancelled"; readonly number: string }
  | { readonly kind: "withdrawal"; readonly whole: boolean; readonly pieces: number; readonly refundBy: Date; readonly evidence: "none" | "goods" | "proof" | null }
  | { readonly kind: "mail"; readonly topic: string; readonly handedOn: boolean }
  | { readonly kind: "forwarded"; readonly topic: string; readonly exchanges: readonly Exchange[] }
  | { readonly kind: "posted"; readonly posting: string; readonly moves: readonly StoryMove[] }
  | { readonly kind: "refund"; readonly refund: StoryRefund }
  | { readonly kind: "dispute"; readonly status: string; readonly amount: Money }
  | { readonly kind: "trail"; readonly action: string; readonly actor: string | null; readonly reason: string | null }
);
/** One attempt to tell another system. */
export type Exchange = { readonly at: Date; readonly attempt: number; readonly destination: string; readonly outcome: string };
/** A wallet that a posting moved. */
export type StoryMove = { readonly member: MemberId; readonly name: string; readonly account: string; readonly amount: Money };
export type StoryRefund = { readonly id: string; readonly kind: string; readonly status: string; readonly amount: Money; readonly wallet: Money; readonly card: Money; readonly failure: string | null };

/** An order with everything that happened to it, oldest first. */
export type OrderStory = {
  readonly whole: WholeOrder;
  /** Who gets what and why, as it stands today. */
  readonly parts: readonly (PartExplained & { readonly name: string | null })[];
  /** Whose sale it is today. */
  readonly sponsor: string | null;
  readonly stage: Stage;
  readonly buyer: string | null;
  readonly sharer: string | null;
  readonly distributor: string | null;
  readonly events: readonly OrderEvent[];
};

/** A paid order that waits for its parcel. Names are null once erased. */
export type OrderToSend = {
  readonly id: OrderId;
  readonly number: string;
  readonly paidAt: Date;
  readonly name: string | null;
  readonly city: string | null;
  readonly lines: readonly { readonly quantity: number; readonly title: Localized }[];
};
