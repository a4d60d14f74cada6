import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/ledger";
import { type MemberId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { type Currency, type Money, money } from "@/lib/kernel/money";
import type { Account, CompanyAccount, Wallet, Wallets } from "./types";

/** The member's wallets in a currency; zero where nothing was ever posted. */
export async function findWallets(reader: Reader, member: MemberId, currency: Currency): Promise<Wallets> {
  const rows = await reader
    .select({ account: ledgerAccounts.account, minor: ledgerAccounts.balanceMinor })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.ownerId, member), eq(ledgerAccounts.currency, currency)));
  const of = (account: Account): bigint => rows.find((row) => row.account === account)?.minor ?? 0n;
  const wallet = (available: bigint, held: bigint): Wallet => ({
    available: money(available, currency),
    held: money(held, currency),
    balance: money(available + held, currency),
  });
  return {
    credit: wallet(of("credit_available"), of("credit_held")),
    earnings: wallet(of("earnings_available"), of("earnings_held")),
  };
}

/** A posted entry of an order, for explaining it, taking it back or mirroring it. */
export type PostedEntry = {
  readonly key: string;
  readonly kind: string;
  readonly position: number;
  readonly account: Account;
  /** The member; for a company leg the order. */
  readonly owner: string;
  readonly amountMinor: bigint;
};

/** Everything that was posted for an order, in the order of posting. */
export async function listOrderEntries(reader: Reader, order: OrderId): Promise<PostedEntry[]> {
  return reader
    .select({
      key: ledgerTransactions.key,
      kind: ledgerTransactions.kind,
      position: ledgerEntries.position,
      account: ledgerEntries.account,
      owner: ledgerEntries.ownerId,
      amountMinor: ledgerEntries.amountMinor,
    })
    .from(ledgerEntries)
    .innerJoin(
      ledgerTransactions,
      and(eq(ledgerTransactions.scope, ledgerEntries.scope), eq(ledgerTransactions.id, ledgerEntries.transactionId)),
    )
    .where(eq(ledgerEntries.scope, uuidOf(order)))
    .orderBy(ledgerTransactions.id, ledgerEntries.position);
}

/** What stands on one of the company's accounts. Negative: it was spent on members. */
export type CompanyTotal = { readonly account: CompanyAccount; readonly total: Money };

/** The company's accounts now: the sums of closed days plus what was posted since. DESIGN §4 */
export async function listCompanyTotals(reader: Reader, timeZone: string): Promise<CompanyTotal[]> {
  const rows = await reader.execute<{ account: CompanyAccount; currency: Currency; minor: string }>(sql`
    select account, currency, sum(minor)::text as minor from (
      select account, currency, amount_minor as minor from ledger_days
      union all
      select e.account, e.currency, e.amount_minor
      from ledger_transactions t join ledger_entries e on e.scope = t.scope and e.transaction_id = t.id
      where e.account > 'earnings_held'
        and t.posted_at >= coalesce((select (max(day)::date + 1)::timestamp at time zone ${timeZone} from ledger_days), '-infinity')
    ) as moved group by account, currency order by account, currency`);
  return rows.map(({ account, currency, minor }) => ({ account, total: money(BigInt(minor), currency) }));
}
