import { afterAll, beforeAll, expect, it } from "vitest";
import { walletsOf } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import { audit } from "@/lib/audit/commands";
import { type Id, type MemberId, newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import { decideAdjustment, wishAdjustment, writeAdjustmentSettings } from "./commands";
import { listAdjustmentRequests, readAdjustmentSettings } from "./queries";

let test: TestDatabase;
let [first, second] = [newId("member"), newId("member")];
beforeAll(async () => {
  test = await freshDatabase();
  [first, second] = [await aMember(test.db), await aMember(test.db)];
});
afterAll(() => test.close());

const wish = (member: MemberId, minor: bigint, more: { readonly id?: Id<"trail">; readonly by?: MemberId } = {}) => {
  const { id = newId("trail"), by = first } = more;
  return transact(test.db, (tx) => wishAdjustment(tx, { id, by, member, wallet: "credit", amount: money(minor, "EUR"), reason: "a parcel that never came", at: NOON }));
};
const decide = (request: Id<"trail">, by: MemberId, approve = true) => transact(test.db, (tx) => decideAdjustment(tx, { request, approve, by, at: NOON }));
const credit = async (member: MemberId) => (await walletsOf(test, member)).credit_available;
const deeds = (member: MemberId) => test.hot<{ action: string; actor: string; after: Record<string, unknown> }[]>`select action, actor, after from trail where subject = ${member} order by id`;

it("posts a small amount at once, once, however often it is sent", async () => {
  const member = await aMember(test.db);
  const id = newId("trail");
  const all = await Promise.all([1, 2, 3].map(() => wish(member, 2_000n, { id })));
  expect(all).toEqual([1, 2, 3].map(() => ({ ok: true, waits: false })));
  expect(await credit(member)).toBe(2_000n);
});

it("adds up what one operator moves within a day: no large amount goes out in small ones", async () => {
  const member = await aMember(test.db);
  const all = await Promise.all([1, 2, 3, 4].map(() => wish(member, 2_000n)));
  expect(all.filter((one) => one.ok && one.waits)).toHaveLength(2);
  expect(await credit(member)).toBe(4_000n);
  expect(await wish(member, 2_000n, { by: second })).toEqual({ ok: true, waits: false });
});

it("asks for a second person above what the company lets one move alone, from then on", async () => {
  const allow = (aloneUpToMinor: bigint) => transact(test.db, async (tx) => (await writeAdjustmentSettings(tx, { aloneUpToMinor }, NOON), { ok: true }));
  await allow(0n);
  expect(await wish(await aMember(test.db), 1n)).toEqual({ ok: true, waits: true });
  await allow(9_000n);
  expect(await wish(await aMember(test.db), 9_000n)).toEqual({ ok: true, waits: false });
  await allow(5_000n);
  expect(await readAdjustmentSettings(test.db)).toEqual({ aloneUpToMinor: 5_000n });
});

it("posts a large amount when a second person approves it, and never by the one who asked", async () => {
  const member = await aMember(test.db);
  const id = newId("trail");
  expect(await wish(member, 12_000n, { id })).toEqual({ ok: true, waits: true });
  expect(await wish(member, 12_000n, { id })).toEqual({ ok: true, waits: true });
  expect(await decide(id, first)).toEqual({ ok: false, reason: "own_request" });
  expect(await credit(member)).toBe(0n);
  expect(await Promise.all([decide(id, second), decide(id, second)])).toEqual([{ ok: true, approved: true }, { ok: true, approved: true }]);
  expect(await credit(member)).toBe(12_000n);
  expect(await decide(id, first, false)).toEqual({ ok: false, reason: "decided_before" });
  const written = await deeds(member);
  expect(written.map(({ action }) => action)).toEqual(expect.arrayContaining(["member.adjustment_requested", "member.adjusted", "member.adjustment_approved"]));
  expect(written.find(({ action }) => action === "member.adjusted")).toMatchObject({ actor: first, after: { approvedBy: second, amountMinor: "12000" } });
  expect(await listAdjustmentRequests(test.db, { waiting: false, member })).toMatchObject([{ approved: true, reason: "a parcel that never came" }]);
});

it("moves nothing when it is declined, and whoever asked may take it back", async () => {
  const member = await aMember(test.db);
  const id = newId("trail");
  await wish(member, 12_000n, { id });
  expect(await decide(id, first, false)).toEqual({ ok: true, approved: false });
  expect(await credit(member)).toBe(0n);
});

it("takes a second person for one's own wallet, whatever the amount, and not its owner", async () => {
  const id = newId("trail");
  expect(await wish(first, 100n, { id })).toEqual({ ok: true, waits: true });
  expect(await decide(id, first)).toMatchObject({ ok: false });
  const other = newId("trail");
  await wish(second, 9_000n, { id: other });
  expect(await decide(other, second)).toEqual({ ok: false, reason: "own_wallet" });
});

it("never takes more than is available", async () => {
  const member = await aMember(test.db);
  expect(await wish(member, -100n)).toEqual({ ok: false, reason: "insufficient_credit" });
  expect((await audit(test.db)).ok).toBe(true);
});

it("lists what waits, the oldest first, and what was answered, the latest first, by key: each once, all or by the answer", async () => {
  const member = await aMember(test.db);
  const ids = Array.from({ length: 3 }, () => newId("trail"));
  const pages = async (waiting: boolean) => {
    const found: string[] = [];
    let last: Id<"trail"> | undefined;
    for (let turn = 0; turn < 20; turn += 1) {
      const page = await listAdjustmentRequests(test.db, { waiting, member, last, limit: 2 });
      found.push(...page.map(({ id }) => id));
      last = page.at(-1)?.id;
      if (page.length < 2) break;
    }
    return found.sort();
  };
  for (const id of ids) await wish(member, 20_000n, { id });
  expect(await pages(true)).toEqual([...ids].sort());
  for (const [n, id] of ids.entries()) await decide(id, second, n !== 1);
  expect(await pages(true)).toEqual([]);
  expect(await pages(false)).toEqual([...ids].sort());
  expect(await listAdjustmentRequests(test.db, { waiting: false, member, approved: false })).toMatchObject([{ id: ids[1] }]);
});
