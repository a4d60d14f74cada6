-- The money core: what a posting, a settlement and an append-only table are. DESIGN §4, §5, §7.

alter table ledger_accounts set (fillfactor = 70);--> statement-breakpoint
alter table orders set (fillfactor = 85);--> statement-breakpoint
alter table members set (fillfactor = 85);--> statement-breakpoint
alter table stock set (fillfactor = 70);--> statement-breakpoint
alter table outbox set (fillfactor = 85);--> statement-breakpoint

-- A UUIDv7 with a sub-millisecond part (RFC 9562 §6.2, method 3). `bump` microseconds keep ids of one statement in
-- order. One expression in which each volatile part stands once, so that the planner can inline it.
create function uuid_v7(bump int default 0) returns uuid language sql volatile parallel safe as $$
  select (overlay(lpad(to_hex(((extract(epoch from clock_timestamp()) * 1000000)::bigint + bump) * 4096 / 1000), 15, '0') placing '7' from 13 for 0)
    || right(gen_random_uuid()::text, 17))::uuid
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

-- Posts any number of transactions in one currency: the only writer of the ledger.
-- Transaction i has a key, a kind, a scope, a time and `covered` (accounts that it takes available credit from
-- must not end below zero); leg j belongs to transaction leg_txn[j]. Company legs have the scope as owner.
-- A key that was posted with the same content is left alone and answered as replayed; with another content it
-- raises CG002. An available account that a covered transaction would take below zero raises CG001.
-- `accounts_exist`: the caller has seen that no account of a leg has to be opened.
create function ledger_post(
  keys text[], kinds text[], scopes uuid[], covered boolean[], occurred timestamptz[], cur char(3),
  leg_txn int[], leg_position smallint[], leg_owner uuid[], leg_account ledger_account[], leg_amount bigint[],
  accounts_exist boolean default false
) returns table (key text, transaction_id uuid, replayed boolean) language plpgsql as $$
#variable_conflict use_column
declare
  ids uuid[];
  known uuid[];
  claimed int;
  all_fresh boolean;
