import type { MemberId, MessageId, OrderId, RefundId } from "../kernel/id";
import type { Money } from "../kernel/money";

/**
 * What we tell a commission system, in our words, and what it may answer. Adapters stand behind `CommissionAdapter`
 * and translate; nothing else knows their wire. Holds no name, mail or address of anybody. DESIGN §6
 */

/** A member as the commission system knows them; `externalId` is null for people it was never told about by an import. */
export type Party = { readonly member: MemberId; readonly externalId: string | null };

export type SaleStage = "direct" | "viral" | "organic" | "self";
export type PartRole = "buyer" | "sharer" | "distributor";

/** What one person was credited at once (or what was taken back, in a refund). Never negative. */
export type PaidOut = { readonly role: PartRole; readonly party: Party; readonly amount: Money };

/** How volumes were reported: as frozen, less the pool that was paid out, or zero. */
export type VolumePolicy = "full" | "net-of-cashback" | "none";

/** A line as sold. Amounts and volumes are of the whole line, minor units of the sale's currency. */
export type SaleLine = {
  readonly sku: string;
  readonly quantity: number;
  /** VAT included, before discount. */
  readonly unitMinor: bigint;
  readonly discountMinor: bigint;
  /** Unit price times quantity, less the discount, VAT included. */
  readonly goodsMinor: bigint;
  /** VAT contained in `goodsMinor`. */
  readonly taxMinor: bigint;
  readonly taxBps: number;
  readonly cvMinor: bigint;
  readonly bvMinor: bigint;
};

/** Whose sale an order is. */
export type Attribution = { readonly stage: SaleStage; readonly sharer: Party | null; readonly distributor: Party | null };

export type SaleRef = { readonly order: OrderId; readonly number: string; readonly buyer: Party; readonly currency: Money["currency"] };

export type SaleCompleted = SaleRef &
  Attribution & {
    readonly kind: "sale.completed";
    readonly placedAt: Date;
    readonly paidAt: Date;
    readonly lines: readonly SaleLine[];
    readonly shippingMinor: bigint;
    readonly totalMinor: bigint;
    /** The part of the total paid from the buyer's wallet. */
    readonly creditMinor: bigint;
    readonly volumePolicy: VolumePolicy;
    readonly paidOut: readonly PaidOut[];
  };

/** A line's part of everything returned so far. */
export type ReturnedLine = { readonly sku: string; readonly goodsMinor: bigint; readonly cvMinor: bigint; readonly bvMinor: bigint };

/** Everything in `soFar` is cumulative: a receiver that missed a message is right again with the next one. */
export type SaleRefunded = SaleRef &
  Attribution & {
    readonly kind: "sale.refunded";
    readonly refund: RefundId;
    readonly refundedAt: Date;
    readonly soFar: {
      /** The proportion of the sale returned: `goodsMinor / ofGoodsMinor`. */
      readonly goodsMinor: bigint;
      readonly ofGoodsMinor: bigint;
      readonly shippingMinor: bigint;
      readonly lines: readonly ReturnedLine[];
      readonly takenBack: readonly PaidOut[];
    };
  };

export type SaleReattributed = SaleRef & {
  readonly kind: "sale.reattributed";
  readonly reattributedAt: Date;
  readonly from: Attribution;
  readonly to: Attribution;
  /** What stands paid out after the change. */
  readonly paidOut: readonly PaidOut[];
};

export type MemberState = {
  readonly kind: "member.enrolled" | "member.changed";
  readonly at: Date;
  readonly party: Party;
  readonly role: "customer" | "distributor";
  readonly status: string;
  /** First sponsor ever. */
  readonly parent: Party | null;
  /** The nearest distributor up the chain of parents. */
  readonly distributor: Party | null;
};

/** A message with the id that makes it the same message however often it is sent. */
export type CommissionMessage = { readonly id: MessageId } & (SaleCompleted | SaleRefunded | SaleReattributed | MemberState);
export type CommissionKind = CommissionMessage["kind"];

/**
 * What became of an attempt. `duplicate`: it had been accepted earlier. `refused`: a business reason in the other
 * side's words, so sending it again is pointless. `retry`: an outage or a doubt; `afterMs` is what the other side
 * asked for, null when it did not.
 */
export type CommissionOutcome =
  | { readonly result: "accepted"; readonly externalReference: string }
  | { readonly result: "duplicate"; readonly externalReference: string }
  | { readonly result: "refused"; readonly code: string; readonly words: string }
  | { readonly result: "retry"; readonly afterMs: number | null; readonly why: string };

/** One request and its answer as an operator may read them: secrets masked, bodies capped. */
export type Exchange = {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };
  /** Null when no whole answer came; `failure` says why. */
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } | null;
  readonly failure: string | null;
};

export type Delivery = { readonly outcome: CommissionOutcome; readonly exchanges: readonly Exchange[] };

/** From a moment until just before another. */
export type Window = { readonly from: Date; readonly to: Date };

/** A sale as the other side has booked it. A sale that they booked twice is listed twice. */
export type BookedSale = {
  /** Our order number, as they have it. */
  readonly number: string;
  /** Their own id of it. */
  readonly reference: string;
  readonly at: Date;
  readonly currency: string;
  /** Goods and shipping, minor units. */
  readonly totalMinor: bigint;
  /** Given back of it so far, goods and shipping, minor units. */
  readonly returnedMinor: bigint;
  /** Whose sale it is for them; what they don't know is null. */
  readonly distributor: { readonly member: string | null; readonly externalId: string | null };
};

export type CommissionAdapter = {
  /** A short name for logs and the delivery table, for example `signed-json`. */
  readonly destination: string;
  /**
   * Sends one message. Bounded in time; never throws for anything the other side or the network does.
   * @param lookFirst an earlier attempt may have arrived: ask the other side before sending
   */
  deliver(message: CommissionMessage, lookFirst: boolean): Promise<Delivery>;
  /** The sales of a window as the other side has them, page by page. Throws when it does not answer, or not in its own words. */
  listBooked(window: Window): AsyncIterable<readonly BookedSale[]>;
};
