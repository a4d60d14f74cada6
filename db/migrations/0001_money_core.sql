-- The money core: what a posting, a settlement and an append-only table are. DESIGN §4, §5, §7.

alter table ledger_accounts set (fillfactor = 70);--> statement-breakpoint
alter table orders set (fillfactor = 85);--> statement-breakpoint
alter table members set (fillfactor = 85);--> statement-breakpoint
alter table stock set (fillfactor = 70);--> statement-breakpoint
alter table outbox set (fillfactor = 85);--> statement-breakpoint

-- A UUIDv7 with a sub-millisecond part (RFC 9562 §6.2, method 3). `bump` microseconds keep ids of one statement in order.
create function uuid_v7(bump int default 0) returns uuid language sql volatile parallel safe as $$
  select (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex((us % 1000) * 4096 / 1000), 3, '0')
    || right(gen_random_uuid()::text, 17))::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint + bump as us) clock
$$;--> statement-breakpoint

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name using errcode = 'CG010';
end $$;--> statement-breakpoint

create trigger a_transaction_is_final before update or delete on ledger_transactions for each row execute function refuse_change();--> statement-breakpoint
create trigger a_transaction_stays before truncate on ledger_transactions for each statement execute function refuse_change();--> statement-breakpoint
create trigger an_entry_is_final before update or delete on ledger_entries for each row execute function refuse_change();--> statement-breakpoint
create trigger an_entry_stays before truncate on ledger_entries for each statement execute function refuse_change();--> statement-breakpoint
create trigger a_price_is_history before update or delete on price_history for each row execute function refuse_change();--> statement-breakpoint
create trigger a_trail_is_final before update or delete on trail for each row execute function refuse_change();--> statement-breakpoint
create trigger an_attribution_is_history before update or delete on attribution_events for each row execute function refuse_change();--> statement-breakpoint
create trigger a_plan_version_is_final before update or delete on plan_versions for each row execute function refuse_change();--> statement-breakpoint

-- The second belt: the posting call balances by construction; whoever writes past it is refused.
create function refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fresh group by transaction_id, currency having sum(amount_minor) <> 0) then
    raise exception 'entries of a transaction sum to zero' using errcode = 'CG011';
  end if;
  return null;
end $$;--> statement-breakpoint

create trigger entries_balance after insert on ledger_entries
  referencing new table as fresh for each statement execute function refuse_unbalanced();--> statement-breakpoint

-- What a posting's fingerprint is made of: kind, currency and its entries in their order.
create function ledger_fingerprint(kind text, cur text, legs text) returns bytea language sql immutable parallel safe as $$
  select sha256(convert_to(kind || '|' || cur || '|' || legs, 'utf8'))
$$;--> statement-breakpoint

-- Posts any number of transactions in one currency: the only writer of the ledger.
-- Transaction i has a key, a kind, a scope, a time and `covered` (accounts that it takes available credit from
-- must not end below zero); leg j belongs to transaction leg_txn[j]. Company legs have the scope as owner.
-- A key that was posted with the same content is left alone and answered as replayed; with another content it
-- raises CG002. An available account that a covered transaction would take below zero raises CG001.
create function ledger_post(
  keys text[], kinds text[], scopes uuid[], covered boolean[], occurred timestamptz[], cur char(3),
  leg_txn int[], leg_position smallint[], leg_owner uuid[], leg_account ledger_account[], leg_amount bigint[]
) returns table (key text, transaction_id uuid, replayed boolean) language plpgsql as $$
#variable_conflict use_column
declare
  ids uuid[];
  known uuid[];
  claimed int;
  all_fresh boolean;
