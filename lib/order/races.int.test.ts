import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, connectHot, type Hot, type Tx } from "@/db/client";
import { stock } from "@/db/schema/catalog";
import { members } from "@/db/schema/members";
import { orders } from "@/db/schema/orders";
import { gift, walletsOf } from "@/db/testing/bought";
import { freshDatabase, somebodyWaits, type TestDatabase } from "@/db/testing/database";
import type { NaiveMember, NaiveThing } from "@/db/testing/naive-types";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { publishPlans, somePeople, World } from "@/db/testing/world";
import { transact } from "@/db/transact";
import { moveMember } from "@/lib/attribution/commands";
import { audit } from "@/lib/audit/commands";
import { type MemberId, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { mergeMembers } from "@/lib/membership/commands";
import { end, settle, Settling } from "./commands";

/** `npm run test:long` crosses 10,000 purchases. */
const CROSSINGS = Number(process.env["CROSSINGS"] ?? "300");
const AT = new Date("2026-01-10T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  await publishPlans(test);
});
afterAll(() => test.close());

const plenty = (): NaiveThing[] => [1, 2, 3, 4].map((n) => ({ price: 1_000n * BigInt(n), vat: 2_000n, rate: null, onHand: 1_000_000, reserved: 0 }));
const aPerson = (): NaiveMember[] => somePeople().slice(2, 3);

/** A cart's things in a chosen order, and what they cost. */
function wish(world: World, order: readonly number[]) {
  const goods = order.reduce((sum, thing) => sum + 1_000n * BigInt(thing + 1), 0n);
  return { wants: order.map((thing) => ({ thing, quantity: 1 })), totalMinor: goods + (goods >= 6_000n ? 0n : 490n), world };
}

describe("fifty checkouts that spend one wallet at once", () => {
  it("never overspend it, and every credit chosen is held or refused", async () => {
    const world = await World.open(test, aPerson(), plenty());
    await gift(test, world.member(0), { account: "credit_available", amountMinor: 8_000n });
    await gift(test, world.member(0), { account: "earnings_available", amountMinor: 2_500n });
    const { wants, totalMinor } = wish(world, [0]);
    const placed = await Promise.all(Array.from({ length: 50 }, async () => {
      const cart = await world.aCart(null, wants, AT);
      const [answer] = await world.place("none", { cart, buyer: 0, guest: false, creditMinor: totalMinor, totalMinor, at: AT });
      return answer;
    }));
    const held = placed.reduce((sum, answer) => sum + (answer?.ok ? answer.totalMinor - answer.cardMinor : 0n), 0n);
    for (const answer of placed) if (!answer?.ok) expect(answer?.reason).toBe("insufficient_credit");
    const wallets = await walletsOf(test, world.member(0));
    expect(wallets.credit_held + wallets.earnings_held).toBe(held);
    expect(wallets.credit_available + wallets.earnings_available).toBe(10_500n - held);
    expect(wallets.credit_available >= 0n && wallets.earnings_available >= 0n && held > 0n).toBe(true);
  });
});

describe("the same payment", () => {
  it("posts once, settled by twenty callers at once, and a second payment of two that race is returned", async () => {
    const world = await World.open(test, somePeople(), plenty());
    const { wants, totalMinor } = wish(world, [0, 1]);
    const [placed] = await world.place("none", { cart: await world.aCart(1, wants, AT), buyer: 2, guest: false, creditMinor: 0n, totalMinor, at: AT });
    world.orders.push(placed?.ok ? placed.order : newId("order"));
    const pay = (payment: string) => world.settle("none", { order: 0, payment, amountMinor: totalMinor, at: AT });
    const outcomes = (await Promise.all([...Array.from({ length: 20 }, () => pay("pi_one")), ...Array.from({ length: 20 }, () => pay("pi_two"))])).flat();
    expect(outcomes.filter((outcome) => outcome === "settled")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "already")).toHaveLength(19);
    expect(outcomes.filter((outcome) => outcome === "double")).toHaveLength(20);
    const posted = await test.hot`select kind from ledger_transactions where scope = ${(placed?.ok ? placed.order : "").slice(4)}`;
    expect(posted).toHaveLength(1);
    expect(await test.hot`select 1 from outbox where topic = 'payment.return' and payload ->> 'payment' in ('pi_one', 'pi_two')`).toHaveLength(1);
  });
});

