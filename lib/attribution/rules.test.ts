import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MemberId, newId } from "@/lib/kernel/id";
import { bindingEnds, bindingInForce, resolveSponsor, stageOf } from "./rules";
import type { Candidates, KnownBuyer, Person } from "./types";

const NOON = new Date("2026-11-02T12:00:00Z");
const person = (role: Person["role"] = "customer", above: readonly MemberId[] = []): Person => {
  const id = newId("member");
  return { id, role, upline: [id, ...above] };
};
const buyer = (more: Partial<KnownBuyer> = {}): KnownBuyer => ({ id: newId("member"), role: "customer", parent: null, bound: null, ...more });
const candidates = (more: Partial<Candidates>): Candidates => ({ buyer: null, cartShop: null, remembered: null, answer: null, ...more });
const resolve = (more: Partial<Candidates>) => {
  const { sponsor, source, refused } = resolveSponsor(candidates(more));
  return { sponsor: sponsor?.id ?? null, source, refused };
};

describe("the sponsor", () => {
  const [bound, cartShop, remembered, answer] = [person("distributor"), person(), person(), person("distributor")];

  it("is the first of: binding in force, cart's shop, remembered shop, answer, nobody", () => {
    const all = { buyer: buyer({ bound, parent: bound }), cartShop, remembered, answer };
    expect(resolve(all)).toEqual({ sponsor: bound.id, source: "binding", refused: null });
    expect(resolve({ ...all, buyer: buyer({ parent: bound }) })).toEqual({ sponsor: cartShop.id, source: "cart", refused: null });
    expect(resolve({ ...all, buyer: null })).toEqual({ sponsor: cartShop.id, source: "cart", refused: null });
    expect(resolve({ remembered, answer })).toEqual({ sponsor: remembered.id, source: "remembered", refused: null });
    expect(resolve({ answer })).toEqual({ sponsor: answer.id, source: "answer", refused: null });
    expect(resolve({ buyer: buyer({ parent: bound }) })).toEqual({ sponsor: null, source: "nobody", refused: null });
  });

  it("is never the buyer: such an order keeps the buyer's sponsor, else it is nobody's", () => {
    const me = person();
    expect(resolve({ buyer: buyer({ id: me.id, parent: bound }), cartShop: me, answer })).toEqual({ sponsor: bound.id, source: "binding", refused: "own_sponsor" });
    expect(resolve({ buyer: buyer({ id: me.id }), cartShop: me, answer })).toEqual({ sponsor: null, source: "nobody", refused: "own_sponsor" });
    expect(resolve({ buyer: buyer({ id: me.id, bound: me, parent: me }) })).toEqual({ sponsor: null, source: "nobody", refused: "own_sponsor" });
  });

  it("is never somebody below the buyer: such an order keeps the buyer's sponsor, else it is nobody's", () => {
    const top = buyer();
    const below = person("customer", [newId("member"), top.id]);
    expect(resolve({ buyer: top, cartShop: below })).toEqual({ sponsor: null, source: "nobody", refused: "sponsor_in_downline" });
    expect(resolve({ buyer: { ...top, parent: bound }, answer: below })).toEqual({ sponsor: bound.id, source: "binding", refused: "sponsor_in_downline" });
  });

  it("stays the one that a binding names, though an operator moved them below the buyer since", () => {
    const top = buyer();
    const below = person("customer", [top.id]);
    expect(resolve({ buyer: { ...top, bound: below } })).toEqual({ sponsor: below.id, source: "binding", refused: null });
  });

  it("of a distributor's own order is nobody, whatever the shop", () => {
    expect(resolve({ buyer: buyer({ role: "distributor", bound, parent: bound }), cartShop })).toEqual({ sponsor: null, source: "nobody", refused: null });
  });
});

it.each([
  { buyerRole: "customer", sponsorRole: "distributor", stage: "direct" },
  { buyerRole: "customer", sponsorRole: "customer", stage: "viral" },
  { buyerRole: "customer", sponsorRole: null, stage: "organic" },
  { buyerRole: "distributor", sponsorRole: null, stage: "self" },
  { buyerRole: "distributor", sponsorRole: "customer", stage: "self" },
] as const)("a $buyerRole with $sponsorRole as sponsor buys in the $stage stage", ({ buyerRole, sponsorRole, stage }) => {
  expect(stageOf(buyerRole, sponsorRole)).toBe(stage);
});

it("a binding holds for life without an end, and until the very moment of its end", () => {
  const bindingSponsorId = newId("member");
  expect(bindingInForce({ bindingSponsorId, bindingUntil: null }, NOON)).toBe(bindingSponsorId);
  expect(bindingInForce({ bindingSponsorId, bindingUntil: new Date(NOON.getTime() + 1) }, NOON)).toBe(bindingSponsorId);
  expect(bindingInForce({ bindingSponsorId, bindingUntil: NOON }, NOON)).toBeNull();
  expect(bindingInForce({ bindingSponsorId: null, bindingUntil: null }, NOON)).toBeNull();
});

describe("a binding of months", () => {
  it.each([
    { at: "2026-08-30T22:30:00.000Z", binding: "months:3", zone: "Europe/Paris", ends: "2026-11-29T23:30:00.000Z" },
    { at: "2026-01-31T11:00:00.123Z", binding: "months:1", zone: "Europe/Paris", ends: "2026-02-28T11:00:00.123Z" },
    { at: "2027-01-31T11:00:00.000Z", binding: "months:13", zone: "Europe/Paris", ends: "2028-02-29T11:00:00.000Z" },
    { at: "2026-11-30T23:30:00.000Z", binding: "months:1", zone: "Europe/Paris", ends: "2026-12-31T23:30:00.000Z" },
    { at: "2026-02-28T01:30:00.000Z", binding: "months:1", zone: "Europe/Paris", ends: "2026-03-28T01:30:00.000Z" },
    { at: "2026-02-28T23:30:00.000Z", binding: "months:1", zone: "UTC", ends: "2026-03-28T23:30:00.000Z" },
    { at: "2026-01-29T01:30:00.000Z", binding: "months:2", zone: "Europe/Paris", ends: "2026-03-29T01:30:00.000Z" },
    { at: "2026-09-25T00:30:00.000Z", binding: "months:1", zone: "Europe/Paris", ends: "2026-10-25T01:30:00.000Z" },
  ])("from $at in $zone ($binding) ends $ends", ({ at, binding, zone, ends }) => {
    expect(bindingEnds(new Date(at), binding, zone)?.toISOString()).toBe(ends);
  });

  it("ends never for life, and not at all per order", () => {
    expect(bindingEnds(NOON, "lifetime", "Europe/Paris")).toBeNull();
    expect(bindingEnds(NOON, "per-order", "Europe/Paris")).toBeNull();
  });

  it("never ends before one that is shorter, from any moment", () => {
    const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), (at, months) => {
        const [shorter, longer] = [bindingEnds(at, `months:${months}`, "Europe/Paris"), bindingEnds(at, `months:${months + 1}`, "Europe/Paris")];
        expect(shorter && longer && at < shorter && shorter < longer).toBe(true);
      }),
    );
  });
});