begin
  ids := array(select uuid_v7(n) from generate_subscripts(keys, 1) n);

  -- SHA-256 of kind, currency and the entries in their order is the fingerprint.
  insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
  select ids[l.txn], scopes[l.txn], keys[l.txn], kinds[l.txn], cur,
    sha256(convert_to(kinds[l.txn] || '|' || cur || '|'
      || string_agg(l.position || ':' || l.owner || ':' || l.account || ':' || l.amount, ',' order by l.position), 'utf8')),
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
      having t.fingerprint <> sha256(convert_to(kinds[l.txn] || '|' || cur || '|'
        || string_agg(l.position || ':' || l.owner || ':' || l.account || ':' || l.amount, ',' order by l.position), 'utf8'))
    ) then
      raise exception 'a key was posted with another content: %', keys using errcode = 'CG002';
    end if;
    if claimed = 0 then
      return query select keys[n.n], known[n.n], true from generate_subscripts(keys, 1) as n(n);
      return;
    end if;
  end if;

  -- Missing accounts are opened before any is locked, in the same order, so that two callers never wait crosswise.
  if not accounts_exist then
    insert into ledger_accounts (owner_id, account, currency)
    select distinct l.owner, l.account, cur
    from unnest(leg_owner, leg_account) as l(owner, account)
    where l.account <= 'earnings_held'
      and not exists (select 1 from ledger_accounts a where a.owner_id = l.owner and a.account = l.account and a.currency = cur)
    order by 1, 2
    on conflict do nothing;
  end if;

  with legs as (
    select l.*, sum(l.amount) over seen as run, row_number() over seen as nth
    from unnest(leg_txn, leg_position, leg_owner, leg_account, leg_amount) as l(txn, position, owner, account, amount)
    where all_fresh or known[l.txn] = ids[l.txn]
    window seen as (partition by l.owner, l.account order by l.txn, l.position)
  ), change as (
    select owner, account, sum(amount)::bigint as total, count(*) as legs from legs where account <= 'earnings_held' group by owner, account
  ), locked as materialized (
    select a.owner_id, a.account, c.total, c.legs
    from change c join ledger_accounts a on a.owner_id = c.owner and a.account = c.account and a.currency = cur
    order by a.owner_id, a.account
    for no key update of a
  ), moved as (
    update ledger_accounts a
    set balance_minor = a.balance_minor + k.total, version = a.version + k.legs
    from locked k
    where a.owner_id = k.owner_id and a.account = k.account and a.currency = cur
    returning a.owner_id, a.account, a.balance_minor - k.total as balance_before, a.version - k.legs as version_before
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

  if all_fresh then
    return query select n.key, n.id, false from unnest(keys, ids) as n(key, id);
  else
    return query select n.key, n.known, n.known <> n.id from unnest(keys, ids, known) as n(key, id, known);
  end if;
end $$;--> statement-breakpoint

-- The root of a member's tree: up the chain of parents, however long.
create function root_of(member uuid) returns uuid language sql stable as $$
  with recursive chain as (
    select id, parent_id from members where id = member
    union all
    select m.id, m.parent_id from chain c join members m on m.id = c.parent_id
  ) select id from chain where parent_id is null
$$;--> statement-breakpoint

-- Who a member is now: the survivor of a merger, else themselves. A merger always names the final survivor.
create function survivor(member uuid) returns uuid language sql stable as $$
  select coalesce(merged_into, id) from members where id = member
$$;--> statement-breakpoint

-- Locks the roots of the given members' trees and the given rows, all in id order, and answers the roots.
-- A root that got a parent while we waited is no root any more: 40001, the caller starts anew. DESIGN §3
create function lock_trees(of_members uuid[], also uuid[]) returns uuid[] language plpgsql as $$
declare
  roots uuid[];
  still_roots boolean;
begin
  roots := array(
    with recursive chain as (
      select id, parent_id from members where id = any (of_members)
      union
      select m.id, m.parent_id from chain c join members m on m.id = c.parent_id
    ) select id from chain where parent_id is null);
  select bool_and(parent_id is null or id <> all (roots)) into still_roots
  from (select id, parent_id from members where id = any (roots || also) order by id for no key update) locked;
  if not still_roots then raise exception 'the tree changed, try again' using errcode = '40001'; end if;
  return roots;
end $$;--> statement-breakpoint

-- Was this payment refused once, and its money promised back? Then nothing revives it any more.
create function payment_was_returned(the_order uuid, the_payment text) returns boolean language sql stable as $$
  select exists (select 1 from alerts where order_id = the_order and kind = 'payment_returned' and details ->> 'payment' = the_payment)
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
  curs char(3)[];
  children uuid[]; parents uuid[]; touched uuid[];
  enrolling uuid[];
  roots uuid[];
  cur char(3);
  accounts_exist boolean;
  l_keys text[]; l_kinds text[]; l_scopes uuid[]; l_times timestamptz[]; l_covered boolean[];
  l_txn int[]; l_pos smallint[]; l_owner uuid[]; l_account ledger_account[]; l_amount bigint[];
begin
  -- What was paid must be what was placed; an order paid wholly by credit has no payment. A buyer who was never
  -- enrolled, has no parent yet, or whose binding has ended will be written to.
  with locked as materialized (
    select o.* from orders o where o.id = any (order_ids) order by o.id for no key update
  ), fit as (
    select o.id, o.currency, o.status = 'placed' as in_time, i.at, o.binding, b.id as buyer, b.parent_id, b.enrolled_at,
      b.binding_sponsor_id, b.binding_until, coalesce(s.merged_into, s.id) as sponsor
    from unnest(order_ids, payments, amounts, currencies, paid) as i(id, payment, amount, currency, at)
    join locked o on o.id = i.id
    join members was on was.id = o.buyer_id
    join members b on b.id = coalesce(was.merged_into, was.id)
    left join members s on o.stage in ('direct', 'viral') and s.id = o.sponsor_id
    where o.card_minor = i.amount and o.currency = i.currency and (o.card_minor > 0) = (i.payment is not null)
      and (o.status = 'placed' or (o.status in ('expired', 'cancelled') and not payment_was_returned(o.id, i.payment)))
  )
  select coalesce(array_agg(id order by id) filter (where in_time), '{}'),
    coalesce(array_agg(id order by id) filter (where not in_time), '{}'),
    array_agg(distinct currency),
    array_agg(buyer order by at, id) filter (where parent_id is null and sponsor <> buyer),
    array_agg(sponsor order by at, id) filter (where parent_id is null and sponsor <> buyer),
    array_agg(buyer) filter (where enrolled_at is null or (sponsor is not null and (parent_id is null
      or (binding <> 'per-order' and (binding_sponsor_id is null or binding_until <= at))))),
    array_agg(buyer) filter (where enrolled_at is null)
  into ready, late, curs, children, parents, touched, enrolling
  from fit;

  if cardinality(late) > 0 then
    ready := ready || revive(late, touched || parents);
  end if;

  if touched is not null and cardinality(ready) > 0 then
    roots := lock_trees(parents, touched);
    -- Only a member who is about to get a parent can close a circle, and only where a sponsor's tree grows from
    -- such a member; then one after the other is looked at. Else all of them are free to go.
    if roots && children then
      for n in 1 .. cardinality(children) loop
        if root_of(parents[n]) = children[n] then
          touched := array_remove(touched, children[n]);
          update members set enrolled_at = coalesce(enrolled_at, paid[1]) where id = children[n] and children[n] = any (enrolling);
        else
          update members set parent_id = parents[n] where id = children[n] and parent_id is null;
        end if;
      end loop;
    end if;

    with first as (
      select distinct on (b.id) b.id, o.id as order_id, i.at, coalesce(s.merged_into, s.id) as sponsor,
        (roots && children and b.id = any (children)) or (b.parent_id is null and s.id is not null) as adopted,
        s.id is not null and o.binding <> 'per-order' and (b.binding_sponsor_id is null or b.binding_until <= i.at) as binds,
        case when o.binding like 'months:%' then
          (i.at at time zone o.time_zone + make_interval(months => substr(o.binding, 8)::int)) at time zone o.time_zone end as until
      from unnest(order_ids, paid) as i(id, at)
      join orders o on o.id = i.id and o.id = any (ready)
      join members was on was.id = o.buyer_id
      join members b on b.id = coalesce(was.merged_into, was.id) and b.id = any (touched)
      left join members s on o.stage in ('direct', 'viral') and s.id = o.sponsor_id and coalesce(s.merged_into, s.id) <> b.id
      order by b.id, i.at, o.id
    ), bound as (
      update members b
      set parent_id = coalesce(b.parent_id, x.sponsor),
        enrolled_at = coalesce(b.enrolled_at, x.at),
        binding_sponsor_id = case when x.binds then x.sponsor else b.binding_sponsor_id end,
        binding_order_id = case when x.binds then x.order_id else b.binding_order_id end,
        binding_started_at = case when x.binds then x.at else b.binding_started_at end,
        binding_until = case when x.binds then x.until else b.binding_until end
      from first x
      where b.id = x.id and (b.enrolled_at is null or x.binds or x.adopted)
    )
    insert into attribution_events (id, kind, member_id, to_id, order_id, occurred_at)
    select uuid_v7(e.bump), e.kind, x.id, x.sponsor, x.order_id, x.at
    from first x cross join lateral (values (1, 'parent', x.adopted), (2, 'binding', x.binds)) as e(bump, kind, due)
    where e.due;
  end if;

  -- The eligible people of each sale, and the entries: 1 buyer, 2 sharer, 3 distributor, 4 company.
  foreach cur in array coalesce(curs, '{}') loop
    continue when cardinality(ready) = 0;
    with sale as (
      select o.*, i.at, i.payment, row_number() over (order by o.id)::int as n, b.id as spender,
        case when b.status = 'active' then b.id end as to_buyer,
        case when h.status = 'active' then h.id end as to_sharer,
        (select m.id from unnest(o.distributor_chain) with ordinality c(id, nth)
          join members w on w.id = c.id join members m on m.id = coalesce(w.merged_into, w.id)
          where m.status = 'active' order by c.nth limit 1) as to_distributor
      from unnest(order_ids, payments, paid) as i(id, payment, at)
      join orders o on o.id = i.id and o.id = any (ready) and o.currency = cur
      join members was on was.id = o.buyer_id
      join members b on b.id = coalesce(was.merged_into, was.id)
      left join members hwas on hwas.id = o.sharer_id
      left join members h on h.id = coalesce(hwas.merged_into, hwas.id)
    ), leg as (
      select s.n, s.id, s.at, l.* from sale s cross join lateral (values
        (1, 1::smallint, s.spender, 'credit_held'::ledger_account, s.credit_earnings_minor - s.credit_minor),
        (1, 2::smallint, s.spender, 'earnings_held', -s.credit_earnings_minor),
        (1, 3::smallint, s.id, 'wallet_redemption', s.credit_minor),
        (2, 1::smallint, s.to_buyer, 'credit_available', s.part_buyer_minor),
        (2, 2::smallint, s.to_sharer, 'credit_available', s.part_sharer_minor),
        (2, 3::smallint, s.to_distributor, 'earnings_available', s.part_distributor_minor),
        (2, 4::smallint, s.id, 'cashback_expense',
          -(case when s.to_buyer is null then 0 else s.part_buyer_minor end
          + case when s.to_sharer is null then 0 else s.part_sharer_minor end
          + case when s.to_distributor is null then 0 else s.part_distributor_minor end))
      ) as l(what, position, owner, account, amount) where l.owner is not null and l.amount <> 0
    ), numbered as (
      select leg.*, dense_rank() over (order by leg.n, leg.what)::int as t,
        row_number() over (partition by leg.n, leg.what order by leg.position) = 1 as heads,
        a.owner_id is not null or leg.account > 'earnings_held' as exists
      from leg left join ledger_accounts a on a.owner_id = leg.owner and a.account = leg.account and a.currency = cur
    ), moved as (
      update orders o set status = 'paid', paid_at = s.at, payment_id = s.payment,
        distributor_id = case when s.part_distributor_minor > 0 then s.to_distributor end
      from sale s where o.id = s.id
    ), told as (
      insert into outbox (id, topic, key, payload, created_at)
      select uuid_v7(4 * s.n + m.bump), m.topic, s.spender::text, m.payload, clock_timestamp()
      from sale s cross join lateral (values
        (1, 'member.enrolled', jsonb_build_object('member', s.spender), s.spender = any (enrolling)),
        (2, 'sale.completed', jsonb_build_object('order', s.id), true),
        (3, 'order.paid', jsonb_build_object('order', s.id), true)
      ) as m(bump, topic, payload, due)
      where m.due
    )
    select
      array_agg((case what when 1 then 'capture:' else 'cashback:' end) || id order by t) filter (where heads),
      array_agg(case what when 1 then 'capture' else 'cashback' end order by t) filter (where heads),
      array_agg(id order by t) filter (where heads),
      array_agg(false) filter (where heads),
      array_agg(at order by t) filter (where heads),
      array_agg(t order by t, position), array_agg(position order by t, position), array_agg(owner order by t, position),
      array_agg(account order by t, position), array_agg(amount order by t, position),
      bool_and(exists)
    into l_keys, l_kinds, l_scopes, l_covered, l_times, l_txn, l_pos, l_owner, l_account, l_amount, accounts_exist
    from numbered;

    if l_keys is not null then
      perform ledger_post(l_keys, l_kinds, l_scopes, l_covered, l_times, cur, l_txn, l_pos, l_owner, l_account, l_amount, accounts_exist);
    end if;
  end loop;

  with need as (
    select variant_id, sum(quantity)::int as quantity from order_lines where order_id = any (ready) group by variant_id
  ), locked as materialized (
    select s.variant_id, n.quantity from need n join stock s on s.variant_id = n.variant_id order by s.variant_id for no key update of s
  )
  update stock s set on_hand = s.on_hand - k.quantity, reserved = s.reserved - k.quantity
  from locked k where s.variant_id = k.variant_id;

  if cardinality(ready) = cardinality(order_ids) then
    return query select r, 'settled' from unnest(ready) r;
  else
    return query select * from refuse_payments(order_ids, payments, amounts, currencies, ready, late);
  end if;
end $$;--> statement-breakpoint

-- What settle_orders answers for payments that did not settle anything now, and what it does about them: an amount
-- that doesn't match alerts an operator; money that came too late, or a second time, is owed back. Each once.
create function refuse_payments(order_ids uuid[], payments text[], amounts bigint[], currencies text[], ready uuid[], late uuid[])
returns table (order_id uuid, outcome text) language plpgsql as $$
#variable_conflict use_column
declare
  i record;
  what text;
begin
  for i in
    select p.*, o.buyer_id, o.status, o.payment_id, o.card_minor
    from unnest(order_ids, payments, amounts, currencies) as p(id, payment, amount, currency) left join orders o on o.id = p.id
  loop
    what := case
      when i.status is null then 'unknown'
      when i.id = any (ready) then 'settled'
      when i.status in ('paid', 'fulfilled') and i.payment_id is not distinct from i.payment then 'already'
      when i.status in ('paid', 'fulfilled') and i.payment is not null then 'double'
      when i.id = any (late) or payment_was_returned(i.id, i.payment) then 'returned'
      else 'mismatch' end;
    if what in ('mismatch', 'double', 'returned') and not exists (
      select 1 from alerts a where a.order_id = i.id and a.kind = 'payment_' || what and a.details ->> 'payment' is not distinct from i.payment
    ) then
      insert into alerts (id, kind, order_id, details, created_at)
      values (uuid_v7(), 'payment_' || what, i.id, jsonb_build_object('payment', i.payment, 'amountMinor', i.amount::text,
        'currency', i.currency, 'expectedMinor', i.card_minor::text), clock_timestamp());
      if what <> 'mismatch' then
        insert into outbox (id, topic, key, payload, created_at)
        values (uuid_v7(), 'payment.return', i.buyer_id::text,
          jsonb_build_object('order', i.id, 'payment', i.payment, 'amountMinor', i.amount::text, 'currency', i.currency), clock_timestamp());
      end if;
    end if;
    order_id := i.id;
    outcome := what;
    return next;
  end loop;
end $$;--> statement-breakpoint

-- Brings expired or cancelled orders back that were paid all the same, where stock and credit still allow:
-- reserves and holds again, and answers which. Locks like every command: roots, accounts, variants.
create function revive(late uuid[], people uuid[]) returns uuid[] language plpgsql as $$
declare
  o orders;
  spender uuid;
  revived uuid[] := '{}';
begin
  perform lock_trees(people, people);
  perform 1 from ledger_accounts a
  where a.owner_id in (select survivor(m) from orders x, unnest(array[x.buyer_id, x.sharer_id] || x.distributor_chain) m where x.id = any (late) and m is not null)
  order by a.owner_id, a.account for no key update;
  perform 1 from stock where variant_id in (select variant_id from order_lines where order_id = any (late)) order by variant_id for no key update;

  for o in select * from orders where id = any (late) order by id loop
    spender := survivor(o.buyer_id);
    continue when exists (
      select 1 from (select variant_id, sum(quantity) as quantity from order_lines where order_id = o.id group by variant_id) n
      join variants v on v.id = n.variant_id join stock s on s.variant_id = n.variant_id
      where v.tracked and s.on_hand - s.reserved < n.quantity);
    continue when exists (
      select 1 from (values ('credit_available'::ledger_account, o.credit_minor - o.credit_earnings_minor), ('earnings_available', o.credit_earnings_minor)) as need(account, amount)
      where need.amount > 0 and need.amount > coalesce(
        (select a.balance_minor from ledger_accounts a where a.owner_id = spender and a.account = need.account and a.currency = o.currency), 0));
    if o.credit_minor > 0 then
      perform hold_credit(o.id, spender, o.currency, o.credit_minor - o.credit_earnings_minor, o.credit_earnings_minor, clock_timestamp(), 'again');
    end if;
    update stock s set reserved = s.reserved + n.quantity
    from (select variant_id, sum(quantity)::int as quantity from order_lines where order_id = o.id group by variant_id) n
    where s.variant_id = n.variant_id;
    update orders set status = 'placed', ended_at = null where id = o.id;
    revived := revived || o.id;
  end loop;
  return revived;
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