begin
  ids := array(select uuid_v7(n) from generate_subscripts(keys, 1) n);

  insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
  select ids[l.txn], scopes[l.txn], keys[l.txn], kinds[l.txn], cur,
    ledger_fingerprint(kinds[l.txn], cur, string_agg(l.position || ':' || l.owner || ':' || l.account || ':' || l.amount, ',' order by l.position)),
    occurred[l.txn], clock_timestamp()
  from unnest(leg_txn, leg_position, leg_owner, leg_account, leg_amount) as l(txn, position, owner, account, amount)
  group by l.txn
  order by scopes[l.txn], keys[l.txn]
  on conflict do nothing;
  get diagnostics claimed = row_count;
  all_fresh := claimed = cardinality(keys);

  if not all_fresh then
    known := array(
      select t.id from generate_subscripts(keys, 1) as n(n)
      join ledger_transactions t on t.scope = scopes[n.n] and t.key = keys[n.n] order by n.n);
    if cardinality(known) <> cardinality(keys) or exists (
      select 1 from unnest(leg_txn, leg_position, leg_owner, leg_account, leg_amount) as l(txn, position, owner, account, amount)
      join ledger_transactions t on t.scope = scopes[l.txn] and t.key = keys[l.txn]
      where t.id <> ids[l.txn]
      group by l.txn, t.fingerprint
      having t.fingerprint <> ledger_fingerprint(kinds[l.txn], cur,
        string_agg(l.position || ':' || l.owner || ':' || l.account || ':' || l.amount, ',' order by l.position))
    ) then
      raise exception 'a key was posted with another content: %', keys using errcode = 'CG002';
    end if;
    if claimed = 0 then
      return query select keys[n.n], known[n.n], true from generate_subscripts(keys, 1) as n(n);
      return;
    end if;
  end if;

  insert into ledger_accounts (owner_id, account, currency)
  select distinct l.owner, l.account, cur
  from unnest(leg_owner, leg_account) as l(owner, account)
  where l.account <= 'earnings_held'
    and not exists (select 1 from ledger_accounts a where a.owner_id = l.owner and a.account = l.account and a.currency = cur)
  order by 1, 2
  on conflict do nothing;

  perform 1
  from ledger_accounts a
  where (a.owner_id, a.account) in (select l.owner, l.account from unnest(leg_owner, leg_account) as l(owner, account))
    and a.currency = cur
  order by a.owner_id, a.account
  for no key update;

  with legs as (
    select l.*, sum(l.amount) over seen as run, row_number() over seen as nth
    from unnest(leg_txn, leg_position, leg_owner, leg_account, leg_amount) as l(txn, position, owner, account, amount)
    where all_fresh or known[l.txn] = ids[l.txn]
    window seen as (partition by l.owner, l.account order by l.txn, l.position)
  ), moved as (
    update ledger_accounts a
    set balance_minor = a.balance_minor + s.total, version = a.version + s.legs
    from (
      select owner, account, sum(amount)::bigint as total, count(*) as legs from legs where account <= 'earnings_held' group by owner, account
    ) s
    where a.owner_id = s.owner and a.account = s.account and a.currency = cur
    returning a.owner_id, a.account, a.balance_minor - s.total as balance_before, a.version - s.legs as version_before
  )
  insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
  select l.owner, ids[l.txn], scopes[l.txn], l.position, l.account, cur, l.amount, m.version_before + l.nth, m.balance_before + l.run
  from legs l
  left join moved m on m.owner_id = l.owner and m.account = l.account;

  if true = any (covered) and exists (
    select 1 from unnest(leg_txn, leg_owner, leg_account, leg_amount) as l(txn, owner, account, amount)
    join ledger_accounts a on a.owner_id = l.owner and a.account = l.account and a.currency = cur
    where covered[l.txn] and l.amount < 0 and l.account in ('credit_available', 'earnings_available') and a.balance_minor < 0
      and (all_fresh or known[l.txn] = ids[l.txn])
  ) then
    raise exception 'not enough available credit' using errcode = 'CG001';
  end if;

  return query select keys[n.n], coalesce(known[n.n], ids[n.n]), not all_fresh and known[n.n] <> ids[n.n]
    from generate_subscripts(keys, 1) as n(n);
end $$;--> statement-breakpoint

-- The root of a member's tree: up the chain of parents, however long.
create function root_of(member uuid) returns uuid language sql stable as $$
  with recursive chain as (
    select id, parent_id from members where id = member
    union all
    select m.id, m.parent_id from chain c join members m on m.id = c.parent_id
  ) select id from chain where parent_id is null
$$;--> statement-breakpoint

-- Gives members their first parent, refusing cycles: locks the roots of all trees concerned in id order and
-- looks again. Answers the members whose parent is set now. DESIGN §3
-- All other member rows that the caller is going to write are locked in the same order, in one go.
create function adopt(children uuid[], parents uuid[], also uuid[]) returns uuid[] language plpgsql as $$
declare
  wanted uuid[];
  locked uuid[] := '{}';
  adopted uuid[] := '{}';
  child uuid;
  n int;
