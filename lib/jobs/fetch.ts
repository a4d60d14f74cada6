import type { PgBoss } from "pg-boss";
import type { Sql } from "postgres";
import type { JobData } from "./relay";
import type { QueueSettings } from "./types";

/** A message that this process has taken. `retryCount` counts the attempts before this one, and names it. */
export type Fetched = { readonly id: string; readonly retryCount: number; readonly data: JobData };

/**
 * Takes the next messages of a queue, at most `limit`, each of another key in an ordered one. Of several processes that ask at once each gets others.
 *
 * An ordered queue is asked by a question of our own that means the same as pg-boss' for `key_strict_fifo`: theirs joins all that waits with
 * the first of each key, which costs the square of what waits as long as the planner's statistics are from a time when little did. Here each
 * message is looked at by itself, by index, and no further than needed; `sql` is a pool of `connectJobs`, which holds the planner to that.
 */
export async function fetchNext({ sql, boss }: { readonly sql: Sql; readonly boss: PgBoss }, { name, ordered }: QueueSettings, limit: number): Promise<readonly Fetched[]> {
  if (!ordered) return boss.fetch<JobData>(name, { batchSize: limit, includeMetadata: true });
  return sql<Fetched[]>`
    with next as materialized (
      select j.ctid from pgboss.job_common j
      where j.name = ${name} and j.state < 'active' and not j.blocked and j.start_after <= pgboss.job_now()
        -- A retry comes before what was never tried; of the others the oldest.
        and j.id = (
          select h.id from pgboss.job_common h
          where h.name = j.name and h.singleton_key = j.singleton_key and h.state < 'active' and not h.blocked and h.policy = 'key_strict_fifo'
            and h.start_after <= pgboss.job_now()
          order by h.state desc, h.created_on, h.id limit 1)
        -- One that is under way, waits for another attempt or is dead holds back the others of its key. With a limit it stays a question per message.
        and (
          select b.id from pgboss.job_common b
          where b.name = j.name and b.singleton_key = j.singleton_key and b.state in ('active', 'retry', 'failed') and b.policy = 'key_strict_fifo'
            and b.id <> j.id
          limit 1) is null
      order by j.priority desc, j.created_on limit ${limit}
      for update of j skip locked
    )
    update pgboss.job_common j set state = 'active', started_on = pgboss.job_now(), heartbeat_on = pgboss.job_now(),
      retry_count = case when started_on is not null then retry_count + 1 else retry_count end
    -- By its place: it is held. One that was changed since this statement began is not seen there, and is left for the next time.
    where j.ctid = any (array(select ctid from next))
    returning j.id, j.data, j.retry_count as "retryCount"`;
}
