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
/** The part of the processor that the thread gets of what it asks for. */
const crowd = { part: 1 };

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  let [at, got] = [performance.now(), 0];
  const read = () => {
    got += (performance.now() - at) * crowd.part;
    at = performance.now();
    return { askedMs: at, gotMs: got };
  };
  jobs = await startJobs({
    databaseUrl: database.url, pollMs: 50, courtesy: new Courtesy(read),
    queues: [{ name: "mail", ordered: false, concurrency: 1, handlers: { "order.paid": ({ id }) => (done.push(id), Promise.resolve({ result: "done" })) } }],
  });
});
afterAll(async () => {
  await jobs.stop();
  await sql.end();
  await database.close();
});

/** New work, one message every 25 ms, each told of. Answers how much of it was done when the last one came, and waits for the others. */
async function rush(messages: number): Promise<number> {
  done.length = 0;
  const written: string[] = [];
  for (let n = 0; n < messages; n += 1) {
    const [row] = await sql<{ id: string }[]>`
      insert into outbox (id, topic, key, payload, created_at) values (uuid_v7(), 'order.paid', ${`buyer ${n}`}, '{}', clock_timestamp()) returning id`;
    written.push(row?.id ?? "");
    notifyOutbox(sql);
    await pause(25);
  }
  const meanwhile = done.length;
  await expect.poll(() => done, { timeout: 20_000, interval: 20 }).toEqual(written);
  return meanwhile;
}

it("stands back in a rush while others need the processor, and does all of it afterwards, each once and in turn", async () => {
  const alone = await rush(120);
  crowd.part = 0.3;
  const crowded = await rush(120);
  crowd.part = 1;
  expect(crowded).toBeLessThan(alone / 2);
  // Nothing is held against anybody.
  expect(await rush(120)).toBeGreaterThan(alone / 2);
});