begin
  for attempt in 1..100 loop
    wanted := array(
      select distinct m from (
        select unnest(children) as m union all select unnest(also)
        union all select root_of(p) from unnest(parents) p
      ) all_of_them where m is not null order by m);
    exit when wanted <@ locked;
    -- A root got a parent of its own while we waited. Locks already held that sort later could be waited for in
    -- the wrong order, so give up this order of locking and let the caller start anew.
    if attempt > 1 then raise exception 'the tree changed, try again' using errcode = '40001'; end if;
    perform 1 from members where id = any (wanted) order by id for no key update;
    locked := wanted;
  end loop;

  for n in 1 .. coalesce(cardinality(children), 0) loop
    child := children[n];
    continue when child = parents[n] or child = root_of(parents[n]);
    update members set parent_id = parents[n] where id = child and parent_id is null;
    if found then adopted := adopted || child; end if;
  end loop;
  return adopted;
end $$;--> statement-breakpoint

-- Who a member is now: the survivor of a merger, else themselves.
create function survivor(member uuid) returns uuid language sql stable as $$
  select coalesce(merged_into, id) from members where id = member
$$;--> statement-breakpoint

-- Moves orders to `paid`: the one function behind webhook, return page and sweeper, for one order or a set of them.
-- In one transaction and one round trip it locks the orders, sets parents and bindings, captures holds, posts the
-- cash back, takes the stock and writes the outbox. Called again it changes nothing.
-- Outcomes: settled, already, returned (paid too late: refund owed), mismatch (nothing posted, an operator is
-- alerted), double (another payment settled it: refund owed), unknown. DESIGN §3, §4, §5
create function settle_orders(order_ids uuid[], payments text[], amounts bigint[], currencies text[], paid timestamptz[])
returns table (order_id uuid, outcome text) language plpgsql as $$
#variable_conflict use_column
declare
  ready uuid[];
  late uuid[];
  adopted uuid[];
  cur char(3);
  l_keys text[]; l_kinds text[]; l_scopes uuid[]; l_times timestamptz[]; l_covered boolean[];
  l_txn int[]; l_pos smallint[]; l_owner uuid[]; l_account ledger_account[]; l_amount bigint[];
  children uuid[]; parents uuid[]; touched uuid[];
  one uuid;
