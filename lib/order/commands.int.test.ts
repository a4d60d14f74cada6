import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stock } from "@/db/schema/catalog";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { PaymentProvider } from "@/lib/gateway/stripe/types";
import { type MemberId, newId, type OrderId, uuidOf, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { post } from "@/lib/ledger/commands";
import { findWallets } from "@/lib/ledger/queries";
import { dispatch, end, settle, sweep } from "./commands";
import { enrolledBuyer, findOrder, listParcels } from "./queries";

let test: TestDatabase;
let variant: VariantId;
beforeAll(async () => {
  test = await freshDatabase();
  variant = await aVariant(test.db);
});
afterAll(() => test.close());

const pay = (order: OrderId, minor = 10_000n, payment: string | null = `pi_${order}`) =>
  settle(test.hot, [{ order, payment, amount: money(minor, "EUR"), paidAt: NOON }]);
const outcome = async (...args: Parameters<typeof pay>) => (await pay(...args))[0]?.outcome;

async function credited(member: MemberId) {
  const wallets = await findWallets(test.db, member, "EUR");
  return { credit: wallets.credit.balance.minor, earnings: wallets.earnings.balance.minor };
}

async function gift(member: MemberId, amountMinor: bigint) {
  await transact(test.db, (tx) =>
    post(tx, [{ key: `gift:${newId("trail")}`, kind: "adjustment", scope: member, currency: "EUR", occurredAt: NOON,
      entries: [{ account: "credit_available", owner: member, amountMinor }, { account: "adjustments", amountMinor: -amountMinor }] }]));
}

describe("a sale of 100.00 EUR", () => {
  it("pays 10 + 30 in the direct stage and binds the buyer to the distributor", async () => {
    const distributor = await aMember(test.db, { role: "distributor" });
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor: distributor, distributors: [distributor] });
    expect(await outcome(order)).toBe("settled");
    expect(await credited(buyer)).toEqual({ credit: 1_000n, earnings: 0n });
    expect(await credited(distributor)).toEqual({ credit: 0n, earnings: 3_000n });
    const [row] = await test.db.select().from(members).where(eq(members.id, buyer));
    expect(row).toMatchObject({ parentId: distributor, bindingSponsorId: distributor, bindingOrderId: order, bindingUntil: null });
  });

  it("pays 10 + 10 + 20 in the viral stage", async () => {
    const distributor = await aMember(test.db, { role: "distributor" });
    const sharer = await aMember(test.db, { parent: distributor });
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [distributor] });
    expect(await outcome(order)).toBe("settled");
    expect([await credited(buyer), await credited(sharer), await credited(distributor)]).toEqual([
      { credit: 1_000n, earnings: 0n }, { credit: 1_000n, earnings: 0n }, { credit: 0n, earnings: 2_000n },
    ]);
  });

  it("leaves a closed sharer's part with the company and gives a suspended distributor's to the next one up", async () => {
    const top = await aMember(test.db, { role: "distributor" });
    const suspended = await aMember(test.db, { role: "distributor", parent: top, status: "suspended" });
    const sharer = await aMember(test.db, { parent: suspended, status: "closed" });
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [suspended, top] });
    await pay(order);
    expect([await credited(buyer), await credited(sharer), await credited(suspended), await credited(top)]).toEqual([
      { credit: 1_000n, earnings: 0n }, { credit: 0n, earnings: 0n }, { credit: 0n, earnings: 0n }, { credit: 0n, earnings: 2_000n },
    ]);
    const [row] = await test.db.select().from(orders).where(eq(orders.id, order));
    expect(row?.distributorId).toBe(top);
  });

  it("pays those whom its people were merged into while it was paid, where they may be paid", async () => {
    const merged = async (of: { role?: "distributor"; parent?: MemberId; status?: "suspended" } = {}) => {
      const [from, into] = [await aMember(test.db, { ...of, status: "active" }), await aMember(test.db, of)];
      return { from, into, merge: () => test.db.update(members).set({ status: "merged", mergedInto: into, email: null }).where(eq(members.id, from)) };
    };
    const top = await merged({ role: "distributor" });
    const below = await merged({ role: "distributor", status: "suspended" });
    const [sharer, buyer] = [await merged(), await merged()];
    const order = await aPlacedOrder(test.db, { buyer: buyer.from, variant, stage: "viral", sponsor: sharer.from, sharer: sharer.from, distributors: [below.from, top.from] });
    for (const { merge } of [top, below, sharer, buyer]) await merge();
    expect(await outcome(order)).toBe("settled");
    expect(await Promise.all([buyer, sharer, below, top].map(({ into }) => credited(into)))).toEqual([
      { credit: 1_000n, earnings: 0n }, { credit: 1_000n, earnings: 0n }, { credit: 0n, earnings: 0n }, { credit: 0n, earnings: 2_000n },
    ]);
    expect(await Promise.all([buyer, sharer, below, top].map(({ from }) => credited(from)))).toEqual(Array.from({ length: 4 }, () => ({ credit: 0n, earnings: 0n })));
    const [row] = await test.db.select().from(members).where(eq(members.id, buyer.into));
    expect(row).toMatchObject({ parentId: sharer.into, bindingSponsorId: sharer.into, bindingOrderId: order });
  });
});

