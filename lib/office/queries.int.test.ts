import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handles, members } from "@/db/schema/members";
import { alerts } from "@/db/schema/operations";
import { orderContacts, orders } from "@/db/schema/orders";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { Operator } from "@/lib/access/types";
import { idOf, type MemberId, newId, type OrderId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { dispatch, settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { record } from "@/lib/trail/commands";
import { findTransactions, listAccountTotals, listLiability, listTransactions } from "./book/queries";
import type { BookFilter } from "./book/types";
import { forgetFilter, keepFilter } from "./filters/commands";
import { FILTERS_MAX, listFilters } from "./filters/queries";
import { findMeant, findOfficeMember, listBelow, listPeople } from "./person/queries";
import { countOpenAlerts, listBestLinks, listDays, listMembers, listOpenAlerts, listOrders, listTrail, readFigures, readOutstanding } from "./queries";
import { findOrderStory, listToSend } from "./story/queries";

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
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
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

  it("are one member's, whatever address they were placed with", async () => {
    expect(await numbers({ buyer: lea })).toEqual([0]);
    expect(await numbers({ buyer: paul })).toEqual([3, 2, 1]);
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
  expect(new Set(kinds)).toEqual(new Set(["placed", "paid", "posted", "forwarded", "trail"]));
  const posted = story?.events.find((event) => event.kind === "posted");
  expect(posted?.kind === "posted" && posted.moves.map(({ name, amount }) => [name, amount.minor])).toEqual([["", 500n], ["Léa Martin-Dupont", 500n], ["Nadia Belkacem", 1_000n]]);
  expect(story?.events.find((event) => event.kind === "trail")).toMatchObject({ actor: "Nadia Belkacem", reason: "Client rappelé." });
  expect(story?.parts.map(({ party, name, postedMinor }) => [party, name, postedMinor])).toEqual([["buyer", null, 500n], ["sharer", "Léa Martin-Dupont", 500n], ["distributor", "Nadia Belkacem", 1_000n], ["company", null, 0n]]);
  expect(story?.parts[1]?.reasons.at(-1)).toMatchObject({ step: "part", amountMinor: 500n });
  expect(await findOrderStory(test.db, by, "0000-0000")).toBeNull();
});

it("a parcel leaves the packing table, is in the story once however often it is sent, and is told by mail once", async () => {
  const order = paid[0] as OrderId;
  const waiting = async () => (await listToSend(test.db, by, { after: null, limit: 2 })).rows.map(({ id }) => paid.indexOf(id));
  expect(await waiting()).toEqual([0, 1]);
  const id = newId("parcel");
  const send = (parcel = id) => transact(test.db, (tx) => dispatch(tx, order, { id: parcel, carrier: "Colissimo", tracking: "6A1", trackingUrl: "", at: new Date(NOON.getTime() + 61 * HOUR) }));
  expect(await Promise.all([send(), send()])).toEqual(expect.arrayContaining([expect.objectContaining({ replayed: false }), expect.objectContaining({ replayed: true })]));
  await send(newId("parcel"));
  const story = await findOrderStory(test.db, by, "7KQ0-M2XT");
  expect(story?.events.filter(({ kind }) => kind === "parcel")).toHaveLength(2);
  expect(story?.events.filter((event) => event.kind === "mail" && event.topic === "mail.dispatched")).toHaveLength(1);
  expect(await waiting()).toEqual([1, 2]);
});

describe("the book", () => {
  const keys = async (typed: string) => (await findTransactions(test.db, by, typed)).map(({ kind, orderNumber }) => [kind, orderNumber]);

  it("is found by business key, however its id is written, by an order's number and by a refund", async () => {
    const order = paid[2] as OrderId;
    const uuid = order.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    expect(await keys(`cashback:${order}`)).toEqual([["cashback", "7KQ2-M2XT"]]);
    expect(await keys(`cashback:${uuid}`)).toEqual([["cashback", "7KQ2-M2XT"]]);
    expect(await keys("7kq2-m2xt")).toEqual([["refund", "7KQ2-M2XT"], ["cashback", "7KQ2-M2XT"]]);
    const [refund] = await test.hot<{ id: string }[]>`select id from refunds where order_id = ${order.slice(4)}`;
    expect(await keys(`refund:${idOf("refund", refund?.id ?? "")}`)).toEqual([["refund", "7KQ2-M2XT"]]);
    for (const nothing of ["", "cashback:", "x", "cashback:ord_1", newId("order")]) expect(await keys(nothing)).toEqual([]);
  });

  it("is paged by key within a day, with entries that sum to zero", async () => {
    const day = { from: new Date(Date.now() - 24 * HOUR), until: new Date(Date.now() + HOUR) };
    const seen: string[] = [];
    let before: BookFilter["before"];
    for (let page = 0; page < 9; page += 1) {
      const { rows, more } = await listTransactions(test.db, by, { day, limit: 1, before });
      for (const row of rows) expect(row.entries.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(0n);
      seen.push(...rows.map(({ id }) => id));
      before = rows.at(-1);
      if (!more) break;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it("tells how old the credit outstanding is, and the ages add up to what is owed", async () => {
    const ages = await listLiability(test.db, by, { currency: "EUR", at: new Date(Date.now() + 100 * 24 * HOUR) });
    expect(ages.map(({ credit, earnings }) => [credit.minor, earnings.minor])).toEqual([[0n, 0n], [0n, 0n], [2_600n, 4_600n], [0n, 0n], [0n, 0n]]);
    expect((await listAccountTotals(test.db, by, "EUR")).reduce((sum, { total }) => sum + total.minor, 0n)).toBe(7_200n);
  });
});

describe("one member", () => {
  it("is meant by id, address, handle and the commission system's id, each written out", async () => {
    for (const typed of [lea, "LEA@test.example", "/lea-m", " lea-m "]) expect(await findMeant(test.db, by, typed)).toBe(lea);
    expect(await findMeant(test.db, by, "D-7")).toBe(nadia);
    for (const nobody of ["", "lea", "lea@", newId("member")]) expect(await findMeant(test.db, by, nobody)).toBeNull();
  });

  it("knows who is below, a page at a time, and who is bound to whom", async () => {
    expect((await listBelow(test.db, by, { member: nadia, limit: 5 })).rows.map(({ id, below }) => [id, below])).toEqual([[lea, 1]]);
    expect(await findOfficeMember(test.db, by, { id: paul, at: NOON })).toMatchObject({ binding: { sponsor: lea, name: "Léa Martin-Dupont", until: null }, below: 0 });
    expect((await listPeople(test.db, by, [nadia, lea])).map(({ handle }) => handle)).toEqual([null, "lea-m"]);
  });
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
    const [first, second] = links;
    const after = (one: typeof first) => one && { member: one.member, minor: one.sales.minor };
    expect((await listBestLinks(test.db, by, { ...period, after: after(first), limit: 1 })).map(({ member }) => member)).toEqual([second?.member]);
    expect(await listBestLinks(test.db, by, { ...period, after: after(second), limit: 1 })).toEqual([]);
  });

  it("count all that waits for somebody, and tell it by pages of a key, the oldest first", async () => {
    const ids = Array.from({ length: 5 }, () => newId("alert"));
    await test.db.insert(alerts).values(ids.map((id, n) => ({ id, kind: "refund_owed", details: {}, createdAt: new Date(NOON.getTime() + (n > 2 ? HOUR : 0)), closedAt: n === 4 ? NOON : null })));
    const found: string[] = [];
    for (let after: (typeof ids)[number] | undefined, turn = 0; turn < 20; turn += 1) {
      const page = await listOpenAlerts(test.db, by, { after, limit: 2 });
      found.push(...page.rows.map(({ id }) => id));
      after = page.rows.at(-1)?.id;
      if (!page.more) break;
    }
    expect([...found].sort()).toEqual(ids.slice(0, 4).sort());
    expect(found.at(-1)).toBe(ids[3]);
    expect(await countOpenAlerts(test.db, by)).toBe(4);
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
  expect((await listTrail(test.db, by, { subject: paid[1], limit: 50 })).rows).toMatchObject([{ orderNumber: "7KQ1-M2XT", subjectName: null }]);
  expect((await listTrail(test.db, by, { text: "RAPPEL", limit: 50 })).rows).toHaveLength(1);
  expect((await listTrail(test.db, by, { actor: lea, limit: 50 })).rows).toEqual([]);
  expect((await listTrail(test.db, by, { until: NOON, limit: 50 })).rows).toEqual([]);
});

describe("a choice of a list", () => {
  const of = (id: MemberId) => ({ ...by, id }) as Operator;
  const keep = (id: MemberId, name: string, query: string) => transact(test.db, (tx) => keepFilter(tx, of(id), { page: "orders", name, query, at: NOON }));

  it("is kept under its name for the one who keeps it, on its page, and the name's latest is what it means", async () => {
    await keep(lea, "À rembourser", "status=paid");
    await keep(lea, "À rembourser", "status=fulfilled");
    expect(await listFilters(test.db, of(lea), "orders")).toMatchObject([{ name: "À rembourser", query: "status=fulfilled" }]);
    expect([await listFilters(test.db, of(lea), "members"), await listFilters(test.db, of(paul), "orders")]).toEqual([[], []]);
  });

  it("is forgotten by nobody else, and there are never too many to choose from", async () => {
    const [kept] = await listFilters(test.db, of(lea), "orders");
    if (!kept) throw new Error("one is kept");
    await transact(test.db, (tx) => forgetFilter(tx, of(paul), kept.id));
    expect(await listFilters(test.db, of(lea), "orders")).toHaveLength(1);
    for (let n = 1; n < FILTERS_MAX; n += 1) expect(await keep(lea, `n° ${n}`, "stage=viral")).toEqual({ ok: true });
    expect(await keep(lea, "one more", "stage=viral")).toEqual({ ok: false, reason: "too_many" });
    expect(await keep(lea, "À rembourser", "stage=direct")).toEqual({ ok: true });
    await transact(test.db, (tx) => forgetFilter(tx, of(lea), kept.id));
    expect(await listFilters(test.db, of(lea), "orders")).toHaveLength(FILTERS_MAX - 1);
  });
});
