import fc from "fast-check";
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

type Waiting = { readonly key: number; readonly state: "created" | "active" | "retry" | "failed"; readonly createdS: number; readonly dueS: number };
const waiting = fc.array(fc.record<Waiting>({
  key: fc.nat(7), state: fc.constantFrom("created", "created", "active", "retry", "failed"), createdS: fc.integer({ min: -5, max: -1 }), dueS: fc.integer({ min: -60, max: 15 }),
}), { minLength: 1, maxLength: 30 });

/** Of each key one at most is under way, waits for another attempt or is dead. */
function possible(messages: readonly Waiting[]): readonly Waiting[] {
  const held = new Set<number>();
  return messages.map((message) => {
    if (message.state === "created") return message;
    if (held.has(message.key)) return { ...message, state: "created" };
    held.add(message.key);
    return message;
  });
}

it("takes what pg-boss itself would take, whatever waits, runs, is dead or due later", async () => {
  const taken = (rows: readonly { readonly id: string; readonly retryCount: number }[]) => rows.map(({ id, retryCount }) => `${id} ${retryCount}`).sort();
  await fc.assert(fc.asyncProperty(waiting, async (drawn) => {
    const messages = possible(drawn);
    await sql`delete from pgboss.job_common`;
    await fill(messages.length, (n) => `buyer ${messages[n]?.key ?? ""}`);
    await sql`
      update pgboss.job_common j set state = m.state::pgboss.job_state, created_on = now() + m.created_s * interval '1 s', start_after = now() + m.due_s * interval '1 minute',
        started_on = case when m.state <> 'created' then now() end, retry_count = case when m.state = 'created' then 0 else 3 end
      from unnest(${messages.map(({ state }) => state)}::text[], ${messages.map(({ createdS }) => createdS)}::int[], ${messages.map(({ dueS }) => dueS)}::int[])
        with ordinality as m(state, created_s, due_s, nth) where (j.data ->> 'n')::int = m.nth - 1`;
    const session = await sql.reserve();
    await session`begin`;
    const theirs = taken(await boss.fetch(QUEUE.name, { batchSize: 100, includeMetadata: true, db: inTransaction(session) }));
    await session`rollback`;
    session.release();
    expect(taken(await fetchNext({ sql, boss }, QUEUE, 100))).toEqual(theirs);
  }), { numRuns: 60 });
});
