import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { connect, type Db } from "@/db/client";
import { audit } from "@/lib/audit/commands";
import { type Figure, figureOf } from "./measure";

const LOOK_EVERY_MS = 250;

/** Whole audits of a book with so many sales, and the memory that they take here and there. Throws where the book is not right. DESIGN §4, §11 */
export async function measureAudit(url: string, sales: number, times: number): Promise<Figure[]> {
  const db = connect(url, { connectionsMax: 2 });
  try {
    // Both of its connections at once, so that there are two, and their memory can be looked at.
    const pids = (await Promise.all([pidOf(db), pidOf(db)])).flat();
    const rounds = [];
    for (let round = 0; round < times; round += 1) rounds.push(await measureOne(db, sales, pids));
    return [
      figureOf("audit_seconds_per_million", rounds.map(({ seconds, orders }) => (seconds * 1_000_000) / orders), { unit: "s", note: `a whole audit of ${rounds[0]?.orders ?? 0} sales` }),
      figureOf("audit_client_mb", rounds.map(({ clientMb }) => clientMb), { unit: "MB", note: "peak of the auditing process" }),
      figureOf("audit_server_mb", rounds.map(({ serverMb }) => serverMb), { unit: "MB", note: "peak of one of its two server processes, without what is shared" }),
    ];
  } finally {
    await db.$client.end();
  }
}

const pidOf = async (db: Db) => (await db.$client<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.1)`).map(({ pid }) => pid);

async function measureOne(db: Db, sales: number, pids: readonly number[]) {
  let [clientMb, serverMb] = [0, 0];
  const looking = setInterval(() => {
    clientMb = Math.max(clientMb, process.memoryUsage().rss / 2 ** 20);
    serverMb = Math.max(serverMb, ...pids.map(ownMb));
  }, LOOK_EVERY_MS);
  const started = performance.now();
  const answer = await audit(db).finally(() => clearInterval(looking));
  const seconds = (performance.now() - started) / 1000;
  if (!answer.ok || answer.checked.forwarded !== sales) throw new Error(`the book is not right: ${JSON.stringify(answer)}`);
  console.log(`audited in ${seconds.toFixed(1)} s; load ${loadavg()[0]?.toFixed(2) ?? "?"}; ${JSON.stringify(answer.checked)}`);
  return { seconds, orders: answer.checked.orders, clientMb, serverMb };
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
