import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aViralSale, type Bought, gift, walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { ProviderDispute } from "@/lib/gateway/stripe/types";
import { type OrderId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { acceptRefund } from "@/lib/refund/commands";
import { findRefundBook, listRefunds } from "@/lib/refund/queries";
import { recordDispute } from "./commands";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const say = async (sale: Bought, status: ProviderDispute["status"], more: { readonly amountMinor?: bigint; readonly id?: string } = {}) => {
  const found = { disputeId: more.id ?? `du_${sale.order}`, paymentId: `pi_${sale.order}`, amount: money(more.amountMinor ?? 10_000n, "EUR"), status, providerStatus: status, reason: "fraudulent", createdAt: NOON };
  return (await transact(test.db, (tx) => recordDispute(tx, found, NOON))).outcome;
};
const refund = (order: OrderId, amountMinor: bigint) => transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor }, by: null, at: NOON }));
const all = async ({ buyer, sharer, distributor }: Bought) => {
  const [b, s, d] = await Promise.all([buyer, sharer, distributor].map((member) => walletsOf(test, member)));
  return { available: [b?.credit_available, s?.credit_available, d?.earnings_available], held: [b?.credit_held, s?.credit_held, d?.earnings_held] };
};
const WHOLE = [1_000n, 1_000n, 2_000n];
const NONE = [0n, 0n, 0n];
const outbox = async (order: OrderId) => (await test.hot<{ topic: string }[]>`
  select o.topic from outbox o join refunds r on r.id = (o.payload ->> 'refund')::uuid where r.order_id = ${uuidOf(order)} order by o.id`).map(({ topic }) => topic);

describe("a dispute", () => {
  it("that is only an inquiry holds nothing", async () => {
    const sale = await aViralSale(test);
    expect(await say(sale, "inquiry")).toBe("inquiry");
    expect(await all(sale)).toEqual({ available: WHOLE, held: NONE });
    expect(await say(sale, "open")).toBe("held");
    expect(await all(sale)).toEqual({ available: NONE, held: WHOLE });
  });

  it("holds the credits in proportion once, however often and at once its news come", async () => {
    const sale = await aViralSale(test);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => say(sale, "open", { amountMinor: 2_500n })));
    expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(1);
    expect(await all(sale)).toEqual({ available: [750n, 750n, 1_500n], held: [250n, 250n, 500n] });
  });

  it("that is won gives everything back, and old news of it hold nothing again", async () => {
    const sale = await aViralSale(test);
    await say(sale, "open");
    expect([await say(sale, "won"), await say(sale, "won"), await say(sale, "open"), await say(sale, "inquiry")]).toEqual(["released", "known", "known", "known"]);
    expect(await all(sale)).toEqual({ available: WHOLE, held: NONE });
  });

  it("that is lost takes back what it held, sends no money and returns no credit", async () => {
    const buyer = await aMember(test.db);
    await gift(test, buyer, { account: "credit_available", amountMinor: 4_000n });
    const sale = await aViralSale(test, { buyer, creditMinor: 4_000n });
    await say(sale, "open", { amountMinor: 6_000n });
    expect((await all(sale)).held).toEqual([360n, 360n, 720n]);
    expect([await say(sale, "lost", { amountMinor: 6_000n }), await say(sale, "lost", { amountMinor: 6_000n })]).toEqual(["taken_back", "known"]);
    expect(await all(sale)).toEqual({ available: [240n, 240n, 480n], held: NONE });
    expect(await listRefunds(test.db, sale.order)).toMatchObject([{ kind: "dispute", status: "done", goodsMinor: 6_000n, walletMinor: 0n, cardMinor: 0n }]);
    expect(await outbox(sale.order)).toEqual(["sale.refunded"]);
  });

  it("that is heard of when it is over is lost or won all the same", async () => {
    const [lost, won] = [await aViralSale(test), await aViralSale(test)];
    expect([await say(lost, "lost", { amountMinor: 5_000n }), await say(lost, "open", { amountMinor: 5_000n }), await say(won, "won")]).toEqual(["taken_back", "known", "released"]);
    expect([await all(lost), await all(won)]).toEqual([{ available: [500n, 500n, 1_000n], held: NONE }, { available: WHOLE, held: NONE }]);
  });

  it("may take what was spent meanwhile below zero, and gives it back when it is won", async () => {
    const sale = await aViralSale(test);
    await aViralSale(test, { buyer: sale.buyer, goodsMinor: 1_000n, creditMinor: 1_000n });
    await say(sale, "open");
    expect(await walletsOf(test, sale.buyer)).toMatchObject({ credit_available: -1_000n, credit_held: 1_000n });
    await say(sale, "won");
    expect(await walletsOf(test, sale.buyer)).toMatchObject({ credit_available: 0n, credit_held: 0n });
  });

  it("after a refund holds and takes at most what is not yet refunded", async () => {
    const sale = await aViralSale(test);
    await refund(sale.order, 7_500n);
    await say(sale, "open");
    expect(await all(sale)).toEqual({ available: NONE, held: [250n, 250n, 500n] });
    await say(sale, "lost");
    expect(await all(sale)).toEqual({ available: NONE, held: NONE });
    expect((await listRefunds(test.db, sale.order)).map(({ goodsMinor }) => goodsMinor)).toEqual([7_500n, 2_500n]);
    expect(await refund(sale.order, 1n)).toEqual({ ok: false, reason: "nothing_left" });
  });

  it("lets go of what a refund takes back meanwhile", async () => {
    const sale = await aViralSale(test);
    await say(sale, "open");
    await refund(sale.order, 2_500n);
    expect(await all(sale)).toEqual({ available: NONE, held: [750n, 750n, 1_500n] });
    await say(sale, "won");
    expect(await all(sale)).toEqual({ available: [750n, 750n, 1_500n], held: NONE });
  });

  it("never holds twice what another dispute of the order holds", async () => {
    const sale = await aViralSale(test);
    await say(sale, "open", { amountMinor: 8_000n, id: `du_a${sale.order}` });
    await say(sale, "open", { amountMinor: 8_000n, id: `du_b${sale.order}` });
    expect(await all(sale)).toEqual({ available: NONE, held: WHOLE });
    await say(sale, "lost", { amountMinor: 8_000n, id: `du_a${sale.order}` });
    expect(await all(sale)).toEqual({ available: NONE, held: [200n, 200n, 400n] });
    await say(sale, "won", { amountMinor: 8_000n, id: `du_b${sale.order}` });
    expect(await all(sale)).toEqual({ available: [200n, 200n, 400n], held: NONE });
    expect((await findRefundBook(test.db, sale.order))?.refundable.credits).toMatchObject([{ takenMinor: 800n, heldMinor: 0n }, { takenMinor: 800n }, { takenMinor: 1_600n }]);
  });
});
