-- A sale looks at fewer rows, and what the server can do itself it does. What a call learns before it waits for a lock it
-- learns again: a payment that another caller refused meanwhile is not accepted, people who were moved or merged meanwhile
-- close no circle and lose no sponsor. DESIGN §3, §4, §5

-- The server's own UUIDv7 has a sub-millisecond part, too, and in one session each is larger than the one before; `bump` is added.
create or replace function uuid_v7(bump int default 0) returns uuid language sql volatile parallel safe as $$
  select uuidv7(bump * interval '1 microsecond')
$$;--> statement-breakpoint

-- What a transaction says: SHA-256 of its kind, its currency and its entries in their order. Stable, as convert_to is: so it is inlined.
create or replace function fingerprint(kind text, cur char(3), entries text) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(kind || '|' || cur || '|' || entries, 'utf8'))
$$;--> statement-breakpoint

-- Posts any number of transactions in one currency, in one statement: the only writer of the ledger. It claims their
-- keys, moves each account once and in the order of ids, so that two callers never wait crosswise, and writes the
-- entries. Company legs have the scope as owner. A key that was posted with the same content is left alone, with another
-- content it raises CG002. An available account that a covered transaction would take below zero raises CG001.
-- Answers the ids of the transactions that were posted now. No table is joined here, only what came in.
create or replace function post_legs(legs ledger_leg[], cur char(3)) returns uuid[]
language plpgsql set plan_cache_mode = force_generic_plan set enable_nestloop = off as $$
declare
  posted uuid[];
  replayed boolean;
  overdrawn boolean;
begin
  with leg as materialized (
    select * from unnest(legs)
  ), txn as materialized (
    select scope, key, min(kind) as kind, min(occurred_at) as occurred_at,
      string_agg(position || ':' || owner || ':' || account || ':' || amount, ',' order by position) as entries
    from leg group by scope, key order by scope, key
  ), claimed as (
    insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
    select uuid_v7(), t.scope, t.key, t.kind, cur, fingerprint(t.kind, cur, t.entries), t.occurred_at, clock_timestamp() from txn t
    on conflict (scope, key) do nothing returning id, scope, key
  ), fresh as materialized (
    select c.id, l.* from leg l join claimed c on c.scope = l.scope and c.key = l.key
  ), moved as (
    insert into ledger_accounts as a (owner_id, account, currency, balance_minor, version)
    select owner, account, cur, sum(amount), count(*) from fresh where account <= 'earnings_held' group by owner, account order by owner, account
    on conflict (owner_id, account, currency) do update set balance_minor = a.balance_minor + excluded.balance_minor, version = a.version + excluded.version
    returning a.owner_id, a.account, a.balance_minor, a.version
  ), written as (
    insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
    select f.owner, f.id, f.scope, f.position, f.account, cur, f.amount,
      m.version + 1 - row_number() over later, m.balance_minor + f.amount - sum(f.amount) over later
    from fresh f left join moved m on m.owner_id = f.owner and m.account = f.account
    window later as (partition by f.owner, f.account order by f.scope desc, f.key desc, f.position desc)
  )
  select (select array_agg(id) from claimed), (select count(*) from claimed) < (select count(*) from txn),
    exists (select from fresh f join moved m on m.owner_id = f.owner and m.account = f.account
      where m.balance_minor < 0 and f.amount < 0 and f.covered and f.account in ('credit_available', 'earnings_available'))
  into posted, replayed, overdrawn;

  if overdrawn then
    raise exception 'not enough available credit' using errcode = 'CG001';
  end if;
  if replayed then
    perform refuse_other_content(legs, cur);
  end if;
  return posted;
end $$;--> statement-breakpoint

-- For a sale that is about to be settled: the buyer as they are now, who sponsors them, and what that would change.
create function sponsorship(of_buyer uuid, by_sponsor uuid, in_stage stage, bound text, at timestamptz)
returns table (buyer uuid, sponsor uuid, enrols boolean, adopts boolean, binds boolean) language sql stable as $$
  select b.id, s.id, b.enrolled_at is null, s.id is not null and b.parent_id is null,
    s.id is not null and bound <> 'per-order' and (b.binding_sponsor_id is null or coalesce(b.binding_until <= at, false))
  from members x join members b on b.id = coalesce(x.merged_into, x.id)
  left join members y on y.id = by_sponsor and in_stage in ('direct', 'viral')
  cross join lateral (select nullif(coalesce(y.merged_into, y.id), b.id)) as s(id)
  where x.id = of_buyer
$$;--> statement-breakpoint

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
  adopted uuid[] := '{}'; refused uuid[] := '{}'; enrolling uuid[]; strayed boolean;
  w record;
  legs ledger_leg[];
