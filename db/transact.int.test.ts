import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tx } from "./client";
import { sqlState, transact, WithLast } from "./transact";
import { freshDatabase, type TestDatabase } from "./testing/database";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await test.db.$client`create table pieces (left_over int not null check (left_over >= 0))`;
  await test.db.$client`create table buyers (n int not null)`;
  await test.db.$client`insert into pieces values (40)`;
});
afterAll(() => test.close());

type Outcome = { readonly ok: true; readonly n: number } | { readonly ok: false };

const TOO_FEW = "23514";
/** Writes, and takes a piece with its last statement. */
const take = (n: number) => async (tx: Tx): Promise<WithLast<Outcome>> => {
  await tx.execute(sql`insert into buyers values (${n})`);
  return new WithLast<Outcome>({ ok: true, n }, tx.execute(sql`update pieces set left_over = left_over - ${1}`), (error) => (sqlState(error) === TOO_FEW ? { ok: false } : null));
};

it("what a last statement refuses leaves nothing of its transaction, and what it takes is committed with it", async () => {
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => transact(test.db, take(n))));
  const taken = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.n] : []));
  expect(taken).toHaveLength(40);
  expect([...(await test.db.execute<{ left: number }>(sql`select left_over as left from pieces`))]).toEqual([{ left: 0 }]);
  expect((await test.db.execute<{ n: number }>(sql`select n from buyers order by n`)).map(({ n }) => n)).toEqual(taken);
});

it("a last statement that fails for another reason is the transaction's failure", async () => {
  const failing = transact(test.db, async (tx) => {
    await tx.execute(sql`insert into buyers values (1000)`);
    return new WithLast<Outcome>({ ok: true, n: 1000 }, tx.execute(sql`select 1 / 0`), () => null);
  });
  await expect(failing).rejects.toSatisfy((error) => sqlState(error) === "22012");
  expect([...(await test.db.execute(sql`select from buyers where n = 1000`))]).toHaveLength(0);
});

it("nobody waits for what a last statement locks while the process that sent it is busy", async () => {
  await test.db.execute(sql`update pieces set left_over = 1000`);
  // Connections are open then, and have the statement prepared.
  await test.hot`select from pieces`;
  for (let n = 0; n < 20; n += 1) await transact(test.db, take(n));
  const [, [waited]] = await Promise.all([
    transact(test.db, async (tx) => {
      const last = await take(2000)(tx);
      // Once it is on its way, this process looks at nothing for a while.
      setImmediate(() => setImmediate(() => {
        const until = Date.now() + 600;
        while (Date.now() < until);
      }));
      return last;
    }),
    test.hot<{ ms: number }[]>`with nap as materialized (select pg_sleep(0.1)) update pieces set left_over = left_over from nap
      returning extract(epoch from clock_timestamp() - statement_timestamp())::float8 * 1000 as ms`,
  ]);
  expect(waited?.ms).toBeLessThan(400);
});
