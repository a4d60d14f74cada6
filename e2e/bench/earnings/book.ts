import type { Hot } from "@/db/client";

/** Who is measured: the first two of `prepareMembers`' distributors, and the customers below them. */
export const LARGE = { n: 1, customers: 10_000, orders: 1_000_000 } as const;
export const SMALL = { n: 2, customers: 100, orders: 1_000 } as const;
/** The customers of the large one stand so many deep below each other. */
const LEVELS = 12;
const PRODUCTS = 40;

/** Three years of paid sales, in sets and past the triggers: what checkout and settling leave behind of each for its distributor. */
export async function writeBooks(hot: Hot, orders: number): Promise<void> {
  const sql = await hot.reserve();
  try {
    await sql.unsafe("set session_replication_role = replica; set work_mem = '256MB'; set synchronous_commit = off");
    await sql.unsafe(PREPARED);
    for (const [book, first, sales] of [[LARGE, 1_001, orders], [SMALL, 11_001, SMALL.orders]] as const) {
      for (const statement of [below(book.n, first, book.customers), drawn(book.n, first, { customers: book.customers, sales }), ...WRITTEN]) await sql.unsafe(statement);
    }
  } finally {
    await sql.unsafe("reset all");
    sql.release();
  }
  await hot.unsafe("vacuum analyze");
}

const PREPARED = `
  insert into products (id, slug, status, title, vat_bps, created_at, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'p' || n, 'active', jsonb_build_object('fr', 'Produit ' || n), 2000, now(), now() from generate_series(2, ${PRODUCTS}) n;
  update members m set first_name = 'Prénom' || p.n, last_name = 'Nom' from bench_people p where p.id = m.id`;

/** Each customer of the large one has the one a level up as parent; the small one's are all their own. */
const below = (distributor: number, first: number, customers: number) => {
  const width = Math.ceil(customers / (customers > 1_000 ? LEVELS : 1));
  return `update members m set parent_id = above.id from bench_people p join bench_people above
    on above.n = case when p.n - ${first} < ${width} then ${distributor} else p.n - ${width} end where p.id = m.id and p.n >= ${first} and p.n < ${first + customers}`;
};

const drawn = (distributor: number, first: number, { customers, sales }: { readonly customers: number; readonly sales: number }) => `
  drop table if exists bench_sales;
  create table bench_sales as
  select g, uuid_v7(g * 4) as id, uuid_v7(g * 4 + 1) as txn, now() - interval '3 years' * (1 - g::float8 / ${sales}) as at, b.id as buyer, m.parent_id as above, d.id as distributor,
    m.parent_id <> d.id and g % 2 = 0 as viral, (30 + g % 70) * 100 as base, g as n
  from generate_series(1, ${sales}) g join bench_people b on b.n = ${first} + (g * 7919::bigint) % ${customers} join members m on m.id = b.id join bench_people d on d.n = ${distributor};
  analyze bench_sales`;

const WRITTEN = [`
  insert into orders (id, number, status, locale, time_zone, currency, goods_minor, discount_minor, shipping_minor, total_minor, credit_minor, credit_earnings_minor, card_minor, vat, shipping_method,
    buyer_id, buyer_role, sponsor_id, sponsor_source, stage, sharer_id, distributor_chain, plan_version, binding, base_minor, pool_minor, part_buyer_minor, part_sharer_minor, part_distributor_minor,
    part_company_minor, session_id, placed_at, expires_at, paid_at, payment_id, distributor_id)
  select id, upper(substr(distributor::text, 35) || '-' || to_hex(g)), 'paid', 'fr', 'Europe/Paris', 'EUR', base, 0, 490, base + 490, 0, 0, base + 490, '[]', 'home',
    buyer, 'customer', case when viral then above else distributor end, 'cart', (case when viral then 'viral' else 'direct' end)::stage, case when viral then above end, array[distributor], 1, 'lifetime',
    base, base * 4 / 10, base / 10, case when viral then base / 10 else 0 end, base * (case when viral then 2 else 3 end) / 10, 0, 'cs_' || id, at, at + interval '35 minutes', at, 'pi_' || id, distributor
  from bench_sales order by g`, `
  insert into order_lines (id, order_id, position, product_id, variant_id, sku, title, quantity, unit_minor, discount_minor, goods_minor, vat_bps, rate_bps, credit_minor, base_minor, cv_minor, bv_minor)
  select uuid_v7(g * 2 + l), id, l, ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (g + l * 17) % ${PRODUCTS}), 12, '0'))::uuid, '00000000-0000-7000-8000-000000000001', 's' || l, '{"fr":"p"}', 1,
    part, 0, part, 2000, 4000, 0, part, part / 2, part / 2
  from bench_sales cross join lateral (values (0, base / 2), (1, base - base / 2)) as x(l, part) order by g, l`, `
  insert into order_links (order_id, handle) select id, 'lien-' || g % 20 from bench_sales where g % 3 = 0`, `
  insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
  select txn, id, 'cashback:' || id, 'cashback', 'EUR', ''::bytea, at, at from bench_sales order by g`, `
  insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
  select distributor, txn, id, 3, 'earnings_available', 'EUR', base * (case when viral then 2 else 3 end) / 10, g, sum(base * (case when viral then 2 else 3 end) / 10) over (order by g)
  from bench_sales order by g`, `
  insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor)
  select id, txn, id, 4, 'cashback_expense', 'EUR', -base * (case when viral then 2 else 3 end) / 10 from bench_sales order by g`, `
  insert into ledger_accounts (owner_id, account, currency, balance_minor, version)
  select distributor, 'earnings_available', 'EUR', sum(base * (case when viral then 2 else 3 end) / 10), count(*) from bench_sales group by distributor`, `
  with told as (
    insert into outbox (id, topic, key, payload, created_at, relayed_at)
    select uuid_v7(g * 4 + 2), 'sale.completed', buyer::text, jsonb_build_object('order', id), at, at from bench_sales order by g returning id, created_at
  ) insert into forwarded (message_id, destination, reference, at) select id, 'signed-json', 'CS-' || id, created_at from told`, `
  insert into shop_visits (member_id, day, handle, visits, carts)
  select distributor, at::date, case when g % 21 = 0 then '' else 'lien-' || g % 20 end, 9, 3 from bench_sales on conflict do nothing`, `
  insert into link_totals (member_id, handle, visits, carts) select member_id, handle, sum(visits), sum(carts) from shop_visits group by member_id, handle on conflict do nothing`,
];
