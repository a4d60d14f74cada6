import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId, type MessageId } from "../kernel/id";
import { money } from "../kernel/money";
import type { CommissionAdapter, CommissionMessage, SaleCompleted, SaleRefunded } from "./commission";

/** What the stand-in of a commission system can be told to do wrong. Rates are "every n-th message". */
export type Misbehaviour = {
  readonly slowMs?: number;
  readonly down?: boolean;
  readonly failEvery?: number;
  readonly cutOffEvery?: number;
  readonly malformedEvery?: number;
  readonly rateLimitEvery?: number;
  readonly retryAfterSeconds?: number;
  readonly knownDistributors?: readonly string[] | null;
};

/** A running stand-in, spoken to over the wire, and the adapter under test, whose timeout is 300 ms. */
export type CommissionWorld = {
  readonly adapter: CommissionAdapter;
  misbehave(how: Misbehaviour): Promise<void>;
  /** The ids of the messages in effect, in the order of their effect. */
  inEffect(): Promise<readonly MessageId[]>;
  close(): Promise<void>;
};

/** Declares the tests that every adapter must pass against a stand-in of its commission system. DESIGN §6 */
// oxlint-disable-next-line max-lines-per-function -- a list of tests, as in a test file
export function commissionContract(name: string, start: () => Promise<CommissionWorld>): void {
  // oxlint-disable-next-line max-lines-per-function -- the same list
  describe(`the ${name} adapter`, () => {
    let world: CommissionWorld;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.close());

    it("hands on a sale and keeps the other side's reference", async () => {
      const { outcome, exchanges } = await world.adapter.deliver(exampleSale(), false);
      expect(outcome.result).toBe("accepted");
      expect(outcome).toHaveProperty("externalReference");
      expect(exchanges.filter(({ request }) => request.method !== "GET")).toHaveLength(1);
    });

    it("hands on every kind of message, the member first, then the sale, then its partial and its whole return", async () => {
      const sale = exampleSale();
      const messages = [exampleMember(), sale, exampleRefund(sale, 5_000n), exampleRefund(sale, 10_000n), exampleMove(sale)];
      for (const message of messages) expect((await world.adapter.deliver(message, false)).outcome).toMatchObject({ result: "accepted" });
      expect(await world.inEffect()).toEqual(messages.map(({ id }) => id));
    });

    it("sends a message twice and it takes effect once", async () => {
      const sale = exampleSale();
      const first = await world.adapter.deliver(sale, false);
      const second = await world.adapter.deliver(sale, false);
      expect(second.outcome).toEqual({ ...first.outcome, result: "duplicate" });
      expect(await world.inEffect()).toEqual([sale.id]);
    });

    it("looks before it re-sends after a doubt, and does not send what arrived", async () => {
      const sale = exampleSale();
      await world.misbehave({ cutOffEvery: 1 });
      expect((await world.adapter.deliver(sale, false)).outcome.result).toBe("retry");
      const again = await world.adapter.deliver(sale, true);
      expect(again.outcome.result).toBe("duplicate");
      expect(again.exchanges.map(({ request }) => request.method)).toEqual(["GET"]);
      expect(await world.inEffect()).toEqual([sale.id]);
    });

    it("sends after a doubt what never arrived", async () => {
      const sale = exampleSale();
      await world.misbehave({ failEvery: 1 });
      expect((await world.adapter.deliver(sale, false)).outcome.result).toBe("retry");
      await world.misbehave({});
      expect((await world.adapter.deliver(sale, true)).outcome.result).toBe("accepted");
      expect(await world.inEffect()).toEqual([sale.id]);
    });

    it("takes a malformed answer for a doubt", async () => {
      const sale = exampleSale();
      await world.misbehave({ malformedEvery: 1 });
      expect((await world.adapter.deliver(sale, false)).outcome.result).toBe("retry");
      expect((await world.adapter.deliver(sale, true)).outcome.result).toBe("duplicate");
    });

    it("gives back a business refusal with the other side's words", async () => {
      await world.misbehave({ knownDistributors: ["somebody else"] });
      const { outcome } = await world.adapter.deliver(exampleSale(), false);
      expect(outcome.result).toBe("refused");
      expect(outcome).toHaveProperty("code", expect.stringMatching(/^[a-z_0-9]+$/));
      expect(outcome).toHaveProperty("words", expect.stringContaining("D-77"));
    });

    it("waits as long as it is asked to", async () => {
      await world.misbehave({ rateLimitEvery: 1, retryAfterSeconds: 7 });
      expect((await world.adapter.deliver(exampleSale(), false)).outcome).toMatchObject({ result: "retry", afterMs: 7_000 });
    });

    it("gives up on an answer that takes too long, and says so", async () => {
      await world.misbehave({ slowMs: 2_000 });
      const { outcome } = await world.adapter.deliver(exampleSale(), false);
      expect(outcome).toMatchObject({ result: "retry", why: expect.stringContaining("in time") as string });
    });

    it("asks for a retry while the other side is down, and gets through when it is up again", async () => {
      const sale = exampleSale();
      await world.misbehave({ down: true });
      expect((await world.adapter.deliver(sale, false)).outcome.result).toBe("retry");
      expect((await world.adapter.deliver(sale, true)).outcome.result).toBe("retry");
      await world.misbehave({});
      expect((await world.adapter.deliver(sale, true)).outcome.result).toBe("accepted");
    });

    it("shows no secret in the exchange that operators read", async () => {
      const { exchanges } = await world.adapter.deliver(exampleSale(), false);
      for (const { request } of exchanges) for (const value of Object.values(request.headers)) expect(value).not.toMatch(/(v1,|Basic )[A-Za-z0-9+/]{16}/);
    });
  });
}

