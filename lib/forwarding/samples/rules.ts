import type { CommissionMessage, Party, SaleCompleted, SaleRefunded } from "@/lib/gateway/commission";
import type { MemberId, MessageId, OrderId, RefundId } from "@/lib/kernel/id";
import type { Money } from "@/lib/kernel/money";

type Sample = {
  readonly order: OrderId;
  readonly refund: RefundId;
  readonly ids: readonly [sale: MessageId, refund: MessageId];
  readonly buyer: MemberId;
  readonly sku: string;
  readonly price: Money;
  readonly at: Date;
};

/** A sale of one piece without a sponsor, volumes or cash back, and the return of all of it: what an operator tries a connection with. */
export function sampleSale({ order, refund, ids, buyer, sku, price, at }: Sample): { readonly sale: CommissionMessage & SaleCompleted; readonly refund: CommissionMessage & SaleRefunded } {
  const party: Party = { member: buyer, externalId: null };
  const number = `TEST-${order.slice(-8).toUpperCase()}`;
  const told = { order, number, buyer: party, currency: price.currency, stage: "organic", sharer: null, distributor: null } as const;
  const line = { sku, goodsMinor: price.minor, cvMinor: 0n, bvMinor: 0n };
  return {
    sale: {
      ...told, id: ids[0], kind: "sale.completed", placedAt: at, paidAt: at, shippingMinor: 0n, totalMinor: price.minor, creditMinor: 0n, volumePolicy: "none", paidOut: [],
      lines: [{ ...line, quantity: 1, unitMinor: price.minor, discountMinor: 0n, taxMinor: 0n, taxBps: 0 }],
    },
    refund: { ...told, id: ids[1], kind: "sale.refunded", refund, refundedAt: at, soFar: { goodsMinor: price.minor, ofGoodsMinor: price.minor, shippingMinor: 0n, lines: [line], takenBack: [] } },
  };
}
