import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributionEvents, members } from "@/db/schema/members";
import { outbox, trailNotes } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, aPlacedOrder, aVariant, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { type MemberId, newId, type VariantId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { pgArray } from "@/lib/kernel/pg";
import { settle } from "@/lib/order/commands";
import { moveMember } from "./commands";
import { attribute, chainOf, distributorsUp } from "./queries";
import { bindingEnds } from "./rules";
import type { Move, SaleContext } from "./types";

let test: TestDatabase;
let operator: MemberId;
let variant: VariantId;
beforeAll(async () => {
  test = await freshDatabase();
  operator = await aMember(test.db);
  variant = await aVariant(test.db);
});
afterAll(() => test.close());

const row = async (id: MemberId) => (await test.db.select().from(members).where(eq(members.id, id)))[0];
const sale = (more: Partial<SaleContext>) => attribute(test.db, { buyer: null, cartShop: null, remembered: null, answer: null, at: NOON, ...more });
const move = (member: MemberId, to: MemberId | null, more: Partial<Move> = {}) =>
  transact(test.db, (tx) => moveMember(tx, { member, to, bindingFollows: false, by: operator, reason: "wrong link", at: NOON, ...more }));
const merge = (from: MemberId, into: MemberId) =>
  test.db.update(members).set({ status: "merged", mergedInto: into, email: null }).where(eq(members.id, from));
const bind = (member: MemberId, to: MemberId, until: Date | null = null) =>
  test.db.update(members).set({ parentId: to, bindingSponsorId: to, bindingUntil: until }).where(eq(members.id, member));

describe("what placing freezes", () => {
  it("is direct under a distributor, with the distributors above them in order", async () => {
    const top = await aMember(test.db, { role: "distributor" });
    const between = await aMember(test.db, { parent: top });
    const shop = await aMember(test.db, { role: "distributor", parent: between });
    expect(await sale({ cartShop: shop })).toEqual({
      buyerRole: "customer", sponsor: shop, source: "cart", refused: null, stage: "direct", sharer: null, distributorChain: [shop, top],
    });
  });

  it("is viral under a customer, and finds the distributor of origin however long the chain of customers is", async () => {
    const origin = await aMember(test.db, { role: "distributor" });
    let last = origin;
    const chain: MemberId[] = [];
    for (let n = 0; n < 300; n += 1) chain.push((last = await aMember(test.db, { parent: last })));
    expect(await sale({ cartShop: last })).toMatchObject({ stage: "viral", sponsor: last, sharer: last, distributorChain: [origin] });
    expect((await chainOf(test.db, last)).map(({ id }) => id)).toEqual([...chain.reverse(), origin]);
    expect(await distributorsUp(test.db, last)).toEqual([origin]);
  });

  it("is organic without anybody, and viral with an empty chain where it ends at the company", async () => {
    expect(await sale({})).toMatchObject({ stage: "organic", sponsor: null, source: "nobody", distributorChain: [] });
    const alone = await aMember(test.db);
    expect(await sale({ answer: alone })).toMatchObject({ stage: "viral", sharer: alone, source: "answer", distributorChain: [] });
    expect(await sale({ cartShop: newId("member") })).toMatchObject({ stage: "organic" });
  });

  it("is self for a distributor, who comes first in the chain, before those above", async () => {
    const top = await aMember(test.db, { role: "distributor" });
    const buyer = await aMember(test.db, { role: "distributor", parent: top });
    expect(await sale({ buyer, cartShop: await aMember(test.db) })).toMatchObject({ buyerRole: "distributor", stage: "self", sponsor: null, distributorChain: [buyer, top] });
  });

  it("follows a binding in force before the shop, and no longer once it has ended", async () => {
    const [bound, other] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db, { role: "distributor" })];
    const buyer = await aMember(test.db);
    await bind(buyer, bound, new Date(NOON.getTime() + 1_000));
    expect(await sale({ buyer, cartShop: other })).toMatchObject({ sponsor: bound, source: "binding" });
    expect(await sale({ buyer, cartShop: other, at: new Date(NOON.getTime() + 1_000) })).toMatchObject({ sponsor: other, source: "cart" });
  });

  it("keeps closed and suspended people: settling drops them", async () => {
    const distributor = await aMember(test.db, { role: "distributor", status: "suspended" });
    const sharer = await aMember(test.db, { parent: distributor, status: "closed" });
    expect(await sale({ cartShop: sharer })).toMatchObject({ stage: "viral", sharer, distributorChain: [distributor] });
  });

  it("counts merged members as their survivors, as shop, parent, sponsor and buyer", async () => {
    const [survivor, merged] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db)];
    await merge(merged, survivor);
    const below = await aMember(test.db, { parent: merged });
    expect(await sale({ cartShop: below })).toMatchObject({ stage: "viral", distributorChain: [survivor] });
    expect(await sale({ cartShop: merged })).toMatchObject({ stage: "direct", sponsor: survivor });
    expect(await sale({ buyer: merged, cartShop: below })).toMatchObject({ stage: "self", buyerRole: "distributor" });
    const buyer = await aMember(test.db);
    await bind(buyer, merged);
    await merge(buyer, await aMember(test.db, { parent: survivor }));
    expect(await sale({ buyer, cartShop: survivor })).toMatchObject({ sponsor: survivor, source: "cart" });
  });

  it("refuses the buyer's own shop and shops below", async () => {
    const parent = await aMember(test.db, { role: "distributor" });
    const buyer = await aMember(test.db, { parent });
    const below = await aMember(test.db, { parent: await aMember(test.db, { parent: buyer }) });
    expect(await sale({ buyer, cartShop: buyer })).toMatchObject({ sponsor: parent, stage: "direct", refused: "own_sponsor" });
    expect(await sale({ buyer, cartShop: below })).toMatchObject({ sponsor: parent, stage: "direct", refused: "sponsor_in_downline" });
  });
});