const PAID_AT = new Date("2026-03-01T10:00:00Z");
const party = (externalId: string | null) => ({ member: newId("member"), externalId });

/** A sale of 100.00 EUR in stage `direct`: 10.00 to the buyer, 30.00 to distributor D-77. */
export function exampleSale(): { readonly id: MessageId } & SaleCompleted {
  const buyer = party(null);
  const distributor = party("D-77");
  return {
    id: newId("message"),
    kind: "sale.completed",
    order: newId("order"),
    number: "K7Q2-M4XD",
    buyer,
    currency: "EUR",
    stage: "direct",
    sharer: null,
    distributor,
    placedAt: PAID_AT,
    paidAt: PAID_AT,
    lines: [{ sku: "SOAP-1", quantity: 2, unitMinor: 5_000n, discountMinor: 0n, goodsMinor: 10_000n, taxMinor: 1_667n, taxBps: 2_000, cvMinor: 8_333n, bvMinor: 8_333n }],
    shippingMinor: 490n,
    totalMinor: 10_490n,
    creditMinor: 0n,
    volumePolicy: "full",
    paidOut: [
      { role: "buyer", party: buyer, amount: money(1_000n, "EUR") },
      { role: "distributor", party: distributor, amount: money(3_000n, "EUR") },
    ],
  };
}

/** A return of so much of 100.00 EUR so far. */
export function exampleRefund(sale: SaleCompleted, goodsMinor: bigint): { readonly id: MessageId } & SaleRefunded {
  const { order, number, buyer, currency, stage, sharer, distributor } = sale;
  const part = (minor: bigint) => (minor * goodsMinor) / 10_000n;
  const line = { sku: "SOAP-1", goodsMinor, cvMinor: part(8_333n), bvMinor: part(8_333n) };
  const takenBack = sale.paidOut.map((paid) => ({ ...paid, amount: money(part(paid.amount.minor), currency) }));
  const soFar = { goodsMinor, ofGoodsMinor: 10_000n, shippingMinor: 0n, lines: [line], takenBack };
  const refundedAt = new Date("2026-03-05T10:00:00Z");
  return { id: newId("message"), kind: "sale.refunded", order, number, buyer, currency, stage, sharer, distributor, refund: newId("refund"), refundedAt, soFar };
}

/** A customer comes in, below distributor D-77. */
export function exampleMember(): CommissionMessage {
  const distributor = party("D-77");
  return { id: newId("message"), kind: "member.enrolled", at: PAID_AT, party: party(null), role: "customer", status: "active", parent: distributor, distributor };
}

/** The sale is distributor D-78's now. */
export function exampleMove({ order, number, buyer, currency, stage, sharer, distributor, paidOut }: SaleCompleted): CommissionMessage {
  const from = { stage, sharer, distributor };
  const to = { ...from, distributor: party("D-78") };
  return { id: newId("message"), kind: "sale.reattributed", order, number, buyer, currency, reattributedAt: PAID_AT, from, to, paidOut };
}
