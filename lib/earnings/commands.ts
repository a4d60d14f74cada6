import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Db, Reader, Tx } from "@/db/client";
import { earningProgress, goals } from "@/db/schema/earnings";
import { idOf, type MemberId, uuidOf } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { Book, Goal } from "./types";

/** Entries of each account that one call projects: a second of work or less, so that a lock on a distributor's read models is short. */
export const STEP = 2_000;
/** Distributors that one turn of the job looks after. */
const OWNERS_MAX = 500;
/** Steps that are made for one distributor before the next one is looked at. */
const STEPS_MAX = 5_000;

/** Takes one step: what the ledger has and the read models don't have yet, in order, at most `most` entries of each account. Answers how many. */
export async function projectStep(reader: Reader, { owner, currency, timeZone }: Book, most = STEP): Promise<number> {
  const rows = await reader.execute<{ taken: number }>(sql`select project_earnings(${uuidOf(owner)}::uuid, ${currency}, ${timeZone}, ${most}) as taken`);
  return rows[0]?.taken ?? 0;
}

/** Brings a distributor's read models up to the ledger. Each step is a transaction of its own; many may do it at once. @param steps a page that cannot wait for all of them takes as many, and the job the rest */
export async function catchUp(db: Db, book: Book, steps = STEPS_MAX): Promise<void> {
  for (let step = 0; step < steps && (await isBehind(db, book)); step += 1) await projectStep(db, book);
}

/** Whether the ledger has entries that the read models don't have. */
async function isBehind(reader: Reader, { owner, currency }: Book): Promise<boolean> {
  const rows = await reader.execute<{ behind: boolean }>(sql`
    select exists (
      select 1 from ledger_accounts a left join earning_progress p on p.owner_id = a.owner_id and p.currency = a.currency
      where a.owner_id = ${uuidOf(owner)}::uuid and a.currency = ${currency} and a.account in ('earnings_available', 'earnings_held')
        and a.version > coalesce(case a.account when 'earnings_available' then p.available_version else p.held_version end, 0)) as behind`);
  return rows[0]?.behind ?? false;
}

/**
 * Brings the read models of everybody whose earnings have moved up to the ledger; the job by the clock. Answers for how many.
 * It looks only at who is known, by key: who earned for the first time is known once their page was opened or `findEarners` came by.
 */
export async function projectAll(db: Db, { currency, timeZone }: Omit<Book, "owner">): Promise<number> {
  const rows = await db.execute<{ id: string }>(sql`
    select p.owner_id as id
    from earning_progress p join ledger_accounts a on a.owner_id = p.owner_id and a.currency = p.currency and a.account in ('earnings_available', 'earnings_held')
    where p.currency = ${currency}
      and a.version > case a.account when 'earnings_available' then p.available_version else p.held_version end
    group by p.owner_id limit ${OWNERS_MAX}`);
  for (const { id } of rows) await catchUp(db, { owner: idOf("member", id), currency, timeZone });
  return rows.length;
}

/** Makes everybody known who earned for the first time. Reads all accounts, so it is done now and then: an index for it would cost every sale a lock. */
export async function findEarners(db: Db): Promise<{ readonly found: number }> {
  const found = await db.execute(sql`
    insert into earning_progress (owner_id, currency)
    select distinct owner_id, currency from ledger_accounts where account in ('earnings_available', 'earnings_held') on conflict do nothing returning owner_id`);
  return { found: found.length };
}

/** Forgets a distributor's read models and builds them anew. Readers meanwhile see them as far as they have come. */
export async function rebuild(db: Db, book: Book): Promise<void> {
  await db.execute(sql`select forget_earnings(${uuidOf(book.owner)}::uuid, ${book.currency})`);
  await catchUp(db, book);
}

/** Everybody who is known to have earned, in the order of their ids, after one of them. Call `findEarners` first. */
export async function listEarners(reader: Reader, currency: Currency, after: MemberId | null): Promise<MemberId[]> {
  const rows = await reader
    .select({ id: earningProgress.ownerId })
    .from(earningProgress)
    .where(and(eq(earningProgress.currency, currency), after === null ? undefined : gt(earningProgress.ownerId, after)))
    .orderBy(earningProgress.ownerId)
    .limit(OWNERS_MAX);
  return rows.map(({ id }) => id);
}

/** A read model that does not say what the ledger says. */
export type Difference = { readonly owner: MemberId; readonly what: string; readonly readModelMinor: bigint; readonly ledgerMinor: bigint };

