import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Accepted, creditOf, lineOf, RefundCase, totalOf } from "@/db/testing/refund";
import { divideHalfUp, spread } from "@/lib/kernel/money";
import { holdsToRelease, leftOf, planDisputeHold, planLostDispute } from "./rules";
import type { CreditMove, RefundableOrder, RefundRequest } from "./types";

/** `npm run test:long` plays 100,000. */
const RUNS = Number(process.env["RUNS"] ?? "2000");

const anyOrder: fc.Arbitrary<RefundableOrder> = fc
  .record({
    lines: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), goodsMinor: fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 50_000n })) }), { minLength: 1, maxLength: 5 }),
    shippingMinor: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 2_000n })),
    creditPer: fc.bigInt({ min: 0n, max: 100n }),
    earningsPer: fc.bigInt({ min: 0n, max: 100n }),
    parts: fc.array(fc.bigInt({ min: 0n, max: 30n }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ lines, shippingMinor, creditPer, earningsPer, parts }) => {
    const goodsMinor = totalOf(lines.map((l) => l.goodsMinor));
    const creditMinor = ((goodsMinor + shippingMinor) * creditPer) / 100n;
    const pool = (goodsMinor * 40n) / 100n;
    const shares = spread(parts.some((p) => p > 0n) ? pool : 0n, parts);
    return {
      lines: lines.map((l) => lineOf(l.goodsMinor, l.quantity)), goodsMinor, shippingMinor, creditMinor,
      creditEarningsMinor: (creditMinor * earningsPer) / 100n,
      credits: (["buyer", "sharer", "distributor"] as const).map((party, n) => creditOf(party, shares[n] ?? 0n)).filter((c) => c.amountMinor > 0n),
    };
  });
const anyStep = fc.record({
  what: fc.constantFrom("amount", "amount", "lines", "shipping", "provider", "open", "lost", "won", "cancel"),
  share: fc.bigInt({ min: 1n, max: 100n }),
  which: fc.nat({ max: 8 }),
});
type Step = { what: string; share: bigint; which: number };
const part = (of: bigint, share: bigint) => (of * share + 99n) / 100n;

/** Plays a step on a naive book; every number is checked against what the book allows. */
class Book extends RefundCase {
  dispute: { amountMinor: bigint; holds: CreditMove[] } | null = null;
  override post(plan: Accepted): void {
    expect(plan.goodsMinor >= 0n && plan.shippingMinor >= 0n && plan.cardMinor >= 0n && plan.walletMinor >= 0n).toBe(true);
    expect(plan.walletEarningsMinor >= 0n && plan.walletEarningsMinor <= plan.walletMinor).toBe(true);
    if (plan.kind !== "dispute") expect(plan.walletMinor + plan.cardMinor).toBe(plan.goodsMinor + plan.shippingMinor);
    expect(totalOf(plan.lines.map((l) => l.goodsMinor))).toBe(plan.goodsMinor);
    expect(plan.clawBacks.every((c) => c.amountMinor > 0n)).toBe(true);
    super.post(plan);
    const freed = holdsToRelease(this.now());
    this.hold(freed, -1n);
    for (const hold of this.dispute?.holds ?? []) {
      const by = totalOf(freed.filter((f) => f.party === hold.party).map((f) => f.amountMinor));
      this.dispute = this.dispute && { ...this.dispute, holds: this.dispute.holds.map((h) => (h.party === hold.party ? { ...h, amountMinor: h.amountMinor - by } : h)) };
    }
  }
  standing() {
    return this.refunds.filter((r) => r.status !== "cancelled");
  }
  cardLeft(): bigint {
    const paid = this.order.goodsMinor + this.order.shippingMinor - this.order.creditMinor;
    return paid - totalOf(this.standing().map((r) => (r.kind === "dispute" ? r.goodsMinor + r.shippingMinor : r.cardMinor)));
  }
  try(request: RefundRequest): void {
    const plan = this.plan(request);
    if (plan.ok) this.post(plan);
    else expect(["nothing_left", "not_an_amount", "more_than_left", "more_than_bought"]).toContain(plan.reason);
  }
  endDispute(lose: boolean): void {
    const dispute = this.dispute;
    if (!dispute) return;
    const amountMinor = dispute.amountMinor < this.cardLeft() ? dispute.amountMinor : this.cardLeft();
    this.hold(dispute.holds, -1n);
    if (lose && amountMinor > 0n) {
      const lost = planLostDispute(this.now(), this.refunds, { amountMinor, holds: dispute.holds });
      expect(totalOf([...lost.fromHeld, ...lost.fromAvailable].map((m) => m.amountMinor))).toBe(totalOf(lost.refund.clawBacks.map((m) => m.amountMinor)));
      expect(totalOf([...lost.fromHeld, ...lost.released].map((m) => m.amountMinor))).toBe(totalOf(dispute.holds.map((m) => m.amountMinor)));
      this.dispute = null;
      this.post(lost.refund);
    }
    this.dispute = null;
  }
  play({ what, share, which }: Step): void {
    const left = leftOf(this.order, this.refunds);
    if (what === "amount") this.try({ kind: "amount", amountMinor: part(left.totalMinor, share) });
    if (what === "shipping") this.try({ kind: "shipping", amountMinor: part(left.shippingMinor, share) });
    if (what === "provider" && this.cardLeft() > 0n) this.try({ kind: "provider", amountMinor: part(this.cardLeft(), share) });
    if (what === "lines") {
      const l = left.lines[which % left.lines.length];
      if (l && l.quantity > 0) this.try({ kind: "lines", lines: [{ line: l.line, quantity: 1 + (which % l.quantity) }], shippingMinor: which % 3 === 0 ? left.shippingMinor : 0n });
    }
    if (what === "open" && !this.dispute && this.cardLeft() > 0n) {
      const amountMinor = part(this.cardLeft(), share);
      const holds = planDisputeHold(this.now(), this.refunds, amountMinor);
      this.dispute = { amountMinor, holds };
      this.hold(holds);
    }
    if (what === "lost" || what === "won") this.endDispute(what === "lost");
    if (what === "cancel" && this.refunds.length > 0) {
      const index = which % this.refunds.length;
      const kind = this.refunds[index]?.kind;
      if (kind !== "provider" && kind !== "dispute") this.cancel(index);
    }
  }
}

