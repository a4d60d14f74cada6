import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { type Jobs, startJobs } from "./jobs";
import type { JobHandler, QueueSettings } from "./types";

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => undefined });
});
afterAll(() => sql.end().then(() => database.close()));

const start = (handler: JobHandler, settings: Partial<QueueSettings>): Promise<Jobs> =>
  startJobs({ databaseUrl: database.url, pollMs: 50, queues: [{ name: "forwarding", ordered: true, concurrency: 2, handlers: { "sale.completed": handler }, ...settings }] });
const eventually = { timeout: 40_000, interval: 50 };

it("fetches in advance while more waits than it has places, and gives back untried what shall not start: to others when it stops, to nobody in a pause", async () => {
  let paused = true;
  const started: string[] = [];
  const gates: PromiseWithResolvers<undefined>[] = [];
  const settings: Partial<QueueSettings> = { concurrency: 2, ahead: 10, mayStart: () => Promise.resolve(!paused) };
  const jobs = await start(async ({ id }) => {
    const gate = Promise.withResolvers<undefined>();
    gates.push(gate);
    started.push(id);
    await gate.promise;
    return { result: "done" };
  }, settings);
  const rows = await sql<{ id: string }[]>`
    insert into outbox (id, topic, key, payload, created_at) select uuid_v7(), 'sale.completed', 'buyer ' || n, '{}', clock_timestamp() from generate_series(1, 30) n returning id`;
  const underWay = async () => (await jobs.state("forwarding")).active;
  await expect.poll(async () => (await jobs.state("forwarding")).waiting, eventually).toBe(30);
  paused = false;
  await expect.poll(() => started.length, eventually).toBe(2);
  gates[0]?.resolve(undefined);
  // One place free, ten more in advance, and the one that still runs.
  await expect.poll(underWay, eventually).toBe(12);
  paused = true;
  gates[1]?.resolve(undefined);
  await expect.poll(underWay, eventually).toBe(1);
  expect(started).toHaveLength(3);
  paused = false;
  await expect.poll(underWay, eventually).toBeGreaterThan(2);
  const stopping = jobs.stop();
  for (const gate of gates) gate.resolve(undefined);
  await stopping;
  const others = await start(({ id }) => (started.push(id), Promise.resolve({ result: "done" })), { concurrency: 8 });
  await expect.poll(() => started.length, eventually).toBe(30);
  await others.stop();
  expect([...started].sort()).toEqual(rows.map(({ id }) => id).sort());
});
