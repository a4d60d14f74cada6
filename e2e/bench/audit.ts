import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { connect, connectHot, type Db, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { audit } from "@/lib/audit/commands";
import { startPostgres } from "@/lib/sandbox/postgres";
import { figureOf, report } from "./measure";
import { fillWallets, prepareMembers } from "./orders";
import { writeSales } from "./sales";

const SALES = Number(process.env["BENCH_SALES"] ?? 1_000_000);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const LOOK_EVERY_MS = 250;

/** A whole audit of many sales on a server with its defaults, and the memory that it takes here and there. DESIGN §4, §11 */
async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), "cagnotte-bench-"));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), flags: ["max_wal_size=8GB", "checkpoint_timeout=30min"] });
  const hot = connectHot(server.url, { connectionsMax: 2 });
  const db = connect(server.url, { connectionsMax: 2 });
  try {
    await migrateDatabase(server.url);
    await prepareMembers(hot, 100_000);
    await fillWallets(hot);
    const writing = performance.now();
    await writeSales(hot, SALES);
    console.log(`${SALES} sales written in ${((performance.now() - writing) / 1000).toFixed(0)} s; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
    const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureOne(db, hot));
    const perMillion = rounds.map(({ seconds }) => (seconds * 1_000_000) / SALES);
    report("audit", [
      figureOf("audit_seconds_per_million", perMillion, { unit: "s", note: `${SALES} sales, two connections, server defaults` }),
      figureOf("audit_client_rss_mb", rounds.map((r) => r.clientMb), { unit: "MB", note: "peak of this process" }),
      figureOf("audit_server_memory_mb", rounds.map((r) => r.serverMb), { unit: "MB", note: "peak of one backend, without what it shares" }),
    ], { postgresql: version?.v ?? "?" });
  } finally {
    await Promise.all([hot.end(), db.$client.end()]);
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureOne(db: Db, hot: Hot) {
  let [clientMb, serverMb] = [0, 0];
  let pids: number[] = [];
  const looking = setInterval(() => {
    clientMb = Math.max(clientMb, process.memoryUsage().rss / 2 ** 20);
    serverMb = Math.max(serverMb, ...pids.map(ownMb));
  }, LOOK_EVERY_MS);
  const started = performance.now();
  const working = audit(db);
  // Both workers are at it from the first moment on, and their backends stay.
  pids = (await hot<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`).map(({ pid }) => pid);
  const answer = await working.finally(() => clearInterval(looking));
  const seconds = (performance.now() - started) / 1000;
  if (!answer.ok || answer.checked.forwarded !== SALES) throw new Error(`the book is not right: ${JSON.stringify(answer)}`);
  console.log(`audited in ${seconds.toFixed(1)} s; load ${loadavg()[0]?.toFixed(2) ?? "?"}; ${JSON.stringify(answer.checked)}`);
  return { seconds, clientMb, serverMb };
}

/** A process's memory of its own, in MB; 0 where there is no /proc. */
function ownMb(pid: number): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    // It has ended meanwhile, or this system has no /proc.
    return 0;
  }
}

await main();
