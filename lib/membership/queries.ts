import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { ledgerAccounts } from "@/db/schema/ledger";
import { members } from "@/db/schema/members";
import { trail } from "@/db/schema/operations";
import type { Id, MemberId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { WalletAccount } from "@/lib/ledger/types";

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

/** Was this deed done before? */
export async function isDone(reader: Reader, deed: Id<"trail">): Promise<boolean> {
  const rows = await reader.select({ id: trail.id }).from(trail).where(eq(trail.id, deed));
  return rows.length > 0;
}

/** Those of the ids that are members with a life of their own: not merged, not erased. */
export async function listLiving(reader: Reader, ids: readonly MemberId[]) {
  return reader.select().from(members).where(and(inArray(members.id, ids), sql`${members.status} not in ('merged', 'erased')`));
}
