import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import { inTransaction } from "./boss";
import type { QueueSettings } from "./types";

type Row = { readonly id: string; readonly topic: string; readonly key: string; readonly payload: unknown };
export type JobData = { readonly topic: string; readonly key: string; readonly payload: unknown; readonly spentMs: number; readonly tries?: number; readonly probes?: number };

const BATCH = 200;
/** One relay at a time, whatever the number of processes. */
const RELAY_LOCK = 711_310_042;

/**
 * Hands every waiting outbox row to its queue, in the order of ids, and returns how many there were.
 *
 * Rows are claimed by state, never by a cursor: an id is given before the commit, so a smaller id may show up later.
 * A batch is claimed, inserted into pg-boss and marked in one transaction: nothing is lost, nothing is doubled.
 *
 * Order per key needs that two relays never overlap: one that skipped a locked first row could hand on the second.
 * So a session lock is taken before the transaction begins (pg-boss orders by the transaction's time), and rows are
 * locked without SKIP LOCKED: a row that somebody else holds is waited for, never overtaken.
 */
export async function relayOutbox(sql: Sql, boss: PgBoss, queues: readonly QueueSettings[]): Promise<number> {
  const queueOf = new Map(queues.flatMap(({ name, handlers }) => Object.keys(handlers).map((topic) => [topic, name] as const)));
  const topics = [...queueOf.keys()];
  const session = await sql.reserve();
  try {
    await session`select pg_advisory_lock(${RELAY_LOCK})`;
    let relayed = 0;
    for (let rows = BATCH; rows === BATCH; relayed += rows) rows = await relayBatch(session, topics, async (batch) => insert(session, boss, Map.groupBy(batch, ({ topic }) => queueOf.get(topic) ?? "")));
    return relayed;
  } finally {
    // A session that is gone has given its lock back by itself.
    await session`select pg_advisory_unlock(${RELAY_LOCK})`.catch(() => undefined);
    session.release();
  }
}

type Session = Awaited<ReturnType<Sql["reserve"]>>;

async function relayBatch(session: Session, topics: readonly string[], hand: (rows: readonly Row[]) => Promise<void>): Promise<number> {
  await session`begin`;
  try {
    const rows = await session<Row[]>`
      with claimed as (
        select id from outbox where relayed_at is null and topic = any(${topics as string[]}) order by id limit ${BATCH} for update
      )
      update outbox o set relayed_at = clock_timestamp() from claimed where o.id = claimed.id
      returning o.id, o.topic, o.key, o.payload`;
    // RETURNING has no order of its own; within a batch pg-boss orders by id, which is the order of the facts.
    if (rows.length > 0) await hand(rows);
    await session`commit`;
    return rows.length;
  } catch (error) {
    await session`rollback`;
    throw error;
  }
}

async function insert(session: Session, boss: PgBoss, byQueue: ReadonlyMap<string, readonly Row[]>): Promise<void> {
  const db = inTransaction(session);
  for (const [queue, rows] of byQueue) {
    const jobs = rows.map(({ id, ...rest }) => ({ id, singletonKey: rest.key, data: { ...rest, spentMs: 0 } satisfies JobData }));
    await boss.insert(queue, jobs, { db });
  }
}
