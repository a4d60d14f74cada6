import { sql as drizzleSql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Tx } from "@/db/client";
import { connectJobs } from "./boss";
import { readDead, readQueue } from "./inspect";
import { tellWorkers } from "./notify";
import { bury, revive, sendAgain } from "./settle";
import type { DeadFilter, DeadMessage, QueueState } from "./types";

/** What operators do with queues, from a process that may work none of them. What changes something does so in the caller's transaction, beside its trail. */
export type Desk = {
  state(queue: string): Promise<QueueState>;
  /** Oldest first, a page by key, at most 200. */
  listDead(queue: string, of?: DeadFilter): Promise<readonly DeadMessage[]>;
  /** Of these messages, those that are in the queue and not done. */
  listUnsettled(queue: string): Promise<ReadonlySet<string>>;
  /** Tries a dead message again, with all its patience. False when it is not dead. */
  revive(tx: Tx, queue: string, id: string): Promise<boolean>;
  /** Takes a dead message out of the way of later ones. False when it is not dead. */
  bury(tx: Tx, queue: string, id: string): Promise<boolean>;
  /** Sends messages that were done once more, with the same ids. Answers how many; those on their way are left alone. */
  sendAgain(tx: Tx, queue: string, ids: readonly string[]): Promise<number>;
  /** Has every process look for work now. Call it after the commit. */
  wakeWorkers(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a desk on the queues of a database. Starts no work. */
export async function openDesk(databaseUrl: string): Promise<Desk> {
  const boss = new PgBoss({ connectionString: databaseUrl, application_name: "cagnotte-desk", max: 1, schedule: false, supervise: false });
  boss.on("error", () => undefined);
  await boss.start();
  const sql = connectJobs(databaseUrl, 2);
  const within = (tx: Tx) => fromDrizzle(tx, drizzleSql);
  return {
    state: (queue) => readQueue(sql, queue),
    listDead: (queue, of) => readDead(sql, queue, of),
    listUnsettled: async (queue) => {
      const rows = await sql<{ id: string }[]>`select id from pgboss.job where name = ${queue} and state <> 'completed' and state <> 'cancelled'`;
      const waiting = await sql<{ id: string }[]>`select id from outbox where relayed_at is null`;
      return new Set([...rows, ...waiting].map(({ id }) => id));
    },
    revive: (tx, queue, id) => revive(boss, within(tx), { queue, id }),
    bury: (tx, queue, id) => bury(boss, within(tx), { queue, id }),
    sendAgain: (tx, queue, ids) => sendAgain(boss, within(tx), { queue, ids }),
    wakeWorkers: () => tellWorkers(sql),
    close: async () => {
      await boss.stop({ graceful: false });
      await sql.end({ timeout: 5 });
    },
  };
}
