import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handles, members } from "@/db/schema/members";
import { orderContacts, orders } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { Operator } from "@/lib/access/types";
import type { MemberId, OrderId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { settle } from "@/lib/order/commands";
import { acceptRefund } from "@/lib/refund/commands";
import { record } from "@/lib/trail/commands";
import { findOrderStory, listBestLinks, listDays, listMembers, listOrders, listTrail, readFigures, readOutstanding } from "./queries";

let test: TestDatabase;
let nadia: MemberId;
let lea: MemberId;
let paul: MemberId;
const paid: OrderId[] = [];
// The type is the proof that the edge asked for the right; a test holds one like the edge does.
const by = { id: "mem_0", role: "owner", firstName: "Camille", locale: "fr" } as unknown as Operator;
const HOUR = 3_600_000;

beforeAll(async () => {
  test = await freshDatabase();
  const variant = await aVariant(test.db);
  nadia = await aMember(test.db, { role: "distributor" });
  lea = await aMember(test.db, { parent: nadia });
  paul = await aMember(test.db);
  await test.db.update(members).set({ firstName: "Nadia", lastName: "Belkacem", externalId: "D-7" }).where(eq(members.id, nadia));
  await test.db.update(members).set({ firstName: "Léa", lastName: "Martin-Dupont", email: "lea@test.example" }).where(eq(members.id, lea));
  await test.db.insert(handles).values({ handle: "lea-m", memberId: lea, current: true, createdAt: NOON });
  const sales = [
    { buyer: lea, stage: "direct" as const, sponsor: nadia, distributors: [nadia], goodsMinor: 10_000n },
    { buyer: paul, stage: "viral" as const, sponsor: lea, sharer: lea, distributors: [nadia], goodsMinor: 5_000n },
    { buyer: paul, stage: "viral" as const, sponsor: lea, sharer: lea, distributors: [nadia], goodsMinor: 4_000n },
  ];
  for (const [n, sale] of sales.entries()) {
    const order = await aPlacedOrder(test.db, { ...sale, variant });
    await test.db.insert(orderContacts).values({ orderId: order, email: `buyer${n}@test.example`, name: ["Léa Martin-Dupont", "Paul Petit", "Paul Petit"][n] ?? "", street: "1 rue", postalCode: "75001", city: "Paris", country: "FR" });
    await test.db.update(orders).set({ number: `7KQ${n}-M2XT` }).where(eq(orders.id, order));
    paid.push(order);
    await settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(sale.goodsMinor, "EUR"), paidAt: new Date(NOON.getTime() + n * 24 * HOUR) }]);
  }
  paid.push(await aPlacedOrder(test.db, { buyer: paul, variant }));
});
afterAll(() => test.close());

const numbers = async (filter: Partial<Parameters<typeof listOrders>[2]>) => {
  const { rows } = await listOrders(test.db, by, { limit: 50, currency: "EUR", ...filter });
  return rows.map(({ id }) => paid.indexOf(id));
};

describe("orders", () => {
  it("are listed newest first, and paged by key without a gap or a double", async () => {
    const seen: number[] = [];
    let before: OrderId | undefined;
    for (let page = 0; page < 5; page += 1) {
      const { rows, more } = await listOrders(test.db, by, { limit: 1, currency: "EUR", before });
      seen.push(...rows.map(({ id }) => paid.indexOf(id)));
      before = rows.at(-1)?.id;
      if (!more) break;
    }
    expect(seen).toEqual([3, 2, 1, 0]);
  });

  it("are found by number, address, name and amount", async () => {
    expect(await numbers({ search: "7kq0m2xt" })).toEqual([0]);
    expect(await numbers({ search: "7KQ" })).toEqual([2, 1, 0]);
    expect(await numbers({ search: "BUYER1@test" })).toEqual([1]);
    expect(await numbers({ search: "petit" })).toEqual([2, 1]);
    expect(await numbers({ search: "martin-d" })).toEqual([0]);
    expect(await numbers({ search: "50,00" })).toEqual([1]);
    expect(await numbers({ search: "%" })).toEqual([]);
  });

  it("are filtered by state and stage", async () => {
    expect(await numbers({ status: "placed" })).toEqual([3]);
    expect(await numbers({ stage: "viral", status: "paid" })).toEqual([2, 1]);
  });

  it("show what was given back", async () => {
    await transact(test.db, (tx) => acceptRefund(tx, { order: paid[2] as OrderId, request: { kind: "amount", amountMinor: 1_000n }, by: null, at: new Date(NOON.getTime() + 50 * HOUR) }));
    const { rows } = await listOrders(test.db, by, { limit: 50, currency: "EUR" });
    expect(rows.map(({ refunded }) => refunded.minor)).toEqual([0n, 1_000n, 0n, 0n]);
  });
});

