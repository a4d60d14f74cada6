import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aViralSale, type Bought, gift, walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON, type TestSale } from "@/db/testing/sale";
import { members } from "@/db/schema/members";
import { orderLines } from "@/db/schema/orders";
import { transact } from "@/db/transact";
import type { ProviderRefund } from "@/lib/gateway/stripe/types";
import { type MemberId, newId, type OrderId, type RefundId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { listOrderEntries } from "@/lib/ledger/queries";
import { type Bench, startBench } from "@/lib/sandbox/stripe/testing";
import { acceptRefund, adoptProviderRefund, cancelRefund, recordProviderRefund, retryOwed, returnPayment, sendRefund, settleOtherwise } from "./commands";
import { findRefund, listRefunds } from "./queries";
import type { NewRefund } from "./types";

let test: TestDatabase;
let bench: Bench;
let operator: MemberId;
beforeAll(async () => {
  [test, bench] = await Promise.all([freshDatabase(), startBench()]);
  operator = await aMember(test.db);
});
afterAll(() => Promise.all([test.close(), bench.sandbox.close()]));

const accept = (order: OrderId, request: NewRefund["request"], refund: RefundId = newId("refund")) =>
  transact(test.db, (tx) => acceptRefund(tx, { refund, order, request, by: operator, at: NOON }));
const amount = (amountMinor: bigint) => ({ kind: "amount", amountMinor }) as const;
const adopt = (found: ProviderRefund) => transact(test.db, (tx) => adoptProviderRefund(tx, found, NOON));
const record = (found: ProviderRefund) => transact(test.db, (tx) => recordProviderRefund(tx, found, NOON));
const verdict = (refund: RefundId, at = NOON) => ({ refund, by: operator, reason: "as agreed on the phone", at });
const send = (refund: RefundId, attempt = 1) => sendRefund({ db: test.db, payments: bench.provider }, { refund, attempt, at: NOON });
const told = async (refund: RefundId) =>
  (await test.hot<{ topic: string }[]>`select topic from outbox where payload ->> 'refund' = ${uuidOf(refund).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")} order by id`).map(({ topic }) => topic);
const alertsOf = async (order: OrderId) => (await test.hot<{ kind: string }[]>`select kind from alerts where order_id = ${uuidOf(order)} and closed_at is null order by id`).map(({ kind }) => kind);

/** A sale that a card has really paid at the provider. */
async function aCardSale(sale: Partial<TestSale> = {}): Promise<Bought & { readonly payment: string }> {
  const card = (sale.goodsMinor ?? 10_000n) - (sale.creditMinor ?? 0n);
  const { paymentId } = await bench.paid({ amount: money(card, "EUR"), lines: [] });
  return { ...(await aViralSale(test, { ...sale, payment: paymentId })), payment: paymentId };
}

/** What was taken of each wallet of the order's people by its refunds, and what came back to them. */
async function moved(order: OrderId): Promise<{ readonly taken: bigint; readonly returned: bigint }> {
  const entries = (await listOrderEntries(test.db, order)).filter(({ kind, account }) => kind === "refund" && account.endsWith("_available"));
  const total = (sign: 1n | -1n) => entries.map(({ amountMinor }) => sign * amountMinor).filter((minor) => minor > 0n).reduce((a, b) => a + b, 0n);
  return { taken: total(-1n), returned: total(1n) };
}

const news = (of: Partial<ProviderRefund> & Pick<ProviderRefund, "paymentId">): ProviderRefund => ({
  providerRefundId: `re_${newId("refund")}`, refund: null, amount: money(2_500n, "EUR"), status: "succeeded", failureReason: null, createdAt: NOON, ...of,
});

describe("the refunds of an order", () => {
  it("add up exactly to what was posted and paid, however many they are", async () => {
    for (const amounts of [[3_333n, 3_333n, 3_334n], [1n, 1n, 7_777n, 13n, 2_208n], Array.from({ length: 40 }, () => 250n)]) {
      const buyer = await aMember(test.db);
      await gift(test, buyer, { account: "credit_available", amountMinor: 2_011n });
      await gift(test, buyer, { account: "earnings_available", amountMinor: 1_000n });
      const { order, sharer, distributor } = await aViralSale(test, { buyer, creditMinor: 3_011n, creditEarningsMinor: 1_000n });
      const posted = (await listOrderEntries(test.db, order)).find(({ kind, account }) => kind === "cashback" && account === "cashback_expense");
      for (const part of amounts) expect(await accept(order, amount(part))).toMatchObject({ ok: true });

      expect(await accept(order, amount(1n))).toEqual({ ok: false, reason: "nothing_left" });
      expect(await moved(order)).toEqual({ taken: -(posted?.amountMinor ?? 0n), returned: 3_011n });
      expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 2_011n, earnings_available: 1_000n });
      expect([await walletsOf(test, sharer), await walletsOf(test, distributor)]).toMatchObject([{ credit_available: 0n }, { earnings_available: 0n }]);
      const cards = (await listRefunds(test.db, order)).reduce((sum, { cardMinor }) => sum + cardMinor, 0n);
      expect(cards).toBe(6_989n);
    }
  });

  it("never credit anybody but the buyer, with the credit that was spent", async () => {
    const { order, sharer, distributor } = await aViralSale(test);
    for (const part of [3_333n, 1n, 2n, 6_664n]) await accept(order, amount(part));
    const entries = (await listOrderEntries(test.db, order)).filter(({ kind }) => kind === "refund");
    expect(entries.filter(({ account, amountMinor }) => account.endsWith("_available") && amountMinor > 0n)).toEqual([]);
    expect([await walletsOf(test, sharer), await walletsOf(test, distributor)]).toMatchObject([{ credit_available: 0n }, { earnings_available: 0n }]);
  });

  it("take back by line and piece, and leave the rest", async () => {
    const { order, buyer, sharer, distributor } = await aViralSale(test);
    await test.db.update(orderLines).set({ quantity: 4, unitMinor: 2_500n }).where(eq(orderLines.orderId, order));
    const [line] = await test.db.select().from(orderLines).where(eq(orderLines.orderId, order));
    const lines = [{ line: line?.id ?? newId("line"), quantity: 3 }];
    expect(await accept(order, { kind: "lines", lines, shippingMinor: 0n })).toMatchObject({ ok: true, cardMinor: 7_500n, walletMinor: 0n });
    expect(await accept(order, { kind: "lines", lines, shippingMinor: 0n })).toEqual({ ok: false, reason: "more_than_bought" });
    expect([await walletsOf(test, buyer), await walletsOf(test, sharer), await walletsOf(test, distributor)]).toMatchObject([
      { credit_available: 250n }, { credit_available: 250n }, { earnings_available: 500n },
    ]);
  });

  it("are one when sent twice, and one when ten send it at once", async () => {
    const { order, buyer } = await aViralSale(test);
    const refund = newId("refund");
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => accept(order, amount(2_500n), refund)));
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.replayed)).toHaveLength(1);
    expect(await accept(order, amount(2_500n), refund)).toEqual({ ok: true, refund, walletMinor: 0n, cardMinor: 2_500n, replayed: true });
    expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 750n });
    expect(await told(refund)).toEqual(["sale.refunded", "mail.refunded", "payment.refund"]);
  });

  it("never give back more than was paid, however many race", async () => {
    const { order, buyer } = await aViralSale(test);
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => accept(order, amount(3_000n))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 100n });
  });

  it("are refused for an order that nobody paid", async () => {
    expect(await accept(newId("order"), amount(1n))).toEqual({ ok: false, reason: "not_paid" });
  });

  it("reach the survivor of a merger, also where two parts met in one wallet", async () => {
    const { order, buyer, sharer } = await aViralSale(test);
    await accept(order, amount(3_333n));
    await test.db.update(members).set({ status: "merged", mergedInto: sharer, email: null }).where(eq(members.id, buyer));
    await accept(order, amount(1_111n));
    await accept(order, amount(5_556n));
    const [was, is] = [await walletsOf(test, buyer), await walletsOf(test, sharer)];
    expect(was.credit_available + is.credit_available).toBe(0n);
    expect(was.credit_available).toBe(667n);
  });
});

