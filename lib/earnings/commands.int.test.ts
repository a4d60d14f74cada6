import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asUuid, pay } from "@/db/testing/book";
import { aViralSale, gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { type MemberId, type OrderId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { acceptRefund, cancelRefund } from "@/lib/refund/commands";
import { catchUp, compareWithLedger, findEarners, projectAll, projectStep, rebuild } from "./commands";

let test: TestDatabase;
let variant: VariantId;
beforeAll(async () => {
  test = await freshDatabase();
  variant = await aVariant(test.db);
});
afterAll(() => test.close());

const bookOf = (owner: MemberId) => ({ owner, currency: "EUR", timeZone: "Europe/Paris" }) as const;
const TABLES = ["earning_progress", "earning_movements", "earning_days", "earning_sales", "earning_totals", "earning_customers", "earning_names", "earning_last_days"] as const;

/** Every row of a member's read models, as text, in an order that depends on nothing but the rows. */
async function modelsOf(owner: MemberId): Promise<Record<string, string[]>> {
  const found = await Promise.all(TABLES.map(async (table) => {
    const rows = await test.db.execute<{ row: string }>(sql`select t::text as row from ${sql.identifier(table)} t where owner_id = ${uuidOf(owner)}::uuid order by 1`);
    return [table, rows.map(({ row }) => row)] as const;
  }));
  return Object.fromEntries(found);
}

type Deed =
  | { readonly do: "sell"; readonly viral: boolean; readonly minor: bigint; readonly daysAgo: number; readonly spend: bigint }
  | { readonly do: "refund"; readonly order: number; readonly minor: bigint }
  | { readonly do: "cancel"; readonly refund: number }
  | { readonly do: "spend"; readonly minor: bigint; readonly pays: boolean }
  | { readonly do: "gift"; readonly minor: bigint }
  | { readonly do: "project"; readonly most: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("sell" as const), viral: fc.boolean(), minor: fc.bigInt({ min: 1n, max: 20_000n }), daysAgo: fc.integer({ min: 0, max: 500 }), spend: fc.constant(0n) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), order: fc.nat(20), minor: fc.bigInt({ min: 1n, max: 9_000n }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), refund: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("spend" as const), minor: fc.bigInt({ min: 1n, max: 900n }), pays: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("gift" as const), minor: fc.bigInt({ min: 1n, max: 900n }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("project" as const), most: fc.integer({ min: 1, max: 4 }) }) },
);

it("is the same step by step and rebuilt, and equal to the ledger to the cent, for any history", async () => {
  const histories = fc.sample(fc.array(deed, { minLength: 5, maxLength: 30 }), { numRuns: 20, seed: 20_261_126 });
  for (const history of histories) {
    const owner = await live(history);
    await catchUp(test.db, bookOf(owner));
    expect(await compareWithLedger(test.db, bookOf(owner))).toEqual([]);
    const stepwise = await modelsOf(owner);
    await rebuild(test.db, bookOf(owner));
    expect(await modelsOf(owner)).toEqual(stepwise);
  }
}, 180_000);

/** Plays a history of one distributor. */
async function live(history: readonly Deed[]): Promise<MemberId> {
  const owner = await aMember(test.db, { role: "distributor" });
  const sharer = await aMember(test.db, { parent: owner });
  const buyers = [await aMember(test.db, { parent: owner }), await aMember(test.db, { parent: sharer })] as const;
  const orders: OrderId[] = [];
  const refunds: Awaited<ReturnType<typeof acceptRefund>>[] = [];
  for (const [n, one] of history.entries()) {
    const at = new Date(NOON.getTime() + n * 1_000);
    if (one.do === "project") await projectStep(test.db, bookOf(owner), one.most);
    if (one.do === "gift") await gift(test, owner, { account: "earnings_available", amountMinor: one.minor });
    if (one.do === "sell") {
      const id = await aPlacedOrder(test.db, {
        buyer: buyers[one.viral ? 1 : 0], variant, stage: one.viral ? "viral" : "direct", sponsor: one.viral ? sharer : owner,
        distributors: [owner], goodsMinor: one.minor * 10n, ...(one.viral ? { sharer } : {}),
      });
      const paidAt = new Date(at.getTime() - one.daysAgo * 86_400_000);
      const [settled] = await settle(test.hot, [{ order: id, payment: `pi_${id}`, amount: money(one.minor * 10n, "EUR"), paidAt }]);
      expect(settled?.outcome).toBe("settled");
      orders.push(id);
    }
    if (one.do === "refund") {
      const order = orders[one.order % Math.max(orders.length, 1)];
      if (order) refunds.push(await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: one.minor }, by: null, at })));
    }
    if (one.do === "cancel") {
      const refund = refunds[one.refund % Math.max(refunds.length, 1)];
      if (refund?.ok) {
        await test.db.execute(sql`update refunds set status = 'owed' where id = ${asUuid(refund.refund)} and status = 'accepted'`);
        await transact(test.db, (tx) => cancelRefund(tx, { refund: refund.refund, by: buyers[0], reason: "test", at }));
      }
    }
    if (one.do === "spend") await spend(owner, one);
  }
  return owner;
}

/** The distributor buys with earnings, and pays or lets it be. */
async function spend(owner: MemberId, { minor, pays }: { readonly minor: bigint; readonly pays: boolean }): Promise<void> {
  const [account] = await test.db.execute<{ balance: string }>(sql`select balance_minor::text as balance from ledger_accounts where owner_id = ${uuidOf(owner)}::uuid and account = 'earnings_available'`);
  if (BigInt(account?.balance ?? 0) < minor) return;
  const id = await aPlacedOrder(test.db, { buyer: owner, variant, stage: "organic", goodsMinor: minor, creditMinor: minor, creditEarningsMinor: minor });
  if (pays) await pay(test, id, { goodsMinor: minor, creditMinor: minor });
  else await test.db.execute(sql`select release_credit(${asUuid(id)}, ${asUuid(owner)}, 'EUR', 0, ${minor}, now())`);
}

