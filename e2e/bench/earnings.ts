import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { catchUp, compareWithLedger, rebuild } from "@/lib/earnings/commands";
import type { Book } from "@/lib/earnings/types";
import { idOf } from "@/lib/kernel/id";
import { startPostgres } from "@/lib/sandbox/postgres";
import { LARGE, SMALL, writeBooks } from "./earnings/book";
import { type View, viewsOf } from "./earnings/views";
import { flag } from "./flags";
import { type Figure, figureOf, median, quantile, timesOf } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { report } from "./report";
import { settleOne } from "./settling";

const ROUNDS = flag("rounds", Number(process.env["BENCH_ROUNDS"] ?? 5));
const ORDERS = flag("orders", LARGE.orders);
/** Readings of each view in a round. */
const READS = 20;
const PAIRS = 20;
const SALES_A_SIDE = 60;
const FLAGS = ["shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min", "autovacuum=off"];

/** Every view of a distributor with a million orders, against one with a thousand, and what keeping the read models costs a sale. DESIGN §11 */
async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-bench-"));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), flags: FLAGS });
  const hot = connectHot(server.url, { connectionsMax: 4 });
  const db = connect(server.url, { connectionsMax: 10 });
  try {
    await migrateDatabase(server.url);
    await prepareMembers(hot, 12_000);
    await fillWallets(hot, 10_001);
    await writeBooks(hot, ORDERS);
    const [large, small] = [await bookOf(hot, LARGE.n), await bookOf(hot, SMALL.n)];
    const seconds = await builtIn(db, large);
    await catchUp(db, small);
    await hot.unsafe("vacuum analyze");
    const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
    const figures = [...(await measureViews(hot, db, [large, small])), seconds, ...(await measureSettling(hot, db, large))];
    const wrong = [...(await compareWithLedger(db, large)), ...(await compareWithLedger(db, small))];
    if (wrong.length > 0) throw new Error(`the read models differ from the ledger: ${wrong.map(({ what }) => what).join(", ")}`);
    report("earnings", figures, { postgresql: version?.v ?? "unknown" });
  } finally {
    await Promise.all([hot.end(), db.$client.end()]);
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function bookOf(hot: Hot, n: number): Promise<Book> {
  const [row] = await hot<{ id: string }[]>`select id from bench_people where n = ${n}`;
  return { owner: idOf("member", row?.id ?? ""), currency: "EUR", timeZone: "Europe/Paris" };
}

async function builtIn(db: Db, book: Book): Promise<Figure> {
  const started = performance.now();
  await rebuild(db, book);
  const seconds = (performance.now() - started) / 1_000;
  return figureOf("rebuild_seconds", [seconds], { unit: "s", note: `all read models of ${ORDERS} orders from the ledger` });
}

async function measureViews(hot: Hot, db: Db, [large, small]: readonly [Book, Book]): Promise<Figure[]> {
  const [ofLarge, ofSmall] = [await looked(hot, db, large), await looked(hot, db, small)];
  const times = ofLarge.map(({ name }) => ({ name, large: [] as number[], small: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [n, one] of times.entries()) {
      const [here, there] = [ofLarge[n], ofSmall[n]] as readonly [View, View];
      one.large.push(...(await timesOf(Array.from({ length: READS }), here.read)));
      one.small.push(...(await timesOf(Array.from({ length: READS }), there.read)));
    }
  }
  for (const { name, large: l, small: s } of times) console.log(`${name.padEnd(26)} p50 ${median(l).toFixed(1)} ms, p95 ${quantile(l, 0.95).toFixed(1)} ms; with ${SMALL.orders} orders p50 ${median(s).toFixed(1)} ms`);
  const p95 = times.map(({ large: l }) => quantile(l, 0.95));
  const slowest = times[p95.indexOf(Math.max(...p95))];
  const tours = Array.from({ length: ROUNDS }, (_, round) => {
    const sum = (of: "large" | "small") => times.reduce((total, one) => total + median(one[of].slice(round * READS, (round + 1) * READS)), 0);
    return sum("large") / sum("small");
  });
  return [
    figureOf("view_p95_ms", [Math.max(...p95)], { unit: "ms", note: `the slowest of ${times.length} views (${slowest?.name ?? "?"}), ${ROUNDS * READS} readings each, ${ORDERS} orders of ${LARGE.customers} customers` }),
    figureOf("large_vs_small", tours, { unit: "x", note: `all views once, medians added up, against ${SMALL.orders} orders` }),
  ];
}

/** The views of a distributor, from the middle of what they have. */
async function looked(hot: Hot, db: Db, book: Book): Promise<readonly View[]> {
  const owner = book.owner.slice(4);
  const [sale] = await hot<{ id: string; buyer: string }[]>`select order_id as id, buyer_id as buyer from earning_sales where owner_id = ${owner}
    order by earned_at desc, order_id desc offset (select count(*) / 2 from earning_sales where owner_id = ${owner}) limit 1`;
  const [movement] = await hot<{ id: string; month: string }[]>`select transaction_id as id, to_char(day, 'YYYY-MM') as month from earning_movements where owner_id = ${owner} and order_id = ${sale?.id ?? ""}`;
  return viewsOf(db, book, { sale: sale?.id ?? "", person: idOf("member", sale?.buyer ?? ""), movement: { id: movement?.id ?? "", month: movement?.month ?? "" } });
}

/** Sales of the large distributor one after the other, while their read models are kept up and while they are not, in turn. */
async function measureSettling(hot: Hot, db: Db, large: Book): Promise<Figure[]> {
  const ratios: number[] = [];
  const orders = await placeOrders(hot, { count: PAIRS * SALES_A_SIDE * 2, distributors: "one", buyers: 9_999, sharers: 9_999 });
  const side = async (half: readonly string[], kept: boolean) => {
    const job = kept ? keptUp(db, large) : null;
    try {
      return median(await timesOf(half, (order) => settleOne(hot, order)));
    } finally {
      await job?.();
    }
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const from = pair * SALES_A_SIDE * 2;
    const halves = [orders.slice(from, from + SALES_A_SIDE), orders.slice(from + SALES_A_SIDE, from + SALES_A_SIDE * 2)] as const;
    // Each is first as often as the other.
    const [first, second] = [await side(halves[0], pair % 2 === 0), await side(halves[1], pair % 2 !== 0)];
    ratios.push(pair % 2 === 0 ? first / second : second / first);
    await catchUp(db, large);
  }
  return [figureOf("settle_overhead", ratios, { unit: "x", note: `median time of a sale while the job projects once a second against without, ${PAIRS} pairs of ${SALES_A_SIDE} sales` })];
}

/** The job by the clock, more often than it runs. Answers how to stop it. */
function keptUp(db: Db, book: Book): () => Promise<void> {
  const stop = new AbortController();
  const run = (async () => {
    while (!stop.signal.aborted) {
      await catchUp(db, book);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  })();
  return async () => {
    stop.abort();
    await run;
  };
}

await main();
