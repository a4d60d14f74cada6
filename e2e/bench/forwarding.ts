import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectHot, type Hot } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { FORWARDED_TOPICS } from "@/lib/forwarding/commands";
import { notifyOutbox, tellWorkers } from "@/lib/jobs/notify";
import { idOf } from "@/lib/kernel/id";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { startPostgres } from "@/lib/sandbox/postgres";
import { closeAtEnd, runCommand } from "@/lib/sandbox/run/closing";
import { flag } from "./flags";
import { type Effect, type OtherSide, startOtherSide, startWorkers, type Workers } from "./forwarding/world";
import { type Figure, figureOf } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { report } from "./report";
import { settleAll, settleOne } from "./settling";

const PEOPLE = 3_000;
const BUYERS = 1_900;
const WORKERS = 2;
const SET = 50;
const SALES = flag("sales", 10_000);
const ROUNDS = flag("rounds", 3);
const DRAINED = flag("drained", 2_000);
const ALONE = 200;
const DOWN_MS = flag("down", 60) * 1_000;
const PATIENCE_MS = 20 * 60_000;
/** A worker is killed when so much of the storm is in effect, and once more while the other side is down. */
const KILLS = [0.1, 0.25, 0.6, 0.8];
const DOWN_AT = 0.4;

type World = { readonly hot: Hot; readonly other: OtherSide; readonly workers: Workers };

/**
 * What the commission system is told, by worker processes on one PostgreSQL with fsync on: how soon after the commit, how
 * fast a queue drains, and whether all of it arrives once and in order when everything goes wrong. DESIGN §6, §11
 */
async function main(): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), "cagnotte-forwarding-"));
  closeAtEnd(() => rmSync(dir, { recursive: true, force: true }));
  const server = await startPostgres({ dataDir: path.join(dir, "postgres"), flags: ["shared_buffers=512MB", "max_wal_size=4GB"] });
  closeAtEnd(() => server.close());
  const hot = connectHot(server.url, { connectionsMax: 4 });
  closeAtEnd(() => hot.end());
  await migrateDatabase(server.url);
  await prepareMembers(hot, PEOPLE);
  await fillWallets(hot, "everybody");
  // Everybody is enrolled: what is counted are sales.
  await hot`update members set enrolled_at = now(), parent_id = (select id from members where role = 'distributor' order by id limit 1) where role = 'customer'`;
  await hot`insert into plan_versions (version, starts_at, definition, created_at) values (1, '2026-01-01', ${JSON.stringify(definitionOf(DEFAULT_PLAN))}::text::jsonb, now()) on conflict do nothing`;
  const other = await startOtherSide();
  const workers = await startWorkers(WORKERS, { databaseUrl: server.url, commissionUrl: other.url });
  const world = { hot, other, workers };
  const [version] = await hot<{ v: string }[]>`select current_setting('server_version') as v`;
  report("forwarding", [await measureStart(world), await measureDrain(world), ...(await measureStorm(world))], { postgresql: version?.v ?? "unknown" });
  return 0;
}

async function measureStart({ hot }: World): Promise<Figure> {
  const orders = await place(hot, ALONE);
  const committed = new Map<string, number>();
  for (const order of orders) {
    await settleOne(hot, order);
    committed.set(order, Date.now());
    notifyOutbox(hot);
    await wait(20);
  }
  await settled(hot);
  const sent = await hot<{ order: string; at: Date }[]>`
    select x.payload ->> 'order' as order, min(d.started_at) as at from outbox x join deliveries d on d.message_id = x.id
    where x.topic = 'sale.completed' and x.payload ->> 'order' = any(${orders}::text[]) group by 1`;
  const delays = sent.map(({ order, at }) => at.getTime() - (committed.get(order) ?? 0));
  return figureOf("to_send_p50_ms", delays, { unit: "ms", note: `${ALONE} sales, one every 20 ms, from the commit to the start of the HTTP request in another process` });
}