describe("purchases, placings and settlements that cross", () => {
  it(`never deadlock: 0 in ${String(CROSSINGS)}`, { timeout: 36_000_000 }, async () => {
    // Everybody buys from everybody else, the same goods in another order, with credit, and pays while others place and end.
    const db = connect(test.url, { connectionsMax: 12 });
    const hot = connectHot(test.url, { connectionsMax: 12 });
    const people = [...somePeople(), ...somePeople().slice(1, 3), ...somePeople().slice(1, 3)];
    const world = await World.open({ ...test, db, hot }, people, plenty());
    for (const member of world.members) {
      await gift(test, member, { account: "credit_available", amountMinor: 10_000_000n });
      await gift(test, member, { account: "earnings_available", amountMinor: 10_000_000n });
    }
    let next = 0;
    const purchase = async (n: number) => {
      const things = [0, 1, 2, 3].map((thing) => (n % 2 === 0 ? thing : 3 - thing)).slice(n % 3);
      const { wants, totalMinor } = wish(world, things);
      const [buyer, shop] = [n % people.length, (n * 5 + 3) % people.length];
      const cart = await world.aCart(shop, wants, AT);
      const credit = n % 4 === 0 ? 0n : totalMinor - 500n;
      const [placed] = await world.place("none", { cart, buyer, guest: false, creditMinor: credit, totalMinor, at: AT });
      if (!placed?.ok) throw new Error(`purchase ${String(n)} was refused: ${placed?.reason ?? "lost"}`);
      world.orders[n] = placed.order;
      const pay = () => world.settle("none", { order: n, payment: `pi_${placed.order}`, amountMinor: placed.cardMinor, at: AT });
      const end = () => world.end("none", n, { ending: "expired", at: AT });
      const [first] = n % 5 === 0 ? await Promise.all([pay(), end()]) : await Promise.all([pay(), pay()]);
      expect(["settled", "already"]).toContain(first[0]);
      if (n % 3 === 0) await world.refund("none", { order: n, request: { kind: "amount", amountMinor: 700n }, at: AT });
    };
    await Promise.all(Array.from({ length: 12 }, async () => {
      for (let n = next; n < CROSSINGS; n = next) {
        next += 1;
        await purchase(n);
      }
    }));
    // A backend reports its deadlocks when it ends, at the latest.
    await Promise.all([db.$client.end(), hot.end()]);
    const [row] = await test.hot<{ deadlocks: string }[]>`select deadlocks::text from pg_stat_database where datname = current_database()`;
    expect(row?.deadlocks).toBe("0");
    expect((await audit(test.db)).shown).toEqual([]);
  });
});

describe("two roots that are bound under each other's descendants at once", () => {
  it("end with one of them below the other, through the real checkout", async () => {
    for (let round = 0; round < 10; round += 1) {
      const people = [...aPerson(), ...aPerson(), { ...(aPerson()[0] as NaiveMember), parent: 0 }, { ...(aPerson()[0] as NaiveMember), parent: 1 }];
      const world = await World.open(test, people, plenty());
      const { wants, totalMinor } = wish(world, [2]);
      for (const buyer of [0, 1]) {
        const cart = await world.aCart(buyer === 0 ? 3 : 2, wants, AT);
        const [placed] = await world.place("none", { cart, buyer, guest: false, creditMinor: 0n, totalMinor, at: AT });
        world.orders.push(placed?.ok ? placed.order : newId("order"));
      }
      const paid = await Promise.all([0, 1].map((order) => world.settle("none", { order, payment: `pi_${world.order(order)}`, amountMinor: totalMinor, at: AT })));
      expect(paid.flat()).toEqual(["settled", "settled"]);
      const { members } = await world.standing();
      expect(members.slice(0, 2).filter(({ parent }) => parent !== null)).toHaveLength(1);
    }
  });
});

/** Orders of one buyer that wait for their payments. */
async function placed(count: number) {
  const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
  const orders = await Promise.all(Array.from({ length: count }, () => aPlacedOrder(test.db, { buyer, variant })));
  return { buyer, payments: orders.map((order) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON })) };
}

describe("payments that come together", () => {
  it("are settled once each, however often it is told at once", async () => {
    const { buyer, payments } = await placed(12);
    const settling = new Settling(test.hot);
    const told = await Promise.all([...payments, ...payments].map(async (payment) => ({ payment, settled: await settling.settle(payment) })));
    for (const { payment, settled } of told) expect(settled.order).toBe(payment.order);
    expect(told.map(({ settled }) => settled.outcome).sort()).toEqual([...Array<string>(12).fill("already"), ...Array<string>(12).fill("settled")]);
    expect((await walletsOf(test, buyer)).credit_available).toBe(12_000n);
  });

  it("leave a failure with the payment that fails", async () => {
    const { payments } = await placed(6);
    const settling = new Settling(test.hot);
    const told = await Promise.allSettled(payments.map((payment, n) => settling.settle(n === 4 ? { ...payment, amount: money(10n ** 30n, "EUR") } : payment)));
    expect(told.map((one) => (one.status === "fulfilled" ? one.value.outcome : "failed"))).toEqual(["settled", "settled", "settled", "settled", "failed", "settled"]);
  });
});

