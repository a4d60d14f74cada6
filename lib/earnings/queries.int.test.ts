import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { eq, sql } from "drizzle-orm";
import { type MemberId, type OrderId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { findWallets } from "@/lib/ledger/queries";
import { settle } from "@/lib/order/commands";
import { acceptRefund } from "@/lib/refund/commands";
import { catchUp, setGoals } from "./commands";
import { countCustomers, findPath, listBranches, listCustomers, searchCustomers } from "./people/queries";
import { listBars, listGoals, listMonths, listMovements, listSales, listSlices, readEarned, readShared } from "./queries";
import type { SaleFilter } from "./types";

let test: TestDatabase;
let owner: MemberId;
let camille: MemberId;
let zoe: MemberId;
const orders: OrderId[] = [];
const NOW = new Date("2026-11-26T12:00:00Z");
const book = () => ({ owner, currency: "EUR", timeZone: "Europe/Paris" }) as const;

async function buy(variant: VariantId, sale: { readonly buyer: MemberId; readonly sharer?: MemberId; readonly paidAt: string }): Promise<OrderId> {
  const { buyer, sharer, paidAt } = sale;
  const order = await aPlacedOrder(test.db, { buyer, variant, distributors: [owner], stage: sharer ? "viral" : "direct", sponsor: sharer ?? owner, ...(sharer ? { sharer } : {}) });
  await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: new Date(paidAt) }]);
  return order;
}

beforeAll(async () => {
  test = await freshDatabase();
  owner = await aMember(test.db, { role: "distributor" });
  camille = await aMember(test.db, { parent: owner });
  zoe = await aMember(test.db, { parent: camille });
  await test.db.update(members).set({ firstName: "Camille", lastName: "Durand" }).where(eq(members.id, camille));
  await test.db.update(members).set({ firstName: "Zoé", lastName: "Élie" }).where(eq(members.id, zoe));
  const variant = await aVariant(test.db);
  orders.push(await buy(variant, { buyer: camille, paidAt: "2026-08-01T10:00:00Z" }));
  orders.push(await buy(variant, { buyer: zoe, sharer: camille, paidAt: "2026-11-24T10:00:00Z" }));
  orders.push(await buy(variant, { buyer: zoe, sharer: camille, paidAt: "2026-11-26T10:30:00Z" }));
  const [, second] = orders;
  if (second) await transact(test.db, (tx) => acceptRefund(tx, { order: second, request: { kind: "amount", amountMinor: 5_000n }, by: null, at: new Date("2026-11-25T09:00:00Z") }));
  await catchUp(test.db, book());
});
afterAll(() => test.close());

it("sums a day, a week, a month and a year, and each bar of them", async () => {
  const of = async (period: "day" | "week" | "month" | "year", start: string) => {
    const { orders: count, earned, takenBack } = await readEarned(test.db, book(), { period, start });
    return [count, earned.minor, takenBack.minor];
  };
  expect(await of("day", "2026-11-26T00:00:00")).toEqual([1, 2_000n, 0n]);
  expect(await of("week", "2026-11-23T00:00:00")).toEqual([2, 4_000n, 1_000n]);
  expect(await of("year", "2026-01-01T00:00:00")).toEqual([3, 7_000n, 1_000n]);
  expect(await listBars(test.db, book(), { period: "week", start: "2026-11-23T00:00:00" })).toEqual([
    { start: "2026-11-24T00:00:00", minor: 2_000n }, { start: "2026-11-25T00:00:00", minor: -1_000n }, { start: "2026-11-26T00:00:00", minor: 2_000n },
  ]);
  expect((await listBars(test.db, book(), { period: "day", start: "2026-11-26T00:00:00" })).map(({ start }) => start)).toEqual(["2026-11-26T11:00:00"]);
});

it("says by whom and how it was earned, and what the customers' sharing did", async () => {
  const slices = await listSlices(test.db, book(), { period: "year", start: "2026-01-01T00:00:00", dimension: "customer", limit: 5 });
  expect(slices.map(({ orders: count, minor }) => [count, minor])).toEqual([[2, 3_000n], [1, 3_000n]]);
  expect(await readShared(test.db, book(), { period: "week", start: "2026-11-23T00:00:00" })).toMatchObject({ orders: 2, minor: 3_000n });
});

