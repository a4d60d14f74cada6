import { afterAll, beforeAll, expect, it } from "vitest";
import { sessions } from "@/db/schema/access";
import { aViralSale, gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { closeAllSessions } from "@/lib/access/commands";
import { hashOf } from "@/lib/access/queries";
import type { MemberId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { notifyLive } from "@/lib/live/queries";
import { settle } from "@/lib/order/commands";
import { startLive } from "./live";

const soon = { timeout: 2_000, interval: 5 };
/** After a turn of the clock. */
const later = { timeout: 12_000, interval: 20 };

let test: TestDatabase;
let live: ReturnType<typeof startLive>;

beforeAll(async () => {
  test = await freshDatabase();
  live = start();
});
afterAll(async () => {
  await live.stop();
  await test.close();
});

const start = () => startLive({ db: test.db, databaseUrl: test.url });

/** A page with a stream of a member's wallets; `asleep` takes nothing in. */
function page(member: MemberId, more: { readonly has?: string | null; readonly hub?: typeof live.hub; readonly session?: string } = {}) {
  const seen = { asleep: false, ended: false, ids: [] as string[], over: false, states: [] as string[] };
  const stream = (more.hub ?? live.hub).open({
    subject: { kind: "wallets", member },
    session: more.session === undefined ? null : hashOf(more.session),
    has: more.has ?? null,
    sink: {
      write: (text) => {
        if (seen.asleep) return false;
        const id = /^id: (.*)$/m.exec(text)?.[1];
        if (id !== undefined) seen.ids.push(id);
        if (id !== undefined) seen.states.push(/"credit_available":\["\d+","(-?\d+)"\]/.exec(text)?.[1] ?? "none");
        if (text.startsWith("event: over")) seen.over = true;
        return true;
      },
      end: () => (seen.ended = true),
    },
  });
  return { seen, stream };
}

const listeners = () => test.hot<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
const credit = (member: MemberId, amountMinor: bigint) => gift(test, member, { account: "credit_available", amountMinor });

it("shows what is there, then each change in a moment, to the people concerned only", async () => {
  const [sharer, other] = [await aMember(test.db), await aMember(test.db)];
  const [his, theirs] = [page(sharer), page(other)];
  await expect.poll(() => his.seen.ids, soon).toEqual(["0.0.0.0"]);
  const distributor = await aMember(test.db, { role: "distributor" });
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer, distributors: [distributor] });
  await settle(test.hot, [{ order, payment: "pi_1", amount: money(10_000n, "EUR"), paidAt: NOON }]);
  await notifyLive(test.hot, [order]);
  await expect.poll(() => his.seen, soon).toMatchObject({ ids: ["0.0.0.0", "1.0.0.0"], states: ["none", "1000"] });
  expect(theirs.seen.ids).toEqual(["0.0.0.0"]);
  his.stream.close();
  theirs.stream.close();
});

it("shows an order's buyer what the buyer received, and nobody else's part", async () => {
  const { order } = await aViralSale(test);
  const texts: string[] = [];
  const stream = live.hub.open({ subject: { kind: "order", order }, session: null, has: null, sink: { write: (text) => texts.push(text) > 0, end: () => undefined } });
  await expect.poll(() => texts.join(""), soon).toContain('data: {"kind":"order","status":"paid","currency":"EUR","received":"1000"}');
  expect(texts.join("")).not.toMatch(/2000|3000|mem_/);
  stream.close();
});

it("says nothing to a page that has the state already", async () => {
  const member = await aMember(test.db);
  await credit(member, 500n);
  const { seen, stream } = page(member, { has: "1.0.0.0" });
  const beside = page(member);
  await expect.poll(() => beside.seen.ids, soon).toEqual(["1.0.0.0"]);
  expect(seen.ids).toEqual([]);
  stream.close();
  beside.stream.close();
});

it("loses nothing when nobody says a word: the clock looks again", async () => {
  const member = await aMember(test.db);
  const { seen, stream } = page(member);
  await expect.poll(() => seen.ids, soon).toEqual(["0.0.0.0"]);
  await credit(member, 300n);
  await expect.poll(() => seen.states.at(-1), later).toBe("300");
  stream.close();
});

it("loses nothing when its listening connection is killed, and hears again at once", async () => {
  const member = await aMember(test.db);
  const { seen, stream } = page(member);
  await expect.poll(() => seen.ids, soon).toEqual(["0.0.0.0"]);
  const before = await listeners();
  for (const { pid } of before) await test.hot`select pg_terminate_backend(${pid}::int)`;
  await credit(member, 700n);
  await expect.poll(async () => (await listeners()).filter(({ pid }) => !before.some((old) => old.pid === pid)).length, later).toBe(1);
  await expect.poll(() => seen.states.at(-1), later).toBe("700");
  await credit(member, 100n);
  await notifyLive(test.hot, [member]);
  await expect.poll(() => seen.states.at(-1), soon).toBe("800");
  stream.close();
});

it("brings a page that slept, or could not keep up, to the newest state and not through all the old ones", async () => {
  const member = await aMember(test.db);
  const { seen, stream } = page(member);
  await expect.poll(() => seen.ids, soon).toEqual(["0.0.0.0"]);
  seen.asleep = true;
  const beside = page(member);
  for (let n = 0; n < 5; n += 1) await credit(member, 100n);
  await notifyLive(test.hot, [member]);
  await expect.poll(() => beside.seen.ids.at(-1), soon).toBe("5.0.0.0");
  seen.asleep = false;
  stream.resume();
  await expect.poll(() => seen.ids, soon).toEqual(["0.0.0.0", "5.0.0.0"]);
  stream.close();
  beside.stream.close();
});

it("carries a page over a restart of the process: it comes back with what it has, and is told what it missed", async () => {
  const member = await aMember(test.db);
  const first = start();
  const before = page(member, { hub: first.hub });
  await expect.poll(() => before.seen.ids, soon).toEqual(["0.0.0.0"]);
  await first.stop();
  expect(before.seen.ended).toBe(true);
  await credit(member, 900n);
  const second = start();
  const after = page(member, { hub: second.hub, has: before.seen.ids.at(-1) ?? null });
  await expect.poll(() => after.seen.states, soon).toEqual(["900"]);
  await second.stop();
});

it("ends with the session that opened it", async () => {
  const member = await aMember(test.db);
  await test.db.insert(sessions).values({ tokenHash: hashOf("a key"), memberId: member, createdAt: new Date(), expiresAt: new Date(Date.now() + 60_000) });
  const { seen } = page(member, { session: "a key" });
  await expect.poll(() => seen.ids, soon).toEqual(["0.0.0.0"]);
  await transact(test.db, async (tx) => (await closeAllSessions(tx, member), { ok: true }));
  await notifyLive(test.hot, [member]);
  await expect.poll(() => seen, soon).toMatchObject({ over: true, ended: true });
  expect(live.hub.watching({ kind: "wallets", member })).toBe(0);
});

it("tells many waiting pages of ten sales at once, none left behind", async () => {
  const members = await Promise.all(Array.from({ length: 40 }, () => aMember(test.db)));
  const pages = members.map((member) => page(member));
  await expect.poll(() => pages.every(({ seen }) => seen.ids.length === 1), soon).toBe(true);
  await Promise.all(members.flatMap((member) => Array.from({ length: 10 }, () => credit(member, 10n).then(() => notifyLive(test.hot, [member])))));
  await expect.poll(() => pages.filter(({ seen }) => seen.states.at(-1) !== "100").length, soon).toBe(0);
  for (const { stream } of pages) stream.close();
});