it("settles the same payment once, by twenty callers at once", async () => {
  const buyer = await aMember(test.db);
  const order = await aPlacedOrder(test.db, { buyer, variant });
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(order)));
  expect(outcomes.filter((o) => o === "settled")).toHaveLength(1);
  expect(outcomes.filter((o) => o === "already")).toHaveLength(19);
  expect(await credited(buyer)).toEqual({ credit: 1_000n, earnings: 0n });
  const outbox = await test.hot<{ topic: string }[]>`select topic from outbox where payload ->> 'order' = ${order.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")} order by id`;
  expect(outbox.map((row) => row.topic)).toEqual(["sale.completed", "order.paid"]);
});

it("posts nothing and alerts an operator when the amount does not match", async () => {
  const buyer = await aMember(test.db);
  const order = await aPlacedOrder(test.db, { buyer, variant });
  expect(await outcome(order, 9_999n)).toBe("mismatch");
  expect(await outcome(order, 9_999n)).toBe("mismatch");
  expect(await credited(buyer)).toEqual({ credit: 0n, earnings: 0n });
  expect(await test.hot`select 1 from alerts where kind = 'payment_mismatch' and order_id = ${order.slice(4)}`).toHaveLength(1);
  expect(await outcome(order)).toBe("settled");
});

it("captures held credit, takes the stock, and earns only on the rest", async () => {
  const buyer = await aMember(test.db);
  await gift(buyer, 4_000n);
  const one = await aVariant(test.db, 5);
  const order = await aPlacedOrder(test.db, { buyer, variant: one, creditMinor: 4_000n });
  const held = await findWallets(test.db, buyer, "EUR");
  expect(held.credit).toMatchObject({ available: { minor: 0n }, held: { minor: 4_000n } });
  expect(await outcome(order, 6_000n)).toBe("settled");
  const after = await findWallets(test.db, buyer, "EUR");
  expect(after.credit).toMatchObject({ available: { minor: 600n }, held: { minor: 0n } });
  const [left] = await test.db.select().from(stock).where(eq(stock.variantId, one));
  expect(left).toMatchObject({ onHand: 4, reserved: 0 });
});

it("settles an order that credit pays wholly, without any payment", async () => {
  const buyer = await aMember(test.db);
  await gift(buyer, 10_000n);
  const order = await aPlacedOrder(test.db, { buyer, variant, creditMinor: 10_000n });
  expect(await outcome(order, 0n, null)).toBe("settled");
  expect(await credited(buyer)).toEqual({ credit: 0n, earnings: 0n });
});

