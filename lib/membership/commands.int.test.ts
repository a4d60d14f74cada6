import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { aViralSale, gift, walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { chainOf } from "@/lib/attribution/queries";
import { audit } from "@/lib/audit/commands";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { end, settle } from "@/lib/order/commands";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { acceptRefund } from "@/lib/refund/commands";
import { adjust, changeStanding, eraseMember, gatherStrays, mergeMembers } from "./commands";
import type { Standing } from "./types";

let test: TestDatabase;
let operator: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  operator = await aMember(test.db);
});
afterAll(() => test.close());

const deed = (id = newId("trail")) => ({ id, by: operator, reason: "asked for by letter", at: NOON });
const merge = (from: MemberId, into: MemberId, of = deed()) => transact(test.db, (tx) => mergeMembers(tx, { ...of, from, into }));
const stand = (member: MemberId, to: Standing, of = deed()) => transact(test.db, (tx) => changeStanding(tx, { ...of, member, to }));
const erase = (member: MemberId, of = deed()) => transact(test.db, (tx) => eraseMember(tx, { ...of, member }));
const give = (member: MemberId, minor: bigint, of = deed()) => transact(test.db, (tx) => adjust(tx, { ...of, member, wallet: "credit", amount: money(minor, "EUR"), approvedBy: null }));
const row = async (member: MemberId) => (await test.db.select().from(members).where(eq(members.id, member)))[0];
const deeds = async (member: MemberId) => (await test.hot<{ action: string }[]>`select action from trail where subject = ${member} order by id`).map(({ action }) => action);
const total = async (member: MemberId) => Object.values(await walletsOf(test, member)).reduce((sum, minor) => sum + minor, 0n);

describe("merging two accounts of one person", () => {
  it("moves balances, holds and open orders to the survivor, whose parent and binding stay", async () => {
    const [oldSponsor, sponsor] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db, { role: "distributor" })];
    const [from, into] = [await aMember(test.db, { parent: oldSponsor }), await aMember(test.db, { parent: sponsor })];
    const below = await aMember(test.db, { parent: from });
    await gift(test, from, { account: "credit_available", amountMinor: 5_000n });
    await gift(test, from, { account: "earnings_available", amountMinor: 700n });
    const variant = await aVariant(test.db);
    const paid = await aPlacedOrder(test.db, { buyer: from, variant, creditMinor: 3_000n });
    const left = await aPlacedOrder(test.db, { buyer: from, variant, creditMinor: 1_500n });

    expect(await merge(from, into)).toEqual({ ok: true });
    expect(await walletsOf(test, into)).toEqual({ credit_available: 500n, credit_held: 4_500n, earnings_available: 700n, earnings_held: 0n });
    expect(await total(from)).toBe(0n);
    expect(await row(into)).toMatchObject({ parentId: sponsor, status: "active" });
    expect(await row(from)).toMatchObject({ status: "merged", mergedInto: into, email: null });
    expect((await row(below))?.parentId).toBe(into);

    await settle(test.hot, [{ order: paid, payment: "pi_m", amount: money(7_000n, "EUR"), paidAt: NOON }]);
    await transact(test.db, (tx) => end(tx, left, { ending: "expired", at: NOON }));
    expect(await walletsOf(test, into)).toMatchObject({ credit_available: 2_700n, credit_held: 0n });
    await transact(test.db, (tx) => acceptRefund(tx, { order: paid, request: { kind: "amount", amountMinor: 10_000n }, by: operator, at: NOON }));
    expect(await walletsOf(test, into)).toMatchObject({ credit_available: 5_000n });
    expect(await total(from)).toBe(0n);
    expect(await deeds(from)).toEqual(["member.merged"]);
  });

  it("is one, when it is sent twice and by ten at once, and refuses who is not there", async () => {
    const [from, into] = [await aMember(test.db), await aMember(test.db)];
    await gift(test, from, { account: "credit_available", amountMinor: 5_000n });
    const of = deed();
    expect(await Promise.all(Array.from({ length: 10 }, () => merge(from, into, of)))).toEqual(Array.from({ length: 10 }, () => ({ ok: true })));
    expect(await total(into)).toBe(5_000n);
    expect(await merge(from, into)).toEqual({ ok: false, reason: "unknown_member" });
    expect(await merge(into, into)).toEqual({ ok: false, reason: "same_member" });
  });

  it("makes no circle, wherever the two stand, and never a member their own sponsor", async () => {
    const top = await aMember(test.db, { role: "distributor" });
    const upper = await aMember(test.db, { parent: top });
    const between = await aMember(test.db, { parent: upper });
    const beside = await aMember(test.db, { parent: upper });
    const lower = await aMember(test.db, { parent: between });
    await test.db.update(members).set({ bindingSponsorId: upper }).where(eq(members.id, lower));
    await merge(upper, lower);
    expect((await chainOf(test.db, lower)).map(({ id }) => id)).toEqual([lower, between, top]);
    expect((await chainOf(test.db, beside)).map(({ id }) => id)).toEqual([beside, lower, between, top]);
    expect((await row(lower))?.bindingSponsorId).toBeNull();
    await merge(lower, between);
    expect((await chainOf(test.db, beside)).map(({ id }) => id)).toEqual([beside, between, top]);
    expect((await row(upper))?.mergedInto).toBe(between);
  });

  it("never makes a circle or loses a cent, however many mergers, sales and refunds cross", async () => {
    for (let round = 0; round < 4; round += 1) {
      const sales = await Promise.all(Array.from({ length: 4 }, () => aViralSale(test)));
      const people = sales.flatMap(({ buyer, sharer, distributor }) => [buyer, sharer, distributor]);
      const orders4 = await Promise.all(sales.map(async ({ buyer, sharer, distributor }) => aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db), stage: "viral", sponsor: sharer, sharer, distributors: [distributor] })));
      await Promise.all([
        ...people.slice(0, 6).map((from, n) => merge(from, people[(n + 3) % 6] ?? from)),
        ...orders4.map((order) => settle(test.hot, [{ order, payment: `pi_${order}`, amount: money(10_000n, "EUR"), paidAt: NOON }])),
        ...sales.map(({ order }) => transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 4_000n }, by: operator, at: NOON }))),
      ]);
      await gatherStrays(test.db, NOON);
      for (const person of people) expect((await chainOf(test.db, person)).length).toBeLessThan(people.length);
      expect((await Promise.all(people.map(total))).reduce((sum, minor) => sum + minor, 0n)).toBe(4n * (4_000n + 2_400n));
      expect(await gatherStrays(test.db, NOON)).toEqual({ gathered: 0 });
    }
  });
});

