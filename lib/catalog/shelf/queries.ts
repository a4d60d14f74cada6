import "server-only";
import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { priceHistory } from "@/db/schema/catalog";
import { stockMovements } from "@/db/schema/desk";
import { orderLines, orders } from "@/db/schema/orders";
import type { VariantId } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { LIST_MAX, VARIANTS_MAX } from "../queries";
import { pageOfShelf } from "./rules";
import type { PriceEvent, PriceKey, ShelfKey, ShelfPage, WalkEnd } from "./types";

/**
 * How many lines of orders a page walks along at most. They are found by the variant without an index of it, which every sale would
 * have to write: so a page of a shelf costs the same however much was ever sold, and the next one walks on.
 */
const WALK = 10_000;

type ShelfFilter = { readonly ids: readonly VariantId[]; readonly from?: ShelfKey | undefined; readonly limit: number; /** Left out: 10,000 lines. */ readonly walk?: number };

/** A page of what happened to the shelves of variants, the newest first: movements by hand, and what paid orders took. */
export async function listStockEvents(reader: Reader, { ids, from = { movement: null, line: null }, limit, walk = WALK }: ShelfFilter): Promise<ShelfPage> {
  invariant(ids.length <= VARIANTS_MAX && limit >= 1 && limit <= LIST_MAX, "a list is bounded");
  if (ids.length === 0) return { events: [], next: null };
  const older = from.line === null ? undefined : lt(orderLines.id, from.line);
  const moving = reader
    .select({ id: stockMovements.id, at: stockMovements.at, variantId: stockMovements.variantId, delta: stockMovements.delta, reason: stockMovements.reason })
    .from(stockMovements)
    .where(and(inArray(stockMovements.variantId, [...ids]), from.movement === null ? undefined : lt(stockMovements.id, from.movement)))
    .orderBy(desc(stockMovements.id))
    .limit(limit + 1);
  const end = await findWalkEnd(reader, from, walk);
  const selling = reader
    .select({ id: orderLines.id, at: orders.paidAt, variantId: orderLines.variantId, quantity: orderLines.quantity, order: orders.number })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(inArray(orderLines.variantId, [...ids]), older, end ? gte(orderLines.id, end.line) : undefined, inArray(orders.status, ["paid", "fulfilled"])))
    .orderBy(desc(orderLines.id))
    .limit(limit + 1);
  const [moved, sold] = await Promise.all([moving, selling]);
  return pageOfShelf({
    from, end, limit,
    moved: moved.map((row) => ({ ...row, order: null })),
    sold: sold.flatMap(({ at, quantity, ...row }) => (at === null ? [] : [{ ...row, at, delta: -quantity, reason: "sold" as const }])),
  });
}

/** The line at which a walk ends; null when it meets the first line ever before. */
async function findWalkEnd(reader: Reader, { line }: ShelfKey, walk: number): Promise<WalkEnd | null> {
  const last = reader.select({ id: orderLines.id }).from(orderLines).where(line === null ? undefined : lt(orderLines.id, line)).orderBy(desc(orderLines.id)).offset(walk - 1).limit(1);
  const [row] = await reader.select({ line: orderLines.id, at: orders.placedAt }).from(orderLines).innerJoin(orders, eq(orders.id, orderLines.orderId)).where(eq(orderLines.id, last));
  return row ?? null;
}

/** A page of the prices that variants had, by key, the newest first. */
export async function listPrices(reader: Reader, { ids, after, limit }: { readonly ids: readonly VariantId[]; readonly after?: PriceKey | undefined; readonly limit: number }): Promise<{ readonly prices: readonly PriceEvent[]; readonly next: PriceKey | null }> {
  invariant(ids.length <= VARIANTS_MAX && limit >= 1 && limit <= LIST_MAX, "a list is bounded");
  if (ids.length === 0) return { prices: [], next: null };
  const older = after && sql`(${priceHistory.since} < ${sql.param(after.since, priceHistory.since)} or (${priceHistory.since} = ${sql.param(after.since, priceHistory.since)} and ${priceHistory.variantId} > ${sql.param(after.variantId, priceHistory.variantId)}))`;
  const found = await reader.select({ variantId: priceHistory.variantId, since: priceHistory.since, priceMinor: priceHistory.priceMinor }).from(priceHistory)
    .where(and(inArray(priceHistory.variantId, [...ids]), older)).orderBy(desc(priceHistory.since), asc(priceHistory.variantId)).limit(limit + 1);
  const prices = found.slice(0, limit);
  const last = prices.at(-1);
  return { prices, next: found.length > limit && last ? { variantId: last.variantId, since: last.since } : null };
}
