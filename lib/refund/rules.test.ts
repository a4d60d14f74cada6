import { describe, expect, it } from "vitest";
import { aCase, creditOf as credit, lineOf as line } from "@/db/testing/refund";
import { newId } from "@/lib/kernel/id";
import { holdsToRelease, leftOf, planDisputeHold, planLostDispute } from "./rules";
import type { CreditMove, RefundRequest } from "./types";

const parties = (moves: readonly CreditMove[]) => moves.map(({ party, amountMinor }) => [party, amountMinor]);

describe("a refund of 100.00 EUR that paid 10.00 + 10.00 + 20.00", () => {
  const credits = [credit("buyer", 1_000n), credit("sharer", 1_000n), credit("distributor", 2_000n)];

  it("as a whole takes all of it back", () => {
    const plan = aCase({ credits }).accept({ kind: "amount", amountMinor: 10_000n });
    expect(plan).toMatchObject({ goodsMinor: 10_000n, cardMinor: 10_000n, walletMinor: 0n });
    expect(parties(plan.clawBacks)).toEqual([["buyer", 1_000n], ["sharer", 1_000n], ["distributor", 2_000n]]);
  });

  it("by thirds takes each time the difference to what fits the goods refunded so far", () => {
    const order = aCase({ credits });
    const clawed = [3_333n, 3_333n, 3_334n].map((amountMinor) => order.accept({ kind: "amount", amountMinor }).clawBacks[0]?.amountMinor);
    expect(clawed).toEqual([333n, 334n, 333n]);
  });

  it("of shipping takes nothing back", () => {
    const plan = aCase({ credits, shippingMinor: 490n }).accept({ kind: "shipping", amountMinor: 490n });
    expect(plan).toMatchObject({ goodsMinor: 0n, shippingMinor: 490n, cardMinor: 490n, clawBacks: [] });
  });
});

describe("money", () => {
  it("goes back to the wallet in the proportion in which it paid, and the rest to the card", () => {
    const order = aCase({ creditMinor: 4_000n, creditEarningsMinor: 1_000n });
    expect(order.accept({ kind: "amount", amountMinor: 3_333n })).toMatchObject({ walletMinor: 1_333n, walletEarningsMinor: 333n, cardMinor: 2_000n });
    expect(order.accept({ kind: "amount", amountMinor: 6_667n })).toMatchObject({ walletMinor: 2_667n, walletEarningsMinor: 667n, cardMinor: 4_000n });
  });

  it("of an amount is taken from the goods not yet refunded, over the lines, then from shipping", () => {
    const [a, b] = [line(3_000n), line(1_000n)];
    const order = aCase({ lines: [a, b], shippingMinor: 500n });
    expect(order.accept({ kind: "amount", amountMinor: 1_000n })).toMatchObject({
      goodsMinor: 1_000n, shippingMinor: 0n, lines: [{ line: a.id, quantity: 0, goodsMinor: 750n }, { line: b.id, quantity: 0, goodsMinor: 250n }],
    });
    expect(order.accept({ kind: "amount", amountMinor: 3_200n })).toMatchObject({ goodsMinor: 3_000n, shippingMinor: 200n });
    expect(leftOf(order.order, order.refunds)).toMatchObject({ goodsMinor: 0n, shippingMinor: 300n, totalMinor: 300n });
  });

  it("of a piece is its part of what is left of its line, and the last piece takes the rest", () => {
    const three = line(10_000n, 3);
    const order = aCase({ lines: [three], shippingMinor: 490n });
    const one = () => order.accept({ kind: "lines", lines: [{ line: three.id, quantity: 1 }], shippingMinor: 0n }).goodsMinor;
    expect([one(), one()]).toEqual([3_333n, 3_334n]);
    const last = order.accept({ kind: "lines", lines: [{ line: three.id, quantity: 1 }], shippingMinor: 490n });
    expect(last).toMatchObject({ goodsMinor: 3_333n, shippingMinor: 490n });
    const reduced = aCase({ lines: [line(10_000n, 2)] });
    reduced.accept({ kind: "amount", amountMinor: 3_000n });
    expect(reduced.accept({ kind: "lines", lines: [{ line: reduced.order.lines[0]?.id ?? three.id, quantity: 1 }], shippingMinor: 0n }).goodsMinor).toBe(3_500n);
  });
});

describe("a refund is refused", () => {
  const two = line(10_000n, 2);
  const lines = (quantity: number, id = two.id): RefundRequest => ({ kind: "lines", lines: [{ line: id, quantity }], shippingMinor: 0n });
  it.each<{ request: RefundRequest; reason: string }>([
    { request: { kind: "amount", amountMinor: 10_491n }, reason: "more_than_left" },
    { request: { kind: "amount", amountMinor: 0n }, reason: "not_an_amount" },
    { request: { kind: "shipping", amountMinor: 491n }, reason: "more_than_left" },
    { request: lines(3), reason: "more_than_bought" },
    { request: { kind: "lines", lines: [{ line: two.id, quantity: 1 }, { line: two.id, quantity: 2 }], shippingMinor: 0n }, reason: "more_than_bought" },
    { request: lines(0), reason: "not_a_quantity" },
    { request: lines(0.5), reason: "not_a_quantity" },
    { request: lines(1, newId("line")), reason: "unknown_line" },
    { request: { kind: "lines", lines: [], shippingMinor: 0n }, reason: "nothing_left" },
    { request: { kind: "lines", lines: [], shippingMinor: 491n }, reason: "more_than_left" },
  ])("as $reason", ({ request, reason }) => {
    expect(aCase({ lines: [two], shippingMinor: 490n }).plan(request)).toEqual({ ok: false, reason });
  });

  it("when nothing is left", () => {
    const order = aCase({ lines: [two], shippingMinor: 490n });
    order.accept({ kind: "amount", amountMinor: 10_490n });
    const again = [{ kind: "amount", amountMinor: 1n } as const, { kind: "shipping", amountMinor: 1n } as const, lines(1)];
    expect(again.map((request) => order.plan(request))).toEqual(again.map(() => ({ ok: false, reason: "nothing_left" })));
  });
});

