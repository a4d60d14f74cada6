import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sqlState } from "@/db/transact";
import { idOf, uuidOf } from "@/lib/kernel/id";
import { invariant, InvariantError } from "@/lib/kernel/invariant";
import { pgArray } from "@/lib/kernel/pg";
import { assertBalanced, movingEntries } from "./rules";
import type { Posted, Posting, PostOutcome } from "./types";

/** SQLSTATEs that `ledger_post` raises. */
const NOT_COVERED = "CG001";
const OTHER_CONTENT = "CG002";

/**
 * Posts transactions of one currency in one round trip: the only way that money moves outside `settle`.
 *
 * Each key posts once per scope; a posted one is answered as replayed. Refuses when a `covered` posting would take
 * available credit below zero; `transact` then rolls everything back. Throws InvariantError on an unbalanced
 * posting and on a known key with another content: those are our bugs.
 * @see DESIGN §4
 */
export async function post(tx: Tx, postings: readonly Posting[]): Promise<PostOutcome> {
  const [first] = postings;
  if (!first) return { ok: true, posted: [] };
  invariant(postings.every((posting) => posting.currency === first.currency), "one call posts in one currency");
  postings.forEach(assertBalanced);

  const legs = postings.flatMap((posting, index) =>
    movingEntries(posting).map((entry, position) => ({
      txn: index + 1,
      position: entry.position ?? position + 1,
      owner: uuidOf("owner" in entry ? entry.owner : posting.scope),
      account: entry.account,
      amount: entry.amountMinor,
    })).sort((a, b) => a.position - b.position),
  );
  try {
    const rows = await tx.execute<{ key: string; transaction_id: string; replayed: boolean }>(sql`
      select * from ledger_post(
        ${pgArray(postings.map((p) => p.key))}::text[],
        ${pgArray(postings.map((p) => p.kind))}::text[],
        ${pgArray(postings.map((p) => uuidOf(p.scope)))}::uuid[],
        ${pgArray(postings.map((p) => p.covered ?? false))}::boolean[],
        ${pgArray(postings.map((p) => p.occurredAt.toISOString()))}::timestamptz[],
        ${first.currency},
        ${pgArray(legs.map((l) => l.txn))}::int[],
        ${pgArray(legs.map((l) => l.position))}::smallint[],
        ${pgArray(legs.map((l) => l.owner))}::uuid[],
        ${pgArray(legs.map((l) => l.account))}::ledger_account[],
        ${pgArray(legs.map((l) => l.amount))}::bigint[])`);
    return { ok: true, posted: rows.map(asPosted) };
  } catch (error) {
    if (sqlState(error) === NOT_COVERED) return { ok: false, reason: "insufficient_credit" };
    if (sqlState(error) === OTHER_CONTENT) {
      throw new InvariantError(`posted before with another content: ${postings.map((p) => p.key).join(", ")}`, { cause: error });
    }
    throw error;
  }
}

/** A day is closed an hour after its end: whatever was posted before midnight has committed by then. */
const GRACE_MS = 60 * 60_000;

/**
 * Sums the company's accounts over every day that is over and not summed yet. The sums of a day never change: run it now and
 * again, in several processes at once.
 * @param timeZone  the company's: it decides where a day ends
 * @see DESIGN §4
 */
export async function closeDays(tx: Tx, { timeZone, at }: { readonly timeZone: string; readonly at: Date }): Promise<{ readonly ok: true }> {
  const until = new Date(at.getTime() - GRACE_MS).toISOString();
  await tx.execute(sql`
    insert into ledger_days (day, account, currency, amount_minor, entries)
    select to_char(t.posted_at at time zone ${timeZone}, 'YYYY-MM-DD'), e.account, e.currency, sum(e.amount_minor), count(*)
    from ledger_transactions t join ledger_entries e on e.scope = t.scope and e.transaction_id = t.id
    where t.posted_at >= coalesce((select (max(day)::date + 1)::timestamp at time zone ${timeZone} from ledger_days), '-infinity')
      and t.posted_at < date_trunc('day', ${until}::timestamptz at time zone ${timeZone}) at time zone ${timeZone}
      and e.account > 'earnings_held'
    group by 1, 2, 3 on conflict do nothing`);
  return { ok: true };
}

function asPosted(row: { key: string; transaction_id: string; replayed: boolean }): Posted {
  return { key: row.key, transaction: idOf("transaction", row.transaction_id), replayed: row.replayed };
}
