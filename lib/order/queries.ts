import "server-only";
import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { orderContacts, orderLines, orders } from "@/db/schema/orders";
import type { CartId, OrderId } from "@/lib/kernel/id";

export type Order = typeof orders.$inferSelect;
export type OrderLine = typeof orderLines.$inferSelect;
export type OrderContact = typeof orderContacts.$inferSelect;
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
    .select({ id: orders.id, sessionId: orders.sessionId, expiresAt: orders.expiresAt })
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
