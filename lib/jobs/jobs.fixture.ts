import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { startJobs } from "./jobs";

/** A worker process for the tests: notes every start and every effect in tables of the test, and dies when it is killed. */
const databaseUrl = process.argv[2] ?? "";
const sql = postgres(databaseUrl, { max: 4 });

await startJobs({
  databaseUrl,
  pollMs: 100,
  queues: [
    {
      name: "forwarding",
      ordered: true,
      concurrency: 8,
      handlers: {
        "sale.completed": async ({ id, key }) => {
          await sql`insert into starts (id, key) values (${id}, ${key})`;
          await wait(40);
          await sql`insert into effects (id, key) values (${id}, ${key}) on conflict do nothing`;
          return { result: "done" };
        },
      },
    },
  ],
});
console.log("ready");
