import type { Sql } from "postgres";
import type { DeadFilter, DeadMessage, QueueState } from "./types";

// The one place that reads pg-boss' tables by hand: its own lists can't be asked for a state.

/** How full a queue is now. */
export async function readQueue(sql: Sql, queue: string): Promise<QueueState> {
  const [row] = await sql<{ waiting: number; active: number; dead: number; oldest: Date | null }[]>`
    select count(*) filter (where state < 'active')::int as waiting,
           count(*) filter (where state = 'active')::int as active,
           count(*) filter (where state = 'failed')::int as dead,
           min(created_on) filter (where state < 'completed' or state = 'failed') as oldest
    from pgboss.job where name = ${queue}`;
  return row ?? { waiting: 0, active: 0, dead: 0, oldest: null };
}

const DEAD_MAX = 200;

/** The dead messages of a queue with what they hold up, oldest first. */
export async function readDead(sql: Sql, queue: string, { diedBefore, id, after, limit = DEAD_MAX }: DeadFilter = {}): Promise<readonly DeadMessage[]> {
  return sql<DeadMessage[]>`
    select d.id, d.data ->> 'topic' as topic, d.data ->> 'key' as key, d.retry_count + 1 as attempts,
           coalesce(d.output ->> 'code', '') as code, coalesce(d.output ->> 'words', '') as words, d.completed_on as "diedAt",
           (select count(*)::int from pgboss.job w
            where w.name = d.name and w.singleton_key = d.singleton_key and w.state < 'active' and d.policy = 'key_strict_fifo') as waiting
    from pgboss.job d where d.name = ${queue} and d.state = 'failed' and d.completed_on <= coalesce(${diedBefore ?? null}::timestamptz, 'infinity')
      and (${id ?? null}::uuid is null or d.id = ${id ?? null}::uuid)
      and (${after ?? null}::uuid is null or (d.created_on, d.id) > (select last.created_on, last.id from pgboss.job last where last.name = ${queue} and last.id = ${after ?? null}::uuid))
    order by d.created_on, d.id limit ${limit < DEAD_MAX ? limit : DEAD_MAX}`;
}