it("lists sales newest first, narrowed, searched and page by key, with no more of a name than its initial", async () => {
  const list = (filter: SaleFilter, after: OrderId | null = null, limit = 10) => listSales(test.db, book(), { filter, after, limit });
  const all = await list({});
  expect(all.map(({ order }) => order)).toEqual([...orders].reverse());
  expect(all[0]).toMatchObject({ buyer: { name: "Zoé É." }, sharer: { name: "Camille D." }, stage: "viral", rateBps: 2_000n, state: "credited", confirmed: null });
  expect(all[1]).toMatchObject({ state: "partly", takenBack: { minor: 1_000n } });
  const [first] = await list({}, null, 1);
  expect((await list({}, first?.order ?? null)).map(({ order }) => order)).toEqual([orders[1], orders[0]]);
  expect(await list({ stage: "direct" })).toHaveLength(1);
  expect(await list({ state: "partly" })).toHaveLength(1);
  expect(await list({ search: "cam" })).toHaveLength(1);
  // As the shop gives them: in capitals, and found by their beginning however it is typed.
  await test.db.execute(sql`update earning_sales set number = 'KXT4-77PQ' where number = ${all[2]?.number ?? ""}`);
  expect(await Promise.all(["kxt4", "KXT4-77PQ", "xt4", "kxt4-77pqr"].map(async (search) => (await list({ search })).length))).toEqual([1, 1, 0, 0]);
  expect(await Promise.all(["zoe", "ZOÉ", "Zo", "%", ".", "zoe.", "(", "[z", "\\"].map(async (search) => (await list({ search })).length))).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0]);
  expect(await list({ from: new Date("2026-11-25T00:00:00Z") })).toHaveLength(1);
});

it("shows what the commission system confirmed of a sale: its number, the volume it was told, and when", async () => {
  const [, , third] = orders;
  if (!third) throw new Error("three orders");
  await test.db.execute(sql`update order_lines set cv_minor = 4321 where order_id = ${uuidOf(third)}::uuid`);
  await test.db.execute(sql`update outbox set relayed_at = created_at where payload ->> 'order' = ${uuidOf(third)}::uuid::text`);
  await test.db.execute(sql`insert into forwarded (message_id, destination, reference, at) select id, 'signed-json', 'CS-2026-77', '2026-11-26T10:31:00Z' from outbox where topic = 'sale.completed' and payload ->> 'order' = ${uuidOf(third)}::uuid::text`);
  const [latest, earlier] = await listSales(test.db, book(), { filter: {}, after: null, limit: 2 });
  expect(latest?.confirmed).toEqual({ reference: "CS-2026-77", volumeMinor: 4_321n, at: new Date("2026-11-26T10:31:00Z") });
  expect(earlier?.confirmed).toBeNull();
});

it("closes a statement with what the ledger has, after each movement of it", async () => {
  const months = await listMonths(test.db, book());
  expect(months.map(({ month, opening, closing }) => [month, opening.minor, closing.minor])).toEqual([["2026-08", 0n, 3_000n], ["2026-11", 3_000n, 6_000n]]);
  expect(months.at(-1)?.closing.minor).toBe((await findWallets(test.db, owner, "EUR")).earnings.balance.minor);
  const lines = await listMovements(test.db, book(), { month: "2026-11", after: null, limit: 10 });
  expect(lines.map(({ amount, balanceAfter }) => [amount.minor, balanceAfter.minor])).toEqual([[2_000n, 5_000n], [-1_000n, 4_000n], [2_000n, 6_000n]]);
  const rest = await listMovements(test.db, book(), { month: "2026-11", after: lines[0]?.transaction ?? null, limit: 10 });
  expect(rest).toEqual(lines.slice(1));
});

it("knows who brought whom, who is dormant and who shares best, and shows nobody else's people", async () => {
  const list = (by: "last" | "dormant" | "earned" | "sharers") => listCustomers(test.db, book(), { by, after: null, limit: 10, now: NOW });
  expect((await list("last")).map(({ person, broughtBy, dormant }) => [person.name, broughtBy?.name ?? null, dormant])).toEqual([["Zoé É.", "Camille D.", false], ["Camille D.", null, true]]);
  expect((await list("dormant")).map(({ person }) => person.id)).toEqual([camille]);
  expect((await list("sharers")).map(({ person, brought, broughtEarned }) => [person.id, brought, broughtEarned.minor])).toEqual([[camille, 2, 3_000n]]);
  expect(await countCustomers(test.db, book(), NOW)).toEqual({ all: 2, dormant: 1, sharers: 1 });
  expect((await listBranches(test.db, book(), { of: [owner], limit: 5, now: NOW })).get(owner)?.branches.map(({ person, children }) => [person.id, children])).toEqual([[camille, 1]]);
  expect((await findPath(test.db, owner, zoe))?.map(({ id }) => id)).toEqual([owner, camille, zoe]);
  const other = await aMember(test.db, { role: "distributor", parent: owner });
  const theirs = await aMember(test.db, { parent: other });
  expect(await findPath(test.db, owner, theirs)).toBeNull();
  expect(await findPath(test.db, other, camille)).toBeNull();
});