async function measureDrain({ hot, other }: World): Promise<Figure> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(hot, true);
    const orders = await place(hot, DRAINED);
    await settleInSets(hot, orders);
    notifyOutbox(hot);
    await until(async () => (await waiting(hot)).outbox === 0, "the queue holds every message");
    await pause(hot, false);
    await tellWorkers(hot);
    await settled(hot);
    const wanted = new Set(orders.map((uuid): string => idOf("order", uuid)));
    const times = (await other.effects()).flatMap(({ receivedAt, message }) => (message.kind === "sale.completed" && wanted.has(message.orderId) ? [Date.parse(receivedAt)] : [])).sort((a, b) => a - b);
    const rate = times.length / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000);
    console.log(`round ${round + 1}: ${rate.toFixed(0)} sales/s drained; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
    rates.push(rate);
  }
  return figureOf("drain_per_s", rates, { unit: "/s", note: `${DRAINED} sales that waited, ${WORKERS} worker processes, database and receiver on the same machine` });
}

async function measureStorm({ hot, other, workers }: World): Promise<Figure[]> {
  const before = await other.count();
  const orders = await place(hot, SALES);
  await other.misbehave({ failEvery: 5 });
  const started = Date.now();
  const feeding = settleInSets(hot, orders);
  let kills = 0;
  const kill = async (): Promise<void> => {
    await workers.killOne();
    kills += 1;
    console.log(`${((Date.now() - started) / 1_000).toFixed(0)} s: a worker is killed, ${(await other.count()) - before} in effect`);
  };
  const reach = (part: number) => until(async () => (await other.count()) - before >= SALES * part, `${part} of the sales in effect`);
  for (const part of KILLS.filter((at) => at < DOWN_AT)) await reach(part).then(kill);
  await reach(DOWN_AT);
  await other.misbehave({ failEvery: 5, down: true });
  await wait(DOWN_MS / 2);
  await kill();
  await wait(DOWN_MS / 2);
  await other.misbehave({ failEvery: 5 });
  console.log(`${((Date.now() - started) / 1_000).toFixed(0)} s: the other side is back`);
  for (const part of KILLS.filter((at) => at > DOWN_AT)) await reach(part).then(kill);
  await feeding;
  await settled(hot);
  const seconds = (Date.now() - started) / 1_000;
  return judge(hot, { effects: await other.effects(), orders, about: `${SALES} sales in ${seconds.toFixed(0)} s, every fifth attempt failed, ${DOWN_MS / 1_000} s down, ${kills} workers killed` });
}

type Storm = { readonly effects: readonly Effect[]; readonly orders: readonly string[]; readonly about: string };

async function judge(hot: Hot, { effects, orders, about }: Storm): Promise<Figure[]> {
  const wanted = new Set(orders.map((uuid): string => idOf("order", uuid)));
  const sales = effects.flatMap(({ message }) => (message.kind === "sale.completed" && wanted.has(message.orderId) ? [message.orderId] : []));
  const lost = wanted.size - new Set(sales).size;
  const doubled = sales.length - new Set(sales).size;
  const repeated = effects.filter(({ sent }) => sent > 1).length;
  const told = await hot<{ id: string; key: string }[]>`select id, key from outbox where topic = any(${[...FORWARDED_TOPICS]}::text[]) order by key, id`;
  const position = new Map(effects.map(({ message }, n) => [message.id, n]));
  const at = (id: string): number => position.get(idOf("message", id)) ?? Number.POSITIVE_INFINITY;
  const outOfOrder = told.filter(({ id, key }, n) => {
    const earlier = told[n - 1];
    return earlier?.key === key && at(id) < at(earlier.id);
  }).length;
  const one = (name: string, value: number, note: string): Figure => figureOf(name, [value], { unit: "", note });
  return [
    one("lost", lost, about),
    one("doubled", doubled, `in effect more than once; ${repeated} were sent again after they had arrived, and taken for what they were`),
    one("out_of_order", outOfOrder, `of ${told.length} messages, against the one before of the same buyer`),
  ];
}

async function place(hot: Hot, count: number): Promise<string[]> {
  return placeOrders(hot, { count, distributors: "spread", buyers: BUYERS, sharers: BUYERS });
}

async function settleInSets(hot: Hot, orders: readonly string[]): Promise<void> {
  for (let start = 0; start < orders.length; start += SET) {
    await settleAll(hot, orders.slice(start, start + SET));
    // Mails and documents are other queues' work.
    await hot`delete from outbox where relayed_at is null and topic <> all(${[...FORWARDED_TOPICS]}::text[])`;
    notifyOutbox(hot);
  }
}

async function pause(hot: Hot, paused: boolean): Promise<void> {
  await hot`insert into destinations (name, paused_at) values ('signed-json', ${paused ? new Date() : null}) on conflict (name) do update set paused_at = excluded.paused_at`;
  // Workers know of it within half a second.
  await wait(1_000);
}

async function waiting(hot: Hot): Promise<{ readonly outbox: number; readonly jobs: number }> {
  const [row] = await hot<{ outbox: number; jobs: number }[]>`
    select (select count(*)::int from outbox where relayed_at is null and topic = any(${[...FORWARDED_TOPICS]}::text[])) as outbox,
           (select count(*)::int from pgboss.job where name = 'forwarding' and state <> 'completed') as jobs`;
  return row ?? { outbox: 0, jobs: 0 };
}

async function settled(hot: Hot): Promise<void> {
  await until(async () => {
    const left = await waiting(hot);
    return left.outbox + left.jobs === 0;
  }, "everything is done");
}

async function until(reached: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE_MS / 60_000} minutes: ${what}`);
    await wait(250);
  }
}

await runCommand(main);
