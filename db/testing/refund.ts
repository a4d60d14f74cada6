import { newId } from "../../lib/kernel/id";
import { planRefund } from "../../lib/refund/rules";
import type { CreditMove, PastRefund, PostedCredit, RefundableLine, RefundableOrder, RefundPlan, RefundRequest } from "../../lib/refund/types";

export type Accepted = Extract<RefundPlan, { ok: true }>;

/** A credit of which nothing was taken yet. */
export const creditOf = (party: PostedCredit["party"], amountMinor: bigint): PostedCredit => ({
  party, owner: newId("member"), wallet: party === "distributor" ? "earnings" : "credit", amountMinor, takenMinor: 0n, heldMinor: 0n,
});

/** A line of an order. */
export const lineOf = (goodsMinor: bigint, quantity = 1): RefundableLine => ({ id: newId("line"), quantity, goodsMinor });

/** The sum of amounts. */
export const totalOf = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** An order and what became of it, as the ledger and the rows of its refunds would have it. */
export class RefundCase {
  readonly order: RefundableOrder;
  readonly refunds: PastRefund[] = [];
  /** The credits as they stand now. */
  credits: readonly PostedCredit[];
  private readonly claws: (readonly CreditMove[])[] = [];

  constructor(more: Partial<RefundableOrder>) {
    const lines = more.lines ?? [lineOf(10_000n)];
    this.order = { goodsMinor: totalOf(lines.map((l) => l.goodsMinor)), shippingMinor: 0n, creditMinor: 0n, creditEarningsMinor: 0n, credits: [], ...more, lines };
    this.credits = this.order.credits;
  }

  now(): RefundableOrder {
    return { ...this.order, credits: this.credits };
  }

  plan(request: RefundRequest): RefundPlan {
    return planRefund(this.now(), this.refunds, request);
  }

  post(plan: Accepted): void {
    this.claws[this.refunds.length] = plan.clawBacks;
    this.refunds.push({ ...plan, status: "accepted" });
    this.move(plan.clawBacks, (c, by) => ({ ...c, takenMinor: c.takenMinor + by }));
  }

  /** Plans and posts. Throws when it is refused. */
  accept(request: RefundRequest): Accepted {
    const plan = this.plan(request);
    if (!plan.ok) throw new Error(plan.reason);
    this.post(plan);
    return plan;
  }

  /** Posts the mirror of a refund. */
  cancel(index: number): void {
    const refund = this.refunds[index];
    if (!refund || refund.status === "cancelled") return;
    this.refunds[index] = { ...refund, status: "cancelled" };
    this.move(this.claws[index] ?? [], (c, by) => ({ ...c, takenMinor: c.takenMinor - by }));
  }

  /** Holds of a dispute are taken or, with `-1n`, given back. */
  hold(moves: readonly CreditMove[], sign: 1n | -1n = 1n): void {
    this.move(moves, (c, by) => ({ ...c, heldMinor: c.heldMinor + sign * by }));
  }

  private move(moves: readonly CreditMove[], change: (credit: PostedCredit, by: bigint) => PostedCredit): void {
    this.credits = this.credits.map((c) => {
      const by = totalOf(moves.filter((m) => m.party === c.party && m.owner === c.owner).map((m) => m.amountMinor));
      return by === 0n ? c : change(c, by);
    });
  }
}

/** An order of 100.00 with no credits, unless said otherwise. */
export const aCase = (more: Partial<RefundableOrder>): RefundCase => new RefundCase(more);
