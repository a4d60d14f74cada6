import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { members } from "@/db/schema/members";
import { outbox, trail } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aMember, NOON } from "@/db/testing/sale";
import { transact } from "@/db/transact";
import type { ApplicationId, MemberId } from "@/lib/kernel/id";
import { listNotices } from "@/lib/notify/bell/queries";
import { apply, decide, setOpenToApplications } from "./commands";
import { findApplication, listWaiting } from "./queries";

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
const waitingOf = async (member: MemberId) => (await listWaiting(test.db)).find((one) => one.member === member)?.id ?? ("" as ApplicationId);

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
