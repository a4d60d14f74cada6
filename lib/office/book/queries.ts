import "server-only";
import { and, asc, desc, eq, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/ledger";
import { trail } from "@/db/schema/operations";
import { disputes, orders, refunds } from "@/db/schema/orders";
import type { Operator } from "@/lib/access/types";
import { idOf, type MemberId, parseId, uuidOf } from "@/lib/kernel/id";
import { invariant } from "@/lib/kernel/invariant";
import { type Currency, money } from "@/lib/kernel/money";
import type { WalletAccount } from "@/lib/ledger/types";
import { listOrderNumbers } from "@/lib/order/queries";
import { namesOf } from "../queries";
import { PAGE_MAX } from "../rules";
import type { Page } from "../types";
import { AGES, type AgedLiability, type AccountTotal, type BookFilter, type BookTransaction } from "./types";

/** How many entries a page of transactions shows: a transaction has a handful. */
const ENTRIES_MAX = 2_000;
const DAY_MS = 86_400_000;

/** What stands on members' accounts, by kind of account. Ask for the right `ledger` first. */
export async function listAccountTotals(reader: Reader, _by: Operator, currency: Currency): Promise<readonly AccountTotal[]> {
  const rows = await reader
    .select({ account: ledgerAccounts.account, minor: sql<string>`sum(${ledgerAccounts.balanceMinor})`, accounts: sql<number>`count(*)::int` })
    .from(ledgerAccounts).where(eq(ledgerAccounts.currency, currency)).groupBy(ledgerAccounts.account).orderBy(ledgerAccounts.account);
  return rows.map(({ account, minor, accounts }) => ({ account: account as WalletAccount, total: money(BigInt(minor), currency), accounts }));
}

type Row = typeof ledgerTransactions.$inferSelect;

/** A page of the transactions of a day, newest first. Ask for the right `ledger` first. */
export async function listTransactions(reader: Reader, _by: Operator, { day, kind, before, limit }: BookFilter): Promise<Page<BookTransaction>> {
  invariant(limit >= 1 && limit <= PAGE_MAX, "a page is bounded");
  const { postedAt, id } = ledgerTransactions;
  const rows = await reader.select().from(ledgerTransactions)
    .where(and(
      gte(postedAt, day.from), lt(postedAt, day.until), kind ? eq(ledgerTransactions.kind, kind) : undefined,
      before && or(lt(postedAt, before.postedAt), and(eq(postedAt, before.postedAt), lt(id, before.id))),
    ))
    .orderBy(desc(postedAt), desc(id))
    .limit(limit + 1);
  return { rows: await whole(reader, rows.slice(0, limit)), more: rows.length > limit };
}

/** The last moment at which something was posted; null for an empty book. */
export async function findLastPosting(reader: Reader, _by: Operator): Promise<Date | null> {
  const [row] = await reader.select({ at: sql<string | null>`max(${ledgerTransactions.postedAt})` }).from(ledgerTransactions);
  return row?.at ? new Date(row.at) : null;
}

/**
 * The transactions that somebody means by what they type: a business key, an order's number, or the id of what was posted. The
 * scope is found by what the key is about, so that the book needs no index of keys of its own. Ask for the right `ledger` first.
 */
export async function findTransactions(reader: Reader, _by: Operator, typed: string): Promise<readonly BookTransaction[]> {
  const text = typed.trim();
  const [, about = text] = /^[a-z_]+:(.+)$/.exec(text) ?? [];
  const named = about.split(/[:@]/, 1)[0] ?? "";
  const scopes = await scopesOf(reader, named);
  if (scopes.length === 0) return [];
  // Keys that the database writes hold the plain id, those of the code the prefixed one.
  const keys = [text, text.replace(named, plain(named))];
  const rows = await reader.select().from(ledgerTransactions)
    .where(and(inArray(ledgerTransactions.scope, scopes), about === text ? undefined : inArray(ledgerTransactions.key, keys)))
    .orderBy(desc(ledgerTransactions.id)).limit(PAGE_MAX);
  return whole(reader, rows);
}

const PLAIN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id without its prefix, with the dashes that the database writes. */
function plain(id: string): string {
  return id.replace(/^[a-z]{3}_(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function scopesOf(reader: Reader, about: string): Promise<string[]> {
  const [order, member, refund, deed, dispute] = [parseId("order", about), parseId("member", about), parseId("refund", about), parseId("trail", about), parseId("dispute", about)];
  if (PLAIN.test(about)) return plainScopes(reader, about);
  if (order ?? member) return [uuidOf((order ?? member) as NonNullable<typeof order>)];
  const found = refund
    ? await reader.select({ id: refunds.orderId }).from(refunds).where(eq(refunds.id, refund))
    : deed
      ? (await reader.select({ subject: trail.subject }).from(trail).where(eq(trail.id, deed))).flatMap(({ subject }) => parseId("order", subject) ?? parseId("member", subject) ?? []).map((id) => ({ id }))
      : dispute
        ? await reader.select({ id: disputes.orderId }).from(disputes).where(eq(disputes.id, dispute))
        : await reader.select({ id: orders.id }).from(orders).where(eq(orders.number, about.toUpperCase()));
  if (found.length > 0) return found.map(({ id }) => uuidOf(id));
  const atProvider = await reader.select({ id: refunds.orderId }).from(refunds).where(eq(refunds.providerRefundId, about));
  return atProvider.map(({ id }) => uuidOf(id));
}

/** What a plain id can be: the scope itself, or a refund of one. */
async function plainScopes(reader: Reader, id: string): Promise<string[]> {
  const of = await reader.select({ id: refunds.orderId }).from(refunds).where(eq(refunds.id, idOf("refund", id)));
  return [id, ...of.map(({ id: order }) => uuidOf(order))];
}

async function whole(reader: Reader, rows: readonly Row[]): Promise<BookTransaction[]> {
  if (rows.length === 0) return [];
  const entries = await reader.select().from(ledgerEntries)
    .where(inArray(ledgerEntries.scope, [...new Set(rows.map(({ scope }) => scope))])).orderBy(asc(ledgerEntries.position)).limit(ENTRIES_MAX);
  const shown = new Set(rows.map(({ id }) => id));
  const mine = entries.filter(({ transactionId }) => shown.has(transactionId));
  const memberOf = (entry: (typeof mine)[number]): MemberId | null => (entry.version === null ? null : idOf("member", entry.ownerId));
  const [names, numbers] = await Promise.all([
    namesOf(reader, mine.flatMap((entry) => memberOf(entry) ?? [])),
    listOrderNumbers(reader, rows.map(({ scope }) => idOf("order", scope))),
  ]);
  return rows.map(({ id, scope, key, kind, currency, occurredAt, postedAt }) => ({
    id, key, kind, currency, occurredAt, postedAt, orderNumber: numbers.get(idOf("order", scope)) ?? null,
    entries: mine.filter(({ transactionId }) => transactionId === id).map((entry) => {
      const member = memberOf(entry);
      return {
        account: entry.account, member, name: member && (names.get(member) ?? null), version: entry.version,
        amount: money(entry.amountMinor, currency), balanceAfter: entry.balanceAfterMinor === null ? null : money(entry.balanceAfterMinor, currency),
      };
    }),
  }));
}

/**
 * What the company owes its members, by the age of the credit: what is spent, paid out or taken back is the oldest first. Holds
 * and their release move nothing. Wallets below zero owe nothing and count nothing. Ask for the right `ledger` first.
 */
export async function listLiability(reader: Reader, _by: Operator, { currency, at }: { readonly currency: Currency; readonly at: Date }): Promise<readonly AgedLiability[]> {
  // Ids of transactions begin with the milliseconds of their posting.
  const bounds = AGES.map((days) => (BigInt(at.getTime()) - BigInt(days) * BigInt(DAY_MS)).toString(16).padStart(12, "0"));
  const [a = "", b = "", c = "", d = ""] = bounds.map((hex) => `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`);
  const rows = await reader.execute<{ wallet: "credit" | "earnings"; age: number; minor: string }>(sql`
    with owed as materialized (
      select owner_id, split_part(account::text, '_', 1) as wallet, sum(balance_minor) as balance from ledger_accounts
      where currency = ${currency} group by 1, 2 having sum(balance_minor) > 0
    ), credited as (
      select o.owner_id, o.wallet, o.balance, e.transaction_id, sum(e.amount_minor) as minor
      from owed o join ledger_entries e on e.owner_id = o.owner_id and e.currency = ${currency} and e.version is not null
        and e.account in ((o.wallet || '_available')::ledger_account, (o.wallet || '_held')::ledger_account)
      group by 1, 2, 3, 4 having sum(e.amount_minor) > 0
    ), newest as (
      select *, sum(minor) over (partition by owner_id, wallet order by transaction_id desc) - minor as later from credited
    )
    select wallet, case when transaction_id >= ${a}::uuid then 0 when transaction_id >= ${b}::uuid then 1 when transaction_id >= ${c}::uuid then 2 when transaction_id >= ${d}::uuid then 3 else 4 end as age,
           sum(least(minor, balance - later))::text as minor
    from newest where later < balance group by 1, 2`);
  const of = (wallet: string, age: number) => money(BigInt(rows.find((row) => row.wallet === wallet && row.age === age)?.minor ?? 0), currency);
  return [...AGES, null].map((upToDays, age) => ({ upToDays, credit: of("credit", age), earnings: of("earnings", age) }));
}
