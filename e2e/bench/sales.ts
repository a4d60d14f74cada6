import type { Hot } from "@/db/client";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";

/** Every so many sales spends 10.00 EUR of credit: a hold and a capture more. */
const SPENDING_EVERY = 4;

/**
 * Paid sales of 100.00 EUR as checkout, settling and forwarding leave them, written in sets and past the triggers: two lines each,
 * half of them viral and the others direct, every fourth with credit, every one told to the commission system. Versions,
 * balances and fingerprints are those that the posting call would have made. Buyers and sharers are of the first so many customers.
 * Needs `prepareMembers` and `fillWallets`.
 */
export async function writeSales(hot: Hot, { sales, customers }: { readonly sales: number; readonly customers: number }): Promise<void> {
  const sql = await hot.reserve();
  try {
    await sql.unsafe("set session_replication_role = replica; set work_mem = '256MB'; set synchronous_commit = off");
    await sql`insert into plan_versions (version, starts_at, definition, created_at) values (1, '2026-01-01', ${JSON.stringify(definitionOf(DEFAULT_PLAN))}::text::jsonb, now()) on conflict do nothing`;
    for (const statement of [drawn(sales, customers), ORDERS, LINES, LEGS, ENTRIES, TRANSACTIONS, ACCOUNTS, OUTBOX, DELIVERIES]) await sql.unsafe(statement);
    await sql.unsafe("drop table bench_sales, bench_legs");
  } finally {
    await sql.unsafe("reset all");
    sql.release();
  }
  await hot.unsafe("vacuum analyze");
}

const drawn = (sales: number, customers: number) => `
  create table bench_sales as
  select g, uuid_v7(g * 10) as id, uuid_v7(g * 10 + 1) as hold, uuid_v7(g * 10 + 2) as capture, uuid_v7(g * 10 + 3) as cashback, uuid_v7(g * 10 + 4) as message,
    b.id as buyer, h.id as sharer, d.id as distributor, g % 2 = 0 as viral, case when g % ${SPENDING_EVERY} = 0 then 1000 else 0 end as credit, v.id as variant
  from (select g, 1001 + floor(random() * ${customers})::int as b, 1001 + floor(random() * ${customers})::int as h, 1 + (random() * 998)::int as d, 1 + (random() * 998)::int as v from generate_series(1, ${sales}) g) s
  join bench_people b on b.n = s.b join bench_people h on h.n = case when s.h = s.b then s.h + 1 else s.h end
  join bench_people d on d.n = s.d join bench_variants v on v.n = s.v;
  analyze bench_sales`;

const ORDERS = `
  insert into orders (id, number, status, locale, time_zone, currency, goods_minor, discount_minor, shipping_minor, total_minor,
    credit_minor, credit_earnings_minor, card_minor, vat, shipping_method, buyer_id, buyer_role, sponsor_id, sponsor_source, stage,
    sharer_id, distributor_chain, plan_version, binding, base_minor, pool_minor, part_buyer_minor, part_sharer_minor,
    part_distributor_minor, part_company_minor, session_id, placed_at, expires_at, paid_at, payment_id, distributor_id)
  select id, id::text, 'paid', 'fr', 'Europe/Paris', 'EUR', 10000, 0, 490, 10490, credit, 0, 10490 - credit, '[]', 'home',
    buyer, 'customer', case when viral then sharer else distributor end, 'cart', (case when viral then 'viral' else 'direct' end)::stage, case when viral then sharer end,
    array[distributor], 1, 'lifetime', 10000 - credit, (10000 - credit) * 4 / 10, (10000 - credit) / 10, case when viral then (10000 - credit) / 10 else 0 end,
    (10000 - credit) * (case when viral then 2 else 3 end) / 10, 0, 'cs_' || id, now(), now() + interval '35 minutes', now(), 'pi_' || id, distributor
  from bench_sales order by g`;

const LINES = `
  insert into order_lines (id, order_id, position, product_id, variant_id, sku, title, quantity, unit_minor, discount_minor, goods_minor,
    vat_bps, rate_bps, credit_minor, base_minor, cv_minor, bv_minor)
  select uuid_v7(g * 2 + n), id, n, '00000000-0000-7000-8000-000000000001', variant, 's' || n, '{"fr":"p"}', 1, price, 0, price, 2000, 4000, credit * price / 10000, price - credit * price / 10000, price / 2, price / 2
  from bench_sales cross join (values (0, 6000), (1, 4000)) as l(n, price) order by g, n`;

