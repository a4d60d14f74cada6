-- Who is enrolled by one of several sales of a set is told of before all of them, however long the statement takes: their
-- id was given a millisecond before its turn, which a busy machine or a large set outlasts. Else as before. DESIGN §5, §6

-- Moves orders to `paid`: the one function behind webhook, return page and sweeper, for one order or a set of them.
-- In one transaction and one round trip it locks the orders, sets parents and bindings, writes the outbox, captures
-- holds, posts the cash back and takes the stock; what others wait for comes last. Called again it changes nothing.
-- Outcomes: settled, already, returned (paid too late: refund owed), mismatch (nothing posted, an operator is
-- alerted), double (another payment settled it: refund owed), unknown. DESIGN §3, §4, §5
create or replace function settle_orders(order_ids uuid[], payments text[], amounts bigint[], currencies text[], paid timestamptz[])
returns table (order_id uuid, outcome text) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  ready uuid[]; late uuid[]; curs char(3)[]; cur char(3);
  touched uuid[]; children uuid[]; parents uuid[]; roots uuid[];
  adopted uuid[] := '{}'; refused uuid[] := '{}'; enrolling uuid[];
  w record;
  legs ledger_leg[];
begin
  -- What was paid must be what was placed; an order paid wholly by credit has no payment.
  select array_agg(o.id) filter (where o.status = 'placed'),
    array_agg(o.id) filter (where o.status in ('expired', 'cancelled') and not payment_was_returned(o.id, o.payment)),
    array_agg(distinct o.currency)
  into ready, late, curs
  from (
    select o.id, o.status, o.currency, o.card_minor, p.payment, p.amount, p.currency as paid_currency
    from unnest(order_ids, payments, amounts, currencies) as p(id, payment, amount, currency)
    join orders o on o.id = p.id order by o.id for no key update of o
  ) o
  where o.card_minor = o.amount and o.currency = o.paid_currency and (o.card_minor > 0) = (o.payment is not null);

  -- A buyer who was never enrolled, has no parent yet, or whose binding has ended will be written to.
  if ready is not null or late is not null then
    select array_agg(s.buyer), array_agg(s.buyer) filter (where s.adopts), array_agg(s.sponsor) filter (where s.adopts)
    into touched, children, parents
    from sponsorships(ready || late, order_ids, paid) s where s.enrols or s.adopts or s.binds;
  end if;
  if late is not null then
    ready := ready || revive(late, touched || parents);
  end if;
  ready := coalesce(ready, '{}');

  if touched is not null and ready <> '{}' then
    roots := lock_trees(parents, touched);
    -- Only a member who is about to get a parent can close a circle, and only where a sponsor's tree grows from
    -- such a member; then one after the other is looked at. Else all of them are free to go.
    if roots && children then
      for w in select s.sale, s.buyer, s.sponsor from sponsorships(ready, order_ids, paid) s where s.adopts order by s.at, s.sale loop
        if root_of(w.sponsor) = w.buyer then
          refused := refused || w.sale;
        else
          update members set parent_id = w.sponsor where id = w.buyer and parent_id is null;
          if found then adopted := adopted || w.sale; end if;
        end if;
      end loop;
    end if;

    -- People are looked at again, now that nobody else changes them. Of several sales to one buyer the first counts that
    -- changes their sponsor.
    with due as (
      select distinct on (s.buyer) s.sale, s.at, s.buyer, s.sponsor, s.binding, s.time_zone, s.enrols, d.adopts, d.binds
      from sponsorships(ready, order_ids, paid) s
      cross join lateral (select s.adopts and s.sale <> all (refused) or s.sale = any (adopted), s.binds and s.sale <> all (refused)) as d(adopts, binds)
      where s.buyer = any (touched) order by s.buyer, not (d.adopts or d.binds), s.at, s.sale
    ), written as (
      update members m set enrolled_at = coalesce(m.enrolled_at, d.at),
        parent_id = case when d.adopts then coalesce(m.parent_id, d.sponsor) else m.parent_id end,
        binding_sponsor_id = case when d.binds then d.sponsor else m.binding_sponsor_id end,
        binding_order_id = case when d.binds then d.sale else m.binding_order_id end,
        binding_started_at = case when d.binds then d.at else m.binding_started_at end,
        binding_until = case when not d.binds then m.binding_until
          when d.binding like 'months:%' then (d.at at time zone d.time_zone + make_interval(months => substr(d.binding, 8)::int)) at time zone d.time_zone end
      from due d where m.id = d.buyer and (d.enrols or d.adopts or d.binds)
      returning d.sale, d.at, d.buyer, d.sponsor, d.enrols, d.adopts, d.binds
    ), remembered as (
      insert into attribution_events (id, kind, member_id, to_id, order_id, occurred_at)
      select uuid_v7(e.nth), e.kind, w.buyer, w.sponsor, w.sale, w.at
      from written w cross join lateral (values (1, 'parent', w.adopts), (2, 'binding', w.binds)) as e(nth, kind, happens) where e.happens
    )
    select array_agg(sale) from written where enrols into enrolling;
  end if;

  foreach cur in array case when ready <> '{}' then curs else '{}' end loop
    -- The eligible people of each sale; 1 buyer, 2 sharer, 3 distributor, 4 company are the entries of its cash back.
    with sale as materialized (
      select n.nth, n.payment, n.at, o.id, o.credit_minor, o.credit_earnings_minor, o.part_buyer_minor, o.part_sharer_minor, o.part_distributor_minor,
        b.id as buyer, b.status = 'active' as eligible, h.id as sharer, d.id as distributor
      from unnest(order_ids, payments, paid) with ordinality as n(id, payment, at, nth)
      join orders o on o.id = n.id and o.currency = cur
      join members x on x.id = o.buyer_id join members b on b.id = coalesce(x.merged_into, x.id)
      left join members y on y.id = o.sharer_id left join members h on h.id = coalesce(y.merged_into, y.id) and h.status = 'active'
      left join lateral (
        select m.id from unnest(o.distributor_chain) with ordinality as c(id, nth)
        join members z on z.id = c.id join members m on m.id = coalesce(z.merged_into, z.id)
        where m.status = 'active' order by c.nth limit 1
      ) d on true
      where n.id = any (ready)
    ), settled as (
      update orders o set status = 'paid', paid_at = s.at, payment_id = s.payment,
        distributor_id = case when s.part_distributor_minor > 0 then s.distributor end
      from sale s where o.id = s.id
    ), told as ( -- Who is enrolled is told of before all of their sales: ids are given in this order, each by a clock that has gone on.
      insert into outbox (id, topic, key, payload, created_at)
      select uuid_v7(case m.nth when 1 then 0 else (2 * s.nth + m.nth)::int end), m.topic, s.buyer::text, m.payload, clock_timestamp()
      from sale s cross join lateral (values
        (1, 'member.enrolled', jsonb_build_object('member', s.buyer), s.id = any (enrolling)),
        (2, 'sale.completed', jsonb_build_object('order', s.id), true), (3, 'order.paid', jsonb_build_object('order', s.id), true)
      ) as m(nth, topic, payload, due) where m.due order by m.nth > 1, s.nth, m.nth
    )
    select array_agg(row(s.id, l.kind || ':' || s.id, l.kind, s.at, false, l.position, l.owner, l.account, l.amount)::ledger_leg)
    into legs
    from (
      select s.*, case when eligible then part_buyer_minor else 0 end as to_buyer, case when sharer is null then 0 else part_sharer_minor end as to_sharer,
        case when distributor is null then 0 else part_distributor_minor end as to_distributor
      from sale s
    ) s cross join lateral (values
      ('capture', 1::smallint, s.buyer, 'credit_held'::ledger_account, s.credit_earnings_minor - s.credit_minor),
      ('capture', 2, s.buyer, 'earnings_held', -s.credit_earnings_minor), ('capture', 3, s.id, 'wallet_redemption', s.credit_minor),
      ('cashback', 1, s.buyer, 'credit_available', s.to_buyer), ('cashback', 2, s.sharer, 'credit_available', s.to_sharer),
      ('cashback', 3, s.distributor, 'earnings_available', s.to_distributor),
      ('cashback', 4, s.id, 'cashback_expense', -(s.to_buyer + s.to_sharer + s.to_distributor))
    ) as l(kind, position, owner, account, amount) where l.amount <> 0;

    if legs is not null then
      perform post_legs(legs, cur);
    end if;
  end loop;

  with need as materialized (
    select variant_id, sum(quantity)::int as quantity from order_lines where order_id = any (ready) group by variant_id
  ), locked as materialized (
    select s.variant_id from stock s join need n on n.variant_id = s.variant_id order by s.variant_id for no key update of s
  )
  update stock s set on_hand = on_hand - n.quantity, reserved = reserved - n.quantity
  from locked k join need n on n.variant_id = k.variant_id where s.variant_id = k.variant_id;

  if cardinality(ready) = cardinality(order_ids) then
    return query select r, 'settled' from unnest(ready) r;
  else
    return query select * from refuse_payments(order_ids, payments, amounts, currencies, ready, coalesce(late, '{}'));
  end if;
end $$;