describe("for any order and any sequence of refunds", () => {
  const run = (steps: fc.Arbitrary<Step[]>, check: (book: Book) => void) => {
    fc.assert(
      fc.property(anyOrder, steps, (order, played) => {
        const book = new Book(order);
        for (const step of played) {
          book.play(step);
          check(book);
        }
        book.endDispute(false);
        const left = leftOf(book.order, book.refunds);
        if (left.totalMinor > 0n) book.accept({ kind: "amount", amountMinor: left.totalMinor });
        for (const c of book.credits) {
          if (book.order.goodsMinor > 0n) expect(c.takenMinor).toBe(c.amountMinor);
          expect(c.heldMinor).toBe(0n);
        }
        const past = book.standing();
        expect(totalOf(past.map((r) => r.walletMinor))).toBe(order.creditMinor);
        expect(totalOf(past.map((r) => r.walletEarningsMinor))).toBe(order.creditEarningsMinor);
        expect(book.cardLeft()).toBe(0n);
        expect(leftOf(book.order, book.refunds).totalMinor).toBe(0n);
      }),
      { numRuns: RUNS },
    );
  };
  const bounded = (book: Book) => {
    for (const c of book.credits) expect(c.takenMinor >= 0n && c.heldMinor >= 0n && c.takenMinor + c.heldMinor <= c.amountMinor).toBe(true);
    expect(book.cardLeft() >= 0n).toBe(true);
  };

  it("the parts add up exactly to what was posted, nobody is ever credited, and no more is held than is left", () => {
    run(fc.array(anyStep, { maxLength: 14 }), bounded);
  });

  it("of ours alone, what was taken and returned so far is the rounded proportion of what was refunded so far", () => {
    const ours = fc.array(anyStep.filter(({ what }) => ["amount", "lines", "shipping"].includes(what)), { maxLength: 10 });
    run(ours, (book) => {
      bounded(book);
      const { goodsMinor, shippingMinor, creditMinor } = book.order;
      const goods = totalOf(book.refunds.map((r) => r.goodsMinor));
      const all = goods + totalOf(book.refunds.map((r) => r.shippingMinor));
      for (const c of book.credits) expect(c.takenMinor).toBe(divideHalfUp(c.amountMinor * goods, goodsMinor));
      if (all > 0n) expect(totalOf(book.refunds.map((r) => r.walletMinor))).toBe(divideHalfUp(creditMinor * all, goodsMinor + shippingMinor));
    });
  });
});