it("an order's story tells who brought it, every posting with its people, refunds and notes, in time order", async () => {
  const at = new Date(NOON.getTime() + 60 * HOUR);
  await transact(test.db, async (tx) => {
    await record(tx, { actor: nadia, action: "order.noted", subject: paid[1] as OrderId, reason: "Client rappelé.", at });
    return { ok: true };
  });
  const story = await findOrderStory(test.db, by, "7KQ1-M2XT");
  const kinds = story?.events.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["placed", "paid", "posted", "trail"]));
  const posted = story?.events.find((event) => event.kind === "posted");
  expect(posted?.kind === "posted" && posted.moves.map(({ name, amount }) => [name, amount.minor])).toEqual([["", 500n], ["Léa Martin-Dupont", 500n], ["Nadia Belkacem", 1_000n]]);
  expect(story?.events.find((event) => event.kind === "trail")).toMatchObject({ actor: "Nadia Belkacem", reason: "Client rappelé." });
  expect(await findOrderStory(test.db, by, "0000-0000")).toBeNull();
});

describe("members", () => {
  it("are found by name, handle, address, id and the commission system's id", async () => {
    const found = async (search: string) => (await listMembers(test.db, by, { search, limit: 50 })).rows.map(({ id }) => id);
    expect(await found("dupont")).toEqual([lea]);
    expect(await found("LEA-")).toEqual([lea]);
    expect(await found("lea@")).toEqual([lea]);
    expect(await found(paul)).toEqual([paul]);
    expect(await found("D-7")).toEqual([nadia]);
    expect(await found("_")).toEqual([]);
  });

  it("are filtered by role, and know who brought them", async () => {
    const { rows } = await listMembers(test.db, by, { role: "customer", limit: 50 });
    expect(rows.find(({ id }) => id === lea)).toMatchObject({ parent: "Nadia Belkacem", handle: "lea-m" });
    expect(rows.map(({ id }) => id)).not.toContain(nadia);
  });
});

describe("the numbers of a period", () => {
  const period = { from: new Date(NOON.getTime() - HOUR), until: new Date(NOON.getTime() + 30 * HOUR), currency: "EUR" as const, timeZone: "Europe/Paris" };

  it("count paid orders by the moment of payment, and tell new buyers from those who came back", async () => {
    expect(await readFigures(test.db, by, period)).toMatchObject({ orders: 2, sales: { minor: 15_000n }, cashBack: { minor: 6_000n }, viralOrders: 1, viralSales: { minor: 5_000n }, buyers: 2, newBuyers: 2, returningBuyers: 0, sharers: 2 });
    const later = { ...period, from: period.until, until: new Date(NOON.getTime() + 72 * HOUR) };
    expect(await readFigures(test.db, by, later)).toMatchObject({ orders: 1, newBuyers: 0, returningBuyers: 1, refunded: { minor: 1_000n } });
  });

  it("have a row a day of the company's time zone, days without sales too", async () => {
    const days = await listDays(test.db, by, { ...period, until: new Date(NOON.getTime() + 100 * HOUR) });
    expect(days.map(({ day, orders: n }) => [day, n])).toEqual([["2026-11-02", 1], ["2026-11-03", 1], ["2026-11-04", 1], ["2026-11-05", 0], ["2026-11-06", 0]]);
  });

  it("name the links that sold most", async () => {
    const links = await listBestLinks(test.db, by, { ...period, limit: 5 });
    expect(links.map(({ name, orders: n, sales }) => [name, n, sales.minor])).toEqual([["Nadia Belkacem", 1, 10_000n], ["Léa Martin-Dupont", 1, 5_000n]]);
  });

  it("know what the company owes its members", async () => {
    const { credit, earnings } = await readOutstanding(test.db, by, "EUR");
    // 10.00 + (5.00 + 5.00) + (4.00 + 4.00), less a quarter of the third order's credits
    expect([credit.minor, earnings.minor]).toEqual([2_600n, 4_600n]);
  });
});

it("the trail is listed newest first and found by action and subject", async () => {
  const all = await listTrail(test.db, by, { limit: 50 });
  expect(all.rows[0]).toMatchObject({ action: "order.noted", actorName: "Nadia Belkacem", reason: "Client rappelé." });
  expect((await listTrail(test.db, by, { action: "member.", limit: 50 })).rows).toEqual([]);
  expect((await listTrail(test.db, by, { subject: paid[1], limit: 50 })).rows).toHaveLength(1);
});
