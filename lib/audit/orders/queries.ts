import "server-only";
import { pgArray } from "@/lib/kernel/pg";
import { check, type Piece, within } from "../queries";
import type { Weights } from "../rules";
import type { Findings, Range, Snapshot } from "../types";

/**
 * Amounts are recomputed up to this, so that every product with a rate is a 64-bit number, which is several times faster
 * than exact decimals: four million million euro. What is beyond differs, and is shown.
 */
const MOST = 400_000_000_000_000;

/**
 * Recomputes the frozen amounts of the orders in a range from their lines and plan version: bases, pool, parts.
 * The arithmetic is that of lib/plan/rules.ts, in sets; a property test holds the two together. DESIGN §2
 */
export async function checkParts(sql: Snapshot, range: Range, weights: readonly Weights[]): Promise<Findings> {
  return check(sql, sql`
    ${frozenOrders(sql, range, weights)}, ${pools(sql, range)}, ${splits(sql)},
    checked as (
      select (select count(*) from frozen) as orders, (select count(*) from order_lines where ${within(sql, "order_id", range)}) as lines
    ), judged as (
      select s.*, array_remove(array[
        case when s.goods is distinct from s.goods_minor or s.discount <> s.discount_minor or s.credit <> least(s.credit_minor, s.goods_minor) then 'order_amounts' end,
        case when s.w is null then 'plan_missing' end,
        case when s.wrong_bases > 0 then 'wrong_base' end,
        case when s.base <> s.base_minor or s.pool <> s.pool_minor then 'wrong_pool' end,
        -- The split of the pool as it is frozen: a wrong pool is one fault, not two.
        case when s.buyer <> s.part_buyer_minor or s.sharer <> s.part_sharer_minor or s.distributor <> s.part_distributor_minor or s.company <> s.part_company_minor then 'wrong_part' end
      ], null) as codes
      from split s
    ), difference as (
      select code, 'order' as kind, j.id, null as part,
        case code when 'order_amounts' then concat_ws(' ', 'goods', j.goods, 'discount', j.discount, 'credit', j.credit)
          when 'plan_missing' then 'plan version ' || j.plan_version when 'wrong_base' then 'the bases of its plan'
          when 'wrong_pool' then concat_ws(' ', 'base', j.base, 'pool', j.pool)
          else concat_ws(' ', 'buyer', j.buyer, 'sharer', j.sharer, 'distributor', j.distributor, 'company', j.company) end as expected,
        case code when 'order_amounts' then concat_ws(' ', 'goods', j.goods_minor, 'discount', j.discount_minor, 'credit', j.credit_minor)
          when 'plan_missing' then 'none' when 'wrong_base' then j.wrong_bases || ' other'
          when 'wrong_pool' then concat_ws(' ', 'base', j.base_minor, 'pool', j.pool_minor)
          else concat_ws(' ', 'buyer', j.part_buyer_minor, 'sharer', j.part_sharer_minor, 'distributor', j.part_distributor_minor, 'company', j.part_company_minor) end as found
      from judged j cross join lateral unnest(j.codes) as code
      where cardinality(j.codes) > 0
    )`);
}

/** The orders of a range, each with its plan version's weights for its stage; `w` is null where there is no such version. */
function frozenOrders(sql: Snapshot, range: Range, weights: readonly Weights[]): Piece {
  const column = (of: (w: Weights) => string | bigint | number | boolean | null) => pgArray(weights.map(of));
  return sql`
    weighing as (
      select * from unnest(
        ${column((w) => w.version)}::text::int[], ${column((w) => w.stage)}::text::stage[], ${column((w) => w.hasDistributor)}::text::boolean[],
        ${column((w) => w.net)}::text::boolean[], ${column((w) => w.earnOnCredit)}::text::boolean[],
        ${column((w) => w.minBaseMinor)}::text::bigint[], ${column((w) => w.capPoolMinor)}::text::bigint[],
        ${column((w) => w.parts[0] ?? 0)}::text::bigint[], ${column((w) => w.parts[1] ?? 0)}::text::bigint[],
        ${column((w) => w.parts[2] ?? 0)}::text::bigint[], ${column((w) => w.parts[3] ?? 0)}::text::bigint[]
      ) as w(version, w_stage, has_distributor, net, earn_on_credit, min_base, cap_pool, wb, ws, wd, wc)
    ), frozen as (
      select o.id, o.plan_version, o.goods_minor, o.discount_minor, o.credit_minor, o.base_minor, o.pool_minor, least(o.pool_minor, ${MOST}) as pool_kept,
        o.part_buyer_minor, o.part_sharer_minor, o.part_distributor_minor, o.part_company_minor,
        w.version as w, w.net, w.earn_on_credit, w.min_base, w.cap_pool, w.wb, w.ws, w.wd, w.wc, w.wb + w.ws + w.wd + w.wc as whole
      from orders o
      left join weighing w on w.version = o.plan_version and w.w_stage = o.stage and w.has_distributor = (cardinality(o.distributor_chain) > 0)
      where ${within(sql, "o.id", range)}
    )`;
}

