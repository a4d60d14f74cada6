import { type ConnectionOptions, PgBoss } from "pg-boss";
import postgres from "postgres";
import type { QueueSettings } from "./types";

/** Only we end a message's life: pg-boss' own limits are set beyond reach. */
export const RETRIES_BEYOND_REACH = 1_000_000;
const TEN_YEARS_S = 10 * 365 * 24 * 60 * 60;
const DONE_KEPT_S = 24 * 60 * 60;
/** pg-boss' minimum. A message whose worker died starts again after 10 to 15 s. */
const HEARTBEAT_S = 10;
const SUPERVISE_S = 5;

/**
 * A connection pool that takes JSON parameters as text or as values, as pg-boss writes both. The caller ends it. A queue fills and empties
 * faster than its statistics are renewed, so its planner reads by the index that has the order, however small it believes the table to be.
 */
export function connectJobs(databaseUrl: string, max: number): postgres.Sql {
  const serialize = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const asText = (oid: number) => ({ to: oid, from: [oid], serialize, parse: (text: string) => JSON.parse(text) as unknown });
  return postgres(databaseUrl, {
    max,
    onnotice: () => undefined,
    types: { json: asText(114), jsonb: asText(3802) },
    connection: { application_name: "cagnotte-jobs", lock_timeout: 5_000, idle_in_transaction_session_timeout: 10_000, enable_sort: "off", enable_seqscan: "off" },
  });
}

/** Lets pg-boss run its statements inside our transaction. */
export function inTransaction(tx: Pick<postgres.ISql, "unsafe">): NonNullable<ConnectionOptions["db"]> {
  return {
    executeSql: async (text, values = []) => ({ rows: await tx.unsafe(text, values as never[]) }),
  };
}

/** pg-boss with its tables made and our queues as we need them; safe to call in several processes at once. */
export async function startBoss(databaseUrl: string, queues: readonly QueueSettings[], onError: (error: Error) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "cagnotte-boss",
    max: 4,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
  });
  boss.on("error", onError);
  await boss.start({ attempts: 5 });
  const options = {
    retryLimit: RETRIES_BEYOND_REACH,
    // These two only time the restart after a crash; failures are timed by our own backoff.
    retryDelay: 1,
    retryBackoff: false,
    heartbeatSeconds: HEARTBEAT_S,
    retentionSeconds: TEN_YEARS_S,
    deleteAfterSeconds: DONE_KEPT_S,
  };
  for (const { name, ordered } of queues) {
    await boss.createQueue(name, { ...options, policy: ordered ? "key_strict_fifo" : "standard" });
    await boss.updateQueue(name, options);
  }
  return boss;
}
