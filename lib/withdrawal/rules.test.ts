import { describe, expect, it } from "vitest";
import { DEFAULT_DELIVERY } from "@/lib/checkout/rules";
import { newId } from "@/lib/kernel/id";
import { isWorkingDay, leftToGiveUp, receiptOf, refundBy, refundStarts, standardDelivery, withdrawalPeriod } from "./rules";

const PARIS = "Europe/Paris";
const ON_RETURN = { refundStart: "on_return", transitDays: 7 } as const;
const day = (text: string) => new Date(`${text}T00:00:00Z`).getTime();

describe("the fourteen days", () => {
  const until = (received: string, now = received) => withdrawalPeriod(new Date(received), { timeZone: PARIS, now: new Date(now) });

  it("end with the fourteenth day after receipt, in the company's time zone", () => {
    expect(until("2026-11-02T09:00:00Z")).toEqual({ state: "until", ends: new Date("2026-11-16T23:00:00Z") });
    expect(until("2026-11-02T09:00:00Z", "2026-11-16T22:59:59Z").state).toBe("until");
    expect(until("2026-11-02T09:00:00Z", "2026-11-16T23:00:00Z").state).toBe("over");
  });

  it("move past weekends and public holidays", () => {
    expect(until("2026-12-11T09:00:00Z")).toMatchObject({ ends: new Date("2026-12-28T23:00:00Z") });
    expect(until("2026-03-23T09:00:00Z")).toMatchObject({ ends: new Date("2026-04-07T22:00:00Z") });
    expect(["2026-04-06", "2026-05-14", "2026-05-25", "2027-03-29", "2026-07-14"].map((date) => isWorkingDay(day(date)))).toEqual(Array(5).fill(false));
    expect(isWorkingDay(day("2026-04-07"))).toBe(true);
  });

  it("are open while something has not left, begin with the last parcel's receipt, and a silent carrier is presumed slow", () => {
    const [sent, received] = [new Date("2026-11-02T09:00:00Z"), new Date("2026-11-04T09:00:00Z")];
    expect(withdrawalPeriod(null, { timeZone: PARIS, now: sent })).toEqual({ state: "open" });
    expect(receiptOf(null, [{ sentAt: sent, receivedAt: received }], ON_RETURN)).toBeNull();
    expect(receiptOf(sent, [], ON_RETURN)).toEqual(new Date("2026-11-09T09:00:00Z"));
    expect(receiptOf(sent, [{ sentAt: sent, receivedAt: received }], ON_RETURN)).toEqual(received);
    expect(receiptOf(sent, [{ sentAt: sent, receivedAt: received }, { sentAt: sent, receivedAt: null }], ON_RETURN)).toEqual(new Date("2026-11-09T09:00:00Z"));
  });
});

describe("the refund", () => {
  const by = refundBy(new Date("2026-11-02T09:00:00Z"), PARIS);
  const starts = (evidence: "none" | "goods" | "proof" | null, more: { confirmed?: boolean; now?: string; atOnce?: boolean } = {}) =>
    refundStarts({ evidence, confirmed: more.confirmed ?? false, refundBy: by }, more.atOnce ? { refundStart: "at_once", transitDays: 7 } : ON_RETURN, new Date(more.now ?? "2026-11-03T09:00:00Z"));

  it("starts when goods or accepted proof arrive, with the buyer's word on the fourteenth day, never while goods are awaited", () => {
    expect(by).toEqual(new Date("2026-11-16T23:00:00Z"));
    expect([starts(null), starts(null, { now: "2026-12-24T09:00:00Z" })]).toEqual([false, false]);
    expect([starts("goods"), starts("none"), starts("proof", { confirmed: true })]).toEqual([true, true, true]);
    expect([starts("proof"), starts("proof", { now: "2026-11-16T23:00:00Z" })]).toEqual([false, true]);
  });

  it("starts at once where the company says so", () => {
    expect(starts(null, { atOnce: true })).toBe(true);
  });

  it("includes standard delivery: all of it when that was chosen, its price when more was paid", () => {
    const parcel = { country: "FR", grams: 400, goodsMinor: 3_000n };
    expect(standardDelivery(490n, DEFAULT_DELIVERY, parcel)).toBe(490n);
    expect(standardDelivery(1_290n, DEFAULT_DELIVERY, parcel)).toBe(490n);
    expect(standardDelivery(0n, DEFAULT_DELIVERY, parcel)).toBe(0n);
    expect(standardDelivery(1_290n, DEFAULT_DELIVERY, { ...parcel, country: "US" })).toBe(1_290n);
  });

  it("is of what is left: pieces that were given up before are not given up again", () => {
    const [a, b] = [newId("line"), newId("line")];
    expect(leftToGiveUp([{ line: a, quantity: 3 }, { line: b, quantity: 1 }], [{ line: a, quantity: 1 }, { line: b, quantity: 1 }])).toEqual([{ line: a, quantity: 2 }]);
  });
});