describe("moving a member", () => {
  it("changes the parent, says who did it and why, and tells the commission system; the binding stays unless it shall follow", async () => {
    const [old, next] = [await aMember(test.db, { role: "distributor" }), await aMember(test.db, { role: "distributor" })];
    const member = await aMember(test.db);
    await bind(member, old);
    expect(await move(member, next)).toEqual({ ok: true, moved: true });
    expect(await row(member)).toMatchObject({ parentId: next, bindingSponsorId: old });
    expect(await move(member, next, { bindingFollows: true })).toEqual({ ok: true, moved: true });
    expect(await row(member)).toMatchObject({ parentId: next, bindingSponsorId: next });
    expect(await move(member, next, { bindingFollows: true })).toEqual({ ok: true, moved: false });
    expect(await move(member, null, { bindingFollows: true })).toEqual({ ok: true, moved: true });
    expect(await row(member)).toMatchObject({ parentId: null, bindingSponsorId: null });

    const events = await test.db.select().from(attributionEvents).where(eq(attributionEvents.memberId, member));
    expect(events.map(({ kind, fromId, toId }) => [kind, fromId, toId])).toEqual(
      expect.arrayContaining([["move", old, next], ["binding", old, next], ["move", next, null], ["binding", next, null]]),
    );
    expect(events.every((event) => event.byMemberId === operator)).toBe(true);
    const [note] = await test.db.select().from(trailNotes).where(eq(trailNotes.trailId, events[0]?.id ?? newId("trail")));
    expect(note?.text).toBe("wrong link");
    const told = await test.db.select().from(outbox).where(eq(outbox.topic, "member.changed"));
    expect(told.filter(({ key }) => key.replaceAll("-", "") === member.slice(4))).toHaveLength(3);
  });

  it("refuses circles, themselves, and people who are not there", async () => {
    const member = await aMember(test.db);
    const below = await aMember(test.db, { parent: await aMember(test.db, { parent: member }) });
    expect(await move(member, below)).toEqual({ ok: false, reason: "parent_in_downline" });
    expect(await move(member, member)).toEqual({ ok: false, reason: "own_parent" });
    expect(await move(member, newId("member"))).toEqual({ ok: false, reason: "unknown_parent" });
    expect(await move(newId("member"), member)).toEqual({ ok: false, reason: "unknown_member" });
    const merged = await aMember(test.db);
    await merge(merged, below);
    expect(await move(member, merged)).toEqual({ ok: false, reason: "parent_in_downline" });
    expect((await row(member))?.parentId).toBeNull();
  });

  it("never makes a circle, however many moves cross at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const people = await Promise.all(Array.from({ length: 6 }, () => aMember(test.db)));
      const moves = people.flatMap((member, n) => [1, 2, 3].map((step) => [member, people[(n + step) % people.length] ?? null] as const));
      const outcomes = await Promise.allSettled(moves.map(([member, to]) => move(member, to)));
      expect(outcomes.some((outcome) => outcome.status === "fulfilled" && outcome.value.ok)).toBe(true);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(String((outcome.reason as Error).cause)).toMatch(/the tree changed|deadlock/);
      }
      for (const member of people) expect((await chainOf(test.db, member)).length).toBeLessThanOrEqual(people.length);
    }
  });
});

describe("the end of a binding", () => {
  it("is the one that settling writes", async () => {
    const sponsor = await aMember(test.db, { role: "distributor" });
    for (const at of ["2026-01-31T22:59:59.999Z", "2026-08-31T21:59:00Z", "2026-01-29T01:30:00Z", "2026-09-25T00:30:00Z", "2027-12-31T23:00:00Z"]) {
      for (const binding of ["months:1", "months:2", "months:18"]) {
        const buyer = await aMember(test.db);
        const order = await aPlacedOrder(test.db, { buyer, variant, stage: "direct", sponsor, distributors: [sponsor], binding });
        await settle(test.hot, [{ order, payment: order, amount: money(10_000n, "EUR"), paidAt: new Date(at) }]);
        expect((await row(buyer))?.bindingUntil?.toISOString()).toBe(bindingEnds(new Date(at), binding, "Europe/Paris")?.toISOString());
      }
    }
  });

  it("is the database's own, at any moment of the year and around every change of the clocks", async () => {
    const quarterHours = Array.from({ length: 300 }, (_, n) => n * 15 * 60_000);
    const starts = ["2026-02-26T22:00:00Z", "2026-09-23T20:00:00Z", "2027-12-30T00:00:00Z", "2026-01-28T20:00:00Z"];
    const moments = starts.flatMap((start) => quarterHours.map((ms) => new Date(Date.parse(start) + ms)));
    for (const zone of ["Europe/Paris", "America/New_York", "Africa/Tunis", "Asia/Kolkata", "Australia/Lord_Howe"]) {
      for (const months of [1, 2, 12, 25]) {
        const rows = await test.hot<{ ends: Date }[]>`
          select (at at time zone ${zone} + make_interval(months => ${months}::int)) at time zone ${zone} as ends
          from unnest(${pgArray(moments.map((m) => m.toISOString()))}::text::timestamptz[]) with ordinality as m(at, n) order by n`;
        const ours = moments.map((at) => bindingEnds(at, `months:${months}`, zone)?.toISOString());
        expect(ours).toEqual(rows.map(({ ends }) => ends.toISOString()));
      }
    }
  });
});
