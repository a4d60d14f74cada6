import "server-only";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { payoutDestinations, payoutFiles, payouts } from "@/db/schema/earnings";
import { members } from "@/db/schema/members";
import { settings } from "@/db/schema/plan";
import { type MemberId, type PayoutId, uuidOf } from "@/lib/kernel/id";
import { type Currency, money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { momentOf, wallTime } from "../rules";
import type { Book } from "../types";
import { StoredPayouts } from "./input";
import { payableOf } from "./rules";
import type { Destination, Payable, Payout, PayoutRow, PayoutSettings, PayoutStatus } from "./types";

const PAGE_MAX = 200;

/** How the company pays out. A new installation does not. */
export async function readPayoutSettings(reader: Reader): Promise<PayoutSettings> {
  const [row] = await reader.select({ value: settings.value }).from(settings).where(eq(settings.key, "payouts"));
  return StoredPayouts.parse(row?.value ?? {});
}

type PayableWish = { readonly afterDays: number; readonly now: Date };

/**
 * What can be paid out now. Kept back is all that is left of the sales of the last days (of the company, the first one whole), and of older ones with an open dispute, an
 * open refund or a withdrawal under way; so even if all of that is taken back the wallet stays above zero. From the read models: bring them up to
 * the ledger first; a request does so while it holds the account.
 */
export async function findPayable(reader: Reader, { owner, currency, timeZone }: Book, { afterDays, now }: PayableWish): Promise<Payable> {
  const since = wallTime(new Date(now.getTime() - afterDays * 86_400_000), timeZone).slice(0, 10);
  const [wallets, rows] = [await findWallets(reader, owner, currency), await reader.execute<{ minor: string }>(sql`
    with open as (
      select order_id from disputes where status = 'open' union select order_id from refunds where status in ('accepted', 'sent', 'owed')
      union select order_id from withdrawals where refund_id is null and not nothing_left
    )
    select (coalesce((select sum(left_minor) from earning_days where owner_id = ${uuidOf(owner)}::uuid and currency = ${currency} and day >= ${since}::date), 0)
      + coalesce((select sum(greatest(s.earned_minor - s.taken_back_minor - s.held_minor, 0)) from open join earning_sales s on s.owner_id = ${uuidOf(owner)}::uuid and s.order_id = open.order_id
          where s.currency = ${currency} and s.earned_at < ${momentOf(`${since}T00:00:00`, timeZone).toISOString()}::timestamptz), 0))::text as minor`)];
  const keptBack = BigInt(rows[0]?.minor ?? 0);
  return { payable: money(payableOf(wallets.earnings.available.minor, keptBack), currency), keptBack: money(keptBack, currency) };
}

/** Where a member is paid; all null when they have not said. */
export async function findDestination(reader: Reader, member: MemberId): Promise<Destination> {
  const [row] = await reader.select({ iban: payoutDestinations.iban, holder: payoutDestinations.holder, stripeAccount: payoutDestinations.stripeAccount })
    .from(payoutDestinations).where(eq(payoutDestinations.memberId, member));
  return row ?? { iban: null, holder: null, stripeAccount: null };
}

const toPayout = ({ currency, amountMinor, memberId, ...row }: typeof payouts.$inferSelect): Payout => ({
  id: row.id, member: memberId, amount: money(amountMinor, currency), method: row.method, status: row.status, requestedAt: row.requestedAt,
  decidedAt: row.decidedAt, endedAt: row.endedAt, reference: row.reference, failure: row.failure,
});

/** A member's pay-outs, the latest first. */
export async function listPayouts(reader: Reader, member: MemberId, limit = 50): Promise<Payout[]> {
  const rows = await reader.select().from(payouts).where(eq(payouts.memberId, member)).orderBy(desc(payouts.id)).limit(limit);
  return rows.map(toPayout);
}

/** One pay-out; null for an id that is nobody's. */
export async function findPayout(reader: Reader, id: PayoutId): Promise<Payout | null> {
  const [row] = await reader.select().from(payouts).where(eq(payouts.id, id));
  return row ? toPayout(row) : null;
}

type Page = { readonly statuses: readonly PayoutStatus[]; readonly after: PayoutId | null; readonly limit: number };

/** A page of the office's list, the latest first, after the last of the page before. */
export async function listPayoutRows(reader: Reader, { statuses, after, limit }: Page): Promise<PayoutRow[]> {
  const rows = await reader.select({ payout: payouts, first: members.firstName, last: members.lastName, iban: payoutDestinations.iban })
    .from(payouts).innerJoin(members, eq(members.id, payouts.memberId)).leftJoin(payoutDestinations, eq(payoutDestinations.memberId, payouts.memberId))
    .where(and(inArray(payouts.status, [...statuses]), after === null ? undefined : lt(payouts.id, after)))
    .orderBy(desc(payouts.id)).limit(limit > PAGE_MAX ? PAGE_MAX : limit);
  return rows.map(({ payout, first, last, iban }) => ({ ...toPayout(payout), name: `${first} ${last}`.trim(), iban }));
}

/** A bank file as it was made; null when there is none, or its payments have ended and it was emptied. */
export async function findBankFile(reader: Reader, id: string): Promise<string | null> {
  const [row] = await reader.select({ xml: payoutFiles.xml }).from(payoutFiles).where(eq(payoutFiles.id, id));
  return row && row.xml !== "" ? row.xml : null;
}

/** A page of the files that can still be handed out again, by key, the latest first. */
export async function listBankFiles(reader: Reader, { before, limit }: { readonly before?: string | undefined; readonly limit: number }): Promise<readonly { readonly id: string; readonly at: Date; readonly payments: number }[]> {
  const older = before === undefined ? undefined : sql`(${payoutFiles.createdAt}, ${payoutFiles.id}) < (select last.created_at, last.id from ${payoutFiles} last where last.id = ${before})`;
  const rows = await reader.select({ id: payoutFiles.id, at: payoutFiles.createdAt, payouts: payoutFiles.payouts }).from(payoutFiles).where(and(sql`${payoutFiles.xml} <> ''`, older)).orderBy(desc(payoutFiles.createdAt), desc(payoutFiles.id)).limit(limit);
  return rows.map(({ id, at, payouts: inIt }) => ({ id, at, payments: inIt.length }));
}

/** Sums of the pay-outs that wait, by status. */
export async function sumWaiting(reader: Reader, currency: Currency): Promise<ReadonlyMap<PayoutStatus, { readonly count: number; readonly minor: bigint }>> {
  const rows = await reader.select({ status: payouts.status, count: sql<number>`count(*)::int`, minor: sql<string>`sum(${payouts.amountMinor})` }).from(payouts)
    .where(and(inArray(payouts.status, ["requested", "approved", "sent"]), eq(payouts.currency, currency))).groupBy(payouts.status);
  return new Map(rows.map(({ status, count, minor }) => [status, { count, minor: BigInt(minor) }]));
}
