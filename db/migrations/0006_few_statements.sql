-- Settling and posting in few and simple statements: what a statement costs to begin is most of what a sale costs,
-- and each is planned once a session. Guarantees and signatures are those of 0001_money_core.sql. DESIGN §4, §5, §7

drop function ledger_post(text[], text[], uuid[], boolean[], timestamptz[], char, int[], smallint[], uuid[], ledger_account[], bigint[], boolean);--> statement-breakpoint

-- Posts any number of transactions in one currency: the only writer of the ledger.
-- Transaction i has a key, a kind, a scope, a time and `covered` (accounts that it takes available credit from
-- must not end below zero); leg j belongs to transaction leg_txn[j]; legs come in the order of transaction and
-- position. Company legs have the scope as owner.
-- A key that was posted with the same content is left alone and answered as replayed; with another content it
-- raises CG002. An available account that a covered transaction would take below zero raises CG001.
-- Answers the ids that the keys have now: those of `ids` for fresh ones, else those of before.
create function post_legs(
  ids uuid[], keys text[], kinds text[], scopes uuid[], covered boolean[], occurred timestamptz[], cur char(3),
  leg_txn int[], leg_position smallint[], leg_owner uuid[], leg_account ledger_account[], leg_amount bigint[]
) returns uuid[] language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  contents text[] := '{}';
  known uuid[];
  claimed int;
  all_fresh boolean;
  t int;
  last_t int := 0;
  moved record;
  j int;
  ending bigint;
  balance bigint;
  version bigint;
  balances bigint[];
  versions bigint[];
begin
  -- SHA-256 of kind, currency and the entries in their order is the fingerprint.
  for n in 1 .. cardinality(keys) loop
    contents[n] := kinds[n] || '|' || cur || '|';
  end loop;
  for n in 1 .. cardinality(leg_txn) loop
    t := leg_txn[n];
    if t < last_t or (t = last_t and leg_position[n] <= leg_position[n - 1]) then
      raise exception 'legs come in the order of transaction and position' using errcode = 'CG012';
    end if;
    contents[t] := contents[t] || case when t = last_t then ',' else '' end
      || leg_position[n] || ':' || leg_owner[n] || ':' || leg_account[n] || ':' || leg_amount[n];
    last_t := t;
  end loop;

  insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
  select n.id, n.scope, n.key, n.kind, cur, sha256(convert_to(n.content, 'utf8')), n.at, clock_timestamp()
  from unnest(ids, scopes, keys, kinds, contents, occurred) as n(id, scope, key, kind, content, at)
  order by n.scope, n.key
  on conflict do nothing;
  get diagnostics claimed = row_count;
  all_fresh := claimed = cardinality(keys);

  if not all_fresh then
    known := array(
      select t.id from unnest(scopes, keys) with ordinality as n(scope, key, nth)
      join ledger_transactions t on t.scope = n.scope and t.key = n.key order by n.nth);
    if cardinality(known) <> cardinality(keys) or exists (
      select 1 from unnest(known, ids, scopes, contents) as n(known, id, scope, content)
      join ledger_transactions t on t.scope = n.scope and t.id = n.known
      where n.known <> n.id and t.fingerprint <> sha256(convert_to(n.content, 'utf8'))
    ) then
      raise exception 'a key was posted with another content: %', keys using errcode = 'CG002';
    end if;
    if claimed = 0 then return known; end if;
  end if;

  -- Each account is moved once, in the order of their ids, so that two callers never wait crosswise; the lock that
  -- an update takes is FOR NO KEY UPDATE. An account that is not there yet is opened in its turn.
  balances := array_fill(null::bigint, array[cardinality(leg_txn)]);
  versions := balances;
  for moved in
    select l.owner, l.account, sum(l.amount)::bigint as amount, count(*) as legs, array_agg(l.nth::int order by l.nth) as nths
    from unnest(leg_txn, leg_owner, leg_account, leg_amount) with ordinality as l(txn, owner, account, amount, nth)
    where l.account <= 'earnings_held' and (all_fresh or known[l.txn] = ids[l.txn])
    group by l.owner, l.account
    order by l.owner, l.account
  loop
    for attempt in 1 .. 2 loop
      update ledger_accounts a set balance_minor = a.balance_minor + moved.amount, version = a.version + moved.legs
      where a.owner_id = moved.owner and a.account = moved.account and a.currency = cur
      returning a.balance_minor, a.version into ending, version;
      exit when found;
      insert into ledger_accounts (owner_id, account, currency) values (moved.owner, moved.account, cur) on conflict do nothing;
    end loop;
    balance := ending - moved.amount;
    version := version - moved.legs;
    foreach j in array moved.nths loop
      if ending < 0 and leg_amount[j] < 0 and covered[leg_txn[j]] and moved.account in ('credit_available', 'earnings_available') then
        raise exception 'not enough available credit' using errcode = 'CG001';
      end if;
      balance := balance + leg_amount[j];
      version := version + 1;
      balances[j] := balance;
      versions[j] := version;
    end loop;
  end loop;

  insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
  select l.owner, ids[l.txn], scopes[l.txn], l.position, l.account, cur, l.amount, l.version, l.balance
  from unnest(leg_txn, leg_position, leg_owner, leg_account, leg_amount, versions, balances) as l(txn, position, owner, account, amount, version, balance)
  where all_fresh or known[l.txn] = ids[l.txn];

  return case when all_fresh then ids else known end;