it("draws the best first, then who has not bought yet, and says how many more there are", async () => {
  const parent = await aMember(test.db, { parent: owner });
  const quiet = [await aMember(test.db, { parent }), await aMember(test.db, { parent })];
  await test.db.execute(sql`update members set parent_id = ${uuidOf(parent)}::uuid where id in (${uuidOf(zoe)}::uuid, ${uuidOf(camille)}::uuid)`);
  const draw = async (limit: number) => (await listBranches(test.db, book(), { of: [parent, zoe], limit, now: NOW })).get(parent);
  expect((await draw(3))?.branches.map(({ person }) => person.id).slice(0, 2)).toEqual([camille, zoe]);
  expect((await draw(3))?.more).toBe(1);
  expect((await draw(9))?.branches.map(({ person }) => person.id).sort()).toEqual([camille, zoe, ...quiet].sort());
  expect((await draw(1))?.branches.map(({ person }) => person.id)).toEqual([camille]);
  await test.db.execute(sql`update members set parent_id = ${uuidOf(owner)}::uuid where id = ${uuidOf(camille)}::uuid`);
  await test.db.execute(sql`update members set parent_id = ${uuidOf(camille)}::uuid where id = ${uuidOf(zoe)}::uuid`);
  expect((await draw(9))?.branches.map(({ person }) => person.id).sort()).toEqual([...quiet].sort());
});

it("finds people by the beginning of the name that they have now, and nobody by one that was erased", async () => {
  const found = async (text: string) => (await searchCustomers(test.db, book(), { text, limit: 10, now: NOW })).map(({ person }) => person.id);
  expect([await found("ZOE"), await found("cam"), await found("oé")]).toEqual([[zoe], [camille], []]);
  await test.db.update(members).set({ firstName: "Héloïse" }).where(eq(members.id, zoe));
  expect([await found("zoé"), await found("heloi")]).toEqual([[], [zoe]]);
  await test.db.update(members).set({ firstName: "" }).where(eq(members.id, zoe));
  expect(await found("h")).toEqual([]);
  await test.db.update(members).set({ firstName: "Zoé" }).where(eq(members.id, zoe));
});

it("finds all sales of a name that many have, newest first, on every page", async () => {
  const many = await aMember(test.db, { role: "distributor" });
  const people = 130;
  await test.db.execute(sql`insert into earning_names (owner_id, customer_id, key) select ${uuidOf(many)}::uuid, uuid_v7(n), 'marie' from generate_series(1, ${people}::int) n`);
  await test.db.execute(sql`
    insert into earning_sales (owner_id, order_id, currency, number, earned_at, buyer_id, stage, base_minor, earned_minor, taken_back_minor, held_minor)
    select owner_id, uuid_v7(), 'EUR', 'N' || row_number() over (), timestamptz '2026-11-01' + interval '1 minute' * row_number() over (), customer_id, 'direct', 1000, 300, 0, 0 from earning_names where owner_id = ${uuidOf(many)}::uuid`);
  const all: OrderId[] = [];
  for (let page = 0; page < 9; page += 1) all.push(...(await listSales(test.db, { ...book(), owner: many }, { filter: { search: "Mari" }, after: all.at(-1) ?? null, limit: 25 })).map(({ order }) => order));
  expect([all.length, new Set(all).size]).toEqual([people, people]);
});

it("puts the best sharer first by what it was worth, not by how it is written, and pages on from there", async () => {
  const other = await aMember(test.db, { role: "distributor" });
  for (const [who, minor] of [[camille, 900], [zoe, 10_000]] as const) {
    await test.db.execute(sql`insert into earning_customers (owner_id, customer_id, currency, orders, earned_minor, taken_back_minor, brought_orders, brought_minor) values (${uuidOf(other)}::uuid, ${uuidOf(who)}::uuid, 'EUR', 0, 0, 0, 1, ${minor})`);
  }
  const list = async (after: MemberId | null) => (await listCustomers(test.db, { ...book(), owner: other }, { by: "sharers", after, limit: 10, now: NOW })).map(({ person }) => person.id);
  expect([await list(null), await list(zoe)]).toEqual([[zoe, camille], [camille]]);
});

it("keeps a goal for each length of time, and forgets one that is cleared", async () => {
  const set = (week: bigint, year: bigint) => transact(test.db, (tx) => setGoals(tx, { owner, currency: "EUR", goals: [{ period: "week", minor: week }, { period: "year", minor: year }], at: NOW }));
  await set(25_000n, 900_000n);
  await set(30_000n, 0n);
  expect(await listGoals(test.db, book())).toEqual([{ period: "week", amount: money(30_000n, "EUR") }]);
});
