import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { Courtesy } from "./courtesy";
import { type Jobs, startJobs } from "./jobs";
import { notifyOutbox } from "./notify";

let database: TestDatabase;
let sql: postgres.Sql;
let jobs: Jobs;
const done: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  jobs = await startJobs({
    databaseUrl: database.url, pollMs: 50,
    // A thread that gets a third of the processor that it asks for.
    courtesy: new Courtesy(() => ({ askedMs: performance.now(), gotMs: performance.now() / 3 })),
    queues: [{ name: "mail", ordered: false, concurrency: 1, handlers: { "order.paid": ({ id }) => (done.push(id), Promise.resolve({ result: "done" })) } }],
  });
});
afterAll(async () => {
  await jobs.stop();
  await sql.end();
  await database.close();
});

it("stands back in a rush while others need the processor, and does all of it afterwards, each once", async () => {
  const written: string[] = [];
  for (let n = 0; n < 120; n += 1) {
    const [row] = await sql<{ id: string }[]>`
      insert into outbox (id, topic, key, payload, created_at) values (uuid_v7(), 'order.paid', ${`buyer ${n}`}, '{}', clock_timestamp()) returning id`;
    written.push(row?.id ?? "");
    notifyOutbox(sql);
    await pause(25);
  }
  // One at a time, with pauses that grow to a second; in so long it would do them all.
  expect(done.length).toBeLessThan(60);
  // A queue that is not ordered tells nothing of who comes first.
  await expect.poll(() => done.toSorted(), { timeout: 40_000, interval: 20 }).toEqual(written.toSorted());
});
