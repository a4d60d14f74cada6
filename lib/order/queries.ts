import "server-only";
import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { orderContacts, orderLines, orders } from "@/db/schema/orders";
import { parcels } from "@/db/schema/parcels";
import type { CartId, OrderId } from "@/lib/kernel/id";

export type Order = typeof orders.$inferSelect;
export type OrderLine = typeof orderLines.$inferSelect;
export type OrderContact = typeof orderContacts.$inferSelect;
export type Parcel = typeof parcels.$inferSelect;
/** An order with its lines in their order, and who receives it; the contact is null once erased. */
export type WholeOrder = { readonly order: Order; readonly lines: readonly OrderLine[]; readonly contact: OrderContact | null };

/** An order by what people call it. */
export async function findOrderByNumber(reader: Reader, number: string): Promise<WholeOrder | null> {
  const [order] = await reader.select().from(orders).where(eq(orders.number, number));
  return order ? whole(reader, order) : null;
}

/** An order by its id. */
export async function findOrder(reader: Reader, id: OrderId): Promise<WholeOrder | null> {
  const [order] = await reader.select().from(orders).where(eq(orders.id, id));
  return order ? whole(reader, order) : null;
}

/** An order by its payment page. */
export async function findOrderBySession(reader: Reader, sessionId: string): Promise<WholeOrder | null> {
  const [order] = await reader.select().from(orders).where(eq(orders.sessionId, sessionId));
  return order ? whole(reader, order) : null;
}

/** The order that a cart is waiting to be paid for, if any: there is at most one. */
export async function findPlacedOrder(reader: Reader, cart: CartId): Promise<Order | null> {
  const [order] = await reader.select().from(orders).where(and(eq(orders.cartId, cart), eq(orders.status, "placed")));
  return order ?? null;
}

async function whole(reader: Reader, order: Order): Promise<WholeOrder> {
  const lines = await reader.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position));
  const [contact] = await reader.select().from(orderContacts).where(eq(orderContacts.orderId, order.id));
  return { order, lines, contact: contact ?? null };
}

/** Placed orders that wait since before a moment, oldest first: for the sweeper. */
export async function listWaiting(reader: Reader, wait: { readonly placedBefore: Date; readonly limit: number }) {
  return reader
    .select({ id: orders.id, sessionId: orders.sessionId, expiresAt: orders.expiresAt, cardMinor: orders.cardMinor, currency: orders.currency })
    .from(orders)
    .where(and(eq(orders.status, "placed"), lt(orders.placedAt, wait.placedBefore)))
    .orderBy(asc(orders.placedAt))
    .limit(wait.limit);
}

/** What people call these orders, by id. */
export async function listOrderNumbers(reader: Reader, ids: readonly OrderId[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.select({ id: orders.id, number: orders.number }).from(orders).where(inArray(orders.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** What left the warehouse for an order, first things first. */
export async function listParcels(reader: Reader, order: OrderId): Promise<readonly Parcel[]> {
  return reader.select().from(parcels).where(eq(parcels.orderId, order)).orderBy(asc(parcels.sentAt), asc(parcels.id));
}

/**
 * Whether the buyer became a member by this purchase, so that everything about them was typed for it. False for an address that was known
 * before: whoever types it may be somebody else.
 */
export async function enrolledBuyer(reader: Reader, { buyerId, cartId, placedAt }: Pick<Order, "buyerId" | "cartId" | "placedAt">): Promise<boolean> {
  const [buyer] = await reader.select({ createdAt: members.createdAt }).from(members).where(eq(members.id, buyerId));
  if (!buyer) return false;
  if (buyer.createdAt >= placedAt) return true;
  if (cartId === null) return false;
  // Placed before from the same cart, and given up: the first of these enrolled them.
  const [first] = await reader.select({ placedAt: orders.placedAt }).from(orders).where(and(eq(orders.buyerId, buyerId), eq(orders.cartId, cartId))).orderBy(asc(orders.placedAt)).limit(1);
  return first !== undefined && buyer.createdAt >= first.placedAt;
}