it("takes back below zero, and the next credits fill it up", async () => {
  const { order, buyer } = await aViralSale(test);
  await aViralSale(test, { buyer, goodsMinor: 1_000n, creditMinor: 1_000n });
  await accept(order, amount(10_000n));
  expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: -1_000n });
  await expect(aViralSale(test, { buyer, creditMinor: 1n })).rejects.toThrow();
  await aViralSale(test, { buyer });
  expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 0n });
});

describe("the card's part", () => {
  it("is sent once, however often the job runs, and is done when the provider says so", async () => {
    const { order, payment } = await aCardSale();
    const accepted = await accept(order, amount(2_500n));
    const refund = accepted.ok ? accepted.refund : newId("refund");
    await Promise.all([send(refund), send(refund), send(refund)]);
    const sent = await bench.provider.listRefunds(payment);
    expect(sent).toMatchObject([{ refund, amount: { minor: 2_500n } }]);
    expect(await findRefund(test.db, refund)).toMatchObject({ status: "done", providerRefundId: sent[0]?.providerRefundId });
  });

  it("is owed when the provider refuses it, shown to an operator, and sent by the retry", async () => {
    const { order, payment } = await aCardSale();
    const accepted = await accept(order, amount(2_500n));
    const refund = accepted.ok ? accepted.refund : newId("refund");
    await bench.control("settings", { failNextRefund: "refused" });
    expect(await send(refund)).toMatchObject({ outcome: "owed" });
    expect(await findRefund(test.db, refund)).toMatchObject({ status: "owed", failure: "charge_not_refundable" });
    expect(await alertsOf(order)).toEqual(["refund_owed"]);

    expect(await transact(test.db, (tx) => retryOwed(tx, verdict(refund)))).toEqual({ ok: true });
    expect(await transact(test.db, (tx) => retryOwed(tx, verdict(refund)))).toEqual({ ok: false, reason: "not_owed" });
    expect(await alertsOf(order)).toEqual([]);
    expect(await send(refund, NOON.getTime())).toMatchObject({ outcome: "done" });
    expect(await bench.provider.listRefunds(payment)).toHaveLength(1);
  });

  it("is owed when it fails after it succeeded, and old news of either kind change nothing", async () => {
    const { order, payment } = await aCardSale();
    const accepted = await accept(order, amount(2_500n));
    const refund = accepted.ok ? accepted.refund : newId("refund");
    await bench.control("settings", { failNextRefund: "later" });
    await send(refund);
    const [first] = await bench.provider.listRefunds(payment);
    expect(first).toMatchObject({ status: "failed" });
    if (!first) return;
    expect((await record(first)).outcome).toBe("owed");
    expect([await record(first), await record({ ...first, status: "succeeded" })]).toMatchObject([{ outcome: "known" }, { outcome: "known" }]);

    await transact(test.db, (tx) => retryOwed(tx, verdict(refund)));
    expect((await record(first)).outcome).toBe("known");
    await send(refund, NOON.getTime());
    expect((await record(first)).outcome).toBe("known");
    expect(await findRefund(test.db, refund)).toMatchObject({ status: "done", failure: null });
    expect(await alertsOf(order)).toEqual([]);
  });

  it("can be settled otherwise, or cancelled by the mirror of its posting", async () => {
    const buyer = await aMember(test.db);
    await gift(test, buyer, { account: "credit_available", amountMinor: 4_000n });
    const { order, sharer, distributor } = await aCardSale({ buyer, creditMinor: 4_000n });
    const before = await Promise.all([buyer, sharer, distributor].map((member) => walletsOf(test, member)));
    const refused = async () => {
      const accepted = await accept(order, amount(3_333n));
      const refund = accepted.ok ? accepted.refund : newId("refund");
      await bench.control("settings", { failNextRefund: "refused" });
      await send(refund);
      return refund;
    };
    const cancelled = await refused();
    expect(await transact(test.db, (tx) => cancelRefund(tx, verdict(cancelled)))).toEqual({ ok: true });
    expect(await transact(test.db, (tx) => cancelRefund(tx, verdict(cancelled)))).toEqual({ ok: false, reason: "not_owed" });
    expect(await Promise.all([buyer, sharer, distributor].map((member) => walletsOf(test, member)))).toEqual(before);
    expect(await told(cancelled)).toEqual(["sale.refunded", "mail.refunded", "payment.refund", "sale.refunded"]);

    const paidByTransfer = await refused();
    await transact(test.db, (tx) => settleOtherwise(tx, verdict(paidByTransfer)));
    expect(await accept(order, amount(6_667n))).toMatchObject({ ok: true });
    const posted = (await listOrderEntries(test.db, order)).filter(({ account }) => account === "cashback_expense" || account === "wallet_redemption");
    expect(posted.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n);
    expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 4_000n });
  });
});

