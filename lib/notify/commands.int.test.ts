import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { outbox } from "@/db/schema/operations";
import { orderContacts } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { chooseNotices, markRead } from "./bell/commands";
import { countUnread, listNotices } from "./bell/queries";
import { tellOrderPaid } from "./commands";
import { findCreditNews, findOrderNews } from "./queries";

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

async function aViralSale() {
  const [distributor, variant] = [await aMember(test.db, { role: "distributor" }), await aVariant(test.db)];
  const sharer = await aMember(test.db, { parent: distributor });
  const buyer = await aMember(test.db);
  const order = await aPlacedOrder(test.db, { buyer, variant, stage: "viral", sponsor: sharer, sharer, distributors: [distributor] });
  await test.db.insert(orderContacts).values({ orderId: order, email: `${buyer}@test.example`, name: "Léa Martin", street: "1 rue", postalCode: "04000", city: "Digne", country: "FR" });
  await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON }]);
  return { order, buyer, sharer, distributor };
}

it("tells everybody whom a sale credited, once, however often and concurrently the news comes", async () => {
  const { order, buyer, sharer, distributor } = await aViralSale();
  const tell = () => transact(test.db, async (tx) => (await tellOrderPaid(tx, { message: "0193c0de-0000-7000-8000-000000000001", order, at: NOON }), { ok: true }));
  await Promise.all(Array.from({ length: 5 }, tell));
  const rows = await test.db.select().from(outbox).where(like(outbox.topic, "mail.%"));
  const told = rows.map(({ topic, key }) => `${topic} ${key}`).sort();
  expect(told).toEqual([`mail.credit_received mail:${sharer}`, `mail.credit_received mail:${distributor}`, `mail.order_confirmed mail:${buyer}`].sort());
  expect(JSON.stringify(rows)).not.toContain("@");
});

it("announces what the ledger posted, to the cent", async () => {
  const { order, buyer, sharer, distributor } = await aViralSale();
  expect(await findOrderNews(test.db, order)).toMatchObject({ buyer: { id: buyer }, earned: { minor: 1_000n }, contact: { city: "Digne" } });
  expect(await findCreditNews(test.db, { order, member: sharer })).toMatchObject({ part: "sharer", amount: { minor: 1_000n } });
  expect(await findCreditNews(test.db, { order, member: distributor })).toMatchObject({ part: "distributor", amount: { minor: 2_000n } });
  expect(await findCreditNews(test.db, { order, member: buyer })).toBeNull();
});

it("rings each person's bell once, and keeps what they have read", async () => {
  const { order, buyer, sharer, distributor } = await aViralSale();
  const tell = () => transact(test.db, async (tx) => (await tellOrderPaid(tx, { message: "0193c0de-0000-7000-8000-000000000002", order, at: NOON }), { ok: true }));
  await Promise.all(Array.from({ length: 4 }, tell));
  const page = { before: null, limit: 10 };
  expect(await listNotices(test.db, buyer, page)).toMatchObject([{ kind: "order_paid", order, amount: { minor: 1_000n }, read: false }]);
  expect(await listNotices(test.db, sharer, page)).toMatchObject([{ kind: "credit_received", amount: { minor: 1_000n } }]);
  const [first] = await listNotices(test.db, distributor, page);
  expect(first).toMatchObject({ kind: "earnings_received", amount: { minor: 2_000n } });
  const read = (member: typeof buyer) => transact(test.db, async (tx) => (await markRead(tx, member, { notice: first?.id ?? "all", at: NOON }), { ok: true }));
  await read(sharer);
  expect([await countUnread(test.db, sharer), await countUnread(test.db, distributor)]).toEqual([1, 1]);
  await read(distributor);
  await tell();
  expect(await countUnread(test.db, distributor)).toBe(0);
});

it("tells nobody on a channel that they have switched off", async () => {
  const { order, sharer } = await aViralSale();
  await transact(test.db, async (tx) => (await chooseNotices(tx, sharer, new Set(["credit_received.bell"])), { ok: true }));
  await transact(test.db, async (tx) => (await tellOrderPaid(tx, { message: "0193c0de-0000-7000-8000-000000000003", order, at: NOON }), { ok: true }));
  expect(await countUnread(test.db, sharer)).toBe(1);
  expect((await test.db.select().from(outbox).where(eq(outbox.key, `mail:${sharer}`))).length).toBe(0);
});
