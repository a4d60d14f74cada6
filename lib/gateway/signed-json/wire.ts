import { invariant, unreachable } from "../../kernel/invariant";
import type { Attribution, CommissionMessage, PaidOut, Party, SaleCompleted, SaleRefunded } from "../commission";
import type { WireMessage } from "./contract";

/**
 * Our message in the words of the wire: one JSON document, always the same bytes for the same message, because the
 * receiver compares repeated messages by content. Throws `InvariantError` on an amount beyond 2^53.
 * @see DESIGN §6
 */
export function toWire(message: CommissionMessage): WireMessage {
  switch (message.kind) {
    case "sale.completed":
      return { id: message.id, kind: message.kind, ...saleRef(message), ...completed(message) };
    case "sale.refunded":
      return { id: message.id, kind: message.kind, ...saleRef(message), ...refunded(message) };
    case "sale.reattributed":
      return {
        id: message.id,
        kind: message.kind,
        ...saleRef(message),
        reattributedAt: message.reattributedAt.toISOString(),
        from: attribution(message.from),
        to: attribution(message.to),
        paidOut: message.paidOut.map(paidOut),
      };
    case "member.enrolled":
    case "member.changed":
      return {
        id: message.id,
        kind: message.kind,
        at: message.at.toISOString(),
        member: party(message.party),
        role: message.role,
        status: message.status,
        parent: partyOrNull(message.parent),
        distributor: partyOrNull(message.distributor),
      };
    default:
      return unreachable(message);
  }
}

function completed(sale: SaleCompleted) {
  return {
    placedAt: sale.placedAt.toISOString(),
    paidAt: sale.paidAt.toISOString(),
    ...attribution(sale),
    lines: sale.lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      unitPriceMinor: integer(line.unitMinor),
      discountMinor: integer(line.discountMinor),
      amountMinor: integer(line.goodsMinor),
      taxMinor: integer(line.taxMinor),
      taxBps: line.taxBps,
      cvMinor: integer(line.cvMinor),
      bvMinor: integer(line.bvMinor),
    })),
    shippingMinor: integer(sale.shippingMinor),
    totalMinor: integer(sale.totalMinor),
    creditMinor: integer(sale.creditMinor),
    volumePolicy: sale.volumePolicy,
    paidOut: sale.paidOut.map(paidOut),
  };
}

function refunded(refund: SaleRefunded) {
  const { soFar } = refund;
  return {
    refundId: refund.refund,
    refundedAt: refund.refundedAt.toISOString(),
    ...attribution(refund),
    soFar: {
      returnedMinor: integer(soFar.goodsMinor),
      ofMinor: integer(soFar.ofGoodsMinor),
      shippingMinor: integer(soFar.shippingMinor),
      lines: soFar.lines.map((line) => ({
        sku: line.sku,
        amountMinor: integer(line.goodsMinor),
        cvMinor: integer(line.cvMinor),
        bvMinor: integer(line.bvMinor),
      })),
      takenBack: soFar.takenBack.map(paidOut),
    },
  };
}

function saleRef(message: Extract<CommissionMessage, { order: unknown }>) {
  return { orderId: message.order, orderNumber: message.number, currency: message.currency, buyer: party(message.buyer) };
}

function attribution({ stage, sharer, distributor }: Attribution) {
  return { stage, sharer: partyOrNull(sharer), distributor: partyOrNull(distributor) };
}

function paidOut({ role, party: who, amount }: PaidOut) {
  return { role, party: party(who), amountMinor: integer(amount.minor) };
}

function party({ member, externalId }: Party) {
  return { memberId: member, externalId };
}

function partyOrNull(who: Party | null) {
  return who && party(who);
}

function integer(minor: bigint): number {
  const value = Number(minor);
  invariant(Number.isSafeInteger(value), `amount too large for the wire: ${minor}`);
  return value;
}
