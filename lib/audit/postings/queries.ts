import "server-only";
import { pgArray } from "@/lib/kernel/pg";
import { check, type Piece, within } from "../queries";
import type { Findings, Range, Snapshot } from "../types";

/**
 * Compares what was posted for the orders in a range with what each order says: holds, captures and releases with the
 * credit that it spends and with its status, cash back with its frozen parts.
 *
 * A part may be missing where its person is not active, or was not always: settling leaves it with the company, or
 * gives a distributor's to the next one up. People are compared as the survivors of mergers.
 * @param returned  members who are active now and were not always
 * @see DESIGN §3 "Settling", §4, §5
 */
export async function checkPostings(sql: Snapshot, range: Range, returned: readonly string[]): Promise<Findings> {
  return check(sql, sql`
    ${expected(sql, range)}, ${posted(sql, range)}, ${compared(sql)}, ${dropped(sql, returned)},
    checked as (
      select count(*) as postings from sale
    ), judged as (
      select s.*, ${codes(sql)} as codes from excused s
    ), difference as (
      select code, 'order' as kind, j.id, null as part,
        concat_ws(' ', j.status, 'credit', j.credit, 'earnings', j.earnings, 'buyer', j.part_buyer_minor, 'sharer', j.part_sharer_minor, 'distributor', j.part_distributor_minor) as expected,
        concat_ws(' ', 'holds', j.holds, 'captures', j.captures, 'releases', j.releases, 'cash-backs', j.cashbacks,
          'held', j.hold_credit, j.hold_earnings, 'captured', j.capture_credit, j.capture_earnings,
          'buyer', j.buyer, 'sharer', j.sharer, 'distributor', j.distributor) as found
      from judged j cross join lateral unnest(j.codes) as code
      where cardinality(j.codes) > 0
    )`);
}

function expected(sql: Snapshot, range: Range): Piece {
  return sql`
    sale as (
      select id, status, status in ('paid', 'fulfilled') as paid, status in ('expired', 'cancelled') as ended, buyer_id, sharer_id, distributor_id, distributor_chain,
        credit_minor > 0 as spends, credit_minor - credit_earnings_minor as credit, credit_earnings_minor as earnings,
        part_buyer_minor, part_sharer_minor, part_distributor_minor
      from orders where ${within(sql, "id", range)}
    )`;
}

/** The transactions and legs of each order that settling and ending write, in one row. */
function posted(sql: Snapshot, range: Range): Piece {
  return sql`
    written as (
      select scope, id, key, kind = 'hold' as is_hold, kind = 'release' as is_release, kind = 'capture' as is_capture, kind = 'cashback' as is_cashback
      from ledger_transactions where ${within(sql, "scope", range)} and kind in ('hold', 'capture', 'release', 'cashback')
    ), counted as (
      select scope, count(*) filter (where is_hold) as holds, count(*) filter (where key like '%:again') as again,
        count(*) filter (where is_capture) as captures, count(*) filter (where is_release) as releases, count(*) filter (where is_cashback) as cashbacks
      from written group by scope
    ), leg as (
      select e.scope,
        sum(e.amount_minor) filter (where w.is_hold and e.account = 'credit_held') as hold_credit,
        sum(e.amount_minor) filter (where w.is_hold and e.account = 'earnings_held') as hold_earnings,
        sum(e.amount_minor) filter (where w.is_hold and e.account = 'credit_available') as hold_from,
        sum(e.amount_minor) filter (where w.is_release and e.account = 'credit_held') as release_credit,
        sum(e.amount_minor) filter (where w.is_release and e.account = 'earnings_held') as release_earnings,
        sum(e.amount_minor) filter (where w.is_release and e.account = 'credit_available') as release_to,
        sum(e.amount_minor) filter (where w.is_capture and e.account = 'credit_held') as capture_credit,
        sum(e.amount_minor) filter (where w.is_capture and e.account = 'earnings_held') as capture_earnings,
        sum(e.amount_minor) filter (where w.is_capture and e.account = 'wallet_redemption') as redeemed,
        count(*) filter (where case
          when w.is_cashback then e.position > 4 or e.account <> (array['credit_available', 'credit_available', 'earnings_available', 'cashback_expense']::ledger_account[])[e.position]
          when w.is_capture then e.account not in ('credit_held', 'earnings_held', 'wallet_redemption')
          else e.account > 'earnings_held' end) as astray,
        count(*) filter (where not w.is_cashback and e.version is not null and ${other(sql, "e.owner_id", "s.buyer_id")}) as not_the_buyer,
        max(e.amount_minor) filter (where w.is_cashback and e.position = 1) as buyer,
        max(e.amount_minor) filter (where w.is_cashback and e.position = 2) as sharer,
        max(e.amount_minor) filter (where w.is_cashback and e.position = 3) as distributor,
        count(*) filter (where w.is_cashback and e.version is not null) as credits,
        count(*) filter (where w.is_cashback and case e.position
          when 1 then ${other(sql, "e.owner_id", "s.buyer_id")} when 2 then ${other(sql, "e.owner_id", "s.sharer_id")} when 3 then ${other(sql, "e.owner_id", "s.distributor_id")} end) as strangers
      from ledger_entries e
      join written w on w.scope = e.scope and w.id = e.transaction_id
      join sale s on s.id = e.scope
      where ${within(sql, "e.scope", range)}
      group by e.scope
    )`;
}

