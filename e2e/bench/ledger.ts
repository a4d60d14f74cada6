import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectHot, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { idOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { startPostgres } from "@/lib/sandbox/postgres";
import { type Figure, figureOf, median, ratePerSecond, report } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { prepareTpcb, tpcb } from "./tpcb";

const CONNECTIONS = 8;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 5);
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 3);
const WALLETS = 100_000;

/** Sales against TPC-B, side by side in one run on one server with fsync on. Issue: DESIGN §7, §11. */
async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-bench-"));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), flags: ["shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min", "autovacuum=off"] });
  const hot = connectHot(server.url, { connectionsMax: CONNECTIONS });
  try {
    await migrateDatabase(server.url);
    await prepareTpcb(hot, 10);
    await prepareTpcb(hot, 1);
    await prepareMembers(hot, WALLETS);
    await fillWallets(hot);
    const figures = await measure(hot);
    const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
    report("ledger", figures, { postgresql: version?.v ?? "?" });
  } finally {
    await hot.end();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(hot: Hot): Promise<Figure[]> {
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
    figureOf("sale_vs_tpcb", ratios.sale, { unit: "x", note: "one sale per call against TPC-B at scale 10" }),
    figureOf("sale_alone_ms", alone, { unit: "ms", note: "one caller, median of each round" }),
    figureOf("hot_vs_tpcb1", ratios.hot, { unit: "x", note: "one distributor in every sale against TPC-B at scale 1" }),
    figureOf("set_vs_tpcb", ratios.set, { unit: "x", note: "sets of 50 sales against TPC-B at scale 10" }),
  ];
}

const tpcbRate = (hot: Hot, scale: number) => ratePerSecond(CONNECTIONS, SECONDS, () => tpcb(hot, scale));

const payment = (uuid: string) => {
  const order = idOf("order", uuid);
  return { order, payment: `pi_${uuid}`, amount: money(9_000n, "EUR"), paidAt: new Date() };
};

async function saleRate(hot: Hot, distributors: "spread" | "one"): Promise<number> {
  const orders = await placeOrders(hot, { count: SECONDS * 4_000, distributors });
  let next = 0;
  return ratePerSecond(CONNECTIONS, SECONDS, async () => {
    const order = orders[next];
    next += 1;
    if (order === undefined) throw new Error("ran out of placed orders");
    const [settled] = await settle(hot, [payment(order)]);
    if (settled?.outcome !== "settled") throw new Error(`a sale was ${settled?.outcome ?? "lost"}`);
    return true;
  });
}

async function setRate(hot: Hot): Promise<number> {
  const orders = await placeOrders(hot, { count: SECONDS * 10_000, distributors: "spread" });
  let next = 0;
  const sets = await ratePerSecond(CONNECTIONS / 2, SECONDS, async () => {
    const set = orders.slice(next, next + 50);
    next += 50;
    if (set.length < 50) throw new Error("ran out of placed orders");
    const settled = await settle(hot, set.map(payment));
    if (settled.some((s) => s.outcome !== "settled")) throw new Error("a set did not settle");
    return true;
  });
  return sets * 50;
}

async function aloneMs(hot: Hot): Promise<number> {
  const orders = await placeOrders(hot, { count: 300, distributors: "spread" });
  const times: number[] = [];
  for (const order of orders) {
    const started = performance.now();
    await settle(hot, [payment(order)]);
    times.push(performance.now() - started);
  }
  return median(times);
}

await main();
