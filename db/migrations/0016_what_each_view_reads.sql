CREATE TABLE "earning_last_days" (
	"owner_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"day" date NOT NULL,
	"people" integer NOT NULL,
	"sharers" integer NOT NULL,
	CONSTRAINT "earning_last_days_owner_id_currency_day_pk" PRIMARY KEY("owner_id","currency","day")
);
--> statement-breakpoint
CREATE TABLE "earning_names" (
	"owner_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "earning_names_owner_id_customer_id_pk" PRIMARY KEY("owner_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "link_totals" (
	"member_id" uuid NOT NULL,
	"handle" text NOT NULL,
	"visits" integer DEFAULT 0 NOT NULL,
	"carts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "link_totals_member_id_handle_pk" PRIMARY KEY("member_id","handle")
);
--> statement-breakpoint
DROP INDEX "earning_customers_by_brought";--> statement-breakpoint
ALTER TABLE "earning_customers" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "earning_days" ADD COLUMN "left_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "earning_names_by_key" ON "earning_names" USING btree ("owner_id","key" text_pattern_ops,"customer_id");--> statement-breakpoint
CREATE INDEX "earning_names_by_customer" ON "earning_names" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "earning_customers_by_parent" ON "earning_customers" USING btree ("owner_id","currency","parent_id",("earned_minor" + "brought_minor"),"customer_id");--> statement-breakpoint
CREATE INDEX "earning_sales_by_link" ON "earning_sales" USING btree ("owner_id","link","earned_at","order_id") WHERE "earning_sales"."link" is not null;--> statement-breakpoint
CREATE INDEX "earning_customers_by_brought" ON "earning_customers" USING btree ("owner_id","currency","brought_minor","customer_id") WHERE "earning_customers"."brought_orders" > 0;--> statement-breakpoint

-- A page of each view is read from as many rows as it shows, however many there are behind them: what was counted, sorted or looked
-- through is kept with the read models.

alter table earning_last_days set (fillfactor = 70);--> statement-breakpoint
alter table link_totals set (fillfactor = 50);--> statement-breakpoint

-- A first name as it is searched: "Océane" and "oceane" are one.
create function fold_name(name text) returns text language sql immutable parallel safe strict as
  $$ select lower(regexp_replace(normalize(btrim(name), NFD), '[\u0300-\u036f]', '', 'g') collate "pg_c_utf8") $$;--> statement-breakpoint

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
    returning (new.earned_at at time zone zone)::date as day,
      greatest(new.earned_minor - new.taken_back_minor - new.held_minor, 0) - greatest(coalesce(old.earned_minor - old.taken_back_minor - old.held_minor, 0), 0) as left_minor
  ), days as (
    insert into earning_days as d (owner_id, currency, day, earned_minor, taken_back_minor, spent_minor, paid_out_minor, other_minor, held_minor, movements, left_minor)
    select the_owner, cur, day, coalesce(sum(amount) filter (where what = 'earned'), 0), -coalesce(sum(amount) filter (where what = 'taken_back'), 0),
      -coalesce(sum(amount) filter (where what = 'spent'), 0), -coalesce(sum(amount) filter (where what = 'paid_out'), 0), coalesce(sum(amount) filter (where what = 'other'), 0),
      coalesce(sum(amount) filter (where held), 0), count(*) filter (where what = 'new'), coalesce(sum(amount) filter (where what = 'left'), 0)
    from (
      select wall::date as day, what, held, amount from fresh
      union all select day, 'new', false, 0 from movement where is_new
      union all select day, 'left', false, left_minor from sales
    ) of_a_day group by day
    on conflict (owner_id, currency, day) do update set
      earned_minor = d.earned_minor + excluded.earned_minor, taken_back_minor = d.taken_back_minor + excluded.taken_back_minor,
      spent_minor = d.spent_minor + excluded.spent_minor, paid_out_minor = d.paid_out_minor + excluded.paid_out_minor,
      other_minor = d.other_minor + excluded.other_minor, held_minor = d.held_minor + excluded.held_minor, movements = d.movements + excluded.movements,
      left_minor = d.left_minor + excluded.left_minor
  ), people as (
    insert into earning_customers as c (owner_id, customer_id, currency, orders, earned_minor, taken_back_minor, brought_orders, brought_minor, first_at, last_at, parent_id)
    select the_owner, p.id, cur, sum(p.orders), sum(p.earned), sum(p.taken_back), sum(p.brought), sum(p.brought_minor), min(p.first_at), max(p.last_at),
      (select m.parent_id from members m where m.id = p.id)
    from (
      select buyer_id as id, orders, earned, taken_back, 0 as brought, 0 as brought_minor, first_at, last_at from sale where buyer_id <> the_owner
      union all
      select sharer_id, 0, 0, 0, orders, earned - taken_back, null, null from sale where sharer_id is not null
    ) p group by p.id
    on conflict (owner_id, currency, customer_id) do update set orders = c.orders + excluded.orders, earned_minor = c.earned_minor + excluded.earned_minor,
      taken_back_minor = c.taken_back_minor + excluded.taken_back_minor, brought_orders = c.brought_orders + excluded.brought_orders,
      brought_minor = c.brought_minor + excluded.brought_minor, first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at),
      parent_id = excluded.parent_id
    returning c.customer_id, old.customer_id is null as is_new, old.last_at as last_before, new.last_at as last_now, coalesce(old.brought_orders, 0) > 0 as shared, new.brought_orders > 0 as shares
  ), named as (
    insert into earning_names (owner_id, customer_id, key)
    select the_owner, p.customer_id, fold_name(m.first_name) from people p join members m on m.id = p.customer_id where p.is_new
    on conflict (owner_id, customer_id) do update set key = excluded.key
  ), last_days as (
    -- Off the day on which they ordered last before, onto the one now.
    insert into earning_last_days as l (owner_id, currency, day, people, sharers)
    select the_owner, cur, x.day, sum(x.people), sum(x.sharers)
    from people p cross join lateral (values
      (coalesce((p.last_before at time zone zone)::date, '-infinity'), case when p.is_new then 0 else -1 end, case when p.shared then -1 else 0 end),
      (coalesce((p.last_now at time zone zone)::date, '-infinity'), 1, case when p.shares then 1 else 0 end)) as x(day, people, sharers)
    group by x.day having sum(x.people) <> 0 or sum(x.sharers) <> 0
    on conflict (owner_id, currency, day) do update set people = l.people + excluded.people, sharers = l.sharers + excluded.sharers
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
  delete from earning_last_days where owner_id = the_owner and currency = cur and people = 0;
  return taken;
end $$;--> statement-breakpoint

-- Forgets the read models of a member, so that `project_earnings` builds them anew from the ledger.
create or replace function forget_earnings(the_owner uuid, cur char(3)) returns void language plpgsql as $$
begin
  insert into earning_progress (owner_id, currency) values (the_owner, cur) on conflict do nothing;
  perform 1 from earning_progress where owner_id = the_owner and currency = cur for update;
  delete from earning_movements where owner_id = the_owner and currency = cur;
  delete from earning_days where owner_id = the_owner and currency = cur;
  delete from earning_sales where owner_id = the_owner and currency = cur;
  delete from earning_customers where owner_id = the_owner and currency = cur;
  delete from earning_last_days where owner_id = the_owner and currency = cur;
  delete from earning_names where owner_id = the_owner;
  delete from earning_totals where owner_id = the_owner and currency = cur;
  update earning_progress set available_version = 0, held_version = 0 where owner_id = the_owner and currency = cur;
end $$;--> statement-breakpoint

-- A member who gets another name or another parent: an operator's deed, an import, an erasure. A sale gives a parent only to who has none, and no name.
create function follow_member() returns trigger language plpgsql as $$
begin
  update earning_names set key = fold_name(new.first_name) where customer_id = new.id and old.first_name <> new.first_name;
  update earning_customers c set parent_id = new.parent_id from earning_names n
    where n.customer_id = new.id and c.owner_id = n.owner_id and c.customer_id = new.id and old.parent_id is distinct from new.parent_id;
  return null;
end $$;--> statement-breakpoint
create trigger earnings_follow_the_member after update of first_name, parent_id on members for each row
  when (old.first_name <> new.first_name or (old.parent_id is not null and old.parent_id is distinct from new.parent_id)) execute function follow_member();--> statement-breakpoint

-- What there is already.
insert into link_totals (member_id, handle, visits, carts) select member_id, handle, sum(visits), sum(carts) from shop_visits group by member_id, handle;--> statement-breakpoint
update earning_customers c set parent_id = m.parent_id from members m where m.id = c.customer_id;--> statement-breakpoint
insert into earning_names (owner_id, customer_id, key) select distinct c.owner_id, c.customer_id, fold_name(m.first_name) from earning_customers c join members m on m.id = c.customer_id;--> statement-breakpoint
with company as (select coalesce((select value ->> 'timeZone' from settings where key = 'company'), 'Europe/Paris') as zone)
insert into earning_last_days (owner_id, currency, day, people, sharers)
select owner_id, currency, coalesce((last_at at time zone company.zone)::date, '-infinity'), count(*), count(*) filter (where brought_orders > 0)
from earning_customers cross join company group by 1, 2, 3;--> statement-breakpoint
with company as (select coalesce((select value ->> 'timeZone' from settings where key = 'company'), 'Europe/Paris') as zone), of_a_day as (
  select owner_id, currency, (earned_at at time zone company.zone)::date as day, sum(greatest(earned_minor - taken_back_minor - held_minor, 0)) as left_minor
  from earning_sales cross join company group by 1, 2, 3)
update earning_days d set left_minor = x.left_minor from of_a_day x where d.owner_id = x.owner_id and d.currency = x.currency and d.day = x.day;
