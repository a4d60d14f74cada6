-- The same read models as before, and what a step reads of an order it reads once, with its entries: joined to itself, a step of ten thousand
-- entries compared each with each, and a million took hours to build anew.
create or replace function project_earnings(the_owner uuid, cur char(3), zone text, most int) returns int language plpgsql as $$
declare
  from_available bigint;
  from_held bigint;
  taken int;
begin
  insert into earning_progress (owner_id, currency) values (the_owner, cur) on conflict do nothing;
  select available_version, held_version into from_available, from_held
  from earning_progress where owner_id = the_owner and currency = cur for update;

  with fresh as materialized (
    select e.transaction_id, e.scope, e.position, e.held, e.version, e.amount_minor as amount, t.key, t.kind, t.occurred_at,
      (t.occurred_at at time zone zone) as wall,
      -- What an entry is. Moves between available and held change neither the balance nor what was earned.
      case
        when t.kind in ('hold', 'release', 'dispute_hold', 'dispute_release') then 'moved'
        when t.kind = 'cashback' then 'earned'
        when t.kind = 'reattribute' then case when e.amount_minor > 0 then 'earned' else 'taken_back' end
        when t.kind = 'refund' then case when e.amount_minor < 0 then 'taken_back' else 'spent' end
        when t.kind = 'refund_cancel' then case when e.amount_minor > 0 then 'taken_back' else 'spent' end
        when t.kind = 'capture' then 'spent'
        when t.kind in ('payout', 'payout_return') then 'paid_out'
        else 'other' end as what,
      o.id as order_id, o.number, o.buyer_id, o.sharer_id, o.stage, o.base_minor, o.paid_at, k.handle as link
    from (
      (select x.*, false as held from ledger_entries x
        where x.owner_id = the_owner and x.account = 'earnings_available' and x.currency = cur and x.version > from_available order by x.version limit most)
      union all
      (select x.*, true from ledger_entries x
        where x.owner_id = the_owner and x.account = 'earnings_held' and x.currency = cur and x.version > from_held order by x.version limit most)
    ) e
    join ledger_transactions t on t.scope = e.scope and t.id = e.transaction_id
    left join orders o on o.id = e.scope left join order_links k on k.order_id = o.id
  ), movement as (
    insert into earning_movements as m (owner_id, currency, transaction_id, occurred_at, day, key, kind, order_id, available_minor, held_minor)
    select the_owner, cur, transaction_id, occurred_at, wall::date, key, kind, order_id,
      coalesce(sum(amount) filter (where not held), 0), coalesce(sum(amount) filter (where held), 0)
    from fresh group by transaction_id, occurred_at, wall, key, kind, order_id
    on conflict (owner_id, currency, transaction_id) do update
      set available_minor = m.available_minor + excluded.available_minor, held_minor = m.held_minor + excluded.held_minor
    returning m.day, xmax = 0 as is_new
  ), days as (
    insert into earning_days as d (owner_id, currency, day, earned_minor, taken_back_minor, spent_minor, paid_out_minor, other_minor, held_minor, movements)
    select the_owner, cur, f.day, f.earned, f.taken_back, f.spent, f.paid_out, f.other, f.held, coalesce(m.movements, 0)
    from (
      select wall::date as day,
        coalesce(sum(amount) filter (where what = 'earned'), 0) as earned, -coalesce(sum(amount) filter (where what = 'taken_back'), 0) as taken_back,
        -coalesce(sum(amount) filter (where what = 'spent'), 0) as spent, -coalesce(sum(amount) filter (where what = 'paid_out'), 0) as paid_out,
        coalesce(sum(amount) filter (where what = 'other'), 0) as other, coalesce(sum(amount) filter (where held), 0) as held
      from fresh group by 1
    ) f left join (select day, count(*)::int as movements from movement where is_new group by 1) m on m.day = f.day
    on conflict (owner_id, currency, day) do update set
      earned_minor = d.earned_minor + excluded.earned_minor, taken_back_minor = d.taken_back_minor + excluded.taken_back_minor,
      spent_minor = d.spent_minor + excluded.spent_minor, paid_out_minor = d.paid_out_minor + excluded.paid_out_minor,
      other_minor = d.other_minor + excluded.other_minor, held_minor = d.held_minor + excluded.held_minor, movements = d.movements + excluded.movements
  ), sale as (
    -- What each order's entries did to its sale. Held for a dispute, not for an order that the distributor pays with earnings.
    select order_id, number, buyer_id, sharer_id, stage, base_minor, paid_at, link, min(occurred_at) filter (where what = 'earned') as first_at,
      max(occurred_at) filter (where what = 'earned') as last_at, count(*) filter (where what = 'earned')::int as orders,
      coalesce(sum(amount) filter (where what = 'earned'), 0) as earned,
      -coalesce(sum(amount) filter (where what = 'taken_back'), 0) as taken_back,
      coalesce(sum(amount) filter (where held and kind in ('dispute_hold', 'dispute_release', 'refund', 'refund_cancel')), 0) as held
    from fresh
    where order_id is not null and (what in ('earned', 'taken_back') or kind in ('dispute_hold', 'dispute_release'))
    group by order_id, number, buyer_id, sharer_id, stage, base_minor, paid_at, link
  ), sales as (
    insert into earning_sales as s (owner_id, order_id, currency, number, earned_at, buyer_id, sharer_id, stage, base_minor, link, earned_minor, taken_back_minor, held_minor)
    select the_owner, order_id, cur, number, coalesce(first_at, paid_at), buyer_id, sharer_id, stage, base_minor, link, earned, taken_back, held from sale
    on conflict (owner_id, order_id) do update set earned_minor = s.earned_minor + excluded.earned_minor,
      taken_back_minor = s.taken_back_minor + excluded.taken_back_minor, held_minor = s.held_minor + excluded.held_minor
  ), people as (
    insert into earning_customers as c (owner_id, customer_id, currency, orders, earned_minor, taken_back_minor, brought_orders, brought_minor, first_at, last_at)
    select the_owner, p.id, cur, sum(p.orders), sum(p.earned), sum(p.taken_back), sum(p.brought), sum(p.brought_minor), min(p.first_at), max(p.last_at)
    from (
      select buyer_id as id, orders, earned, taken_back, 0 as brought, 0 as brought_minor, first_at, last_at from sale where buyer_id <> the_owner
      union all
      select sharer_id, 0, 0, 0, orders, earned - taken_back, null, null from sale where sharer_id is not null
    ) p group by p.id
    on conflict (owner_id, currency, customer_id) do update set orders = c.orders + excluded.orders, earned_minor = c.earned_minor + excluded.earned_minor,
      taken_back_minor = c.taken_back_minor + excluded.taken_back_minor, brought_orders = c.brought_orders + excluded.brought_orders,
      brought_minor = c.brought_minor + excluded.brought_minor, first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at)
  ), amount as (
    select f.transaction_id, f.position, f.held, f.wall, f.order_id, f.key, f.kind, f.stage, f.buyer_id, f.sharer_id, f.link,
      case when f.what = 'earned' then 1 else 0 end as orders,
      case when f.what = 'earned' then f.amount else 0 end as earned,
      case when f.what = 'taken_back' then -f.amount else 0 end as taken_back
    from fresh f where f.order_id is not null and f.what in ('earned', 'taken_back')
  ), returned as (
    select distinct a.transaction_id, r.id as refund_id
    from amount a join refunds r on r.order_id = a.order_id
      and a.key in ('refund:ref_' || replace(r.id::text, '-', ''), 'refund:' || r.provider_refund_id, 'refund_cancel:ref_' || replace(r.id::text, '-', ''))
    where a.kind in ('refund', 'refund_cancel') and exists (select 1 from refund_lines x where x.refund_id = r.id)
  ), weighed as (
    -- A return is of the lines that came back; else an amount is of each line by what the line added to the pool.
    select a.*, l.product_id, l.position as line,
      case when r.refund_id is not null
        then coalesce((select sum(x.goods_minor) from refund_lines x where x.refund_id = r.refund_id and x.order_line_id = l.id), 0)
        else l.base_minor::numeric * l.rate_bps end as weight
    from amount a join order_lines l on l.order_id = a.order_id left join returned r on r.transaction_id = a.transaction_id
  ), running as (
    select w.*, sum(weight) over (same order by line) as upto, sum(weight) over same as total, row_number() over (same order by line) as nth
    from weighed w window same as (partition by transaction_id, position, held)
  ), line as (
    -- Parts of whole minor units that add up: each line has the rounded running sum less the one before.
    select wall, transaction_id, product_id,
      case when total = 0 then case when nth = 1 then earned else 0 end else div(earned * upto, total) - div(earned * (upto - weight), total) end as earned,
      case when total = 0 then case when nth = 1 then taken_back else 0 end
        else sign(taken_back) * (div(abs(taken_back) * upto, total) - div(abs(taken_back) * (upto - weight), total)) end as taken_back,
      orders
    from running
  ), part as (
    select wall, d.dimension::earning_dimension as dimension, d.of, orders, earned, taken_back
    from amount cross join lateral (values ('all', ''), ('stage', stage::text), ('customer', buyer_id::text), ('sharer', sharer_id::text), ('link', coalesce(link, ''))) as d(dimension, of)
    where d.of is not null
    union all
    -- An order counts once for a product, on however many lines it is.
    select wall, 'product', product_id::text, max(orders), sum(earned), sum(taken_back) from line group by transaction_id, wall, product_id
  ), totals as (
    insert into earning_totals as t (owner_id, currency, grain, start, dimension, of, orders, earned_minor, taken_back_minor)
    select the_owner, cur, g.grain, date_trunc(g.grain::text, p.wall), p.dimension, p.of, sum(p.orders), sum(p.earned), sum(p.taken_back)
    from part p cross join unnest(enum_range(null::earning_grain)) as g(grain)
    where g.grain <> 'hour' or p.dimension = 'all'
    group by g.grain, date_trunc(g.grain::text, p.wall), p.dimension, p.of
    on conflict (owner_id, currency, grain, dimension, start, of) do update set orders = t.orders + excluded.orders,
      earned_minor = t.earned_minor + excluded.earned_minor, taken_back_minor = t.taken_back_minor + excluded.taken_back_minor
  ), moved_on as (
    update earning_progress p set
      available_version = greatest(p.available_version, (select max(version) from fresh where not held)),
      held_version = greatest(p.held_version, (select max(version) from fresh where held))
    where p.owner_id = the_owner and p.currency = cur and exists (select 1 from fresh)
  )
  select count(*) into taken from fresh;
  return taken;
end $$;
