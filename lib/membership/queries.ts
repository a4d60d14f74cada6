import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { ledgerAccounts } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { WalletAccount } from "@/lib/ledger/types";
import type { Hindrance } from "./types";

/** What stands on a member's accounts, zeros left out. */
export type Balance = { readonly account: WalletAccount; readonly currency: Currency; readonly minor: bigint };

/** The balances of a member in every currency; lock the accounts before anything is made of them. */
export async function listBalances(reader: Reader, member: MemberId): Promise<readonly Balance[]> {
  const { account, currency, balanceMinor: minor } = ledgerAccounts;
  const rows = await reader.select({ account, currency, minor }).from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.ownerId, member), ne(minor, 0n))).orderBy(currency, account);
  return rows as Balance[];
}

/** Merged members with something left on their accounts: credited in the very moment of the merger. At most a hundred. */
export async function listStrays(reader: Reader): Promise<readonly { readonly from: MemberId; readonly into: MemberId }[]> {
  const rows = await reader.selectDistinct({ from: members.id, into: members.mergedInto }).from(members)
    .innerJoin(ledgerAccounts, and(eq(ledgerAccounts.ownerId, members.id), ne(ledgerAccounts.balanceMinor, 0n)))
    .where(eq(members.status, "merged")).limit(100);
  return rows.flatMap(({ from, into }) => (into ? [{ from, into }] : []));
}

/**
 * What still needs the name and address of a member, or of one merged into them: an order that is paid, not sent and not given back; a
 * withdrawal whose refund waits; a pay-out on its way; their post in the office. Null when nothing does.
 */
export async function findHindrance(reader: Reader, member: MemberId): Promise<Hindrance | null> {
  const theirs = sql`select id from members where id = ${uuidOf(member)}::uuid or merged_into = ${uuidOf(member)}::uuid`;
  const [row] = await reader.execute<{ order: boolean; payout: boolean; operator: boolean }>(sql`select
    exists (select 1 from orders o where o.buyer_id in (${theirs}) and (
      (o.status = 'paid' and o.total_minor > (select coalesce(sum(r.goods_minor + r.shipping_minor), 0) from refunds r where r.order_id = o.id and r.status <> 'cancelled'))
      or exists (select 1 from withdrawals w where w.order_id = o.id and w.refund_id is null and not w.nothing_left)
      or exists (select 1 from refunds r where r.order_id = o.id and r.status = 'owed'))) as order,
    exists (select 1 from payouts p where p.member_id in (${theirs}) and p.status in ('requested', 'approved', 'sent')) as payout,
    exists (select 1 from operators p where p.member_id in (${theirs}) and p.ended_at is null) as operator`);
  if (row?.operator) return "operator";
  if (row?.order) return "order_under_way";
  return row?.payout ? "payout_under_way" : null;
}

/** Those of the ids that are members with a life of their own: not merged, not erased. */
export async function listLiving(reader: Reader, ids: readonly MemberId[]) {
  return reader.select().from(members).where(and(inArray(members.id, ids), sql`${members.status} not in ('merged', 'erased')`));
}