begin
  perform 1 from orders where id = any (order_ids) order by id for no key update;

  -- What was paid must be what was placed; an order paid wholly by credit has no payment.
  insert into alerts (id, kind, order_id, details, created_at)
  select uuid_v7(), 'payment_mismatch', o.id,
    jsonb_build_object('payment', i.payment, 'amountMinor', i.amount::text, 'currency', i.currency, 'expectedMinor', o.card_minor::text, 'expectedCurrency', o.currency),
    clock_timestamp()
  from unnest(order_ids, payments, amounts, currencies) as i(id, payment, amount, currency)
  join orders o on o.id = i.id
  where o.status in ('placed', 'expired', 'cancelled') and (o.card_minor <> i.amount or o.currency <> i.currency or (o.card_minor > 0) <> (i.payment is not null))
    and not exists (select 1 from alerts a where a.order_id = o.id and a.kind = 'payment_mismatch' and a.details ->> 'payment' is not distinct from i.payment);

  select array_agg(o.id order by o.id) filter (where o.status = 'placed'),
    array_agg(o.id order by o.id) filter (where o.status in ('expired', 'cancelled') and o.payment_id is null)
  into ready, late
  from unnest(order_ids, payments, amounts, currencies) as i(id, payment, amount, currency)
  join orders o on o.id = i.id
  where o.card_minor = i.amount and o.currency = i.currency and (o.card_minor > 0) = (i.payment is not null);
  ready := coalesce(ready, '{}');

  if ready = '{}' and late is null then
    return query select * from settled_outcomes(order_ids, payments, '{}'::uuid[], '{}'::uuid[]);
    return;
  end if;

  -- Parents and bindings. A buyer who was never enrolled, or whose binding has ended, is written to.
  select array_agg(b.id order by b.id) filter (where b.parent_id is null and s.id is not null),
    array_agg(s.id order by b.id) filter (where b.parent_id is null and s.id is not null),
    array_agg(b.id) filter (where b.enrolled_at is null
      or (s.id is not null and o.binding <> 'per-order' and (b.binding_sponsor_id is null or b.binding_until <= i.at)))
  into children, parents, touched
  from unnest(order_ids, paid) as i(id, at)
  join orders o on o.id = i.id and o.id = any (ready || late)
  join members b on b.id = survivor(o.buyer_id)
  left join members s on o.stage in ('direct', 'viral') and s.id = survivor(o.sponsor_id);

  if late is not null then
    foreach one in array late loop
      if revive(one, touched || children || parents) then
        ready := ready || one;
      end if;
    end loop;
    late := array(select unnest(late) except select unnest(ready));
  end if;

  if touched is not null or children is not null then
    adopted := adopt(children, parents, touched);
    update members b
    set enrolled_at = coalesce(b.enrolled_at, x.at),
      binding_sponsor_id = case when x.binds then x.sponsor else b.binding_sponsor_id end,
      binding_order_id = case when x.binds then x.order_id else b.binding_order_id end,
      binding_started_at = case when x.binds then x.at else b.binding_started_at end,
      binding_until = case when x.binds then x.until else b.binding_until end
    from (
      select distinct on (m.id) m.id, o.id as order_id, i.at, s.id as sponsor,
        s.id is not null and o.binding <> 'per-order' and (m.binding_sponsor_id is null or m.binding_until <= i.at)
          -- A sponsor who could not become the parent because of a cycle binds nobody either.
          and s.id <> m.id and root_of(s.id) <> m.id as binds,
        case when o.binding like 'months:%' then
          (i.at at time zone o.time_zone + make_interval(months => substr(o.binding, 8)::int)) at time zone o.time_zone end as until
      from unnest(order_ids, paid) as i(id, at)
      join orders o on o.id = i.id and o.id = any (ready)
      join members m on m.id = survivor(o.buyer_id)
      left join members s on o.stage in ('direct', 'viral') and s.id = survivor(o.sponsor_id)
      where m.id = any (coalesce(touched, '{}') || coalesce(children, '{}'))
      order by m.id, i.at, o.id
    ) x
    where b.id = x.id and (b.enrolled_at is null or x.binds);

    insert into attribution_events (id, kind, member_id, to_id, order_id, occurred_at)
    select uuid_v7(), 'parent', m.id, m.parent_id, o.id, o.at
    from members m
    join lateral (
      select o.id, i.at from unnest(order_ids, paid) as i(id, at) join orders o on o.id = i.id
      where o.id = any (ready) and survivor(o.buyer_id) = m.id order by i.at, o.id limit 1
    ) o on true
    where m.id = any (coalesce(adopted, '{}'));
  end if;

  -- The eligible people of each sale, and the entries: 1 buyer, 2 sharer, 3 distributor, 4 company.
  for cur in select distinct o.currency from orders o where o.id = any (ready) loop
    with sale as (
      select o.*, i.at, row_number() over (order by o.id)::int as n,
        (select m.id from members m where m.id = survivor(o.buyer_id) and m.status = 'active') as to_buyer,
        (select m.id from members m where m.id = survivor(o.sharer_id) and m.status = 'active') as to_sharer,
        (select m.id from unnest(o.distributor_chain) with ordinality c(id, nth) join members m on m.id = survivor(c.id)
          where m.status = 'active' order by c.nth limit 1) as to_distributor,
        survivor(o.buyer_id) as spender
      from unnest(order_ids, paid) as i(id, at)
      join orders o on o.id = i.id and o.id = any (ready) and o.currency = cur
    ), leg as (
      select 2 * s.n as txn, l.* from sale s cross join lateral (values
        (1::smallint, s.to_buyer, 'credit_available'::ledger_account, s.part_buyer_minor),
        (2::smallint, s.to_sharer, 'credit_available', s.part_sharer_minor),
        (3::smallint, s.to_distributor, 'earnings_available', s.part_distributor_minor),
        (4::smallint, s.id, 'cashback_expense',
          -(case when s.to_buyer is null then 0 else s.part_buyer_minor end
          + case when s.to_sharer is null then 0 else s.part_sharer_minor end
          + case when s.to_distributor is null then 0 else s.part_distributor_minor end))
      ) as l(position, owner, account, amount) where l.owner is not null and l.amount <> 0
      union all
      select 2 * s.n - 1, l.* from sale s cross join lateral (values
        (1::smallint, s.spender, 'credit_held'::ledger_account, -(s.credit_minor - s.credit_earnings_minor)),
        (2::smallint, s.spender, 'earnings_held', -s.credit_earnings_minor),
        (3::smallint, s.id, 'wallet_redemption', s.credit_minor)
      ) as l(position, owner, account, amount) where l.amount <> 0
    ), numbered as (
      select leg.*, dense_rank() over (order by leg.txn)::int as t from leg
    ), header as (
      select distinct n.t, n.txn, s.id, s.at from numbered n join sale s on s.n = (n.txn + 1) / 2
    ), paid_out as (
      update orders o set status = 'paid', paid_at = s.at, payment_id = i.payment,
        distributor_id = case when s.part_distributor_minor > 0 then s.to_distributor end
      from sale s join unnest(order_ids, payments) as i(id, payment) on i.id = s.id
      where o.id = s.id
    )
    select
      (select array_agg((case when h.txn % 2 = 0 then 'cashback:' else 'capture:' end) || h.id order by h.t) from header h),
      (select array_agg(case when h.txn % 2 = 0 then 'cashback' else 'capture' end order by h.t) from header h),
      (select array_agg(h.id order by h.t) from header h),
      (select array_agg(false order by h.t) from header h),
      (select array_agg(h.at order by h.t) from header h),
      (select array_agg(t order by t, position) from numbered),
      (select array_agg(position order by t, position) from numbered),
      (select array_agg(owner order by t, position) from numbered),
      (select array_agg(account order by t, position) from numbered),
      (select array_agg(amount order by t, position) from numbered)
    into l_keys, l_kinds, l_scopes, l_covered, l_times, l_txn, l_pos, l_owner, l_account, l_amount;

    if l_keys is not null then
      perform ledger_post(l_keys, l_kinds, l_scopes, l_covered, l_times, cur, l_txn, l_pos, l_owner, l_account, l_amount);
    end if;
  end loop;

  with need as (
    select variant_id, sum(quantity)::int as quantity from order_lines where order_id = any (ready) group by variant_id
  ), locked as materialized (
    select s.variant_id from stock s where s.variant_id in (select variant_id from need) order by s.variant_id for no key update
  )
  update stock s set on_hand = s.on_hand - n.quantity, reserved = s.reserved - n.quantity
  from need n join locked k on k.variant_id = n.variant_id
  where s.variant_id = n.variant_id;

  insert into outbox (id, topic, key, payload, created_at)
  select uuid_v7(m.bump + 4 * o.n::int), m.topic, survivor(o.buyer_id)::text, m.payload, clock_timestamp()
  from (select o.*, row_number() over (order by i.at, o.id) as n from unnest(order_ids, paid) as i(id, at) join orders o on o.id = i.id where o.id = any (ready)) o
  cross join lateral (values
    (1, 'member.enrolled', jsonb_build_object('member', survivor(o.buyer_id)), exists (select 1 from members b where b.id = survivor(o.buyer_id) and b.enrolled_at = o.paid_at)),
    (2, 'sale.completed', jsonb_build_object('order', o.id), true),
    (3, 'order.paid', jsonb_build_object('order', o.id), true)
  ) as m(bump, topic, payload, due)
  where m.due;

  return query select * from settled_outcomes(order_ids, payments, ready, late);