it("sends a payment back once that came too late, and leaves the order's own money alone", async () => {
  const { order, buyer } = await aCardSale();
  const { paymentId } = await bench.paid({ amount: money(10_000n, "EUR"), lines: [] });
  const message = newId("message");
  await test.hot`insert into outbox (id, topic, key, payload, created_at) values (${uuidOf(message)}, 'payment.return', 'x',
    ${test.hot.json({ order: uuidOf(order).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), payment: paymentId, amountMinor: "10000", currency: "EUR" })}, now())`;
  for (let time = 0; time < 2; time += 1) {
    const { refund } = await transact(test.db, (tx) => returnPayment(tx, { message, order, amount: money(10_000n, "EUR"), at: NOON }));
    await send(refund);
  }
  expect(await bench.provider.listRefunds(paymentId)).toMatchObject([{ status: "succeeded", amount: { minor: 10_000n } }]);
  expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 1_000n });
  expect(await accept(order, amount(10_000n))).toMatchObject({ ok: true, cardMinor: 10_000n });
});

describe("a refund made in the provider's dashboard", () => {
  it("is adopted once, however often, at once and in whatever order its news come", async () => {
    const { order, buyer, distributor, payment } = await aCardSale();
    const found = news({ paymentId: payment });
    const outcomes = await Promise.all([...Array.from({ length: 8 }, () => adopt(found)), adopt({ ...found, status: "pending" })]);
    expect(outcomes.filter(({ outcome }) => outcome === "adopted")).toHaveLength(1);
    expect([await walletsOf(test, buyer), await walletsOf(test, distributor)]).toMatchObject([{ credit_available: 750n }, { earnings_available: 1_500n }]);
    const [row] = await listRefunds(test.db, order);
    expect(row).toMatchObject({ kind: "provider", status: "done", cardMinor: 2_500n, goodsMinor: 2_500n, lines: [{ goodsMinor: 2_500n }] });
    expect(row && (await told(row.id))).toEqual(["sale.refunded", "mail.refunded"]);
    expect(await alertsOf(order)).toEqual(["refund_adopted"]);
    const keys = new Set((await listOrderEntries(test.db, order)).filter(({ kind }) => kind === "refund").map(({ key }) => key));
    expect([...keys]).toEqual([`refund:${found.providerRefundId}`]);
  });

  it("is undone when it fails, and never posted when its failure is heard of first", async () => {
    const { order, buyer, payment } = await aCardSale();
    const [one, two] = [news({ paymentId: payment }), news({ paymentId: payment })];
    await adopt(one);
    expect([await adopt({ ...one, status: "failed" }), await adopt({ ...one, status: "failed" }), await adopt(one)]).toMatchObject([{ outcome: "undone" }, { outcome: "known" }, { outcome: "known" }]);
    expect([await adopt({ ...two, status: "failed" }), await adopt(two)]).toMatchObject([{ outcome: "failed" }, { outcome: "known" }]);
    expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 1_000n });
    expect(await accept(order, amount(10_000n))).toMatchObject({ ok: true, cardMinor: 10_000n });
  });

  it("is shown with what it sent beyond what was left", async () => {
    const { order, buyer, payment } = await aCardSale();
    await accept(order, amount(9_000n));
    await adopt(news({ paymentId: payment }));
    expect(await walletsOf(test, buyer)).toMatchObject({ credit_available: 0n });
    expect((await alertsOf(order)).toSorted()).toEqual(["refund_adopted", "refund_excess"]);
    expect(await moved(order)).toEqual({ taken: 4_000n, returned: 0n });
  });

  it("waits for an order that the payment has not settled yet", async () => {
    expect(await adopt(news({ paymentId: "pi_nobody" }))).toEqual({ ok: true, outcome: "unknown_payment" });
  });
});

it("keeps every balance equal to its entries", async () => {
  const drift = await test.db.execute(sql`
    select a.owner_id from ledger_accounts a
    join lateral (select coalesce(sum(amount_minor), 0) as total, count(*) as entries from ledger_entries e
      where e.owner_id = a.owner_id and e.account = a.account and e.currency = a.currency) e on true
    where e.total <> a.balance_minor or e.entries <> a.version`);
  expect(drift).toHaveLength(0);
});
