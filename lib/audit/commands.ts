import "server-only";
import type { Db } from "@/db/client";
import { checkForwarded } from "./forwarding/queries";
import { checkAccounts, checkTransactions } from "./ledger/queries";
import { checkParts, checkStock } from "./orders/queries";
import { checkPostings } from "./postings/queries";
import { listMessageRanges, listOwnerRanges, listReturned, listScopeRanges, listWeights } from "./queries";
import { checkRefunds } from "./refunds/queries";
import { reportOf } from "./rules";
import type { AuditReport, Findings, Snapshot } from "./types";

/** How many orders, accounts or exchanges a batch has, about: some tens of megabytes of the server's memory. */
const BATCH = 20_000;
/** How many batches are checked at a time. */
const WORKERS = 2;

/** Hears how many checks were taken up, and of how many. It must not throw. */
export type Progress = (so: { readonly done: number; readonly total: number }) => void;

type Check = (sql: Snapshot) => Promise<Findings>;

/**
 * Recomputes everything that money depends on, in one read-only view of the database: every account from its entries,
 * every transaction's sum, fingerprint and key, every order's parts from its frozen plan, every posting and hold from
 * its order, refunds, reservations, and every forwarded sale from its order. Changes nothing, blocks nobody; sales may go on.
 *
 * @param tell hears of every check that is done
 * Throws when it can't run: the database is away, or a plan version is no plan.
 * @see DESIGN §4, last point
 */
export async function audit(db: Db, tell: Progress = () => undefined): Promise<AuditReport> {
  return db.$client.begin("isolation level repeatable read read only", async (first) => {
    const [exported] = await first<{ id: string }[]>`select pg_export_snapshot() as id`;
    const waiting = await listChecks(first);
    const total = waiting.length;
    const did = (): void => { tell({ done: total - waiting.length, total }); };
    did();
    const others = Array.from({ length: WORKERS - 1 }, () =>
      db.$client.begin("isolation level repeatable read read only", async (other) => {
        await other.unsafe(`set transaction snapshot '${exported?.id ?? ""}'`);
        return work(other, waiting, did);
      }),
    );
    const ended = await Promise.allSettled([work(first, waiting, did), ...others]);
    return reportOf(ended.flatMap(foundOf));
  });
}

/** Throws what a worker threw, once all of them are at rest. */
function foundOf(worker: PromiseSettledResult<Findings[]>): Findings[] {
  if (worker.status === "rejected") throw worker.reason;
  return worker.value;
}

/** Everything there is to check, in batches. */
async function listChecks(sql: Snapshot): Promise<Check[]> {
  const [weights, returned] = [await listWeights(sql), await listReturned(sql)];
  const owners = await listOwnerRanges(sql, BATCH);
  const scopes = await listScopeRanges(sql, BATCH);
  const messages = await listMessageRanges(sql, BATCH);
  return [
    checkStock,
    ...owners.map((range): Check => (snapshot) => checkAccounts(snapshot, range)),
    ...scopes.flatMap((range): Check[] => [
      (snapshot) => checkTransactions(snapshot, range),
      (snapshot) => checkPostings(snapshot, range, returned),
      (snapshot) => checkParts(snapshot, range, weights),
      (snapshot) => checkRefunds(snapshot, range),
    ]),
    ...messages.map((range): Check => (snapshot) => checkForwarded(snapshot, range)),
  ];
}

/**
 * Takes checks from the list until it is empty. A range makes each plan anew, and nothing is compiled for a batch. A
 * batch is joined as a set: the planner knows nothing of its middle steps, and a loop over one takes minutes.
 */
async function work(sql: Snapshot, waiting: Check[], did: () => void): Promise<Findings[]> {
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
    set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;
  const done: Findings[] = [];
  try {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      done.push(await next(sql));
      did();
    }
  } finally {
    // Empty already, unless this worker failed: then the others stop, too.
    waiting.length = 0;
  }
  return done;
}
