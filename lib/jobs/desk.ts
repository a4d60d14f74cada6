import { PgBoss } from "pg-boss";
import { connectJobs } from "./boss";
import { readDead, readQueue } from "./inspect";
import { tellWorkers } from "./notify";
import { settler } from "./settle";
import type { DeadMessage, QueueState } from "./types";

/** At most so many dead messages are revived by one call. */
const REVIVED_MAX = 10_000;

/** What operators do with queues, from a process that may work none of them. */
export type Desk = {
  state(queue: string): Promise<QueueState>;
  /** Oldest first, at most 200. */
  listDead(queue: string): Promise<readonly DeadMessage[]>;
  /** Tries a dead message again, with all its patience. False when it is not dead. */
  revive(queue: string, id: string): Promise<boolean>;
  /** Tries every dead message again. Answers how many there were. */
  reviveAll(queue: string): Promise<number>;
  /** Takes a dead message out of the way of later ones; the caller records who and why. False when it is not dead. */
  bury(queue: string, id: string): Promise<boolean>;
  /** Sends messages that were done once more, with the same ids. Answers how many; those on their way are left alone. */
  sendAgain(queue: string, ids: readonly string[]): Promise<number>;
  /** Of these messages, those that are in the queue and not done. */
  listUnsettled(queue: string): Promise<ReadonlySet<string>>;
  /** Has every worker look for work now, in whatever process. */
  wakeWorkers(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a desk on the queues of a database. Starts no work. */
export async function openDesk(databaseUrl: string): Promise<Desk> {
  const boss = new PgBoss({ connectionString: databaseUrl, application_name: "cagnotte-desk", max: 1, schedule: false, supervise: false });
  boss.on("error", () => undefined);
  await boss.start();
  const sql = connectJobs(databaseUrl, 2);
  const settle = settler(sql, boss);
  const wakeWorkers = (): Promise<void> => tellWorkers(sql);
  const revive = async (queue: string, id: string): Promise<boolean> => {
    const revived = await settle.revive(queue, id);
    await wakeWorkers();
    return revived;
  };
  return {
    state: (queue) => readQueue(sql, queue),
    listDead: (queue) => readDead(sql, queue),
    revive,
    reviveAll: async (queue) => {
      let revived = 0;
      for (let dead = await readDead(sql, queue); dead.length > 0 && revived < REVIVED_MAX; dead = await readDead(sql, queue)) {
        const before = revived;
        for (const { id } of dead) revived += (await settle.revive(queue, id)) ? 1 : 0;
        if (revived === before) break;
      }
      await wakeWorkers();
      return revived;
    },
    bury: async (queue, id) => {
      const buried = await settle.bury(queue, id);
      await wakeWorkers();
      return buried;
    },
    sendAgain: (queue, ids) => settle.sendAgain(queue, ids),
    listUnsettled: async (queue) => {
      const rows = await sql<{ id: string }[]>`select id from pgboss.job where name = ${queue} and state <> 'completed' and state <> 'cancelled'`;
      const waiting = await sql<{ id: string }[]>`select id from outbox where relayed_at is null`;
      return new Set([...rows, ...waiting].map(({ id }) => id));
    },
    wakeWorkers,
    close: async () => {
      await boss.stop({ graceful: false });
      await sql.end({ timeout: 5 });
    },
  };
}