it("loses no order that credit pays wholly, when the call that settles it was lost", async () => {
  const buyer = await aMember(test.db);
  await gift(buyer, 10_000n);
  const order = await aPlacedOrder(test.db, { buyer, variant, creditMinor: 10_000n, placedAt: new Date(NOON.getTime() - 3_600_000) });
  const nobody = new Proxy({}, { get: () => () => Promise.reject(new Error("nobody is asked about an order without a payment")) });
  expect(await sweep({ db: test.db, hot: test.hot, payments: nobody as PaymentProvider }, NOON)).toMatchObject({ settled: 1, expired: 0 });
  const [row] = await test.db.select().from(orders).where(eq(orders.id, order));
  expect(row?.status).toBe("paid");
});

it("never overdraws a wallet, however many checkouts race for it", async () => {
  const buyer = await aMember(test.db);
  await gift(buyer, 10_000n);
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, () => aPlacedOrder(test.db, { buyer, variant, creditMinor: 3_000n })),
  );
  expect(tries.filter((t) => t.status === "fulfilled")).toHaveLength(3);
  const wallets = await findWallets(test.db, buyer, "EUR");
  expect(wallets.credit).toMatchObject({ available: { minor: 1_000n }, held: { minor: 9_000n } });
});

describe("an order that ended unpaid", () => {
  it("gives its credit and stock back, once", async () => {
    const buyer = await aMember(test.db);
    await gift(buyer, 1_000n);
    const one = await aVariant(test.db, 1);
    const order = await aPlacedOrder(test.db, { buyer, variant: one, creditMinor: 1_000n });
    const ends = await Promise.all(
      Array.from({ length: 5 }, () => transact(test.db, (tx) => end(tx, order, { ending: "expired", at: NOON }))),
    );
    expect(ends.filter((e) => e.ended)).toHaveLength(1);
    expect((await findWallets(test.db, buyer, "EUR")).credit).toMatchObject({ available: { minor: 1_000n }, held: { minor: 0n } });
    const [left] = await test.db.select().from(stock).where(eq(stock.variantId, one));
    expect(left).toMatchObject({ onHand: 1, reserved: 0 });
  });

  it("is revived by a late payment while stock and credit still allow", async () => {
    const buyer = await aMember(test.db);
    await gift(buyer, 1_000n);
    const order = await aPlacedOrder(test.db, { buyer, variant, creditMinor: 1_000n });
    await transact(test.db, (tx) => end(tx, order, { ending: "expired", at: NOON }));
    expect(await outcome(order, 9_000n)).toBe("settled");
    expect((await findWallets(test.db, buyer, "EUR")).credit).toMatchObject({ available: { minor: 900n }, held: { minor: 0n } });
  });

  it("is settled by a late payment also when its cart has placed another order meanwhile, which stays as it is", async () => {
    const buyer = await aMember(test.db);
    const cartId = newId("cart");
    const [late, next] = [await aPlacedOrder(test.db, { buyer, variant }), await aPlacedOrder(test.db, { buyer, variant })];
    await test.db.update(orders).set({ cartId }).where(eq(orders.id, late));
    await transact(test.db, (tx) => end(tx, late, { ending: "expired", at: NOON }));
    await test.db.update(orders).set({ cartId }).where(eq(orders.id, next));
    expect(await outcome(late)).toBe("settled");
    const rows = await test.db.select({ id: orders.id, status: orders.status, endedAt: orders.endedAt }).from(orders).where(eq(orders.cartId, cartId));
    expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(new Map([[late, "paid"], [next, "placed"]]));
    expect(rows.every(({ endedAt }) => endedAt === null)).toBe(true);
  });

  it("returns a late payment when the last piece was sold meanwhile, and says so once", async () => {
    const one = await aVariant(test.db, 1);
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant: one });
    await transact(test.db, (tx) => end(tx, order, { ending: "expired", at: NOON }));
    const other = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant: one });
    await pay(other);
    expect([await outcome(order), await outcome(order)]).toEqual(["returned", "returned"]);
    await test.db.update(stock).set({ onHand: 5 }).where(eq(stock.variantId, one));
    expect(await outcome(order)).toBe("returned");
    expect(await test.hot`select 1 from outbox where topic = 'payment.return' and payload ->> 'payment' = ${`pi_${order}`}`).toHaveLength(1);
    expect(await credited(buyer)).toEqual({ credit: 0n, earnings: 0n });
  });
});

