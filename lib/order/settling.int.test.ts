import { afterAll, beforeAll, expect, it } from "vitest";
import { walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { money } from "@/lib/kernel/money";
import { Settling } from "./settle";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

async function placed(count: number) {
  const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
  const orders = await Promise.all(Array.from({ length: count }, () => aPlacedOrder(test.db, { buyer, variant })));
  return { buyer, payments: orders.map((order) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON })) };
}

it("settles each of many payments once, however often it is told at once", async () => {
  const { buyer, payments } = await placed(12);
  const settling = new Settling(test.hot);
  const told = await Promise.all([...payments, ...payments].map(async (payment) => ({ payment, settled: await settling.settle(payment) })));
  for (const { payment, settled } of told) expect(settled.order).toBe(payment.order);
  expect(told.map(({ settled }) => settled.outcome).sort()).toEqual([...Array<string>(12).fill("already"), ...Array<string>(12).fill("settled")]);
  expect((await walletsOf(test, buyer)).credit_available).toBe(12_000n);
});

it("leaves a failure with the payment that fails", async () => {
  const { payments } = await placed(6);
  const settling = new Settling(test.hot);
  const told = await Promise.allSettled(payments.map((payment, n) => settling.settle(n === 4 ? { ...payment, amount: money(10n ** 30n, "EUR") } : payment)));
  expect(told.map((one) => (one.status === "fulfilled" ? one.value.outcome : "failed"))).toEqual(["settled", "settled", "settled", "settled", "failed", "settled"]);
});