end $$;--> statement-breakpoint

-- What settle_orders answers. `ready` settled now, `late` came too late now; a payment of another id than the one
-- that settled the order is owed back. DESIGN §5
create function settled_outcomes(order_ids uuid[], payments text[], ready uuid[], late uuid[])
returns table (order_id uuid, outcome text) language plpgsql as $$
#variable_conflict use_column
begin
  insert into outbox (id, topic, key, payload, created_at)
  select uuid_v7(), 'payment.return', o.buyer_id::text, jsonb_build_object('order', o.id, 'payment', i.payment), clock_timestamp()
  from unnest(order_ids, payments) as i(id, payment) join orders o on o.id = i.id
  where i.payment is not null
    and (o.id = any (late) or (o.payment_id is distinct from i.payment and o.status in ('paid', 'fulfilled')))
    and not exists (select 1 from alerts a where a.order_id = o.id and a.kind = 'payment_returned' and a.details ->> 'payment' = i.payment);

  insert into alerts (id, kind, order_id, details, created_at)
  select uuid_v7(), 'payment_returned', o.id, jsonb_build_object('payment', i.payment), clock_timestamp()
  from unnest(order_ids, payments) as i(id, payment) join orders o on o.id = i.id
  where i.payment is not null
    and (o.id = any (late) or (o.payment_id is distinct from i.payment and o.status in ('paid', 'fulfilled')))
    and not exists (select 1 from alerts a where a.order_id = o.id and a.kind = 'payment_returned' and a.details ->> 'payment' = i.payment);

  return query
    select i.id, case
      when o.id is null then 'unknown'
      when o.id = any (ready) then 'settled'
      when o.id = any (late) then 'returned'
      when o.status in ('paid', 'fulfilled') and o.payment_id is distinct from i.payment then 'double'
      when o.status in ('paid', 'fulfilled') then 'already'
      when exists (select 1 from alerts a where a.order_id = o.id and a.kind = 'payment_returned' and a.details ->> 'payment' = i.payment) then 'returned'
      else 'mismatch' end
    from unnest(order_ids, payments) as i(id, payment) left join orders o on o.id = i.id;
