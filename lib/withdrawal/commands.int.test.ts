import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alerts, outbox } from "@/db/schema/operations";
import { orderLines, orders, refunds } from "@/db/schema/orders";
import { parcels } from "@/db/schema/parcels";
import { settings } from "@/db/schema/plan";
import { aViralSale, gift, walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { newId, type OrderId, type WithdrawalId } from "@/lib/kernel/id";
import { listAlertsOf } from "@/lib/refund/alerts/queries";
import { acceptRefund } from "@/lib/refund/commands";
import { declare, recordReturn, startRefund, writeWithdrawalSettings } from "./commands";
import { listOfficeWithdrawals, listWithdrawals } from "./queries";
import type { GivenUp } from "./types";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const after = (days: number) => new Date(NOON.getTime() + days * 86_400_000);
const sent = (order: OrderId) => test.db.update(orders).set({ status: "fulfilled", fulfilledAt: NOON }).where(eq(orders.id, order));
const say = (order: OrderId, lines: readonly GivenUp[] | null = null, at = after(1)) =>
  transact(test.db, (tx) => declare(tx, { order, lines, name: "Léa Martin", email: "lea@test.example", locale: "fr", at }));
const back = (withdrawal: Awaited<ReturnType<typeof say>>, more: { evidence?: "goods" | "proof"; by?: Awaited<ReturnType<typeof aMember>> | null; at?: Date } = {}) =>
  transact(test.db, (tx) => recordReturn(tx, { withdrawal: withdrawal.ok ? withdrawal.withdrawal : newId("withdrawal"), evidence: more.evidence ?? "goods", words: "6A123", by: more.by ?? null, at: more.at ?? after(3) }));
const refundsOf = (order: OrderId) => test.db.select().from(refunds).where(eq(refunds.orderId, order));

const waiting = async (order: OrderId) => (await listAlertsOf(test.db, order)).map(({ kind }) => kind);

describe("a declaration", () => {
  it("is recorded once with one receipt, however often and concurrently it is sent", async () => {
    const { order } = await aViralSale(test);
    await sent(order);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => say(order)));
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.withdrawal)).size).toBe(1);
    expect(await listWithdrawals(test.db, order)).toMatchObject([{ whole: true, declaredAt: after(1), evidence: null, refund: null, contact: { name: "Léa Martin" } }]);
    const mails = await test.db.select().from(outbox).where(like(outbox.topic, "mail.withdrawal_receipt"));
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain("@");
    expect(await test.db.select().from(alerts).where(and(eq(alerts.orderId, order), eq(alerts.kind, "withdrawal")))).toHaveLength(1);
  });

  it("is refused with a reason when the days are over, nothing is left, too much is given up, or nothing was paid", async () => {
    const { order } = await aViralSale(test);
    await sent(order);
    const [line] = await test.db.select().from(orderLines).where(eq(orderLines.orderId, order));
    if (!line) throw new Error("an order has a line");
    expect(await say(order, [{ line: line.id, quantity: 2 }])).toMatchObject({ reason: "not_bought" });
    expect(await say(order, [])).toMatchObject({ reason: "nothing_chosen" });
    expect(await say(order, null, after(30))).toMatchObject({ reason: "over" });
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "lines", lines: [{ line: line.id, quantity: 1 }], shippingMinor: 0n }, by: null, at: NOON }));
    expect(await say(order)).toMatchObject({ reason: "nothing_left" });
    expect(await say(newId("order"))).toMatchObject({ reason: "not_paid" });
  });

  it("counts its days from the carrier's word", async () => {
    const { order } = await aViralSale(test);
    await sent(order);
    await test.db.insert(parcels).values({ id: newId("parcel"), orderId: order, carrier: "Colissimo", sentAt: NOON, receivedAt: after(1) });
    expect(await say(order, null, after(20))).toMatchObject({ reason: "over" });
  });
});

