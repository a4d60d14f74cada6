import { expect, it } from "vitest";
import { DEFAULT_PLAN, explainShare, sharesOfSale } from "../rules";
import { inShort } from "./rules";
import type { Sale } from "../types";

const line = (goodsMinor: bigint, rateBps = DEFAULT_PLAN.totalRateBps) => ({ goodsMinor, creditMinor: 0n, vatBps: 2_000, rateBps });
const sale = (...lines: Sale["lines"]): Sale => ({ lines, stage: "viral", hasDistributor: true });

it("says a part as so much of so much", () => {
  const one = sale(line(10_000n));
  expect(inShort(explainShare("sharer", one, DEFAULT_PLAN), 1_000n)).toEqual({ baseMinor: 10_000n, rateBps: 1_000n, exact: true });
  expect(inShort(explainShare("distributor", one, DEFAULT_PLAN), 2_000n)).toEqual({ baseMinor: 10_000n, rateBps: 2_000n, exact: true });
});

it("says about how much where lines have rates of their own, or the pool was cut", () => {
  const mixed = sale(line(10_000n), line(10_000n, 2_000));
  const { buyer } = sharesOfSale(mixed, DEFAULT_PLAN).shares;
  expect(inShort(explainShare("buyer", mixed, DEFAULT_PLAN), buyer)).toEqual({ baseMinor: 20_000n, rateBps: 750n, exact: false });
  const capped = { ...DEFAULT_PLAN, capPoolMinor: 2_000n };
  expect(inShort(explainShare("buyer", sale(line(10_000n)), capped), 500n)).toEqual({ baseMinor: 10_000n, rateBps: 500n, exact: false });
});
