import "server-only";
import { and, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { members } from "@/db/schema/members";
import { shareDays } from "@/db/schema/sharing";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { reportOf, shortName } from "./rules";
import type { Friend, ShareReport } from "./types";

/** Movements of each wallet that a report looks at, the newest. */
const LOOK_MAX = 5_000;
const FRIENDS_MAX = 60;

export type ReportWish = { readonly from: Date; readonly timeZone: string };

/**
 * What a member's link did since a day: visits, carts, orders and what they earned by it, by day and product. An order's earnings lie with
 * its first product.
 */
export async function readShareReport(reader: Reader, member: MemberId, { from, timeZone }: ReportWish): Promise<ShareReport> {
  const counts = await reader.select({ day: shareDays.day, product: shareDays.product, event: shareDays.event, count: shareDays.count }).from(shareDays)
    .where(and(eq(shareDays.memberId, member), gte(shareDays.day, from.toISOString().slice(0, 10))));
  const sales = await reader.execute<{ day: string; product: string; minor: string }>(sql`
    select to_char(t.occurred_at at time zone ${timeZone}, 'YYYY-MM-DD') as day, e.amount_minor::text as minor,
      coalesce((select p.slug from order_lines l join products p on p.id = l.product_id where l.order_id = t.scope order by l.position limit 1), '') as product
    from ledger_accounts a
    cross join lateral (
      select owner_id, scope, transaction_id, amount_minor from ledger_entries
      where owner_id = a.owner_id and account = a.account and currency = a.currency and version > a.version - ${LOOK_MAX}::int and position in (2, 3) offset 0
    ) e
    cross join lateral (
      select scope, occurred_at from ledger_transactions
      where scope = e.scope and id = e.transaction_id and kind = 'cashback' and occurred_at >= ${from.toISOString()}::timestamptz offset 0
    ) t
    join orders o on o.id = t.scope and o.sponsor_id = e.owner_id
    where a.owner_id = ${uuidOf(member)} and a.account in ('credit_available', 'earnings_available')`);
  return reportOf([
    ...counts.map(({ day, product, event, count }) => ({ day, product, visits: event === "visit" ? count : 0, carts: event === "cart" ? count : 0, orders: 0, earnedMinor: 0n })),
    ...sales.map(({ day, product, minor }) => ({ day, product, visits: 0, carts: 0, orders: 1, earnedMinor: BigInt(minor) })),
  ]);
}

/** The people who first came by a member's link and bought, the latest first; at most 60. */
export async function listFriends(reader: Reader, member: MemberId): Promise<readonly Friend[]> {
  const theirs = alias(members, "theirs");
  const rows = await reader
    .select({
      firstName: members.firstName, lastName: members.lastName, claimedAt: members.claimedAt, since: members.enrolledAt, createdAt: members.createdAt,
      shares: sql<boolean>`exists (select 1 from ${members} as theirs where ${theirs.parentId} = ${members.id})`,
    })
    .from(members)
    .where(and(eq(members.parentId, member), eq(members.status, "active"), isNotNull(members.enrolledAt)))
    .orderBy(desc(members.enrolledAt))
    .limit(FRIENDS_MAX);
  return rows.map(({ firstName, lastName, claimedAt, since, createdAt, shares }) => ({
    name: shortName(firstName, lastName), step: shares ? "shares" : claimedAt === null ? "bought" : "claimed", since: since ?? createdAt,
  }));
}