describe("the refund", () => {
  it("starts when the goods arrive, goes back the way it was paid, and is not lowered by spent credit", async () => {
    const buyer = await aMember(test.db);
    await gift(test, buyer, { account: "credit_available", amountMinor: 4_000n });
    const { order } = await aViralSale(test, { buyer, creditMinor: 4_000n });
    await sent(order);
    const declared = await say(order);
    expect(await refundsOf(order)).toEqual([]);
    expect(await waiting(order)).toEqual(["withdrawal"]);
    await Promise.all([back(declared), back(declared)]);
    expect(await refundsOf(order)).toMatchObject([{ walletMinor: 4_000n, cardMinor: 6_000n, goodsMinor: 10_000n, status: "accepted" }]);
    expect(await waiting(order)).toEqual([]);
    // What the order had earned is taken back, what was spent is returned.
    expect((await walletsOf(test, buyer)).credit_available).toBe(4_000n);
    expect((await listOfficeWithdrawals(test.db, { state: "waiting", search: "", limit: 100 })).rows).not.toContainEqual(expect.objectContaining({ order }));
  });

  it("starts at once when nothing has left yet, and operators are told to stop the parcel", async () => {
    const { order } = await aViralSale(test);
    expect(await say(order)).toMatchObject({ ok: true });
    expect(await refundsOf(order)).toMatchObject([{ cardMinor: 10_000n }]);
    expect(await test.db.select().from(alerts).where(and(eq(alerts.orderId, order), eq(alerts.kind, "withdrawal_before_dispatch")))).toHaveLength(1);
    expect(await waiting(order)).toEqual(["withdrawal_before_dispatch"]);
  });

  it("starts at once where the company chose so", async () => {
    await transact(test.db, async (tx) => (await writeWithdrawalSettings(tx, { refundStart: "at_once", transitDays: 7 }, NOON), { ok: true }));
    const { order } = await aViralSale(test);
    await sent(order);
    await say(order);
    await test.db.delete(settings).where(eq(settings.key, "withdrawal"));
    expect(await refundsOf(order)).toHaveLength(1);
  });

  it("waits for goods without proof, and comes on the last day with the buyer's proof, once", async () => {
    const [awaited, proven] = [await aViralSale(test), await aViralSale(test)];
    const declared = await Promise.all([awaited, proven].map(async ({ order }) => (await sent(order), say(order))));
    await back(declared[1] ?? { ok: false, reason: "not_paid" }, { evidence: "proof" });
    const clock = (at: Date) => Promise.all(declared.flatMap((one) => (one.ok ? [one.withdrawal, one.withdrawal] : [])).map((id) => transact(test.db, (tx) => startRefund(tx, id, at))));
    await clock(after(10));
    expect([...await refundsOf(awaited.order), ...await refundsOf(proven.order)]).toEqual([]);
    await clock(after(16));
    expect(await refundsOf(awaited.order)).toEqual([]);
    expect(await refundsOf(proven.order)).toHaveLength(1);
  });
});

describe("the office's list", () => {
  const read = async (state: "waiting" | "ended"): Promise<readonly OrderId[]> => {
    const found: OrderId[] = [];
    let after: WithdrawalId | undefined;
    for (let turn = 0; turn < 50; turn += 1) {
      const page = await listOfficeWithdrawals(test.db, { state, search: "", after, limit: 2 });
      found.push(...page.rows.map(({ order }) => order));
      after = page.rows.at(-1)?.id;
      if (!page.more) return found;
    }
    throw new Error("a list ends");
  };

  it("pages by key through what waits and what is through, each once, and finds them by number and by name", async () => {
    const sales = await Promise.all(Array.from({ length: 5 }, () => aViralSale(test)));
    const all = sales.map(({ order }) => order);
    const declared = await Promise.all(all.map(async (order) => (await sent(order), say(order))));
    const waiting = await read("waiting");
    expect(new Set(waiting).size).toBe(waiting.length);
    expect(waiting).toEqual(expect.arrayContaining(all));
    await back(declared[0] ?? { ok: false, reason: "not_paid" });
    const ended = await read("ended");
    expect([new Set(ended).size, ended.includes(all[0] ?? newId("order")), (await read("waiting")).includes(all[0] ?? newId("order"))]).toEqual([ended.length, true, false]);
    const [row] = await test.db.select({ number: orders.number }).from(orders).where(eq(orders.id, all[1] ?? newId("order")));
    const found = async (search: string) => (await listOfficeWithdrawals(test.db, { state: "waiting", search, limit: 100 })).rows;
    expect(await found(` ${row?.number ?? ""} `)).toMatchObject([{ order: all[1], number: row?.number, lines: [{ quantity: 1, title: { fr: expect.any(String) as string } }] }]);
    expect((await found("martin")).map(({ order }) => order)).toEqual(expect.arrayContaining(all.slice(1)));
    expect(await found("100% nobody_")).toEqual([]);
  });
});