/** Bases of equal rate are summed, each sum's pool is rounded half up; see lineBase and poolOf in lib/plan/rules.ts. */
function pools(sql: Snapshot, range: Range): Piece {
  return sql`
    based as (
      select l.order_id, l.rate_bps, l.goods_minor, l.discount_minor, l.credit_minor, l.base_minor,
        case when f.net then (20000 * b.earning + 10000 + l.vat_bps) / (2 * (10000 + l.vat_bps)) else b.earning end as base
      from order_lines l join frozen f on f.id = l.order_id
      cross join lateral (values (least(case when f.earn_on_credit then l.goods_minor else l.goods_minor - l.credit_minor end, ${MOST}))) as b(earning)
      where ${within(sql, "l.order_id", range)}
    ), rated as (
      select order_id, (2 * least(sum(base), ${MOST})::bigint * rate_bps + 10000) / 20000 as pool, sum(base) as base, sum(goods_minor) as goods,
        sum(discount_minor) as discount, sum(credit_minor) as credit, count(*) as lines, count(*) filter (where base <> base_minor) as wrong_bases
      from based group by order_id, rate_bps
    ), pooled as (
      select order_id, sum(pool) as uncapped, sum(base) as base, sum(goods) as goods, sum(discount) as discount,
        sum(credit) as credit, sum(lines) as lines, sum(wrong_bases) as wrong_bases
      from rated group by order_id
    )`;
}

/** The frozen pool split by largest remainder, ties to the buyer, the sharer, the distributor, the company; see spread in lib/kernel/money.ts. */
function splits(sql: Snapshot): Piece {
  return sql`
    floored as (
      select f.*, p.base, p.goods, p.discount, p.credit, p.lines, p.wrong_bases,
        case when p.base < f.min_base then 0 else least(p.uncapped, coalesce(f.cap_pool, p.uncapped)) end as pool,
        f.pool_kept * f.wb / f.whole as fb, f.pool_kept * f.ws / f.whole as fs, f.pool_kept * f.wd / f.whole as fd, f.pool_kept * f.wc / f.whole as fc,
        f.pool_kept * f.wb % f.whole as rb, f.pool_kept * f.ws % f.whole as rs, f.pool_kept * f.wd % f.whole as rd, f.pool_kept * f.wc % f.whole as rc
      from frozen f left join pooled p on p.order_id = f.id
    ), split as (
      select *,
        fb + ((rs > rb)::int + (rd > rb)::int + (rc > rb)::int < pool_kept - fb - fs - fd - fc)::int as buyer,
        fs + ((rb >= rs)::int + (rd > rs)::int + (rc > rs)::int < pool_kept - fb - fs - fd - fc)::int as sharer,
        fd + ((rb >= rd)::int + (rs >= rd)::int + (rc > rd)::int < pool_kept - fb - fs - fd - fc)::int as distributor,
        fc + ((rb >= rc)::int + (rs >= rc)::int + (rd >= rc)::int < pool_kept - fb - fs - fd - fc)::int as company
      from (select * from floored offset 0) f
    )`;
}

/** What is reserved of each variant is what placed orders hold. DESIGN §5 */
export async function checkStock(sql: Snapshot): Promise<Findings> {
  return check(sql, sql`
    need as (
      select l.variant_id, sum(l.quantity) as quantity from orders o
      cross join lateral (select variant_id, quantity from order_lines x where x.order_id = o.id offset 0) l
      where o.status = 'placed' group by l.variant_id
    ), paired as (
      select variant_id, coalesce(n.quantity, 0) as quantity, s.reserved from stock s full join need n using (variant_id)
    ), checked as (
      select count(*) as variants from paired
    ), difference as (
      select 'stock_reserved' as code, 'variant' as kind, variant_id as id, null as part, quantity::text as expected, coalesce(reserved::text, 'no stock') as found
      from paired where quantity <> coalesce(reserved, 0)
    )`);
}