describe("closing an account", () => {
  it("needs no open hold, keeps the balance until reopening, and refunds still reach it", async () => {
    const buyer = await aMember(test.db);
    await gift(test, buyer, { account: "credit_available", amountMinor: 2_000n });
    const order = await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db), creditMinor: 2_000n });
    expect(await stand(buyer, "closed")).toEqual({ ok: false, reason: "open_hold" });
    await settle(test.hot, [{ order, payment: "pi_c", amount: money(8_000n, "EUR"), paidAt: NOON }]);
    const of = deed();
    expect(await Promise.all(Array.from({ length: 10 }, () => stand(buyer, "closed", of)))).toEqual(Array.from({ length: 10 }, () => ({ ok: true })));
    await transact(test.db, (tx) => acceptRefund(tx, { order, request: { kind: "amount", amountMinor: 5_000n }, by: operator, at: NOON }));
    expect(await total(buyer)).toBe(1_400n);
    expect(await stand(buyer, "active")).toEqual({ ok: true });
    expect(await deeds(buyer)).toEqual(["member.standing", "member.standing"]);
    expect(await stand(newId("member"), "closed")).toEqual({ ok: false, reason: "unknown_member" });
  });
});

describe("erasing a person", () => {
  it("writes the balance off, empties names and notes, and keeps a nameless place in the chain", async () => {
    const { buyer, sharer, distributor } = await aViralSale(test);
    await test.db.update(members).set({ firstName: "Ana", lastName: "Prat", town: "Lyon" }).where(eq(members.id, sharer));
    await stand(sharer, "suspended");
    const of = deed();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => erase(sharer, of)));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.writtenOff.length > 0)).toEqual([{ ok: true, writtenOff: [money(1_000n, "EUR")] }]);
    expect(await row(sharer)).toMatchObject({ status: "erased", email: null, firstName: "", lastName: "", town: "", parentId: distributor });
    expect((await chainOf(test.db, buyer)).map(({ id }) => id)).toEqual([buyer, sharer, distributor]);
    expect(await total(sharer)).toBe(0n);
    const notes = await test.hot<{ text: string }[]>`select n.text from trail t join trail_notes n on n.trail_id = t.id where t.subject = ${sharer}`;
    expect(notes.every(({ text }) => text === "")).toBe(true);
    expect(await erase(sharer)).toEqual({ ok: false, reason: "unknown_member" });
  });

  it("is refused while an order waits", async () => {
    const buyer = await aMember(test.db);
    await aPlacedOrder(test.db, { buyer, variant: await aVariant(test.db) });
    expect(await erase(buyer)).toEqual({ ok: false, reason: "open_hold" });
  });
});

describe("an adjustment", () => {
  it("is posted once with its reason, and takes no more than is there", async () => {
    const member = await aMember(test.db);
    const of = deed();
    await Promise.all(Array.from({ length: 10 }, () => give(member, 1_200n, of)));
    expect(await total(member)).toBe(1_200n);
    expect(await give(member, -1_201n)).toEqual({ ok: false, reason: "insufficient_credit" });
    expect(await give(member, -200n)).toEqual({ ok: true });
    expect(await give(member, 0n)).toEqual({ ok: false, reason: "not_an_amount" });
    expect(await total(member)).toBe(1_000n);
    const [note] = await test.hot`select n.text from trail_notes n where n.trail_id = ${uuidOf(of.id)}`;
    expect(note).toEqual({ text: "asked for by letter" });
  });
});

it("leaves a book in which the audit finds no difference", async () => {
  expect((await audit(test.db)).shown).toEqual([]);
});
