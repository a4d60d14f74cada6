import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type Currency, CURRENCIES, money } from "@/lib/kernel/money";
import { CARD_LIMITS, fromStripeAmount, isPayable, payableRemainder, toStripeAmount } from "./amounts";

const eur = (minor: bigint) => money(minor, "EUR");
const tnd = (minor: bigint) => money(minor, "TND");
const currency = fc.constantFrom(...(Object.keys(CURRENCIES) as Currency[]));
const minor = fc.oneof(fc.bigInt({ min: 0n, max: 3_000n }), fc.bigInt({ min: 0n, max: 10n ** 9n }));

describe("payableRemainder", () => {
  it.each([
    { total: eur(10_000n), chosen: eur(0n), credit: 0n, remainder: 10_000n },
    { total: eur(10_000n), chosen: eur(2_500n), credit: 2_500n, remainder: 7_500n },
    { total: eur(10_000n), chosen: eur(9_970n), credit: 9_950n, remainder: 50n },
    { total: eur(10_000n), chosen: eur(10_000n), credit: 10_000n, remainder: 0n },
    { total: eur(10_000n), chosen: eur(99_999n), credit: 10_000n, remainder: 0n },
    { total: eur(30n), chosen: eur(30n), credit: 30n, remainder: 0n },
    { total: eur(0n), chosen: eur(0n), credit: 0n, remainder: 0n },
    { total: tnd(10_000n), chosen: tnd(1_234n), credit: 1_230n, remainder: 8_770n },
    { total: tnd(10_005n), chosen: tnd(6n), credit: 5n, remainder: 10_000n },
  ])("lowers credit $chosen.minor of $total.minor $total.currency to $credit", ({ total, chosen, credit, remainder }) => {
    const outcome = payableRemainder(total, chosen);
    expect(outcome).toEqual({ ok: true, credit: money(credit, total.currency), remainder: money(remainder, total.currency) });
  });

  it("refuses an order below the card's minimum that credit does not cover", () => {
    expect(payableRemainder(eur(40n), eur(20n))).toEqual({ ok: false, reason: "below_minimum", minimum: eur(50n) });
  });

  it("refuses a total that no payment in steps makes up", () => {
    expect(payableRemainder(tnd(10_005n), tnd(0n))).toMatchObject({ ok: false, reason: "not_in_steps" });
  });

  it("adds up to the total, is zero or payable, and lowers the credit by the least that does it, for any amounts", () => {
    fc.assert(
      fc.property(currency, minor, minor, (code, totalMinor, chosenMinor) => {
        const total = money(totalMinor, code);
        const outcome = payableRemainder(total, money(chosenMinor, code));
        const wanted = chosenMinor < totalMinor ? chosenMinor : totalMinor;
        const possible = (spent: bigint) => spent === totalMinor || isPayable(money(totalMinor - spent, code));
        if (!outcome.ok) {
          const anything = [0n, wanted, wanted - (wanted % CARD_LIMITS[code].step)].some(possible);
          expect(anything).toBe(false);
          return;
        }
        expect(add(outcome.credit, outcome.remainder)).toEqual(total);
        expect(outcome.credit.minor >= 0n && outcome.credit.minor <= wanted).toBe(true);
        expect(possible(outcome.credit.minor)).toBe(true);
        for (let spent = wanted, left = 40; spent > outcome.credit.minor && left > 0; spent -= 1n, left -= 1) {
          expect(possible(spent)).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives the same answer for the credit that it gave", () => {
    fc.assert(
      fc.property(currency, minor, minor, (code, totalMinor, chosenMinor) => {
        const first = payableRemainder(money(totalMinor, code), money(chosenMinor, code));
        if (first.ok) expect(payableRemainder(money(totalMinor, code), first.credit)).toEqual(first);
      }),
    );
  });
});

it("writes and reads an amount as Stripe counts it, without loss", () => {
  fc.assert(
    fc.property(currency, minor, (code, amount) => {
      const there = toStripeAmount(money(amount, code));
      expect(fromStripeAmount(there, code.toLowerCase())).toEqual(money(amount, code));
    }),
  );
  expect(fromStripeAmount(100, "usd")).toBeNull();
  expect(() => toStripeAmount(eur(-1n))).toThrow("not an amount to pay");
});