const LEGS = `
  create table bench_legs as
  select s.g, s.id as scope, l.txn, l.kind, l.seq, l.position::smallint as position, l.owner, l.account::ledger_account as account, l.amount::bigint as amount
  from bench_sales s cross join lateral (values
    (hold, 'hold', 1, 1, buyer, 'credit_available', -credit), (hold, 'hold', 1, 2, buyer, 'credit_held', credit),
    (capture, 'capture', 2, 1, buyer, 'credit_held', -credit), (capture, 'capture', 2, 3, id, 'wallet_redemption', credit),
    (cashback, 'cashback', 3, 1, buyer, 'credit_available', (10000 - credit) / 10),
    (cashback, 'cashback', 3, 2, sharer, 'credit_available', case when viral then (10000 - credit) / 10 else 0 end),
    (cashback, 'cashback', 3, 3, distributor, 'earnings_available', (10000 - credit) * (case when viral then 2 else 3 end) / 10),
    (cashback, 'cashback', 3, 4, id, 'cashback_expense', -(10000 - credit) * 4 / 10)
  ) as l(txn, kind, seq, position, owner, account, amount) where l.amount <> 0;
  analyze bench_legs`;

const ENTRIES = `
  insert into ledger_entries (owner_id, transaction_id, scope, position, account, currency, amount_minor, version, balance_after_minor)
  select l.owner, l.txn, l.scope, l.position, l.account, 'EUR', l.amount,
    case when l.account <= 'earnings_held' then coalesce(a.version, 0) + row_number() over w end,
    case when l.account <= 'earnings_held' then coalesce(a.balance_minor, 0) + sum(l.amount) over w end
  from bench_legs l left join ledger_accounts a on a.owner_id = l.owner and a.account = l.account and a.currency = 'EUR'
  window w as (partition by l.owner, l.account order by l.g, l.seq, l.position)
  order by l.g, l.seq, l.position`;

const TRANSACTIONS = `
  insert into ledger_transactions (id, scope, key, kind, currency, fingerprint, occurred_at, posted_at)
  select txn, scope, kind || ':' || scope, kind, 'EUR',
    sha256(convert_to(kind || '|EUR|' || string_agg(position || ':' || owner || ':' || account || ':' || amount, ',' order by position), 'utf8')), now(), now()
  from bench_legs group by g, seq, txn, scope, kind order by g, seq`;

const ACCOUNTS = `
  insert into ledger_accounts (owner_id, account, currency, balance_minor, version)
  select owner, account, 'EUR', sum(amount), count(*) from bench_legs where account <= 'earnings_held' group by owner, account
  on conflict (owner_id, account, currency) do update set balance_minor = ledger_accounts.balance_minor + excluded.balance_minor, version = ledger_accounts.version + excluded.version`;

const OUTBOX = `
  insert into outbox (id, topic, key, payload, created_at, relayed_at)
  select message, 'sale.completed', buyer::text, jsonb_build_object('order', id), now(), now() from bench_sales order by g`;

const hex = (prefix: string, id: string) => `"${prefix}_' || replace(${id}::text, '-', '') || '"`;
const party = (id: string) => `{"memberId":${hex("mem", id)},"externalId":null}`;
const paid = (role: string, id: string, amount: string) => `{"role":"${role}","party":${party(id)},"amountMinor":' || ${amount} || '}`;
const line = (n: number, price: number, tax: number) =>
  `{"sku":"s${n}","quantity":1,"unitPriceMinor":${price},"discountMinor":0,"amountMinor":${price},"taxMinor":${tax},"taxBps":2000,"cvMinor":${price / 2},"bvMinor":${price / 2}}`;
/** The text that lib/gateway/signed-json/wire.ts writes. */
const BODY = `'{"id":${hex("msg", "message")},"kind":"sale.completed","orderId":${hex("ord", "id")},"orderNumber":"' || id || '","currency":"EUR","buyer":${party("buyer")},'
  || '"placedAt":"2026-01-01T00:00:00.000Z","paidAt":"2026-01-01T00:00:00.000Z","stage":"' || case when viral then 'viral","sharer":${party("sharer")}' else 'direct","sharer":null' end
  || ',"distributor":${party("distributor")},"lines":[${line(0, 6000, 1000)},${line(1, 4000, 667)}],"shippingMinor":490,"totalMinor":10490,"creditMinor":' || credit
  || ',"volumePolicy":"full","paidOut":[${paid("buyer", "buyer", "(10000 - credit) / 10")},' || case when viral then '${paid("sharer", "sharer", "(10000 - credit) / 10")},' else '' end
  || '${paid("distributor", "distributor", "(10000 - credit) * (case when viral then 2 else 3 end) / 10")}]}'`;

const DELIVERIES = `
  insert into deliveries (id, message_id, destination, attempt, started_at, finished_at, request, response, outcome)
  select uuid_v7(g), message, 'signed-json', 1, now(), now(), jsonb_build_object('method', 'POST', 'url', 'http://commission.example/v1/sales',
      'headers', jsonb_build_object('content-type', 'application/json', 'webhook-id', message, 'webhook-signature', 'v1,***'),
      'body', ${BODY}),
    jsonb_build_object('status', 201, 'headers', '{}'::jsonb, 'body', '{"id":"x","reference":"y"}'), 'accepted'
  from bench_sales order by g`;
