import "server-only";
import { pgArray } from "@/lib/kernel/pg";
import { check, within } from "../queries";
import { TAKING_BACK } from "../rules";
import type { Findings, Range, Snapshot } from "../types";

/**
 * Recomputes what refunds and disputes moved of the wallets, for each order in a range that has any: of each credit
 * `round_half_up(credit x goods refunded / goods of the order)` was taken back in all, and what refunds return to the
 * wallet came back to the buyer; a dispute's hold moves nothing out of a wallet. A cancelled refund may leave one minor
 * unit of rounding on each credit until the next refund evens it out.
 *
 * Orders that were re-attributed are left out: their credits changed hands in between.
 * @see DESIGN §4 "Refunds", "Disputes"
 */
export async function checkRefunds(sql: Snapshot, range: Range): Promise<Findings> {
  return check(sql, sql`
    refunded as (
      select order_id, sum(goods_minor) filter (where status <> 'cancelled') as goods, sum(wallet_minor) filter (where status <> 'cancelled') as wallet,
        count(*) filter (where status = 'cancelled') as cancelled
      from refunds where ${within(sql, "order_id", range)} and kind <> 'late_payment' group by order_id
    ), touched as (
      select order_id as id from refunded
      union
      select scope from ledger_transactions where ${within(sql, "scope", range)} and kind = any (${pgArray(TAKING_BACK)}::text::text[])
    ), sale as (
      select o.id, o.goods_minor, o.credit_minor, (select coalesce(m.merged_into, m.id) from members m where m.id = o.buyer_id) as buyer,
        coalesce(r.goods, 0) as goods, coalesce(r.wallet, 0) as wallet, coalesce(r.cancelled, 0) as cancelled
      from touched t join orders o on o.id = t.id left join refunded r on r.order_id = o.id
      where ${within(sql, "o.id", range)} and not exists (
        select 1 from ledger_transactions x where x.scope = o.id and x.kind = 'reattribute' and ${within(sql, "x.scope", range)})
    ), moved as (
      select s.id, coalesce(m.merged_into, m.id, e.owner_id) as owner,
        sum(div(2 * e.amount_minor * s.goods + s.goods_minor, 2 * nullif(s.goods_minor, 0)::numeric)) filter (where t.kind = 'cashback') as due,
        count(*) filter (where t.kind = 'cashback') as credits,
        coalesce(sum(e.amount_minor) filter (where t.kind <> 'cashback'), 0) as total
      from sale s
      join ledger_transactions t on t.scope = s.id and (t.kind = 'cashback' or t.kind = any (${pgArray(TAKING_BACK)}::text::text[]))
      join ledger_entries e on e.scope = t.scope and e.transaction_id = t.id and e.version is not null
      left join members m on m.id = e.owner_id
      where ${within(sql, "t.scope", range)} and ${within(sql, "e.scope", range)}
      group by 1, 2
    ), owed as (
      select s.id, s.cancelled, s.buyer as owner, s.wallet as back from sale s
    ), paired as (
      select id, owner, coalesce(o.back, 0) - coalesce(m.due, 0) as expected, coalesce(m.total, 0) as total,
        coalesce(m.credits, 0) * (select s.cancelled from sale s where s.id = coalesce(m.id, o.id)) as slack
      from moved m full join owed o using (id, owner)
    ), checked as (
      select count(*) as refunded from sale
    ), difference as (
      select 'wrong_claw_back' as code, 'order' as kind, id, '/mem_' || replace(owner::text, '-', '') as part, expected::text as expected, total::text as found
      from paired where abs(total - expected) > slack
      union all
      select 'wrong_claw_back', 'order', id, null, 'at most goods ' || goods_minor || ' and credit ' || credit_minor, 'goods ' || goods || ' and credit ' || wallet
      from sale where goods > goods_minor or wallet > credit_minor
    )`);
}
