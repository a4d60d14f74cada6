-- Brings expired or cancelled orders back that were paid all the same, where stock and credit still allow:
-- reserves and holds again, and answers which. Locks like every command: roots, accounts, variants.
create or replace function revive(late uuid[], people uuid[]) returns uuid[] language plpgsql as $$
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
    -- It stays what it is until it is paid, in this transaction: its cart may have placed another order meanwhile.
    update orders set ended_at = null where id = o.id;
    revived := revived || o.id;
  end loop;
  return revived;
end $$;