end $$;--> statement-breakpoint

-- Posts, and answers each key with its transaction and whether that was there before.
create or replace function ledger_post(
  keys text[], kinds text[], scopes uuid[], covered boolean[], occurred timestamptz[], cur char(3),
  leg_txn int[], leg_position smallint[], leg_owner uuid[], leg_account ledger_account[], leg_amount bigint[]
) returns table (key text, transaction_id uuid, replayed boolean) language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ids uuid[] := '{}';
  known uuid[];
begin
  for n in 1 .. cardinality(keys) loop ids[n] := uuid_v7(n); end loop;
  known := post_legs(ids, keys, kinds, scopes, covered, occurred, cur, leg_txn, leg_position, leg_owner, leg_account, leg_amount);
  return query select n.key, n.known, n.known <> n.id from unnest(keys, ids, known) as n(key, id, known);
end $$;--> statement-breakpoint

-- Moves orders to `paid`: the one function behind webhook, return page and sweeper, for one order or a set of them.
-- In one transaction and one round trip it locks the orders, sets parents and bindings, writes the outbox, captures
-- holds, posts the cash back and takes the stock; what others wait for comes last. Called again it changes nothing.
-- Outcomes: settled, already, returned (paid too late: refund owed), mismatch (nothing posted, an operator is
-- alerted), double (another payment settled it: refund owed), unknown. DESIGN §3, §4, §5
create or replace function settle_orders(order_ids uuid[], payments text[], amounts bigint[], currencies text[], paid timestamptz[])
returns table (order_id uuid, outcome text) language plpgsql set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  kept constant ledger_account[] := '{credit_held,earnings_held,wallet_redemption,credit_available,credit_available,earnings_available,cashback_expense}';
  i record; w record; b record;
  o orders;
  sales orders[] := '{}'; s_payment text[] := '{}'; s_at timestamptz[] := '{}';
  ready uuid[] := '{}';
  late uuid[] := '{}';
  curs char(3)[] := '{}';
  sponsor uuid;
  -- Buyers who will be written to, by the sale that asks for it; those of them who may get a parent.
  touched uuid[] := '{}'; t_sale int[] := '{}';
  children uuid[] := '{}'; parents uuid[] := '{}'; c_at timestamptz[] := '{}';
  roots uuid[];
  adopts boolean;
  binds boolean;
  enrolled uuid[] := '{}';
  a_kind text[] := '{}'; a_member uuid[] := '{}'; a_sponsor uuid[] := '{}'; a_order uuid[] := '{}'; a_at timestamptz[] := '{}';
  m_topic text[] := '{}'; m_key text[] := '{}'; m_payload jsonb[] := '{}';
  cur char(3);
  buyer uuid;
  sharer uuid;
  distributor uuid;
  owners uuid[]; parts bigint[];
  l int; t int; has_head boolean;
  l_ids uuid[]; l_keys text[]; l_kinds text[]; l_scopes uuid[]; l_times timestamptz[]; l_covered boolean[];
  l_txn int[]; l_pos smallint[]; l_owner uuid[]; l_account ledger_account[]; l_amount bigint[];
