import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { handles, members } from "@/db/schema/members";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import type { MemberId } from "@/lib/kernel/id";
import { changeHandle, findOrEnrolBuyer, furnishShop } from "./commands";
import { findHandle, findMemberByAddress, findShop } from "./queries";

const AT = new Date("2026-11-02T12:00:00Z");
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.close());

const enrol = async (email: string, firstName = "Léa"): Promise<MemberId> => {
  const { id } = await transact(test.db, async (tx) => ({ ok: true, id: await findOrEnrolBuyer(tx, { email, firstName, lastName: "Martin", locale: "fr", at: AT }) }));
  return id;
};
const rename = (member: MemberId, wanted: string) => transact(test.db, (tx) => changeHandle(tx, member, { wanted, at: AT }));

it("enrols an address once, however many of its orders arrive at once", async () => {
  const spellings = ["Lea@example.fr", " lea@example.fr", "LEA@EXAMPLE.FR "];
  const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => enrol(spellings[n % 3] ?? "")));
  expect(new Set(ids).size).toBe(1);
  const [id] = ids;
  expect(await test.db.select().from(members)).toHaveLength(1);
  expect(await test.db.select().from(handles)).toHaveLength(1);
  expect(await findMemberByAddress(test.db, "lea@EXAMPLE.fr")).toMatchObject({ id, role: "customer", email: "lea@example.fr", claimedAt: null });
});

it("gives every member a shop of their own from the first order on", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => enrol(`friend${n}@example.fr`, "Zoé")));
  const names = await Promise.all(ids.map((id) => findHandle(test.db, id)));
  expect(new Set(names).size).toBe(20);
  for (const name of names) expect(name).toMatch(/^zoe-[2-9a-z]{4}$/);
  expect(await findShop(test.db, (names[0] ?? "").toUpperCase())).toMatchObject({ kind: "open", shop: { memberId: ids[0], name: "Zoé", role: "customer" } });
});

it("keeps a former handle for its member for ever: it redirects, nobody else gets it, and it can be had back", async () => {
  const [one, two] = [await enrol("one@example.fr"), await enrol("two@example.fr")];
  expect(await rename(one, "Savons-De-Lea")).toEqual({ ok: true, handle: "savons-de-lea" });
  expect(await rename(one, "lea-et-cie")).toEqual({ ok: true, handle: "lea-et-cie" });
  expect(await findShop(test.db, "savons-de-lea")).toEqual({ kind: "moved", handle: "lea-et-cie" });
  expect(await rename(two, "savons-de-lea")).toEqual({ ok: false, reason: "taken" });
  expect(await rename(two, "lea-et-cie")).toEqual({ ok: false, reason: "taken" });
  expect(await rename(two, "cart")).toEqual({ ok: false, reason: "reserved" });
  expect(await rename(one, "savons-de-lea")).toEqual({ ok: true, handle: "savons-de-lea" });
  expect(await findShop(test.db, "lea-et-cie")).toEqual({ kind: "moved", handle: "savons-de-lea" });
});

it("gives a handle that two want at once to one of them", async () => {
  const both = [await enrol("three@example.fr"), await enrol("four@example.fr")];
  const outcomes = await Promise.all(both.map((member) => rename(member, "la-meme")));
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
});

it("closes the shop of a member who is not active, and leads a merged one to the survivor", async () => {
  const [closed, merged, survivor] = [await enrol("closed@example.fr"), await enrol("merged@example.fr"), await enrol("survivor@example.fr")];
  const [closedHandle, mergedHandle, handle] = [await findHandle(test.db, closed), await findHandle(test.db, merged), await findHandle(test.db, survivor)];
  await test.db.update(members).set({ status: "closed" }).where(eq(members.id, closed));
  await test.db.update(members).set({ status: "merged", mergedInto: survivor, email: null }).where(eq(members.id, merged));
  expect(await findShop(test.db, closedHandle ?? "")).toEqual({ kind: "closed" });
  expect(await findShop(test.db, mergedHandle ?? "")).toEqual({ kind: "moved", handle });
  expect(await findShop(test.db, "nobody-here")).toEqual({ kind: "unknown" });
});

it("lets members say and show what they like on their front page, one thing at a time", async () => {
  const [one, other] = [await enrol("words@example.fr"), await enrol("silent@example.fr")];
  const furnish = (page: Parameters<typeof furnishShop>[2]) => transact(test.db, async (tx) => {
    await furnishShop(tx, one, page);
    return { ok: true };
  });
  await furnish({ words: { fr: "Je fais mes savons à la main." }, favourites: ["savon", "bougie"] });
  await furnish({ picture: "media:lea-123" });
  await furnish({});
  const shopOf = async (member: MemberId) => findShop(test.db, (await findHandle(test.db, member)) ?? "");
  expect(await shopOf(one)).toMatchObject({ shop: { words: { fr: "Je fais mes savons à la main." }, favourites: ["savon", "bougie"], picture: "media:lea-123" } });
  await furnish({ words: null, picture: null, favourites: [] });
  expect(await shopOf(one)).toMatchObject({ shop: { words: null, favourites: [], picture: null } });
  expect(await shopOf(other)).toMatchObject({ shop: { words: null, favourites: [], picture: null } });
});