it("returns a second payment of a paid order", async () => {
  const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant });
  expect([await outcome(order), await outcome(order, 10_000n, "pi_second")]).toEqual(["settled", "double"]);
  expect(await test.hot`select 1 from outbox where topic = 'payment.return' and payload ->> 'payment' = 'pi_second'`).toHaveLength(1);
});

it("binds for calendar months in the company's time zone, and anew when they are over", async () => {
  const [first, second] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db, { role: "distributor" })];
  const buyer = await aMember(test.db);
  const bought = async (sponsor: MemberId, paidAt: Date) => {
    const order = await aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor, distributors: [sponsor], binding: "months:3" });
    await settle(test.hot, [{ order, payment: order, amount: money(10_000n, "EUR"), paidAt }]);
    const [row] = await test.db.select().from(members).where(eq(members.id, buyer));
    return { parent: row?.parentId, sponsor: row?.bindingSponsorId, until: row?.bindingUntil?.toISOString() };
  };
  expect(await bought(first, new Date("2026-08-30T22:30:00Z"))).toEqual({ parent: first, sponsor: first, until: "2026-11-29T23:30:00.000Z" });
  expect(await bought(second, new Date("2026-11-29T23:29:59Z"))).toMatchObject({ parent: first, sponsor: first });
  expect(await bought(second, new Date("2026-11-29T23:30:00Z"))).toMatchObject({ parent: first, sponsor: second });
});

it("lets only one of two roots under the other's downline, at once", async () => {
  for (let round = 0; round < 20; round += 1) {
    const [a, b] = [await aMember(test.db), await aMember(test.db)];
    const [underA, underB] = [await aMember(test.db, { parent: a }), await aMember(test.db, { parent: b })];
    const [one, two] = await Promise.all([
      aPlacedOrder(test.db, { buyer: a, variant, stage: "viral", sponsor: underB, sharer: underB }),
      aPlacedOrder(test.db, { buyer: b, variant, stage: "viral", sponsor: underA, sharer: underA }),
    ]);
    expect(await Promise.all([outcome(one), outcome(two)])).toEqual(["settled", "settled"]);
    const parents = await test.db.select({ parent: members.parentId }).from(members).where(sql`id in (${a.slice(4)}, ${b.slice(4)}) and parent_id is not null`);
    expect(parents).toHaveLength(1);
  }
});

it("settles a set of orders in one transaction as if one after the other", async () => {
  const distributor = await aMember(test.db, { role: "distributor" });
  const buyers = await Promise.all(Array.from({ length: 25 }, () => aMember(test.db)));
  const ids = await Promise.all(
    [...buyers, ...buyers].map((buyer) => aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor: distributor, distributors: [distributor] })),
  );
  const settled = await settle(test.hot, ids.map((order) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON })));
  expect(settled.every((s) => s.outcome === "settled")).toBe(true);
  expect(await credited(distributor)).toEqual({ credit: 0n, earnings: 150_000n });
  expect(await Promise.all(buyers.map(credited))).toEqual(buyers.map(() => ({ credit: 2_000n, earnings: 0n })));
});

it("binds a buyer by their sale through a link, though one without a link came before it in the same set", async () => {
  const [distributor, buyer] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db)];
  const alone = await aPlacedOrder(test.db, { buyer, variant, stage: "organic" });
  const linked = await aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor: distributor, distributors: [distributor] });
  await settle(test.hot, [alone, linked].map((order, n) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: new Date(NOON.getTime() + n) })));
  const [row] = await test.db.select().from(members).where(eq(members.id, buyer));
  expect(row).toMatchObject({ parentId: distributor, bindingSponsorId: distributor, bindingOrderId: linked });
  const told = await test.hot<{ topic: string }[]>`select topic from outbox where key = (select buyer_id::text from orders where id = ${uuidOf(linked)}) order by id`;
  expect(told.map(({ topic }) => topic)).toEqual(["member.enrolled", "sale.completed", "order.paid", "sale.completed", "order.paid"]);
});