const payOnce = (through: Hot, order: OrderId) => settle(through, [{ order, payment: "pi_once", amount: money(10_000n, "EUR"), paidAt: NOON }]);

const merge = (tx: Tx, [from, into, by]: readonly [MemberId, MemberId, MemberId]) => mergeMembers(tx, { id: newId("trail"), from, into, by, reason: "one person", at: NOON });

/** Brings the payment while people are changed, which is committed once the payment waits for it. It is settled all the same. Answers the member as they are then. */
async function payWhile(change: (tx: Tx) => Promise<{ readonly ok: boolean }>, { order, member }: { readonly order: OrderId; readonly member: MemberId }) {
  let settling: Promise<unknown> = Promise.resolve();
  await test.db.transaction(async (tx) => {
    expect(await change(tx)).toMatchObject({ ok: true });
    settling = payOnce(test.hot, order);
    await somebodyWaits(test);
  });
  expect(await settling).toEqual([{ order, outcome: "settled" }]);
  const [row] = await test.db.select().from(members).where(eq(members.id, member));
  return row;
}

describe("a payment that waits for its order", () => {
  it("while its buyer is merged: gives the survivor the sponsor, and pays the survivor", async () => {
    const [sharer, from, into, by] = [await aMember(test.db), await aMember(test.db), await aMember(test.db), await aMember(test.db)];
    const order = await aPlacedOrder(test.db, { buyer: from, variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer });
    const row = await payWhile((tx) => merge(tx, [from, into, by]), { order, member: into });
    expect(row).toMatchObject({ parentId: sharer, bindingSponsorId: sharer, bindingOrderId: order, enrolledAt: NOON });
    expect([(await walletsOf(test, from)).credit_available, (await walletsOf(test, into)).credit_available]).toEqual([0n, 1_000n]);
  });

  it("while its sponsor is moved below its buyer: closes no circle, and is paid all the same", async () => {
    const [root, buyer, by] = [await aMember(test.db), await aMember(test.db), await aMember(test.db)];
    const sharer = await aMember(test.db, { parent: root });
    const order = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer });
    const row = await payWhile((tx) => moveMember(tx, { member: sharer, to: buyer, by, reason: "as they asked", bindingFollows: false, at: NOON }), { order, member: buyer });
    expect(row).toMatchObject({ parentId: null, bindingSponsorId: null, enrolledAt: NOON });
    expect(await test.db.select({ parent: members.parentId }).from(members).where(eq(members.id, sharer))).toEqual([{ parent: buyer }]);
  });

  it("while its sponsor is merged into somebody below its buyer: closes no circle either", async () => {
    const [sharer, buyer, by] = [await aMember(test.db), await aMember(test.db), await aMember(test.db)];
    const into = await aMember(test.db, { parent: buyer });
    const order = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer });
    const row = await payWhile((tx) => merge(tx, [sharer, into, by]), { order, member: buyer });
    expect(row).toMatchObject({ parentId: null, bindingSponsorId: null });
  });

  it("too late, while its buyer is merged: gives the survivor the sponsor as well", async () => {
    const [sharer, from, into, by] = [await aMember(test.db), await aMember(test.db), await aMember(test.db), await aMember(test.db)];
    const order = await aPlacedOrder(test.db, { buyer: from, variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer });
    await transact(test.db, (tx) => end(tx, order, { ending: "expired", at: NOON }));
    const row = await payWhile((tx) => merge(tx, [from, into, by]), { order, member: into });
    expect(row).toMatchObject({ parentId: sharer, bindingSponsorId: sharer, enrolledAt: NOON });
  });

  it("while another caller refuses it: is refused, also when there are pieces again by then", async () => {
    const variant = await aVariant(test.db, 1);
    const order = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant });
    await transact(test.db, (tx) => end(tx, order, { ending: "expired", at: NOON }));
    await test.db.update(stock).set({ onHand: 0 }).where(eq(stock.variantId, variant));
    let second: Promise<unknown> = Promise.resolve();
    await test.db.$client.begin(async (tx) => {
      expect(await payOnce(tx as unknown as Hot, order)).toEqual([{ order, outcome: "returned" }]);
      second = payOnce(test.hot, order);
      await somebodyWaits(test);
      await tx`update stock set on_hand = 5 where variant_id = ${uuidOf(variant)}`;
    });
    expect(await second).toEqual([{ order, outcome: "returned" }]);
    const [row] = await test.db.select().from(orders).where(eq(orders.id, order));
    expect(row?.status).toBe("expired");
    expect(await test.hot`select 1 from outbox where topic = 'payment.return' and payload ->> 'payment' = 'pi_once'`).toHaveLength(1);
  });
});