begin
  -- What was paid must be what was placed; an order paid wholly by credit has no payment.
  select array_agg(o.id) filter (where o.status = 'placed'), array_agg(o.id) filter (where o.status in ('expired', 'cancelled')), array_agg(distinct o.currency)
  into ready, late, curs
  from (
    select o.id, o.status, o.currency, o.card_minor, p.payment, p.amount, p.currency as paid_currency
    from unnest(order_ids, payments, amounts, currencies) as p(id, payment, amount, currency)
    join orders o on o.id = p.id order by o.id for no key update of o
  ) o
  where o.card_minor = o.amount and o.currency = o.paid_currency and (o.card_minor > 0) = (o.payment is not null);

  -- What may have happened while we waited for the orders is looked at by statements of their own: a payment that was refused,
  -- a merger of a buyer. A buyer who was never enrolled, has no parent yet, or whose binding has ended will be written to.
  if late is not null then
    select array_agg(p.id) into late from unnest(order_ids, payments) as p(id, payment) where p.id = any (late) and not payment_was_returned(p.id, p.payment);
  end if;
  if ready is not null or late is not null then
    select array_agg(s.buyer), array_agg(s.buyer) filter (where s.adopts), array_agg(s.sponsor) filter (where s.adopts)
    into touched, children, parents
    from unnest(order_ids, paid) as n(id, at) join orders o on o.id = n.id cross join lateral sponsorship(o.buyer_id, o.sponsor_id, o.stage, o.binding, n.at) s
    where n.id = any (ready || late) and (s.enrols or s.adopts or s.binds);
  end if;
  if late is not null then
    ready := ready || revive(late, touched || parents);
  end if;
  ready := coalesce(ready, '{}');

  if (touched is not null or late is not null) and ready <> '{}' then
    roots := lock_trees(parents, touched);
    -- Only a member who is about to get a parent can close a circle, and only where a sponsor's tree grows from
    -- such a member; then one after the other is looked at. Else all of them are free to go.
    if roots && children then
      for w in
        select o.id as sale, s.buyer, s.sponsor from unnest(order_ids, paid) as n(id, at) join orders o on o.id = n.id
        cross join lateral sponsorship(o.buyer_id, o.sponsor_id, o.stage, o.binding, n.at) s
        where n.id = any (ready) and s.adopts order by n.at, o.id
      loop
        if root_of(w.sponsor) = w.buyer then
          refused := refused || w.sale;
        else
          update members set parent_id = w.sponsor where id = w.buyer and parent_id is null;
          if found then adopted := adopted || w.sale; end if;
        end if;
      end loop;
    end if;

    -- People are looked at again, now that nobody else changes them. Who is not locked, or stands in a tree that is not, was
    -- merged or moved while we waited: 40001, the caller starts anew. Of several sales to one buyer the first counts that
    -- changes their sponsor.
    with looked as materialized (
      select o.id as sale, n.at, s.buyer, s.sponsor, o.binding, o.time_zone, s.enrols, d.adopts, d.binds,
        (s.enrols or s.adopts or s.binds) and array_position(touched, s.buyer) is null or d.adopts and root_of(s.sponsor) <> all (roots) as strayed
      from unnest(order_ids, paid) as n(id, at) join orders o on o.id = n.id
      cross join lateral sponsorship(o.buyer_id, o.sponsor_id, o.stage, o.binding, n.at) s
      cross join lateral (select s.adopts and o.id <> all (refused) or o.id = any (adopted), s.binds and o.id <> all (refused)) as d(adopts, binds)
      where n.id = any (ready)
    ), due as (
      select distinct on (buyer) * from looked where enrols or adopts or binds order by buyer, not (adopts or binds), at, sale
    ), written as (
      update members m set enrolled_at = coalesce(m.enrolled_at, d.at),
        parent_id = case when d.adopts then coalesce(m.parent_id, d.sponsor) else m.parent_id end,
        binding_sponsor_id = case when d.binds then d.sponsor else m.binding_sponsor_id end,
        binding_order_id = case when d.binds then d.sale else m.binding_order_id end,
        binding_started_at = case when d.binds then d.at else m.binding_started_at end,
        binding_until = case when not d.binds then m.binding_until
          when d.binding like 'months:%' then (d.at at time zone d.time_zone + make_interval(months => substr(d.binding, 8)::int)) at time zone d.time_zone end
      from due d where m.id = d.buyer
      returning d.sale, d.at, d.buyer, d.sponsor, d.enrols, d.adopts, d.binds
    ), remembered as (
      insert into attribution_events (id, kind, member_id, to_id, order_id, occurred_at)
      select uuid_v7(e.nth), e.kind, w.buyer, w.sponsor, w.sale, w.at
      from written w cross join lateral (values (1, 'parent', w.adopts), (2, 'binding', w.binds)) as e(nth, kind, happens) where e.happens
    )
    select (select array_agg(sale) from written where enrols), (select bool_or(l.strayed) from looked l) into enrolling, strayed;
    if strayed then raise exception 'the tree changed, try again' using errcode = '40001'; end if;
  end if;

  foreach cur in array case when ready <> '{}' then curs else '{}' end loop
    -- The eligible people of each sale; 1 buyer, 2 sharer, 3 distributor, 4 company are the entries of its cash back.
    with sale as materialized (
      select n.nth, n.payment, n.at, o.id, o.credit_minor, o.credit_earnings_minor, o.part_buyer_minor, o.part_sharer_minor, o.part_distributor_minor,
        coalesce(b.id, x.id) as buyer, coalesce(b.status, x.status) = 'active' as eligible, h.id as sharer, d.id as distributor
      from unnest(order_ids, payments, paid) with ordinality as n(id, payment, at, nth)
      join orders o on o.id = n.id and o.currency = cur
      join members x on x.id = o.buyer_id left join members b on b.id = x.merged_into
      left join lateral (
        select coalesce(m.id, y.id) as id from members y left join members m on m.id = y.merged_into
        where y.id = o.sharer_id and coalesce(m.status, y.status) = 'active'
      ) h on true
      left join lateral (
        select coalesce(m.id, z.id) as id from unnest(o.distributor_chain) with ordinality as c(id, nth)
        join members z on z.id = c.id left join members m on m.id = z.merged_into
        where coalesce(m.status, z.status) = 'active' order by c.nth limit 1
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
end $$;--> statement-breakpoint

drop function sponsorships(uuid[], uuid[], timestamptz[]);
