import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Db, type Reader } from "./client";
import { freshDatabase, type TestDatabase } from "./testing/database";

let test: TestDatabase;
let db: Db;
beforeAll(async () => {
  test = await freshDatabase();
  db = connect(`${test.url}?application_name=doomed`, { connectionsMax: 2 });
});
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  await test.close();
});

/** Ends what the pool has open on the server, in the middle of what it does there. */
async function endAll(): Promise<void> {
  await test.db.$client`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'doomed'`;
}

const answers = (n: number) => db.$client.begin(async (tx) => (await tx<{ n: number }[]>`select ${n}::int as n`)[0]?.n);

it("meets the next user of a killed connection's place without the error of its former life", async () => {
  for (let n = 0; n < 5; n += 1) {
    const killed = [1, 2].map(() => db.$client.begin(async (tx) => {
      await tx`select 1`;
      await tx`select pg_sleep(60)`;
    }));
    while ((await test.db.$client`select from pg_stat_activity where application_name = 'doomed' and wait_event = 'PgSleep'`).length < 2);
    const ended = Promise.allSettled(killed);
    await endAll();
    expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await Promise.all([1, 2, 3, 4].map(answers))).toEqual([1, 2, 3, 4]);
  }
});

it("ends a transaction with the error that it was given, be it of another connection that is gone", async () => {
  const gone = Object.assign(new Error("another connection"), { code: "57P01" });
  await expect(db.$client.begin(async (tx) => {
    await tx`select 1`;
    throw gone;
  })).rejects.toBe(gone);
  expect(await answers(1)).toBe(1);
});

it("refuses what a transaction still asks of a connection that has died in it, and goes on with another", async () => {
  const closed = Promise.withResolvers<undefined>();
  const late = Promise.withResolvers<unknown>();
  const killed = db.$client.begin(async (tx) => {
    await tx`select pg_terminate_backend(pg_backend_pid())`.catch(() => undefined);
    await closed.promise;
    // What comes now has nowhere to go, the driver's own rollback included.
    late.resolve(await tx`select 1`.catch((error: unknown) => error));
  });
  await expect(killed).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  closed.resolve(undefined);
  expect(await late.promise).toMatchObject({ code: "CONNECTION_CLOSED" });
  expect(await Promise.all([1, 2, 3].map(answers))).toEqual([1, 2, 3]);
});

it("has a question planned once for all who ask it with other values, in and out of transactions", async () => {
  const kept = sql`select count(*)::int as kept from pg_prepared_statements where statement like '%asked twice%'`;
  const ask = (reader: Reader, n: number) => reader.execute<{ n: number }>(sql`select ${n}::int as n /* asked twice */`);
  await db.transaction(async (tx) => {
    expect([...(await ask(tx, 1)), ...(await ask(tx, 2))]).toEqual([{ n: 1 }, { n: 2 }]);
    expect([...(await tx.execute(kept))]).toEqual([{ kept: 1 }]);
  });
  expect((await Promise.all([3, 4, 5, 6].map(async (n) => [...(await ask(db, n))][0]?.n)))).toEqual([3, 4, 5, 6]);
});

it("gives a transaction a connection of its own where its begin is the last question that a connection takes", async () => {
  for (let n = 0; n < 5; n += 1) {
    // A connection takes a hundred questions behind the one that it is busy with.
    const ahead = Array.from({ length: 2 + 2 * 99 }, (_, at) => db.$client.unsafe(at < 2 ? "select pg_sleep(0.1)" : "select 1").execute());
    expect(await Promise.all([1, 2, 3, 4].map(answers))).toEqual([1, 2, 3, 4]);
    await Promise.all(ahead);
  }
});
