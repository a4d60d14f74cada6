import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aViralSale, walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { audit } from "@/lib/audit/commands";
import { recordDispute } from "@/lib/dispute/commands";
import { type MemberId, newId, type OrderId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { publishPlan } from "@/lib/plan/commands";
import { explain, explainTo } from "@/lib/plan/queries";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { reattribute } from "./commands";
import { findSaleAttribution } from "./queries";
import type { Reattribution } from "./types";

let test: TestDatabase;
let operator: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  operator = await aMember(test.db);
});
afterAll(() => test.close());

const change = (order: OrderId, sponsor: MemberId | null, id: Reattribution["id"] = newId("trail")) =>
  transact(test.db, (tx) => reattribute(tx, { id, order, sponsor, by: operator, reason: "she met them at the fair", at: NOON }));
const refund = (order: OrderId, amountMinor: bigint) =>
  transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor }, by: operator, at: NOON }));
const done = (order: OrderId) => test.hot`update refunds set status = 'done', done_at = now() where order_id = ${uuidOf(order)}`;
const balance = async (member: MemberId) => {
  const { credit_available: credit, earnings_available: earnings } = await walletsOf(test, member);
  return [credit, earnings];
};

describe("re-attributing a paid order", () => {
  it("takes the old credits back and posts the same plan version anew for the new people, with the reason", async () => {
    const { order, buyer, sharer, distributor } = await aViralSale(test);
    const other = await aMember(test.db, { role: "distributor" });
    expect(await change(order, other)).toMatchObject({ ok: true, changed: true, from: { stage: "viral", sharer }, to: { stage: "direct", distributor: other } });
    expect(await Promise.all([buyer, sharer, distributor, other].map(balance))).toEqual([[1_000n, 0n], [0n, 0n], [0n, 0n], [0n, 3_000n]]);
    expect(await findSaleAttribution(test.db, order)).toMatchObject({ sponsor: other, stage: "direct" });
    const [said] = await test.hot`select t.actor, n.text from trail t join trail_notes n on n.trail_id = t.id where t.subject = ${order}`;
    expect(said).toEqual({ actor: operator, text: "she met them at the fair" });
    expect(await test.hot`select 1 from outbox where topic = 'sale.reattributed' and payload ->> 'order' = ${uuidOf(order).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`).toHaveLength(1);

    expect((await explain(test.db, order))?.parts.map(({ postedMinor }) => postedMinor)).toEqual([1_000n, 0n, 3_000n, 0n]);
    expect((await explainTo(test.db, other, order))?.parts).toMatchObject([{ party: "distributor", postedMinor: 3_000n }]);
    expect(await explainTo(test.db, sharer, order)).toBeNull();
  });

  it("leaves what refunds took where it was taken, and later refunds take the rest of the new people", async () => {
    const { order, buyer, sharer, distributor } = await aViralSale(test);
    await refund(order, 3_333n);
    await done(order);
    const other = await aMember(test.db, { role: "distributor" });
    await change(order, other);
    expect(await Promise.all([buyer, sharer, distributor, other].map(balance))).toEqual([[667n, 0n], [0n, 0n], [0n, 0n], [0n, 2_000n]]);
    await refund(order, 1_667n);
    expect(await balance(other)).toEqual([0n, 1_500n]);
    await done(order);
    await change(order, sharer);
    expect(await Promise.all([buyer, sharer, distributor, other].map(balance))).toEqual([[500n, 0n], [500n, 0n], [0n, 1_000n], [0n, 0n]]);
    await refund(order, 5_000n);
    expect((await Promise.all([buyer, sharer, distributor, other].map(balance))).flat()).toEqual([0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    const [sum] = await test.hot`select sum(amount_minor) from ledger_entries where scope = ${uuidOf(order)} and account = 'cashback_expense'`;
    expect(sum).toEqual({ sum: "0" });
  });

  it("is one, when it is sent twice and by ten at once", async () => {
    const { order, sharer } = await aViralSale(test);
    const other = await aMember(test.db, { role: "distributor" });
    const id = newId("trail");
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => change(order, other, id)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect([await balance(sharer), await balance(other)]).toEqual([[0n, 0n], [0n, 3_000n]]);
    expect(await change(order, other)).toMatchObject({ ok: true, changed: false });
    expect(await test.hot`select 1 from ledger_transactions where scope = ${uuidOf(order)} and kind = 'reattribute'`).toHaveLength(1);
  });

  it("gives nothing to people who are not active: a distributor's part goes up, a sharer's stays with the company", async () => {
    const { order, buyer, distributor } = await aViralSale(test);
    const top = await aMember(test.db, { role: "distributor" });
    const asleep = await aMember(test.db, { role: "distributor", status: "suspended", parent: top });
    const gone = await aMember(test.db, { status: "closed", parent: asleep });
    await change(order, gone);
    expect(await Promise.all([buyer, distributor, gone, asleep, top].map(balance))).toEqual([[1_000n, 0n], [0n, 0n], [0n, 0n], [0n, 0n], [0n, 2_000n]]);
    await change(order, null);
    expect(await Promise.all([buyer, top].map(balance))).toEqual([[1_000n, 0n], [0n, 0n]]);
  });

  it("is refused where it would be nobody's, a circle, unpaid, or in the middle of something else", async () => {
    const { order, buyer } = await aViralSale(test, { payment: "pi_refused" });
    const below = await aMember(test.db, { parent: buyer });
    const self = await aViralSale(test, { stage: "self", buyer: await aMember(test.db, { role: "distributor" }) });
    const waiting = await aPlacedOrder(test.db, { buyer: await aMember(test.db), variant: await aVariant(test.db) });
    expect(await change(order, buyer)).toEqual({ ok: false, reason: "own_sponsor" });
    expect(await change(order, below)).toEqual({ ok: false, reason: "sponsor_in_downline" });
    expect(await change(order, newId("member"))).toEqual({ ok: false, reason: "unknown_sponsor" });
    expect(await change(self.order, below)).toEqual({ ok: false, reason: "own_purchase" });
    expect(await change(waiting, null)).toEqual({ ok: false, reason: "not_paid" });
    await refund(order, 100n);
    expect(await change(order, null)).toEqual({ ok: false, reason: "refund_under_way" });
    await done(order);
    const dispute = { disputeId: "dp_r", paymentId: "pi_refused", amount: money(5_000n, "EUR"), status: "open", providerStatus: "x", reason: "general", createdAt: NOON } as const;
    await transact(test.db, (tx) => recordDispute(tx, dispute, NOON));
    expect(await change(order, null)).toEqual({ ok: false, reason: "disputed" });
  });

  it("leaves a book in which the audit finds no difference", async () => {
    expect((await audit(test.db)).shown).toEqual([]);
  });
});