it("takes nothing twice, however many project at once", async () => {
  const { distributor, sharer } = await aViralSale(test);
  for (let n = 0; n < 12; n += 1) await pay(test, await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "viral", sponsor: sharer, sharer, distributors: [distributor] }));
  const taken = await Promise.all(Array.from({ length: 10 }, () => projectStep(test.db, bookOf(distributor), 5)));
  expect(taken.reduce((a, b) => a + b, 0)).toBe(13);
  expect(await compareWithLedger(test.db, bookOf(distributor))).toEqual([]);
});

it("takes the parts of an order's lines so that they add up to the part", async () => {
  const owner = await aMember(test.db, { role: "distributor" });
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "direct", sponsor: owner, distributors: [owner], goodsMinor: 1_000n, parts: { buyer: 0n, sharer: 0n, distributor: 100n, company: 0n } });
  await test.db.execute(sql`update order_lines set base_minor = 334, quantity = 1 where order_id = ${asUuid(order)}`);
  for (const position of [1, 2]) {
    await test.db.execute(sql`insert into order_lines (id, order_id, position, product_id, variant_id, sku, title, quantity, unit_minor, discount_minor, goods_minor, vat_bps, rate_bps, credit_minor, base_minor, cv_minor, bv_minor)
      select uuid_v7(), order_id, ${position}, uuid_v7(), ${asUuid(variant)}, sku, title, 1, 333, 0, 333, vat_bps, rate_bps, 0, 333, 0, 0 from order_lines where order_id = ${asUuid(order)} and position = 0`);
  }
  await pay(test, order, { goodsMinor: 1_000n });
  await catchUp(test.db, bookOf(owner));
  const rows = await test.db.execute<{ minor: string }>(sql`select earned_minor::text as minor from earning_totals where owner_id = ${uuidOf(owner)}::uuid and grain = 'day' and dimension = 'product' order by 1`);
  expect(rows.map(({ minor }) => minor)).toEqual(["33", "33", "34"]);
});

it("looks after everybody whose earnings have moved, and then has nothing to do", async () => {
  await aViralSale(test);
  await findEarners(test.db);
  const where = { currency: "EUR", timeZone: "Europe/Paris" } as const;
  expect(await projectAll(test.db, where)).toBeGreaterThan(0);
  expect(await projectAll(test.db, where)).toBe(0);
});

it("puts a movement on the company's day, also around midnight and the change of the clock", async () => {
  const owner = await aMember(test.db, { role: "distributor" });
  for (const paidAt of ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"]) {
    const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "direct", sponsor: owner, distributors: [owner] });
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: new Date(paidAt) }]);
  }
  await catchUp(test.db, bookOf(owner));
  const rows = await test.db.execute<{ day: string; n: number }>(sql`select day::text, movements as n from earning_days where owner_id = ${uuidOf(owner)}::uuid order by 1`);
  expect(rows.map(({ day, n }) => [day, n])).toEqual([["2026-10-24", 1], ["2026-10-25", 2], ["2026-10-26", 1]]);
});

it("leaves the sale's transaction as it is: the same rows, locks and statements with the read models and without", async () => {
  const withModels = await trace();
  await test.db.execute(sql`drop function project_earnings, forget_earnings`);
  await test.db.execute(sql`drop table ${sql.raw(TABLES.join(", "))}`);
  expect(withModels.rows.length).toBeGreaterThan(5);
  expect(withModels.locks).not.toContainEqual(expect.stringContaining("earning_"));
  expect(await trace()).toEqual(withModels);
});

/** What settling one sale writes, locks and runs: tuples by table, relation locks by mode, calls of functions, triggers. */
async function trace() {
  const owner = await aMember(test.db, { role: "distributor" });
  const sharer = await aMember(test.db, { parent: owner });
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant, stage: "viral", sponsor: sharer, sharer, distributors: [owner] });
  return test.db.transaction(async (tx) => {
    await tx.execute(sql`set local track_functions = 'all'`);
    const listed = async (query: SQL) => (await tx.execute<{ row: string }>(query)).map(({ row }) => row);
    // Counts of this connection's earlier transactions may not have been handed in yet.
    const written = async () => new Map((await tx.execute<{ name: string; n: string }>(sql`
      select c.what || ' ' || s.relname as name, c.n::text from pg_stat_xact_user_tables s, lateral (values ('insert', n_tup_ins), ('update', n_tup_upd), ('delete', n_tup_del)) as c(what, n)
      union all select 'call ' || funcname, calls::text from pg_stat_xact_user_functions order by 1`)).map(({ name, n }) => [name, BigInt(n)]));
    const before = await written();
    await tx.execute(sql`select * from settle_orders(array[${asUuid(order)}]::uuid[], array[${`pi_${order}`}], array[10000]::bigint[], array['EUR'], array[now()])`);
    const rows = [...(await written())].map(([name, n]) => `${name} ${n - (before.get(name) ?? 0n)}`).filter((row) => !row.endsWith(" 0"));
    // Of tables: whether a row's next version needs its index locked depends on the room that is left on its page.
    const locks = await listed(sql`select distinct c.relname || ' ' || l.mode as row from pg_locks l join pg_class c on c.oid = l.relation
      where l.pid = pg_backend_pid() and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    const triggers = await listed(sql`select tgrelid::regclass || ' ' || tgname as row from pg_trigger where not tgisinternal order by 1`);
    return { rows, locks, triggers };
  });
}