/** Compares a distributor's read models to the entries themselves (balance, days, movements, sales, each dimension) and to each other (what is left of sales, people). Empty when all agree to the cent. */
export async function compareWithLedger(reader: Reader, { owner, currency }: Book): Promise<Difference[]> {
  const id = uuidOf(owner);
  const rows = await reader.execute<{ what: string; model: string; ledger: string }>(sql`
    with entry as (
      select e.amount_minor as amount, e.account, t.kind from ledger_entries e join ledger_transactions t on t.scope = e.scope and t.id = e.transaction_id
      where e.owner_id = ${id}::uuid and e.currency = ${currency} and e.account in ('earnings_available', 'earnings_held')
    ), book as (
      select coalesce(sum(amount), 0) as balance, coalesce(sum(amount) filter (where account = 'earnings_held'), 0) as held,
        coalesce(sum(amount) filter (where kind = 'cashback' or (kind = 'reattribute' and amount > 0)), 0) as earned,
        -coalesce(sum(amount) filter (where (kind = 'refund' and amount < 0) or (kind = 'refund_cancel' and amount > 0) or (kind = 'reattribute' and amount < 0)), 0) as taken_back
      from entry
    ), account as (
      select coalesce(sum(balance_minor), 0) as balance from ledger_accounts where owner_id = ${id}::uuid and currency = ${currency} and account in ('earnings_available', 'earnings_held')
    ), day as (
      select coalesce(sum(earned_minor), 0) as earned, coalesce(sum(taken_back_minor), 0) as taken_back, coalesce(sum(held_minor), 0) as held,
        coalesce(sum(earned_minor - taken_back_minor - spent_minor - paid_out_minor + other_minor), 0) as balance, coalesce(sum(left_minor), 0) as left_of_sales
      from earning_days where owner_id = ${id}::uuid and currency = ${currency}
    ), movement as (
      select coalesce(sum(available_minor + held_minor), 0) as balance, coalesce(sum(held_minor), 0) as held from earning_movements where owner_id = ${id}::uuid and currency = ${currency}
    ), sale as (
      select coalesce(sum(earned_minor), 0) as earned, coalesce(sum(taken_back_minor), 0) as taken_back, coalesce(sum(greatest(earned_minor - taken_back_minor - held_minor, 0)), 0) as left_of_sales
      from earning_sales where owner_id = ${id}::uuid and currency = ${currency}
    ), people as (
      select (select count(*) from earning_customers where owner_id = ${id}::uuid and currency = ${currency}) as customers,
        (select coalesce(sum(people), 0) from earning_last_days where owner_id = ${id}::uuid and currency = ${currency}) as counted,
        (select count(*) from earning_names where owner_id = ${id}::uuid) as named
    ), total as (
      select grain || ' by ' || dimension as name, sum(earned_minor) as earned, sum(taken_back_minor) as taken_back
      from earning_totals where owner_id = ${id}::uuid and currency = ${currency} and dimension <> 'sharer' group by grain, dimension
    )
    select v.* from book, account, day, movement, sale, people, lateral (values
      ('account', account.balance, book.balance), ('days', day.balance, book.balance), ('days, earned', day.earned, book.earned),
      ('days, taken back', day.taken_back, book.taken_back), ('days, held', day.held, book.held), ('movements', movement.balance, book.balance),
      ('movements, held', movement.held, book.held), ('sales, earned', sale.earned, book.earned), ('sales, taken back', sale.taken_back, book.taken_back),
      ('days, left', day.left_of_sales, sale.left_of_sales), ('people by last day', people.counted, people.customers), ('people by name', people.named, people.customers)
    ) as v(what, model, ledger) where v.model <> v.ledger
    union all
    select total.name, total.earned - total.taken_back, book.earned - book.taken_back from total, book where total.earned <> book.earned or total.taken_back <> book.taken_back`);
  return rows.map(({ what, model, ledger }) => ({ owner, what, readModelMinor: BigInt(model), ledgerMinor: BigInt(ledger) }));
}

type GoalsWish = Pick<Book, "owner" | "currency"> & { readonly goals: readonly { readonly period: Goal["period"]; readonly minor: bigint }[]; readonly at: Date };

/** Sets a distributor's goals; one of zero is taken away. */
export async function setGoals(tx: Tx, { owner, currency, goals: wanted, at }: GoalsWish): Promise<{ readonly ok: true }> {
  for (const { period, minor } of wanted) {
    if (minor === 0n) await tx.delete(goals).where(and(eq(goals.ownerId, owner), eq(goals.grain, period)));
    else {
      const row = { currency, amountMinor: minor, updatedAt: at };
      await tx.insert(goals).values({ ownerId: owner, grain: period, ...row }).onConflictDoUpdate({ target: [goals.ownerId, goals.grain], set: row });
    }
  }
  return { ok: true };
}
