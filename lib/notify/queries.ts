import "server-only";
import { and, eq, gte, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { firstId, type MemberId, type OrderId } from "@/lib/kernel/id";
import { listOrderEntries } from "@/lib/ledger/queries";
import { findHandle, findMember } from "@/lib/members/queries";
import { findOrder } from "@/lib/order/queries";
import { creditedBy, totalOf } from "./rules";
import type { Credited, CreditNews, OrderNews } from "./types";

/** Everybody whom a paid order credited. */
export async function listCredited(reader: Reader, order: OrderId): Promise<readonly Credited[]> {
  const found = await findOrder(reader, order);
  return found ? creditedBy(await listOrderEntries(reader, order), found.order.currency) : [];
}

/** Facts of an order's confirmation; null when there is nobody to write to any more. */
export async function findOrderNews(reader: Reader, id: OrderId): Promise<OrderNews | null> {
  const found = await findOrder(reader, id);
  const buyer = found && (await findMember(reader, found.order.buyerId));
  if (!buyer || !found.contact) return null;
  const { currency } = found.order;
  const earned = totalOf(creditedBy(await listOrderEntries(reader, id), currency), buyer.id);
  return { ...found, buyer, handle: await findHandle(reader, buyer.id), earned: earned > 0n ? { minor: earned, currency } : null };
}

/** Facts of the mail to a sharer or distributor; null when they have no address or were not credited. */
export async function findCreditNews(reader: Reader, of: { readonly order: OrderId; readonly member: MemberId }): Promise<CreditNews | null> {
  const [found, member] = [await findOrder(reader, of.order), await findMember(reader, of.member)];
  const credited = await listCredited(reader, of.order);
  const one = credited.find((each) => each.member === of.member && each.part !== "buyer");
  if (!found || !member || !one || one.part === "buyer") return null;
  const amount = { minor: totalOf(credited, of.member), currency: found.order.currency };
  return { member, part: one.part, amount, orderNumber: found.order.number };
}

/** Buyers of paid orders placed in a span of time who have never opened their wallet and can be written to. */
export async function listUnclaimedBuyers(reader: Reader, placed: { readonly from: Date; readonly to: Date }, limit: number): Promise<MemberId[]> {
  const rows = await reader.selectDistinct({ id: members.id }).from(orders).innerJoin(members, eq(members.id, orders.buyerId)).where(and(
    gte(orders.id, firstId("order", placed.from)), lt(orders.id, firstId("order", placed.to)), inArray(orders.status, ["paid", "fulfilled"]),
    isNull(members.claimedAt), eq(members.status, "active"), isNotNull(members.email),
  )).limit(limit);
  return rows.map(({ id }) => id);
}