begin
  -- What was paid must be what was placed; an order paid wholly by credit has no payment. A buyer who was never
  -- enrolled, has no parent yet, or whose binding has ended will be written to.
  for i in select * from unnest(order_ids, payments, amounts, currencies, paid) as n(id, payment, amount, currency, at) order by n.id loop
    select * into o from orders where id = i.id for no key update;
    continue when not found or o.card_minor <> i.amount or o.currency <> i.currency or (o.card_minor > 0) <> (i.payment is not null);
    if o.status = 'placed' then
      ready := ready || o.id;
    elsif o.status in ('expired', 'cancelled') and not payment_was_returned(o.id, i.payment) then
      late := late || o.id;
    else
      continue;
    end if;
    sales := sales || o; s_payment := s_payment || i.payment; s_at := s_at || i.at;
    if o.currency <> all (curs) then curs := curs || o.currency; end if;

    select id, merged_into, parent_id, enrolled_at, binding_sponsor_id, binding_until into b from members where id = o.buyer_id;
    if b.merged_into is not null then
      select id, merged_into, parent_id, enrolled_at, binding_sponsor_id, binding_until into b from members where id = b.merged_into;
    end if;
    sponsor := null;
    if o.stage in ('direct', 'viral') then sponsor := survivor(o.sponsor_id); end if;
    if b.parent_id is null and sponsor <> b.id then
      children := children || b.id; parents := parents || sponsor; c_at := c_at || i.at;
    end if;
    if b.enrolled_at is null or (sponsor is not null and (b.parent_id is null
      or (o.binding <> 'per-order' and (b.binding_sponsor_id is null or b.binding_until <= i.at))))
    then
      touched := touched || b.id; t_sale := t_sale || cardinality(sales);
    end if;
  end loop;

  if cardinality(late) > 0 then
    ready := ready || revive(late, touched || parents);
  end if;

  if cardinality(touched) > 0 and cardinality(ready) > 0 then
    roots := lock_trees(parents, touched);
    -- Only a member who is about to get a parent can close a circle, and only where a sponsor's tree grows from
    -- such a member; then one after the other is looked at. Else all of them are free to go.
    if roots && children then
      for w in select * from unnest(children, parents, c_at) with ordinality as n(child, parent, at, nth) order by n.at, n.nth loop
        if root_of(w.parent) = w.child then
          touched := array_replace(touched, w.child, null);
          update members set enrolled_at = paid[1] where id = w.child and enrolled_at is null;
          if found then enrolled := enrolled || w.child; end if;
        else
          update members set parent_id = w.parent where id = w.child and parent_id is null;
        end if;
      end loop;
    end if;

    -- Of several sales to one buyer the first counts. People are looked at again, now that nobody else changes them.
    for w in
      select distinct on (n.buyer) n.buyer, n.sale from unnest(touched, t_sale) as n(buyer, sale)
      where n.buyer is not null and sales[n.sale].id = any (ready) order by n.buyer, s_at[n.sale], n.sale
    loop
      o := sales[w.sale];
      select id, merged_into, parent_id, enrolled_at, binding_sponsor_id, binding_until into b from members where id = w.buyer;
      continue when b.merged_into is not null;
      sponsor := null;
      if o.stage in ('direct', 'viral') then sponsor := nullif(survivor(o.sponsor_id), b.id); end if;
      adopts := sponsor is not null and (b.parent_id is null or (roots && children and b.id = any (children)));
      binds := sponsor is not null and o.binding <> 'per-order' and (b.binding_sponsor_id is null or coalesce(b.binding_until <= s_at[w.sale], false));
      continue when b.enrolled_at is not null and not adopts and not binds;
      if binds then
        update members set parent_id = coalesce(parent_id, sponsor), enrolled_at = coalesce(enrolled_at, s_at[w.sale]),
          binding_sponsor_id = sponsor, binding_order_id = o.id, binding_started_at = s_at[w.sale],
          binding_until = case when o.binding like 'months:%' then
            (s_at[w.sale] at time zone o.time_zone + make_interval(months => substr(o.binding, 8)::int)) at time zone o.time_zone end
        where id = b.id;
      else
        update members set parent_id = coalesce(parent_id, sponsor), enrolled_at = coalesce(enrolled_at, s_at[w.sale]) where id = b.id;
      end if;
      if b.enrolled_at is null then enrolled := enrolled || b.id; end if;
      if adopts then
        a_kind := a_kind || 'parent'::text;
        a_member := a_member || b.id; a_sponsor := a_sponsor || sponsor; a_order := a_order || o.id; a_at := a_at || s_at[w.sale];
      end if;
      if binds then
        a_kind := a_kind || 'binding'::text;
        a_member := a_member || b.id; a_sponsor := a_sponsor || sponsor; a_order := a_order || o.id; a_at := a_at || s_at[w.sale];
      end if;
    end loop;

    insert into attribution_events (id, kind, member_id, to_id, order_id, occurred_at)
    select uuid_v7(n.nth::int), n.kind, n.member, n.sponsor, n.sale, n.at
    from unnest(a_kind, a_member, a_sponsor, a_order, a_at) with ordinality as n(kind, member, sponsor, sale, at, nth);
  end if;

  -- The eligible people of each sale, and the entries: 1 buyer, 2 sharer, 3 distributor, 4 company.
  foreach cur in array curs loop
    continue when cardinality(ready) = 0;
    l := 0; t := 0;
    l_ids := '{}'; l_keys := '{}'; l_kinds := '{}'; l_scopes := '{}'; l_times := '{}'; l_covered := '{}';
    l_txn := '{}'; l_pos := '{}'; l_owner := '{}'; l_account := '{}'; l_amount := '{}';
    for n in 1 .. cardinality(sales) loop
      o := sales[n];
      continue when o.currency <> cur or o.id <> all (ready);
      select id, merged_into, status into b from members where id = o.buyer_id;
      if b.merged_into is not null then select id, merged_into, status into b from members where id = b.merged_into; end if;
      buyer := b.id;
      owners := array[buyer, buyer, o.id, case when b.status = 'active' then buyer end];
      sharer := null;
      if o.sharer_id is not null then
        select id, merged_into, status into b from members where id = o.sharer_id;
        if b.merged_into is not null then select id, merged_into, status into b from members where id = b.merged_into; end if;
        if b.status = 'active' then sharer := b.id; end if;
      end if;
      distributor := null;
      foreach sponsor in array o.distributor_chain loop
        select id, merged_into, status into b from members where id = sponsor;
        if b.merged_into is not null then select id, merged_into, status into b from members where id = b.merged_into; end if;
        if b.status = 'active' then distributor := b.id; end if;
        exit when distributor is not null;
      end loop;
      owners := owners || array[sharer, distributor, o.id];
      parts := array[o.credit_earnings_minor - o.credit_minor, -o.credit_earnings_minor, o.credit_minor, o.part_buyer_minor, o.part_sharer_minor, o.part_distributor_minor,
        -(case when owners[4] is null then 0 else o.part_buyer_minor end + case when sharer is null then 0 else o.part_sharer_minor end
        + case when distributor is null then 0 else o.part_distributor_minor end)];

      has_head := false;
      for k in 1 .. 7 loop
        if k = 4 then has_head := false; end if;
        continue when owners[k] is null or parts[k] = 0;
        if not has_head then
          has_head := true;
          t := t + 1;
          l_ids[t] := uuid_v7(t);
          l_keys[t] := case when k < 4 then 'capture:' else 'cashback:' end || o.id;
          l_kinds[t] := case when k < 4 then 'capture' else 'cashback' end;
          l_scopes[t] := o.id; l_times[t] := s_at[n]; l_covered[t] := false;
        end if;
        l := l + 1;
        l_txn[l] := t; l_pos[l] := case when k < 4 then k else k - 3 end;
        l_owner[l] := owners[k]; l_account[l] := kept[k]; l_amount[l] := parts[k];
      end loop;

      update orders set status = 'paid', paid_at = s_at[n], payment_id = s_payment[n],
        distributor_id = case when o.part_distributor_minor > 0 then distributor end
      where id = o.id;

      if buyer = any (enrolled) then
        enrolled := array_remove(enrolled, buyer);
        m_topic := m_topic || 'member.enrolled'::text; m_key := m_key || buyer::text; m_payload := m_payload || jsonb_build_object('member', buyer);
      end if;
      m_topic := m_topic || array['sale.completed', 'order.paid']; m_key := m_key || array[buyer::text, buyer::text];
      m_payload := m_payload || array_fill(jsonb_build_object('order', o.id), array[2]);
    end loop;

    insert into outbox (id, topic, key, payload, created_at)
    select uuid_v7(n.nth::int), n.topic, n.key, n.payload, clock_timestamp()
    from unnest(m_topic, m_key, m_payload) with ordinality as n(topic, key, payload, nth);
    m_topic := '{}'; m_key := '{}'; m_payload := '{}';

    if t > 0 then
      perform post_legs(l_ids, l_keys, l_kinds, l_scopes, l_covered, l_times, cur, l_txn, l_pos, l_owner, l_account, l_amount);
    end if;
  end loop;

  for w in select variant_id, sum(quantity)::int as quantity from order_lines where order_id = any (ready) group by variant_id order by variant_id loop
    update stock set on_hand = on_hand - w.quantity, reserved = reserved - w.quantity where variant_id = w.variant_id;
  end loop;

  if cardinality(ready) = cardinality(order_ids) then
    return query select r, 'settled' from unnest(ready) r;
  else
    return query select * from refuse_payments(order_ids, payments, amounts, currencies, ready, late);
  end if;
end $$;