end $$;--> statement-breakpoint

-- Brings an expired or cancelled order back when it was paid all the same, if stock and credit still allow:
-- reserves and holds again. Locks in the order of every command: roots, accounts, variants.
create function revive(the_order uuid, people uuid[]) returns boolean language plpgsql as $$
declare
  o orders;
  spender uuid;
  involved uuid[];
begin
  select * into o from orders where id = the_order;
  spender := survivor(o.buyer_id);
  perform 1 from members where id in (select root_of(p) from unnest(people) p where p is not null union select unnest(people)) order by id for no key update;
  involved := array[spender, survivor(o.sharer_id)] || array(select survivor(c) from unnest(o.distributor_chain) c);
  perform 1 from ledger_accounts a where a.owner_id = any (involved) and a.currency = o.currency order by a.owner_id, a.account for no key update;
  perform 1 from stock where variant_id in (select variant_id from order_lines where order_id = the_order) order by variant_id for no key update;

  if exists (
    select 1 from (select variant_id, sum(quantity) as quantity from order_lines where order_id = the_order group by variant_id) n
    join variants v on v.id = n.variant_id join stock s on s.variant_id = n.variant_id
    where v.tracked and s.on_hand - s.reserved < n.quantity
  ) then
    return false;
  end if;
  if o.credit_minor > 0 and exists (
    select 1 from (values ('credit_available'::ledger_account, o.credit_minor - o.credit_earnings_minor), ('earnings_available', o.credit_earnings_minor)) as need(account, amount)
    where need.amount > coalesce((select a.balance_minor from ledger_accounts a where a.owner_id = spender and a.account = need.account and a.currency = o.currency), 0)
      and need.amount > 0
  ) then
    return false;
  end if;

  if o.credit_minor > 0 then
    perform hold_credit(the_order, spender, o.currency, o.credit_minor - o.credit_earnings_minor, o.credit_earnings_minor, clock_timestamp(), 'again');
  end if;
  update stock s set reserved = s.reserved + n.quantity
  from (select variant_id, sum(quantity)::int as quantity from order_lines where order_id = the_order group by variant_id) n
  where s.variant_id = n.variant_id;
  update orders set status = 'placed', ended_at = null where id = the_order;
  return true;
end $$;--> statement-breakpoint

-- Moves credit from available to held for an order: `hold:<order>`, or `hold:<order>:again` for one that was revived.
create function hold_credit(the_order uuid, spender uuid, cur char(3), from_credit bigint, from_earnings bigint, at timestamptz, again text default null)
returns void language sql as $$
  select ledger_post(
    array['hold:' || the_order || coalesce(':' || again, '')], array['hold'], array[the_order], array[true], array[at], cur,
    array_agg(1 order by l.position), array_agg(l.position order by l.position), array_agg(spender order by l.position),
    array_agg(l.account order by l.position), array_agg(l.amount order by l.position))
  from (values
    (1::smallint, 'credit_available'::ledger_account, -from_credit), (2::smallint, 'credit_held', from_credit),
    (3::smallint, 'earnings_available', -from_earnings), (4::smallint, 'earnings_held', from_earnings)
  ) as l(position, account, amount) where l.amount <> 0
$$;--> statement-breakpoint

-- Gives the hold of an order that ends unpaid back: the mirror of `hold`. A revived order is paid in the same call, so it never comes here.
create function release_credit(the_order uuid, spender uuid, cur char(3), from_credit bigint, from_earnings bigint, at timestamptz)
returns void language sql as $$
  select ledger_post(
    array['release:' || the_order], array['release'], array[the_order], array[false], array[at], cur,
    array_agg(1 order by l.position), array_agg(l.position order by l.position), array_agg(spender order by l.position),
    array_agg(l.account order by l.position), array_agg(l.amount order by l.position))
  from (values
    (1::smallint, 'credit_held'::ledger_account, -from_credit), (2::smallint, 'credit_available', from_credit),
    (3::smallint, 'earnings_held', -from_earnings), (4::smallint, 'earnings_available', from_earnings)
  ) as l(position, account, amount) where l.amount <> 0
$$;