describe("what happened without us", () => {
  it("a refund made in the provider's dashboard went to the card, whatever was paid with; later ones make up for it", () => {
    const order = aCase({ creditMinor: 4_000n, credits: [credit("buyer", 600n)] });
    const adopted = order.accept({ kind: "provider", amountMinor: 5_000n });
    expect(adopted).toMatchObject({ goodsMinor: 5_000n, walletMinor: 0n, cardMinor: 5_000n, excessMinor: 0n });
    expect(parties(adopted.clawBacks)).toEqual([["buyer", 300n]]);
    expect(order.accept({ kind: "amount", amountMinor: 5_000n })).toMatchObject({ walletMinor: 4_000n, cardMinor: 1_000n });
    expect(order.accept({ kind: "provider", amountMinor: 70n })).toMatchObject({ goodsMinor: 0n, cardMinor: 0n, clawBacks: [], excessMinor: 70n });
  });

  it("a payment that came twice was never this order's, and a cancelled refund counts no more", () => {
    const order = aCase({ credits: [credit("buyer", 1_000n)] });
    order.accept({ kind: "amount", amountMinor: 4_000n });
    order.cancel(0);
    const all = { goodsMinor: 10_000n, shippingMinor: 0n, walletMinor: 0n, walletEarningsMinor: 0n, cardMinor: 10_000n, lines: [] };
    order.refunds.push({ ...all, kind: "late_payment", status: "done" });
    expect(parties(order.accept({ kind: "amount", amountMinor: 10_000n }).clawBacks)).toEqual([["buyer", 1_000n]]);
  });
});

describe("a dispute", () => {
  const credits = [credit("buyer", 1_000n), credit("distributor", 3_000n)];

  it("holds the credits in proportion to its amount, at most what is not yet refunded", () => {
    const order = aCase({ credits });
    expect(parties(planDisputeHold(order.now(), [], 5_000n))).toEqual([["buyer", 500n], ["distributor", 1_500n]]);
    expect(parties(planDisputeHold(order.now(), [], 99_999n))).toEqual([["buyer", 1_000n], ["distributor", 3_000n]]);
    order.accept({ kind: "amount", amountMinor: 8_000n });
    expect(parties(planDisputeHold(order.now(), order.refunds, 5_000n))).toEqual([["buyer", 200n], ["distributor", 600n]]);
    order.accept({ kind: "amount", amountMinor: 2_000n });
    expect(planDisputeHold(order.now(), order.refunds, 5_000n)).toEqual([]);
  });

  it("holds no more than a credit has, when the same order is disputed twice", () => {
    const order = aCase({ credits: [credit("buyer", 1_000n)] });
    const holds = [6_000n, 6_000n, 6_000n].map((amountMinor) => {
      const hold = planDisputeHold(order.now(), [], amountMinor);
      order.hold(hold);
      return parties(hold);
    });
    expect(holds).toEqual([[["buyer", 600n]], [["buyer", 400n]], []]);
  });

  it("that is lost takes back what a refund of its amount would, from what it holds, and sends no money", () => {
    const order = aCase({ credits, creditMinor: 4_000n });
    const holds = planDisputeHold(order.now(), [], 6_000n);
    const lost = planLostDispute(order.now(), [], { amountMinor: 6_000n, holds });
    expect(lost.refund).toMatchObject({ goodsMinor: 6_000n, walletMinor: 0n, cardMinor: 0n });
    expect([parties(lost.fromHeld), lost.fromAvailable, lost.released]).toEqual([[["buyer", 600n], ["distributor", 1_800n]], [], []]);
    order.post(lost.refund);
    expect(order.accept({ kind: "amount", amountMinor: 4_000n })).toMatchObject({ walletMinor: 4_000n, cardMinor: 0n });
  });

  it("releases what a refund took meanwhile, and loses only the rest", () => {
    const order = aCase({ credits: [credit("buyer", 1_000n)] });
    let holds = planDisputeHold(order.now(), [], 10_000n);
    order.hold(holds);
    order.accept({ kind: "amount", amountMinor: 4_000n });
    const freed = holdsToRelease(order.now());
    expect(parties(freed)).toEqual([["buyer", 400n]]);
    order.hold(freed, -1n);
    holds = holds.map((hold) => ({ ...hold, amountMinor: hold.amountMinor - 400n }));
    const lost = planLostDispute(order.now(), order.refunds, { amountMinor: 10_000n, holds });
    expect(lost.refund).toMatchObject({ goodsMinor: 6_000n, excessMinor: 4_000n });
    expect([parties(lost.fromHeld), lost.fromAvailable, lost.released]).toEqual([[["buyer", 600n]], [], []]);
  });
});
