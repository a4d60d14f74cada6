import "server-only";
import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { shareDays } from "@/db/schema/sharing";
import type { MemberId } from "@/lib/kernel/id";

export type ShareCount = { readonly member: MemberId; readonly day: string; readonly product: string; readonly event: "visit" | "cart" };

/**
 * Counts that somebody came by a member's link, or put something into a cart. A sum and nothing else is kept: no cookie, no address, nothing that
 * tells two visitors apart. One statement of its own, after whatever it counts.
 * @param count.day in the company's time zone, `2026-11-02`
 */
export async function countShare(writer: Reader, { member, day, product, event }: ShareCount): Promise<void> {
  await writer.insert(shareDays).values({ memberId: member, day, product, event, count: 1 })
    .onConflictDoUpdate({ target: [shareDays.memberId, shareDays.day, shareDays.product, shareDays.event], set: { count: sql`${shareDays.count} + 1` } });
}