/** These are two people, and neither became the other in a merger. */
function other(sql: Snapshot, one: string, two: string): Piece {
  const survivor = (id: string) => sql`(select coalesce(m.merged_into, m.id) from members m where m.id = ${sql(id)})`;
  return sql`(${sql(one)} is distinct from ${sql(two)} and ${survivor(one)} is distinct from ${survivor(two)})`;
}

function compared(sql: Snapshot): Piece {
  const zero = (column: string) => sql`coalesce(${sql(column)}, 0) as ${sql(column.slice(2))}`;
  return sql`
    compared as (
      select s.*, ${zero("c.holds")}, ${zero("c.again")}, ${zero("c.captures")}, ${zero("c.releases")}, ${zero("c.cashbacks")},
        ${zero("l.hold_credit")}, ${zero("l.hold_earnings")}, ${zero("l.hold_from")}, ${zero("l.release_credit")}, ${zero("l.release_earnings")}, ${zero("l.release_to")},
        ${zero("l.capture_credit")}, ${zero("l.capture_earnings")}, ${zero("l.redeemed")}, ${zero("l.astray")}, ${zero("l.not_the_buyer")},
        l.buyer, l.sharer, l.distributor, ${zero("l.credits")}, ${zero("l.strangers")},
        (l.buyer is not null)::int + (l.sharer is not null)::int + (l.distributor is not null)::int as parties
      from sale s left join counted c on c.scope = s.id left join leg l on l.scope = s.id
    )`;
}

/** Which parts have a reason not to be posted. Looked at only where one is missing, or the distributor is not the first in the chain. */
function dropped(sql: Snapshot, returned: readonly string[]): Piece {
  const gone = (id: Piece) => sql`exists (
    select 1 from members was join members m on m.id = coalesce(was.merged_into, was.id)
    where was.id = ${id} and (m.status <> 'active' or m.id = any (${pgArray(returned)}::text::uuid[])))`;
  const before = sql`coalesce((
    select min(c.nth) from unnest(s.distributor_chain) with ordinality as c(id, nth)
    where not ${other(sql, "c.id", "s.distributor_id")}), case when s.distributor is null then cardinality(s.distributor_chain) + 1 else 0 end)`;
  return sql`
    excused as (
      select s.*,
        case when s.paid and s.part_buyer_minor > 0 and s.buyer is null then ${gone(sql`s.buyer_id`)} end as buyer_gone,
        case when s.paid and s.part_sharer_minor > 0 and s.sharer is null then ${gone(sql`s.sharer_id`)} end as sharer_gone,
        case when s.paid and s.part_distributor_minor > 0 and (s.distributor is null or s.distributor_id is distinct from s.distributor_chain[1]) then (
          select k.place > 0 and not exists (
            select 1 from unnest(s.distributor_chain) with ordinality as c(id, nth) where c.nth < k.place and not ${gone(sql`c.id`)})
          from (select ${before} as place) k) end as earlier_gone
      from compared s
    )`;
}

function codes(sql: Snapshot): Piece {
  // A part is due when it is more than nothing, and its person had no reason to be left out.
  const wrongPart = (part: string, got: string, gone: string) =>
    sql`case when ${sql(got)} is null then ${sql(part)} > 0 and not ${sql(gone)} else ${sql(got)} <> ${sql(part)} end`;
  return sql`array_remove(array[
    case when s.spends and s.holds = s.again then 'hold_missing' end,
    case when (not s.spends and s.holds > 0) or s.hold_credit <> s.holds * s.credit or s.hold_from <> -s.holds * s.credit or s.hold_earnings <> s.holds * s.earnings
      or s.not_the_buyer > 0 then 'hold_differs' end,
    case when s.ended and s.spends and s.holds > s.releases then 'hold_not_released' end,
    case when s.releases <> s.again + (s.ended and s.spends and s.releases > 0)::int or s.release_credit <> -s.releases * s.credit
      or s.release_to <> s.releases * s.credit or s.release_earnings <> -s.releases * s.earnings then 'release_differs' end,
    case when s.paid and ((s.spends and s.captures = 0) or (s.cashbacks = 0 and ${due(sql)})) then 'paid_without_posting' end,
    case when not s.paid and s.captures + s.cashbacks > 0 then 'posting_of_unpaid' end,
    case when s.captures > 0 and (not s.spends or s.captures > 1 or s.capture_credit <> -s.credit or s.capture_earnings <> -s.earnings
      or s.redeemed <> s.credit + s.earnings) then 'capture_differs' end,
    case when s.cashbacks > 1 or s.credits > s.parties then 'doubled_credit' end,
    case when s.cashbacks = 1 and s.paid and s.credits <= s.parties and (s.astray > 0 or s.strangers > 0
      or ${wrongPart("s.part_buyer_minor", "s.buyer", "s.buyer_gone")}
      or ${wrongPart("s.part_sharer_minor", "s.sharer", "s.sharer_gone")}
      or ${wrongPart("s.part_distributor_minor", "s.distributor", "s.earlier_gone")}
      or s.earlier_gone is false) then 'wrong_share' end
  ], null)`;
}

/** Somebody was to be credited. */
function due(sql: Snapshot): Piece {
  return sql`((s.part_buyer_minor > 0 and not s.buyer_gone) or (s.part_sharer_minor > 0 and not s.sharer_gone) or (s.part_distributor_minor > 0 and not s.earlier_gone))`;
}
