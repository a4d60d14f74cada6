import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import type { Operator } from "@/lib/access/types";
import { listAllProducts } from "@/lib/catalog/editing/queries";
import { listStockEvents } from "@/lib/catalog/shelf/queries";
import { idOf } from "@/lib/kernel/id";
import { listCohorts, readForwardingHealth, readFunnel } from "@/lib/office/figures/queries";
import { listBestLinks, listDays, listMembers, listOrders, listTrail, readFigures, readOutstanding } from "@/lib/office/queries";
import { startPostgres } from "@/lib/sandbox/postgres";
import { flag } from "./flags";
import { type Figure, quantile, timesOf } from "./measure";
import { fillWallets, prepareMembers } from "./orders";
import { report } from "./report";
import { writeSales } from "./sales";

const MEMBERS = flag("members", 50_000);
const ORDERS = flag("orders", 100_000);
const PRODUCTS = 2_000;
const ROUNDS = flag("rounds", 40);
const PAGE = 50;
/** The type is the proof that the edge asked for the right; a bench holds one like the edge does. */
const by = { id: "mem_0", role: "owner", firstName: "", locale: "fr" } as unknown as Operator;

/** How long an operator waits for a list, a search and the figures of a period, in a shop that has been busy for a year. DESIGN §11 */
async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-bench-"));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), flags: ["max_wal_size=4GB"] });
  const hot = connectHot(server.url, { connectionsMax: 2 });
  const db = connect(server.url, { connectionsMax: 4 });
  try {
    await migrateDatabase(server.url);
    await prepareMembers(hot, MEMBERS);
    await fillWallets(hot, 1_000);
    await writeSales(hot, { sales: ORDERS, customers: MEMBERS - 2_000 });
    await livenUp(hot);
    const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
    report("office", await measure(db, hot), { postgresql: version?.v ?? "unknown" });
  } finally {
    await Promise.all([hot.end(), db.$client.end()]);
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Gives what the sales' bench writes names, numbers, days of a year, a catalogue and a trail: what people look for. */
async function livenUp(hot: Hot): Promise<void> {
  await hot.unsafe(`
    create table bench_names as select array['Léa','Paul','Marie','Nadia','Hugo','Camille','Jules','Inès','Louis','Zoé','Adam','Chloé','Noé','Lina','Tom','Sarah'] as first, array['Martin','Bernard','Dubois','Thomas','Robert','Petit','Durand','Leroy','Moreau','Simon','Laurent','Lefebvre','Michel','Garcia','David','Bertrand','Roux','Vincent','Fournier','Morel'] as last;
    set session_replication_role = replica;
    update members m set first_name = first[1 + p.n % 16], last_name = last[1 + p.n % 20] || ' ' || last[1 + p.n / 20 % 20], created_at = now() - (p.n % 365) * interval '1 day' from bench_people p, bench_names where p.id = m.id;
    insert into handles (handle, member_id, current, created_at) select 'shop-' || n, id, true, now() from bench_people;
    update orders o set number = upper(substr(md5(o.id::text), 1, 4) || '-' || lpad(to_hex(r.n), 5, '0')), placed_at = now() - r.n * interval '5 minutes', paid_at = now() - r.n * interval '5 minutes', goods_minor = 10000 + r.n % 900,
      total_minor = 10490 + r.n % 900, card_minor = 10490 + r.n % 900 - credit_minor, shop_member_id = sponsor_id
      from (select id, row_number() over (order by id desc) as n from orders) r where r.id = o.id;
    create table bench_ids as select id, (lpad(to_hex((extract(epoch from placed_at) * 1000)::bigint), 12, '0') || substr(replace(id::text, '-', ''), 13))::uuid as timed from orders;
    update orders o set id = i.timed from bench_ids i where i.id = o.id;
    update order_lines l set order_id = i.timed from bench_ids i where i.id = l.order_id;
    insert into order_contacts (order_id, email, name, street, postal_code, city, country) select o.id, m.email, m.first_name || ' ' || m.last_name, '1 rue', '75001', 'Paris', 'FR' from orders o join members m on m.id = o.buyer_id;
    insert into trail (id, actor, action, subject, occurred_at) select uuid_v7(n), 'terminal', (array['order.noted','product.edited','refund.accepted','settings.changed'])[1 + n % 4], 'subject-' || n % 1000, now() from generate_series(1, 100000) n;
    insert into share_days (member_id, day, product, event, count) select id, (now() - d * interval '1 day')::date, '', e::share_event, 3 from (select id from bench_people where n <= 300) p, generate_series(0, 364) d, unnest(array['visit', 'cart']) e;
    insert into products (id, slug, status, title, vat_bps, position, created_at, updated_at) select uuid_v7(n), 'produit-' || n, 'active', jsonb_build_object('fr', 'Produit ' || n || (array[' savon',' crème',' huile',' bougie'])[1 + n % 4]), 2000, n, now(), now() from generate_series(1, ${PRODUCTS}) n;
    insert into variants (id, product_id, position, sku, price_minor, currency) select uuid_v7(), id, v, slug || '-' || v, 1000 + v, 'EUR' from products, generate_series(1, 3) v where slug like 'produit-%';
    insert into stock (variant_id, on_hand) select id, 20 from variants where sku like 'produit-%';
    update stock set on_hand = 20;
    set session_replication_role = origin`);
  await hot.unsafe("vacuum analyze");
}

async function measure(db: Db, hot: Hot): Promise<Figure[]> {
  const [some] = await hot<{ number: string; member: string; middle: string; member_id: string }[]>`
    select o.number, m.email as member, (select id from orders order by id offset ${Math.floor(ORDERS / 2)}::int limit 1) as middle, m.id as member_id from orders o join members m on m.id = o.buyer_id order by o.id offset ${Math.floor(ORDERS / 3)}::int limit 1`;
  if (!some) throw new Error("an order to look for");
  const shelves = await hot<{ sold: string; still: string }[]>`select (select variant_id from order_lines limit 1) as sold, (select id from variants where sku = 'produit-777-1') as still`;
  const [sold, still] = [idOf("variant", shelves[0]?.sold ?? ""), idOf("variant", shelves[0]?.still ?? "")];
  const orders = (more: Partial<Parameters<typeof listOrders>[2]>) => () => listOrders(db, by, { limit: PAGE, currency: "EUR", ...more });
  const members = (more: Partial<Parameters<typeof listMembers>[2]>) => () => listMembers(db, by, { limit: PAGE, ...more });
  const month = { from: new Date(Date.now() - 30 * 86_400_000), until: new Date(), currency: "EUR", timeZone: "Europe/Paris" } as const;
  const days = { from: month.from.toISOString().slice(0, 10), to: month.until.toISOString().slice(0, 10) };
  const lists: Readonly<Record<string, () => Promise<unknown>>> = {
    "orders": orders({}), "orders, a page in the middle": orders({ before: idOf("order", some.middle) }), "orders, viral": orders({ stage: "viral" }), "orders, expired (none)": orders({ status: "expired" }),
    "orders of a month": orders({ from: month.from, until: month.until }), "orders of a month a year ago": orders({ from: new Date(Date.now() - 330 * 86_400_000), until: new Date(Date.now() - 300 * 86_400_000) }),
    "members": members({}), "distributors": members({ role: "distributor" }), "members who closed (none)": members({ status: "closed" }),
    "trail": () => listTrail(db, by, { limit: PAGE }), "trail of an action": () => listTrail(db, by, { limit: PAGE, action: "refund." }), "trail of a subject": () => listTrail(db, by, { limit: PAGE, subject: "subject-7" }),
    "a shelf": () => listStockEvents(db, { ids: [sold], limit: PAGE }), "a shelf from which nothing was sold": () => listStockEvents(db, { ids: [still], limit: PAGE }),
    "catalogue": () => listAllProducts(db, { limit: PAGE }), "catalogue, drafts (none)": () => listAllProducts(db, { limit: PAGE, status: "draft" }),
  };
  const searches: Readonly<Record<string, () => Promise<unknown>>> = {
    "order by number": orders({ search: some.number }), "order by the beginning of a number": orders({ search: some.number.slice(0, 4) }), "orders by address": orders({ search: some.member }), "orders by name": orders({ search: "nadia garcia" }), "orders by a frequent name": orders({ search: "martin" }),
    "orders by amount": orders({ search: "107,77" }), "orders by a name that nobody has": orders({ search: "wxyz" }),
    "member by address": members({ search: some.member }), "members by name": members({ search: "Chloé Petit" }), "members by a frequent name": members({ search: "roux" }), "member by handle": members({ search: "shop-4242" }), "member by id": members({ search: idOf("member", some.member_id) }), "members by a name that nobody has": members({ search: "wxyz" }),
    "product by name": () => listAllProducts(db, { limit: PAGE, search: "savon 1234" }), "product by SKU": () => listAllProducts(db, { limit: PAGE, search: "produit-777-2" }), "product that is none": () => listAllProducts(db, { limit: PAGE, search: "wxyz" }),
  };
  const figures: Readonly<Record<string, () => Promise<unknown>>> = {
    "figures of a month": () => readFigures(db, by, month), "days": () => listDays(db, by, month), "best links": () => listBestLinks(db, by, { ...month, limit: 8 }), "outstanding": () => readOutstanding(db, by, "EUR"),
    "funnel": () => readFunnel(db, by, { ...month, days }), "cohorts": () => listCohorts(db, by, { at: month.until, currency: "EUR", timeZone: month.timeZone }), "forwarding": () => readForwardingHealth(db, by, month),
  };
  return [await worst("list_p95_ms", lists), await worst("search_p95_ms", searches), await worst("figures_p95_ms", figures)];
}

/** The slowest of several reads: each one's p95 over the rounds, and which one it is. */
async function worst(name: string, reads: Readonly<Record<string, () => Promise<unknown>>>): Promise<Figure> {
  const measured: { readonly read: string; readonly times: readonly number[] }[] = [];
  for (const [read, call] of Object.entries(reads)) {
    await call();
    const times = await timesOf(Array.from({ length: ROUNDS }), call);
    measured.push({ read, times });
    console.log(`${read.padEnd(36)} p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`);
  }
  const slowest = measured.reduce((a, b) => (quantile(b.times, 0.95) > quantile(a.times, 0.95) ? b : a));
  return {
    name, value: quantile(slowest.times, 0.95), rounds: ROUNDS, spread: quantile(slowest.times, 0.75) - quantile(slowest.times, 0.25), unit: "ms",
    note: `${slowest.read}, the slowest of ${measured.length}; ${ORDERS} orders, ${MEMBERS} members, ${PRODUCTS} products`,
  };
}

await main();
