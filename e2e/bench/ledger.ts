import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, totalmem } from "node:os";
import path from "node:path";
import { connectHot, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { Settling } from "@/lib/order/commands";
import { startPostgres } from "@/lib/sandbox/postgres";
import { dropDatabaseBeside, makeDatabaseBeside } from "@/lib/sandbox/run/database";
import { measureAudit } from "./audit";
import { flag } from "./flags";
import { type Figure, figureOf, median, rateOfAll, ratePerSecond, timesOf } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { report } from "./report";
import { writeSales } from "./sales";
import { CONNECTIONS, settleAll, settleAmongOthers, settleOne } from "./settling";
import { fillLargeBook, measureSize, writeSmallBook } from "./size";
import { prepareTpcb, tpcb } from "./tpcb";

const ROUNDS = flag("rounds", Number(process.env["BENCH_ROUNDS"] ?? 5));
const SECONDS = 3;
const WALLETS = 100_000;
const SALES = 6_000;
const SET = 50;
const SETS = 300;
const ALONE = 300;
const AUDITED = 1_000_000;
/** A quarter of the memory for its pages, as PostgreSQL's manual advises. */
const FLAGS = [`shared_buffers=${Math.floor(totalmem() / 2 ** 22)}MB`, "max_wal_size=8GB", "min_wal_size=2GB", "checkpoint_timeout=30min", "autovacuum=off"];
/** `BENCH_PARTS=sales,audit,size` measures some of the figures. */
const PARTS = (process.env["BENCH_PARTS"] ?? "sales,audit,size").split(",");

/** Sales against TPC-B, the audit of a million sales, and a large book against a small one, on one server with fsync on. DESIGN §7, §11 */
async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-bench-"));
  const server = await openServer(path.join(dir, "postgres"));
  const hot = connectHot(server.url, { connectionsMax: CONNECTIONS });
  try {
    await wearIn(hot);
    await migrateDatabase(server.url);
    await prepareTpcb(hot, 10);
    await prepareTpcb(hot, 1);
    await prepareMembers(hot, WALLETS);
    await fillWallets(hot, "everybody");
    const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
    report("ledger", await measure(hot, server.url), { postgresql: version?.v ?? "unknown" });
  } finally {
    await hot.end();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** The embedded server, or a database of its own on the one at `BENCH_DATABASE_URL`, with the settings that it has. */
async function openServer(dataDir: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outside = process.env["BENCH_DATABASE_URL"];
  if (outside === undefined) return startPostgres({ dataDir, flags: FLAGS });
  return { url: await makeDatabaseBeside(outside, "cagnotte_bench"), close: () => dropDatabaseBeside(outside, "cagnotte_bench") };
}

/** A server that has run for a while writes its log over old files; a new one would fill each of them with zeros first. */
async function wearIn(hot: Hot): Promise<void> {
  await hot`select count(pg_logical_emit_message(false, 'bench', repeat('x', 1000000))) from generate_series(1, 2000)`;
  await hot`checkpoint`;
}

async function measure(hot: Hot, url: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  if (PARTS.includes("sales")) figures.push(...(await measureSales(hot)));
  const small = PARTS.includes("size") ? await writeSmallBook(url, WALLETS) : null;
  if (PARTS.includes("audit")) {
    await writeSales(hot, { sales: AUDITED, customers: 98_000 });
    figures.push(...(await measureAudit(url, AUDITED, ROUNDS)));
  }
  if (small !== null) {
    await fillLargeBook(hot);
    figures.push(...(await measureSize(url, small, ROUNDS)));
  }
  return figures;
}

async function measureSales(hot: Hot): Promise<Figure[]> {
  const ratios = { sale: [] as number[], hot: [] as number[], set: [] as number[] };
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ten = await tpcbRate(hot, 10);
    const sale = await saleRate(hot, "spread");
    const one = await tpcbRate(hot, 1);
    const hottest = await saleRate(hot, "one");
    const set = await setRate(hot);
    ratios.sale.push(sale / ten);
    ratios.hot.push(hottest / one);
    ratios.set.push(set / ten);
    alone.push(await aloneMs(hot));
    console.log(`round ${round + 1}: tpcb10 ${ten.toFixed(0)}/s, sale ${sale.toFixed(0)}/s, tpcb1 ${one.toFixed(0)}/s, hot ${hottest.toFixed(0)}/s, set ${set.toFixed(0)}/s, alone ${alone.at(-1)?.toFixed(2) ?? "?"} ms`);
  }
  return [
    figureOf("sale_vs_tpcb", ratios.sale, { unit: "x", note: `${CONNECTIONS} callers with one sale each at a time, settled as webhooks are, against as many with TPC-B at scale 10` }),
    figureOf("sale_alone_ms", alone, { unit: "ms", note: "one caller and a call for each sale, the median of each round" }),
    figureOf("hot_vs_tpcb1", ratios.hot, { unit: "x", note: `the same with one distributor in every sale, against TPC-B at scale 1` }),
    figureOf("set_vs_tpcb", ratios.set, { unit: "x", note: `sales in sets of ${SET} a call against TPC-B at scale 10, ${CONNECTIONS} callers each` }),
  ];
}

const tpcbRate = (hot: Hot, scale: number) => ratePerSecond(CONNECTIONS, SECONDS, () => tpcb(hot, scale));

async function saleRate(hot: Hot, distributors: "spread" | "one"): Promise<number> {
  const orders = await placeOrders(hot, { count: SALES, distributors });
  const settling = new Settling(hot);
  return rateOfAll(CONNECTIONS, orders, (order) => settleAmongOthers(settling, order));
}

async function setRate(hot: Hot): Promise<number> {
  const orders = await placeOrders(hot, { count: SETS * SET, distributors: "spread" });
  const sets = Array.from({ length: SETS }, (_, n) => orders.slice(n * SET, (n + 1) * SET));
  return SET * (await rateOfAll(CONNECTIONS, sets, (set) => settleAll(hot, set)));
}

async function aloneMs(hot: Hot): Promise<number> {
  const orders = await placeOrders(hot, { count: ALONE, distributors: "spread" });
  return median(await timesOf(orders, (order) => settleOne(hot, order)));
}

await main();
