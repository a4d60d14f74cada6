import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { outbox, trail } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { ApplicationId, MemberId } from "@/lib/kernel/id";
import { listNotices } from "@/lib/notify/bell/queries";
import { apply, decide, setOpenToApplications } from "./commands";
import { findApplication, listApplications } from "./queries";
import type { ApplicationStatus } from "./types";

let test: TestDatabase;
let operator: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  operator = await aMember(test.db);
});
afterAll(() => test.close());

const door = (open: boolean) => transact(test.db, async (tx) => (await setOpenToApplications(tx, open, { by: operator, at: NOON }), { ok: true }));
const ask = (member: MemberId) => transact(test.db, (tx) => apply(tx, member, { motive: "J’aime vos savons.", at: NOON }));
const answer = (application: ApplicationId, approve: boolean) => transact(test.db, (tx) => decide(tx, { application, approve, reason: "vu au téléphone", by: operator, at: NOON }));
const waitingOf = async (member: MemberId) => (await listApplications(test.db, { status: "open", search: "", after: undefined, limit: 200 })).rows.find((one) => one.member === member)?.id ?? ("" as ApplicationId);

it("takes one application of a customer at a time, and only while the company wants any", async () => {
  const [customer, distributor] = [await aMember(test.db), await aMember(test.db, { role: "distributor" })];
  expect(await ask(customer)).toEqual({ ok: false, reason: "closed" });
  await door(true);
  const asked = await Promise.all(Array.from({ length: 5 }, () => ask(customer)));
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await ask(distributor)).toEqual({ ok: false, reason: "no_customer" });
});

it("makes an approved customer a distributor once, tells the commission system and the applicant, and keeps who and why", async () => {
  await door(true);
  const parent = await aMember(test.db, { role: "distributor" });
  const customer = await aMember(test.db, { parent });
  await ask(customer);
  const application = await waitingOf(customer);
  const decided = await Promise.all(Array.from({ length: 5 }, () => answer(application, true)));
  expect(decided.filter(({ ok }) => ok)).toHaveLength(1);
  const [row] = await test.db.select().from(members).where(eq(members.id, customer));
  expect(row).toMatchObject({ role: "distributor", parentId: parent });
  expect(await test.db.select().from(outbox).where(eq(outbox.topic, "member.changed"))).toHaveLength(1);
  expect(await listNotices(test.db, customer, { before: null, limit: 5 })).toMatchObject([{ kind: "application_approved" }]);
  expect(await test.db.select().from(outbox).where(and(eq(outbox.topic, "mail.application_answered"), eq(outbox.key, `mail:${customer}`)))).toMatchObject([{ payload: { member: customer, answer: "approved" } }]);
  expect(await test.db.select().from(trail).where(eq(trail.subject, customer))).toMatchObject([{ actor: operator, action: "application.approved" }]);
});

it("refuses, says so, and takes another application later", async () => {
  await door(true);
  const customer = await aMember(test.db);
  await ask(customer);
  expect(await answer(await waitingOf(customer), false)).toMatchObject({ ok: true });
  expect(await findApplication(test.db, customer)).toMatchObject({ status: "refused", decidedAt: NOON });
  expect(await listNotices(test.db, customer, { before: null, limit: 5 })).toMatchObject([{ kind: "application_refused" }]);
  expect(await ask(customer)).toEqual({ ok: true });
});

it("shows operators every application by pages of a key, none twice and none left out: the oldest that waits first, the latest decided first", async () => {
  await door(true);
  const asking = await Promise.all(Array.from({ length: 5 }, () => aMember(test.db)));
  for (const [n, member] of asking.entries()) {
    await test.db.update(members).set({ firstName: "Lise", lastName: `Paging ${n}` }).where(eq(members.id, member));
    await transact(test.db, (tx) => apply(tx, member, { motive: "", at: new Date(NOON.getTime() + (n === 4 ? 1_000 : 0)) }));
  }
  const pages = async (status: ApplicationStatus, search: string) => {
    const seen: MemberId[] = [];
    for (let after: ApplicationId | undefined, more = true; more;) {
      const page = await listApplications(test.db, { status, search, after, limit: 2 });
      expect(page.rows.length).toBeLessThanOrEqual(2);
      seen.push(...page.rows.map(({ member }) => member));
      [after, more] = [page.rows.at(-1)?.id, page.more];
    }
    return seen;
  };
  const waiting = await pages("open", "paging");
  expect([...waiting].sort()).toEqual([...asking].sort());
  expect(waiting.at(-1)).toBe(asking[4]);
  expect(await pages("open", "LISE PAGING 4")).toEqual([asking[4]]);
  for (const member of asking) await answer(await waitingOf(member), false);
  expect(await pages("open", "paging")).toEqual([]);
  expect(await pages("refused", "paging")).toHaveLength(5);
  expect((await listApplications(test.db, { status: "refused", search: "Paging 4", after: undefined, limit: 2 })).rows).toMatchObject([{ status: "refused", decidedAt: NOON, orders: 0 }]);
});
