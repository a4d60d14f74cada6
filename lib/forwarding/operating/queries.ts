import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { forwarded } from "@/db/schema/forwarding";
import { deliveries, outbox } from "@/db/schema/operations";
import { orders, refunds } from "@/db/schema/orders";
import { idOf, type MessageId, type OrderId } from "@/lib/kernel/id";
import { FORWARDED_TOPICS } from "../commands";
import { aboutOrder } from "../input";
import type { KeptExchange, MessageView } from "./types";

const EXCHANGES_SHOWN = 50;

/** Messages that no queue has taken over yet: how many, and since when the oldest waits. */
export async function readOutbox(reader: Reader): Promise<{ readonly waiting: number; readonly oldest: Date | null }> {
  const [row] = await reader
    .select({ waiting: sql<number>`count(*)::int`, oldest: sql<Date | null>`min(${outbox.createdAt})`.mapWith(outbox.createdAt) })
    .from(outbox)
    .where(and(isNull(outbox.relayedAt), inArray(outbox.topic, [...FORWARDED_TOPICS])));
  return row ?? { waiting: 0, oldest: null };
}

/** A message with every exchange about it; null when there is no such message of forwarding. */
export async function findMessage(reader: Reader, id: MessageId): Promise<MessageView | null> {
  const [row] = await reader.select().from(outbox).where(and(eq(outbox.id, id), inArray(outbox.topic, [...FORWARDED_TOPICS])));
  if (!row) return null;
  const [[arrived], kept, numbers] = await Promise.all([
    reader.select({ reference: forwarded.reference }).from(forwarded).where(eq(forwarded.messageId, id)),
    reader.select().from(deliveries).where(eq(deliveries.messageId, id)).orderBy(desc(deliveries.id)).limit(EXCHANGES_SHOWN),
    listOrdersOf(reader, [id]),
  ]);
  const { topic, createdAt } = row;
  return { id, topic, createdAt, order: numbers.get(id) ?? null, reference: arrived?.reference ?? null, exchanges: kept.reverse().map(toExchange) };
}

function toExchange({ id, attempt, outcome, startedAt, finishedAt, request, response }: typeof deliveries.$inferSelect): KeptExchange {
  const answer = response as (NonNullable<KeptExchange["response"]> & { readonly failure?: undefined }) | { readonly failure: string | null } | null;
  const silent = answer === null || !("status" in answer);
  return {
    ...{ id, attempt, outcome, startedAt, finishedAt: finishedAt ?? startedAt, request: request as KeptExchange["request"] },
    response: silent ? null : answer,
    failure: silent ? (answer?.failure ?? null) : null,
  };
}

/** The orders that messages are about, by message; messages about members are left out. */
export async function listOrdersOf(reader: Reader, messages: readonly MessageId[]): Promise<ReadonlyMap<string, { readonly id: OrderId; readonly number: string }>> {
  const rows = messages.length === 0 ? [] : await reader.select({ id: outbox.id, payload: outbox.payload }).from(outbox).where(inArray(outbox.id, [...messages]));
  const named = rows.map(({ id, payload }) => ({ id, ...aboutOrder.parse(payload) }));
  const refundIds = named.flatMap(({ refund }) => (refund === undefined ? [] : [idOf("refund", refund)]));
  const refunded = refundIds.length === 0 ? [] : await reader.select({ id: refunds.id, order: refunds.orderId }).from(refunds).where(inArray(refunds.id, refundIds));
  const orderOfRefund = new Map(refunded.map(({ id, order }) => [id, order]));
  const orderOf = (one: (typeof named)[number]): OrderId | undefined =>
    one.order === undefined ? (one.refund === undefined ? undefined : orderOfRefund.get(idOf("refund", one.refund))) : idOf("order", one.order);
  const wanted = [...new Set(named.flatMap((one) => orderOf(one) ?? []))];
  const found = wanted.length === 0 ? [] : await reader.select({ id: orders.id, number: orders.number }).from(orders).where(inArray(orders.id, wanted));
  const byId = new Map(found.map((order) => [order.id, order]));
  return new Map(named.flatMap((one) => {
    const id = orderOf(one);
    const order = id && byId.get(id);
    return order ? [[one.id, order] as const] : [];
  }));
}