it("tells of who is enrolled before all of their sales, also by the last of a large set", async () => {
  const [distributor, buyer] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db)];
  const bought: OrderId[] = [];
  for (let n = 0; n < 150; n += 1) bought.push(await aPlacedOrder(test.db, { buyer, variant, stage: "organic" }));
  bought.push(await aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor: distributor, distributors: [distributor] }));
  await settle(test.hot, bought.map((order, n) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: new Date(NOON.getTime() + n) })));
  const told = await test.hot<{ topic: string }[]>`select topic from outbox where key = ${uuidOf(buyer)}::uuid::text order by id`;
  expect(told.map(({ topic }) => topic)).toEqual(["member.enrolled", ...bought.flatMap(() => ["sale.completed", "order.paid"])]);
});

it("keeps versions gap-free and every balance equal to its entries", async () => {
  const drift = await test.hot`
    select a.owner_id from ledger_accounts a
    join lateral (select coalesce(sum(amount_minor), 0) as total, count(*) as entries, coalesce(max(version), 0) as newest
      from ledger_entries e where e.owner_id = a.owner_id and e.account = a.account and e.currency = a.currency) e on true
    where e.total <> a.balance_minor or e.entries <> a.version or e.newest <> a.version`;
  expect(drift).toHaveLength(0);
});

it("is refused by the database to write past the posting call", async () => {
  const owner = newId("member").slice(4);
  await expect(test.hot`insert into ledger_entries values (${owner}, ${owner}, ${owner}, 1, 'credit_available', 'EUR', 5, 1, 5)`).rejects.toThrow("sum to zero");
  await expect(test.hot`update ledger_entries set amount_minor = 1`).rejects.toThrow("append only");
  await expect(test.hot`delete from ledger_transactions`).rejects.toThrow("append only");
  await expect(test.hot`truncate ledger_entries`).rejects.toThrow("append only");
});

describe("parcels", () => {
  it("make a paid order fulfilled, and are shown first things first; nothing leaves for an order that is not paid", async () => {
    const buyer = await aMember(test.db);
    const order = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db) });
    const send = (tracking: string, at: Date) => transact(test.db, (tx) => dispatch(tx, order, { id: newId("parcel"), carrier: "Colissimo", tracking, trackingUrl: "", at }));
    expect(await send("6A1", NOON)).toEqual({ ok: false, reason: "not_paid" });
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON }]);
    expect(await send("6A2", new Date(NOON.getTime() + 2_000))).toMatchObject({ ok: true });
    expect(await send("6A1", new Date(NOON.getTime() + 1_000))).toMatchObject({ ok: true });
    expect((await listParcels(test.db, order)).map(({ tracking }) => tracking)).toEqual(["6A1", "6A2"]);
    expect((await findOrder(test.db, order))?.order).toMatchObject({ status: "fulfilled", fulfilledAt: new Date(NOON.getTime() + 2_000) });
  });
});

describe("who the order's page may speak of", () => {
  const at = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000);

  it("is a buyer whom this purchase enrolled, also when an earlier try of the same cart did; never an address that was known", async () => {
    const buyer = await aMember(test.db);
    const cartId = newId("cart");
    const enrolled = (placed: Date) => enrolledBuyer(test.db, { buyerId: buyer, cartId, placedAt: placed });
    expect(await enrolled(NOON)).toBe(true);
    expect(await enrolled(at(60))).toBe(false);
    const first = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db) });
    await test.db.update(orders).set({ cartId, status: "cancelled" }).where(eq(orders.id, first));
    expect(await enrolled(at(60))).toBe(true);
    expect(await enrolledBuyer(test.db, { buyerId: buyer, cartId: newId("cart"), placedAt: at(60) })).toBe(false);
  });
});
