import type { PgBoss } from "pg-boss";
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { connectJobs, inTransaction, startBoss } from "./boss";
import { fetchNext } from "./fetch";

const QUEUE = { name: "forwarding", ordered: true, concurrency: 32, handlers: {} };

let database: TestDatabase;
let sql: postgres.Sql;
let boss: PgBoss;
beforeAll(async () => {
  database = await freshDatabase();
  boss = await startBoss(database.url, [QUEUE], () => undefined);
  sql = connectJobs(database.url, 1);
});
beforeEach(() => sql`delete from pgboss.job_common`);
afterAll(async () => {
  await boss.stop({ graceful: false });
  await sql.end();
  await database.close();
});

async function fill(count: number, keyOf: (n: number) => string): Promise<void> {
  const jobs = Array.from({ length: count }, (_, n) => ({ id: crypto.randomUUID(), singletonKey: keyOf(n), data: { n } }));
  for (let at = 0; at < count; at += 500) await boss.insert(QUEUE.name, jobs.slice(at, at + 500));
}

/** What was read of the job table so far, by any way. */
async function entriesRead(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ read: number }[]>`
    select (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes where relid = 'pgboss.job_common'::regclass)::int
      + (select seq_tup_read from pg_stat_user_tables where relid = 'pgboss.job_common'::regclass)::int as read`;
  return row?.read ?? 0;
}

it("reads what it takes of an ordered queue and not all that waits, where the planner's statistics are from when little did", async () => {
  await sql`alter table pgboss.job_common set (autovacuum_enabled = false)`;
  await fill(5, (n) => `first buyer ${n}`);
  await sql`analyze pgboss.job_common`;
  await fill(3_000, (n) => `buyer ${n}`);
  for (let fetched = 0; fetched < 8; fetched += 1) {
    const before = await entriesRead();
    expect(await fetchNext({ sql, boss }, QUEUE, 20)).toHaveLength(20);
    expect((await entriesRead()) - before).toBeLessThan(400);
  }
});

it("takes what pg-boss itself would take, whatever waits, runs, is dead or due later", async () => {
  const taken = (rows: readonly { readonly id: string; readonly retryCount: number }[]) => rows.map(({ id, retryCount }) => `${id} ${retryCount}`).sort();
  let most = 0;
  for (let round = 0; round < 40; round += 1) {
    await sql`delete from pgboss.job_common`;
    await fill(24, () => `buyer ${Math.floor(Math.random() * 8)}`);
    await sql`update pgboss.job_common set created_on = now() - random() * interval '1 hour', start_after = now() + (random() - 0.8) * interval '1 hour'`;
    // Of each key at most one is under way, waits for another attempt or is dead.
    await sql`
      update pgboss.job_common j set state = (array['active', 'retry', 'failed'])[1 + floor(random() * 3)]::pgboss.job_state, started_on = now(), retry_count = 3
      from (select distinct on (singleton_key) id from pgboss.job_common order by singleton_key, random()) one where one.id = j.id and random() < 0.5`;
    const session = await sql.reserve();
    await session`begin`;
    const theirs = taken(await boss.fetch(QUEUE.name, { batchSize: 100, includeMetadata: true, db: inTransaction(session) }));
    await session`rollback`;
    session.release();
    const ours = taken(await fetchNext({ sql, boss }, QUEUE, 100));
    expect(ours).toEqual(theirs);
    most = Math.max(most, ours.length);
  }
  expect(most).toBeGreaterThan(3);
});
