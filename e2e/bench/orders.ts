import type { Hot } from "@/db/client";

/** The first so many members are distributors; all others are customers. */
const DISTRIBUTORS = 1_000;

/** Members, of whom 1,000 are distributors, and 1,000 variants with stock. */
export async function prepareMembers(hot: Hot, members: number): Promise<void> {
  await hot.unsafe(`
    create table bench_people (n int primary key, id uuid not null);
    insert into bench_people select n, uuid_v7(n) from generate_series(1, ${members}) n;
    insert into members (id, role, email, created_at)
      select id, (case when n <= ${DISTRIBUTORS} then 'distributor' else 'customer' end)::member_role, 'm' || n || '@bench.example', now() from bench_people;
    insert into products (id, slug, status, title, vat_bps, created_at, updated_at) values ('00000000-0000-7000-8000-000000000001', 'p', 'active', '{"fr":"p"}', 2000, now(), now());
    create table bench_variants (n int primary key, id uuid not null);
    insert into bench_variants select n, uuid_v7(n) from generate_series(1, 1000) n;
    insert into variants (id, product_id, position, sku, price_minor, currency)
      select id, '00000000-0000-7000-8000-000000000001', n, 's' || n, 10000, 'EUR' from bench_variants;
    insert into stock (variant_id, on_hand) select id, 1000000000 from bench_variants;`);
}

/** Funds the wallets of the first so many customers, or of every member, through the posting call, in sets. */
export async function fillWallets(hot: Hot, customers: number | "everybody"): Promise<void> {
  const whom = customers === "everybody" ? "true" : `n > ${DISTRIBUTORS} and n <= ${DISTRIBUTORS + customers}`;
  await hot.unsafe(`
    do $$ declare people uuid[]; begin
      for people in select array_agg(id) from bench_people where ${whom} group by n / 500 loop
        perform ledger_post(
          array(select 'gift:' || p from unnest(people) p), array(select 'adjustment' from unnest(people)), people,
          array(select false from unnest(people)), array(select now() from unnest(people)), 'EUR',
          array(select t from generate_subscripts(people, 1) t, generate_series(1, 2) order by t),
          array(select l::smallint from generate_subscripts(people, 1) t, generate_series(1, 2) l order by t, l),
          array(select people[t] from generate_subscripts(people, 1) t, generate_series(1, 2) l order by t, l),
          array(select (array['credit_available', 'adjustments'])[l]::ledger_account from generate_subscripts(people, 1) t, generate_series(1, 2) l order by t, l),
          array(select (array[10000000, -10000000])[l] from generate_subscripts(people, 1) t, generate_series(1, 2) l order by t, l));
      end loop;
    end $$`);
  await hot.unsafe("vacuum analyze");
}

/**
 * Placed orders of 100.00 EUR in the viral stage with 10.00 EUR of credit held, as the checkout leaves them;
 * random sharers and buyers of the first so many customers, one variant each. Answers their ids in random order.
 */
export async function placeOrders(hot: Hot, wish: { readonly count: number; readonly distributors: "spread" | "one"; readonly buyers?: number; readonly sharers?: number }): Promise<string[]> {
  const rows = await hot<{ id: string }[]>`
    with sale as (
      select uuid_v7(g) as id, g, 1001 + floor(random() * ${wish.buyers ?? 98_000}::int)::int as buyer, 1001 + (random() * ${wish.sharers ?? 98_000}::int)::int as sharer,
        case when ${wish.distributors} = 'one' then 1 else 1 + (random() * 998)::int end as distributor, 1 + (random() * 998)::int as variant
      from generate_series(1, ${wish.count}::int) g
    ), placed as (
      insert into orders (id, number, status, locale, time_zone, currency, goods_minor, discount_minor, shipping_minor, total_minor,
        credit_minor, credit_earnings_minor, card_minor, vat, shipping_method, buyer_id, buyer_role, sponsor_id, sponsor_source, stage,
        sharer_id, distributor_chain, plan_version, binding, base_minor, pool_minor, part_buyer_minor, part_sharer_minor,
        part_distributor_minor, part_company_minor, session_id, placed_at, expires_at)
      select s.id, s.id::text, 'placed', 'fr', 'Europe/Paris', 'EUR', 10000, 0, 0, 10000, 1000, 0, 9000, '[]', 'home',
        b.id, 'customer', h.id, 'cart', 'viral', h.id, array[d.id], 1, 'lifetime', 9000, 3600, 900, 900, 1800, 0, 'cs_' || s.id, now(), now() + interval '35 minutes'
      from sale s
      join bench_people b on b.n = s.buyer
      join bench_people h on h.n = case when s.sharer = s.buyer then s.sharer + 1 else s.sharer end
      join bench_people d on d.n = s.distributor
      returning id, buyer_id
    ), lines as (
      insert into order_lines (id, order_id, position, product_id, variant_id, sku, title, quantity, unit_minor, discount_minor, goods_minor,
        vat_bps, rate_bps, credit_minor, base_minor, cv_minor, bv_minor)
      select uuid_v7(s.g), s.id, 0, '00000000-0000-7000-8000-000000000001', v.id, 's', '{"fr":"p"}', 1, 10000, 0, 10000, 2000, 4000, 1000, 9000, 0, 0
      from sale s join bench_variants v on v.n = s.variant
      returning variant_id
    ), reserved as (
      update stock s set reserved = reserved + n.quantity from (select variant_id, count(*)::int as quantity from lines group by 1) n where n.variant_id = s.variant_id
    )
    select id from placed`;
  const ids = rows.map((row) => row.id).sort(() => Math.random() - 0.5);
  for (let i = 0; i < ids.length; i += 500) {
    await hot`select hold_credit(o.id, o.buyer_id, 'EUR', 1000, 0, now()) from orders o where o.id = any(${ids.slice(i, i + 500)}::uuid[])`;
  }
  await hot.unsafe("analyze orders; analyze order_lines; analyze ledger_entries; analyze ledger_transactions; analyze members");
  return ids;
}
