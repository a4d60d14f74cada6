import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invoices } from "@/db/schema/invoices";
import { orderContacts, orderLines, refunds } from "@/db/schema/orders";
import { settings } from "@/db/schema/plan";
import { aViralSale, gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { sqlState, transact } from "@/db/transact";
import type { OrderId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { acceptRefund } from "@/lib/refund/commands";
import { issueNext } from "./commands";
import { listWholeInvoices } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const NEXT_DAY = new Date(NOON.getTime() + 86_400_000);

async function issue(order: OrderId, at = NOON): Promise<number> {
  for (let issued = 0; ; issued += 1) {
    if ((await transact(test.db, (tx) => issueNext(tx, { order, at }))).issued === null) return issued;
  }
}

describe("numbers", () => {
  it("of 1,000 concurrent orders have no gap and no double, whatever is repeated and rolled back", async () => {
    const [buyer, variant] = [await aMember(test.db), await aVariant(test.db)];
    const orders: OrderId[] = [];
    for (let n = 0; n < 1_000; n += 20) orders.push(...await Promise.all(Array.from({ length: 20 }, () => aPlacedOrder(test.db, { buyer, variant }))));
    for (let n = 0; n < orders.length; n += 200) await settle(test.hot, orders.slice(n, n + 200).map((order) => ({ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON })));

    // Each fourth job comes twice, and each tenth attempt dies after its number was taken.
    const dying = (order: OrderId) => test.db.transaction(async (tx) => {
      await issueNext(tx, { order, at: NOON });
      throw new Error("the process is killed");
    }).catch(() => undefined);
    await Promise.all(orders.flatMap((order, n) => [issue(order), ...(n % 4 === 0 ? [issue(order)] : []), ...(n % 10 === 0 ? [dying(order)] : [])]));

    const rows = await test.db.select().from(invoices).orderBy(asc(invoices.sequence));
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
    expect(new Set(rows.map(({ orderId }) => orderId)).size).toBe(1_000);
    expect(rows[41]?.number).toBe("F2026-000042");
  }, 240_000);

  it("follow the dates, even when a clock goes back", async () => {
    const [first, second] = [await aViralSale(test), await aViralSale(test)];
    await issue(first.order, NEXT_DAY);
    await issue(second.order, NOON);
    const [later] = await listWholeInvoices(test.db, second.order);
    expect(later?.issuedAt).toEqual(NEXT_DAY);
  });

  it("start anew with the year of the company", async () => {
    const { order } = await aViralSale(test);
    await issue(order, new Date("2026-12-31T23:30:00Z"));
    expect((await listWholeInvoices(test.db, order))[0]?.number).toBe("F2027-000001");
  });
});

describe("documents", () => {
  it("are never changed nor deleted", async () => {
    const refused = async (work: () => Promise<unknown>) => sqlState(await work().catch((error: unknown) => error));
    expect(await refused(() => test.db.update(invoices).set({ number: "X" }))).toBe("CG010");
    expect(await refused(() => test.db.delete(invoices))).toBe("CG010");
  });

  it("name seller and buyer, and follow each refund with a credit note that says what it corrects", async () => {
    const { order } = await aViralSale(test);
    await test.db.insert(orderContacts).values({ orderId: order, email: "lea@test.example", name: "Léa Martin", street: "1 rue", postalCode: "04000", city: "Digne", country: "FR" });
    await issue(order);
    const [line] = await test.db.select().from(orderLines).where(eq(orderLines.orderId, order));
    const refund = await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 3_333n }, by: null, at: NOON }));
    expect(refund.ok && line).toBeTruthy();
    expect(await issue(order)).toBe(1);
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 6_667n }, by: null, at: NOON }));
    await Promise.all([issue(order), issue(order)]);
    const [invoice, first, second, ...more] = await listWholeInvoices(test.db, order);
    expect(more).toEqual([]);
    expect(invoice?.content).toMatchObject({ buyer: { name: "Léa Martin", address: ["1 rue", "04000 Digne", "France"] }, totalMinor: 10_000n, vat: [{ rateBps: 2000, grossMinor: 10_000n, vatMinor: 1_667n }] });
    expect([first, second].map((note) => note?.content.corrects)).toEqual([invoice?.number, invoice?.number]);
    expect([first, second].map((note) => note?.content.vat[0]?.vatMinor)).toEqual([556n, 1_111n]);
  });

  it("charge again what a credit note gave back whose refund was taken back", async () => {
    const { order } = await aViralSale(test);
    await issue(order);
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 5_000n }, by: null, at: NOON }));
    await issue(order);
    await test.db.update(refunds).set({ status: "cancelled" }).where(eq(refunds.orderId, order));
    expect(await issue(order)).toBe(1);
    const [, note, charge] = await listWholeInvoices(test.db, order);
    expect(charge).toMatchObject({ kind: "credit_note_cancelled", content: { corrects: note?.number, totalMinor: 5_000n } });
  });

  it("take spent credit off the price when the accountant says so, and keep that for the order's credit notes", async () => {
    await test.db.insert(settings).values({ key: "invoicing", value: { creditOnInvoice: "discount" }, updatedAt: NOON });
    const buyer = await aMember(test.db);
    await gift(test, buyer, { account: "credit_available", amountMinor: 4_000n });
    const { order } = await aViralSale(test, { buyer, creditMinor: 4_000n });
    await issue(order);
    await test.db.delete(settings).where(eq(settings.key, "invoicing"));
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 10_000n }, by: null, at: NOON }));
    await issue(order);
    const [invoice, note] = await listWholeInvoices(test.db, order);
    expect(invoice?.content).toMatchObject({ totalMinor: 6_000n, vat: [{ grossMinor: 6_000n, vatMinor: 1_000n }] });
    expect(note?.content).toMatchObject({ totalMinor: 6_000n, vat: [{ grossMinor: 6_000n, vatMinor: 1_000n }] });
  });
});
