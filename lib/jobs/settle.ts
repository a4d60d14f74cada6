import { setTimeout as wait } from "node:timers/promises";
import type { ConnectionOptions, PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { inTransaction, RETRIES_BEYOND_REACH } from "./boss";
import type { JobData } from "./relay";

/** An attempt under way; `retryCount` fences it: a worker that was given up for dead settles nothing any more. */
export type Attempt = { readonly queue: string; readonly id: string; readonly retryCount: number };

const TOGETHER_MS = 4;

/** Writes down how an attempt ended, through pg-boss' public calls, each ending in one transaction. */
export function settler(sql: Sql, boss: PgBoss) {
  const finished = new Map<string, { readonly attempts: Omit<Attempt, "queue">[]; readonly written: Promise<void> }>();
  return {
    /** What ends within a few milliseconds of each other is written together: most of a busy queue's statements are these. */
    done: ({ queue, ...attempt }: Attempt): Promise<void> => {
      const open = finished.get(queue);
      if (open) {
        open.attempts.push(attempt);
        return open.written;
      }
      const attempts = [attempt];
      const written = wait(TOGETHER_MS).then(async () => {
        finished.delete(queue);
        await boss.complete(queue, attempts);
      });
      finished.set(queue, { attempts, written });
      return written;
    },

    /** Back to the queue, due at a time of our choosing; its key stays blocked meanwhile in an ordered queue. */
    later: async ({ queue, ...attempt }: Attempt, { startAfter, data, why }: { startAfter: Date; data: JobData; why: string }): Promise<void> => {
      await sql.begin(async (tx) => {
        const db = inTransaction(tx);
        const { affected } = await touched(boss.fail(queue, attempt, { why }, { db }));
        if (affected === 1) await boss.update(queue, data, { id: attempt.id, startAfter, db });
      });
    },

    /** A dead letter, kept until an operator decides: failing once more with no retries left is what pg-boss calls failed. */
    dead: async ({ queue, ...attempt }: Attempt, verdict: { code: string; words: string }): Promise<void> => {
      await sql.begin(async (tx) => {
        const db = inTransaction(tx);
        const { affected } = await touched(boss.fail(queue, attempt, verdict, { db }));
        if (affected !== 1) return;
        await boss.update(queue, undefined, { id: attempt.id, retryLimit: 0, deleteAfterSeconds: 0, db });
        await boss.fail(queue, attempt.id, verdict, { db });
      });
    },

    /** Gives a dead letter a new life: at once, with all its patience. */
    revive: (queue: string, id: string): Promise<boolean> => sql.begin((tx) => revive(boss, inTransaction(tx), { queue, id })),

    /** Takes a dead letter out of the way: an operator has settled it by hand. The outbox keeps the message. */
    bury: (queue: string, id: string): Promise<boolean> => sql.begin((tx) => bury(boss, inTransaction(tx), { queue, id })),
  };
}

type InTransaction = NonNullable<ConnectionOptions["db"]>;
type Letter = { readonly queue: string; readonly id: string };

/** Gives a dead letter a new life, in a transaction of the caller's: at once, with all its patience. False when it is not dead. */
export async function revive(boss: PgBoss, db: InTransaction, { queue, id }: Letter): Promise<boolean> {
  const { affected } = await touched(boss.retry(queue, id, { db }));
  if (affected !== 1) return false;
  const [job] = await boss.findJobs<JobData>(queue, { id, db });
  await boss.update(queue, { ...job?.data, spentMs: 0, tries: 0, probes: 0 }, { id, retryLimit: RETRIES_BEYOND_REACH, startAfter: new Date(), db });
  return true;
}

/** Takes a dead letter out of the way, in a transaction of the caller's. The outbox keeps the message. False when it is not dead. */
export async function bury(boss: PgBoss, db: InTransaction, { queue, id }: Letter): Promise<boolean> {
  // Held, so that nobody revives it between the look and the removal.
  const { rows } = await db.executeSql("select 1 from pgboss.job where name = $1 and id = $2::uuid and state = 'failed' for update", [queue, id]);
  if (rows.length === 0) return false;
  const { affected } = await touched(boss.deleteJob(queue, id, { db }));
  return affected === 1;
}

/** Puts messages that were done back into the outbox, so that the relay hands them on again. What is on its way stays there. */
export async function sendAgain(boss: PgBoss, db: InTransaction, { queue, ids }: { readonly queue: string; readonly ids: readonly string[] }): Promise<number> {
  const { rows: done } = await db.executeSql("select id from pgboss.job where name = $1 and id = any($2::uuid[]) and state = 'completed' for update", [queue, ids]);
  if (done.length > 0) await boss.deleteJob(queue, done.map(({ id }: { id: string }) => id), { db });
  const { rows: again } = await db.executeSql(
    `update outbox set relayed_at = null where id = any($1::uuid[]) and relayed_at is not null
       and not exists (select 1 from pgboss.job j where j.name = $2 and j.id = outbox.id)
     returning id`,
    [ids, queue],
  );
  return again.length;
}

/** pg-boss answers how many jobs a call touched, in a type that it keeps to itself. */
async function touched(call: Promise<unknown>): Promise<{ affected: number }> {
  return (await call) as { affected: number };
}
