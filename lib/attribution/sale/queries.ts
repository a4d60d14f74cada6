import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { trail } from "@/db/schema/operations";
import type { OrderId } from "@/lib/kernel/id";
import type { SaleAttribution } from "./types";

/** The word for it in the trail. */
export const REATTRIBUTED = "order.reattributed";

/** Whose sale a paid order is today: as placing froze it and settling credited it, or as an operator said last. */
export async function findSaleAttribution(reader: Reader, order: OrderId): Promise<SaleAttribution | null> {
  const [said] = await reader.select({ after: trail.after }).from(trail)
    .where(and(eq(trail.subject, order), eq(trail.action, REATTRIBUTED))).orderBy(desc(trail.id)).limit(1);
  if (said) return said.after as SaleAttribution;
  const { sponsorId: sponsor, stage, sharerId: sharer, distributorId: distributor, distributorChain } = orders;
  const [row] = await reader.select({ sponsor, stage, sharer, distributor, distributorChain }).from(orders).where(eq(orders.id, order));
  if (!row) return null;
  const { distributorChain: chain, ...attribution } = row;
  return { ...attribution, hasDistributor: chain.length > 0 };
}
