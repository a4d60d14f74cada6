import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { type Desk, openDesk } from "./desk";
import { type Jobs, startJobs } from "./jobs";
import { notifyOutbox } from "./notify";
import type { JobHandler, JobMessage, QueueSettings } from "./types";

let database: TestDatabase;
let sql: postgres.Sql;
const running: Jobs[] = [];
const children: ChildProcess[] = [];
const desks: Desk[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => undefined });
  await sql`create table effects (id uuid primary key, key text not null, n bigserial)`;
  await sql`create table starts (id uuid not null, key text not null, n bigserial)`;
});
beforeEach(async () => {
  await sql`truncate outbox, effects, starts`;
  await sql`do $$ begin if to_regclass('pgboss.job') is not null then delete from pgboss.job; end if; end $$`;
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
  await Promise.all(desks.splice(0).map((open) => open.close()));
});
afterAll(() => sql.end().then(() => database.close()));

type Draft = { readonly key: string; readonly topic?: string };

/** One committed fact, as a domain function would write it: the database gives the id. Returns it. */
async function write({ key, topic = "sale.completed" }: Draft): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into outbox (id, topic, key, payload, created_at) values (uuid_v7(), ${topic}, ${key}, '{}', clock_timestamp()) returning id`;
  return row?.id ?? "";
}

async function start(handler: JobHandler, settings: Partial<QueueSettings> = {}): Promise<Jobs> {
  const queue = { name: "forwarding", ordered: true, concurrency: 8, handlers: { "sale.completed": handler, "sale.refunded": handler }, ...settings };
  const jobs = await startJobs({ databaseUrl: database.url, pollMs: 50, queues: [queue] });
  running.push(jobs);
  return jobs;
}

/** Does what it is not to refuse, and writes down what it did. */
const doing = (done: string[], refuses: (message: JobMessage) => boolean): JobHandler => (message) => {
  if (refuses(message)) return Promise.resolve({ result: "dead", code: "no", words: "no" });
  done.push(message.id);
  return Promise.resolve({ result: "done" });
};

/** A handler that records what it did, and `fails` of the time asks for another try. */
function recorder(fails = 0) {
  const done: JobMessage[] = [];
  const underWay = new Map<string, number>();
  let overlaps = 0;
  const handler: JobHandler = async (message) => {
    const others = underWay.get(message.key) ?? 0;
    if (others > 0) overlaps += 1;
    underWay.set(message.key, others + 1);
    await sql`select pg_sleep(${0.002 + Math.random() * 0.004})`;
    underWay.set(message.key, (underWay.get(message.key) ?? 1) - 1);
    if (Math.random() < fails) return { result: "retry", afterMs: 5, why: "by chance" };
    done.push(message);
    return { result: "done" };
  };
  return { handler, done, overlaps: () => overlaps };
}

const byKey = (messages: readonly { key: string; id: string }[]) =>
  Object.fromEntries([...Map.groupBy(messages, ({ key }) => key)].map(([key, of]) => [key, of.map(({ id }) => id)]));
const eventually = { timeout: 40_000, interval: 50 };

it("carries every message once and the messages of a key in order, however many relays and workers there are and however often attempts fail", async () => {
  const { handler, done, overlaps } = recorder(0.2);
  await Promise.all([start(handler), start(handler), start(handler)]);
  const keys = Array.from({ length: 12 }, (_, i) => `buyer-${i}`);
  const written: { key: string; id: string }[] = [];
  await Promise.all(
    keys.map(async (key) => {
      for (let n = 0; n < 12; n += 1) {
        written.push({ key, id: await write({ key }) });
        running[n % 3]?.wake();
      }
    }),
  );
  await expect.poll(() => done.length, eventually).toBe(written.length);
  expect(byKey(done)).toEqual(byKey(written));
  expect(overlaps()).toBe(0);
});

it("loses nothing and keeps the order when worker processes are killed in the middle of their work", async () => {
  const keys = Array.from({ length: 10 }, (_, i) => `buyer-${i}`);
  const written: { key: string; id: string }[] = [];
  for (let n = 0; n < 6; n += 1) for (const key of keys) written.push({ key, id: await write({ key }) });
  for (let kills = 0; kills < 2; kills += 1) {
    const worker = await spawnWorker();
    const before = await count("starts");
    await expect.poll(() => count("starts"), eventually).toBeGreaterThan(before + 3);
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }
  await spawnWorker();
  await expect.poll(() => count("effects"), { timeout: 50_000, interval: 100 }).toBe(written.length);
  const effects = await sql<{ id: string; key: string }[]>`select id, key from effects order by n`;
  expect(byKey(effects)).toEqual(byKey(written));
}, 90_000);

async function spawnWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", "lib/jobs/jobs.fixture.ts", database.url], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function count(table: "starts" | "effects"): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
  return row?.n ?? 0;
}

it("lets a refused message make the later ones of its buyer wait, and those of others go on, until an operator decides", async () => {
  const done: string[] = [];
  const first = await write({ key: "anna" });
  const refused = new Set([first]);
  const later = [await write({ key: "anna", topic: "sale.refunded" }), await write({ key: "anna" })];
  const other = await write({ key: "bruno" });
  const jobs = await start((message) => {
    if (refused.has(message.id)) return Promise.resolve({ result: "dead", code: "unknown_distributor", words: "D-77 is not known here" });
    done.push(message.id);
    return Promise.resolve({ result: "done" });
  });
  await expect.poll(() => jobs.listDead("forwarding"), eventually).toMatchObject([
    { id: first, key: "anna", topic: "sale.completed", attempts: 1, code: "unknown_distributor", words: "D-77 is not known here", waiting: 2 },
  ]);
  await expect.poll(() => done, eventually).toEqual([other]);
  expect(await jobs.state("forwarding")).toMatchObject({ dead: 1, waiting: 2, active: 0 });

  refused.clear();
  expect(await jobs.revive("forwarding", first)).toBe(true);
  await expect.poll(() => done, eventually).toEqual([other, first, ...later]);
  expect(await jobs.revive("forwarding", first)).toBe(false);
});

it("goes on with a buyer's later messages once an operator has settled the dead one by hand", async () => {
  const done: string[] = [];
  const dead = await write({ key: "anna" });
  const later = await write({ key: "anna" });
  const jobs = await start(doing(done, (message) => message.id === dead));
  await expect.poll(() => jobs.listDead("forwarding"), eventually).toHaveLength(1);
  expect(await jobs.bury("forwarding", dead)).toBe(true);
  await expect.poll(() => done, eventually).toEqual([later]);
});

it("gives a message up when its patience is spent, and counts the attempts", async () => {
  const attempts: number[] = [];
  const handler: JobHandler = ({ attempt }) => {
    attempts.push(attempt);
    return Promise.reject(new Error("no connection"));
  };
  const jobs = await start(handler, { patienceMs: 3_500 });
  await write({ key: "anna" });
  await expect.poll(() => jobs.listDead("forwarding"), eventually).toMatchObject([{ code: "out_of_patience", words: "no connection" }]);
  expect(attempts).toEqual(attempts.map((_, i) => i + 1));
  expect(attempts.length).toBeGreaterThan(1);
});

it("waits as long as the other side asks for", async () => {
  const at: number[] = [];
  await start(({ attempt }) => {
    at.push(Date.now());
    return Promise.resolve(attempt === 1 ? { result: "retry", afterMs: 1_500, why: "429" } : { result: "done" });
  });
  await write({ key: "anna" });
  await expect.poll(() => at.length, eventually).toBe(2);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_500);
});

it("keeps a message of a topic that nobody works until somebody does", async () => {
  const { handler, done } = recorder();
  const jobs = await start(handler);
  const id = await write({ key: "anna", topic: "mail.order_confirmed" });
  const known = await write({ key: "anna" });
  jobs.wake();
  await expect.poll(() => done.map((message) => message.id), eventually).toEqual([known]);
  await start(handler, { name: "mail", ordered: false, handlers: { "mail.order_confirmed": handler } });
  await expect.poll(() => done.map((message) => message.id), eventually).toEqual([known, id]);
});

it("never overtakes a first message whose row somebody else holds", async () => {
  const { handler, done } = recorder();
  const first = await write({ key: "anna" });
  const second = await write({ key: "anna" });
  await sql.begin(async (holder) => {
    await holder`select 1 from outbox where id = ${first} for update`;
    const jobs = await start(handler);
    jobs.wake();
    // The relay has met the held row when it waits for a lock.
    await expect.poll(async () => (await sql`select 1 from pg_locks where not granted`).length, eventually).toBeGreaterThan(0);
    expect(done).toEqual([]);
  });
  await expect.poll(() => done.map(({ id }) => id), eventually).toEqual([first, second]);
});

it("starts soon after the commit when another process says so", async () => {
  const starts = new Map<string, number>();
  await startAndKeep(({ id }) => {
    starts.set(id, Date.now());
    return Promise.resolve({ result: "done" });
  });
  const delays: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const id = await write({ key: `buyer-${n}` });
    const committed = Date.now();
    notifyOutbox(sql);
    await expect.poll(() => starts.has(id), { timeout: 9_000, interval: 2 }).toBe(true);
    delays.push((starts.get(id) ?? 0) - committed);
  }
  delays.sort((a, b) => a - b);
  // Without the notification it would be the poll's 10 s.
  expect(delays[10]).toBeLessThan(1_000);
  if (process.env["SHOW"]) console.log("commit to start ms", delays);
});

async function startAndKeep(handler: JobHandler, more: Partial<QueueSettings> = {}): Promise<void> {
  running.push(await startJobs({ databaseUrl: database.url, pollMs: 10_000, queues: [{ name: "forwarding", ordered: true, concurrency: 8, handlers: { "sale.completed": handler }, ...more }] }));
}

it("tries nothing while a destination is away, counts no attempt for it, and goes on by itself when it is back", async () => {
  let away = true;
  const attempts = new Map<string, number>();
  const done: string[] = [];
  const jobs = await start((message) => {
    attempts.set(message.id, message.attempt);
    if (away) return Promise.resolve({ result: "retry", afterMs: 20, why: "answer 503" });
    done.push(message.id);
    return Promise.resolve({ result: "done" });
    // 30 failures of 20 ms are beyond this patience: only a circuit that counts nothing lets the messages live.
  }, { circuit: true, patienceMs: 400 });
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) ids.push(await write({ key: `buyer-${n}` }));
  const total = () => [...attempts.values()].reduce((a, b) => a + b, 0);
  await expect.poll(total, eventually).toBeGreaterThanOrEqual(10);
  const opened = Date.now();
  await expect.poll(() => Date.now() - opened, eventually).toBeGreaterThan(4_000);
  // Open for 1, then 2, then 4 s: one try each.
  expect(total()).toBeLessThan(26);
  expect(await jobs.listDead("forwarding")).toEqual([]);
  away = false;
  await expect.poll(() => [...done].sort(), eventually).toEqual([...ids].sort());
});

const desk = async (): Promise<Desk> => {
  const open = await openDesk(database.url);
  desks.push(open);
  return open;
};

it("starts nothing while an operator has paused it, and goes on at once when they say so from a process without workers", async () => {
  let paused = true;
  const done: string[] = [];
  await startAndKeep((message) => (done.push(message.id), Promise.resolve({ result: "done" })), { mayStart: () => Promise.resolve(!paused) });
  const id = await write({ key: "anna" });
  const open = await desk();
  notifyOutbox(sql);
  await expect.poll(async () => (await open.state("forwarding")).waiting, eventually).toBe(1);
  expect(done).toEqual([]);
  paused = false;
  await open.wakeWorkers();
  await expect.poll(() => done, { timeout: 10_000, interval: 20 }).toEqual([id]);
});

it("lists dead messages by pages of a key, and replays them in a transaction of the caller's, in the order of its buyer, from a process without workers", async () => {
  let refuses = true;
  const done: string[] = [];
  await start(doing(done, () => refuses));
  const dead = [await write({ key: "anna" }), await write({ key: "bruno" }), await write({ key: "chloe" })];
  const behind = await write({ key: "anna" });
  const open = await desk();
  await expect.poll(async () => (await open.listDead("forwarding")).length, eventually).toBe(3);
  const [first, ...others] = (await open.listDead("forwarding")).map(({ id }) => id);
  expect((await open.listDead("forwarding", { limit: 1 })).map(({ id }) => id)).toEqual([first]);
  expect((await open.listDead("forwarding", { after: first })).map(({ id }) => id)).toEqual(others);
  expect(await open.listDead("forwarding", { after: others.at(-1) })).toEqual([]);
  expect(await open.listDead("forwarding", { id: others[0] })).toMatchObject([{ id: others[0] }]);
  refuses = false;
  const replayed = await transact(database.db, async (tx) => ({ ok: true, all: await Promise.all(dead.map((id) => open.revive(tx, "forwarding", id))) }));
  expect(replayed.all).toEqual([true, true, true]);
  await open.wakeWorkers();
  await expect.poll(() => done.length, eventually).toBe(4);
  expect([...done].sort()).toEqual([...dead, behind].sort());
  expect(done.indexOf(behind)).toBeGreaterThan(done.indexOf(dead[0] ?? ""));
  expect(await transact(database.db, async (tx) => ({ ok: true, again: await open.revive(tx, "forwarding", dead[0] ?? "") }))).toMatchObject({ again: false });
});

it("sends what was done once more under the same id, and leaves alone what is on its way", async () => {
  const done: string[] = [];
  const jobs = await start(doing(done, (message) => message.key === "stuck"));
  const [id, stuck] = [await write({ key: "anna" }), await write({ key: "stuck" })];
  await expect.poll(() => done, eventually).toEqual([id]);
  await expect.poll(() => jobs.listDead("forwarding"), eventually).toHaveLength(1);
  const open = await desk();
  expect([...(await open.listUnsettled("forwarding"))]).toEqual([stuck]);
  expect(await transact(database.db, async (tx) => ({ ok: true, sent: await open.sendAgain(tx, "forwarding", [id, stuck]) }))).toMatchObject({ sent: 1 });
  // What is rolled back was never sent again.
  expect(await transact(database.db, async (tx) => ({ ok: false, buried: await open.bury(tx, "forwarding", stuck) }))).toMatchObject({ buried: true });
  expect(await jobs.listDead("forwarding")).toHaveLength(1);
  await expect.poll(() => done, eventually).toEqual([id, id]);
});

it("ends what is under way and starts nothing new when it is told to stop", async () => {
  const [started, done]: [string[], string[]] = [[], []];
  const held = Promise.withResolvers<undefined>();
  const jobs = await start(async ({ id }) => {
    started.push(id);
    await held.promise;
    done.push(id);
    return { result: "done" };
  }, { concurrency: 1 });
  const first = await write({ key: "anna" });
  await expect.poll(() => started, eventually).toEqual([first]);
  await write({ key: "bruno" });
  const stopping = jobs.stop();
  running.splice(running.indexOf(jobs), 1);
  held.resolve(undefined);
  await stopping;
  expect([started, done]).toEqual([[first], [first]]);
});
