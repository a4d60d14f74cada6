import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sessions, signInTokens } from "@/db/schema/access";
import { members } from "@/db/schema/members";
import { outbox, trail } from "@/db/schema/operations";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { idOf, type MemberId } from "@/lib/kernel/id";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { findMember } from "@/lib/members/queries";
import { appointOperator, askForLink, changeTeam, closeAllSessions, closeSession, closeSessionOf, countAttempt, dismissOperator, issueLinkToken, openByLink } from "./commands";
import { findOperatorRole, findSession, hashOf, listOperators } from "./queries";
import { hasRight, sessionEnds, signInLinkEnds } from "./rules";
import { issueToken } from "./tokens/commands";
import { listTokens } from "./tokens/queries";
import type { SessionHash } from "./types";

const AT = new Date("2026-11-02T12:00:00Z");
const LATER = new Date("2026-11-02T12:21:00Z");
const EMAIL = "lea@example.fr";
let test: TestDatabase;
let lea: MemberId;
beforeAll(async () => {
  test = await freshDatabase();
  await transact(test.db, async (tx) => {
    lea = await findOrEnrolBuyer(tx, { email: EMAIL, firstName: "Léa", lastName: "Martin", locale: "fr", at: AT });
    return { ok: true };
  });
});
beforeEach(async () => {
  await test.db.update(members).set({ status: "active", claimedAt: null }).where(eq(members.id, lea));
});
afterAll(() => test.close());

const issue = async (email = EMAIL) => (await transact(test.db, async (tx) => ({ ok: true, token: await issueLinkToken(tx, { email, endsAt: signInLinkEnds(AT) }) }))).token;
const open = (token: string, at = AT, replacing: SessionHash | null = null) => transact(test.db, (tx) => openByLink(tx, { token, device: "Firefox", replacing, at }));
async function signIn(): Promise<SessionHash> {
  const opened = await open(await issue());
  if (!opened.ok) throw new Error("a fresh link opens");
  return hashOf(opened.sessionKey);
}

describe("a sign-in link", () => {
  it("works once, however many browsers race for it", async () => {
    const token = await issue();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => open(token)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await open(token)).toEqual({ ok: false, reason: "link_over" });
  });

  it("claims the wallet of the order's address the first time, and keeps that moment", async () => {
    await open(await issue());
    await open(await issue(), new Date(AT.getTime() + 60_000));
    expect(await findMember(test.db, lea)).toMatchObject({ claimedAt: AT });
  });

  it("is over when its time is, for a member who is closed meanwhile, and for an address of nobody", async () => {
    expect(await open(await issue(), LATER)).toEqual({ ok: false, reason: "link_over" });
    expect(await open(await issue("nobody@example.fr"))).toEqual({ ok: false, reason: "link_over" });
    const token = await issue();
    await test.db.update(members).set({ status: "closed" }).where(eq(members.id, lea));
    expect(await open(token)).toEqual({ ok: false, reason: "link_over" });
    expect(await open("made up")).toEqual({ ok: false, reason: "link_over" });
  });

  it("is stored nowhere: neither its token nor a session's key is in the database", async () => {
    const token = await issue();
    expect(JSON.stringify(await test.db.select().from(signInTokens))).not.toContain(token);
    const opened = await open(token);
    expect(JSON.stringify(await test.db.select().from(sessions))).not.toContain(opened.ok ? opened.sessionKey : "");
  });

  it("is asked for with the same work for a known and an unknown address, and no address in the queue", async () => {
    await test.db.delete(outbox);
    for (const [email, at] of [[EMAIL, AT], ["nobody@example.fr", LATER]] as const) {
      await transact(test.db, async (tx) => {
        await askForLink(tx, { email, locale: "en", at });
        return { ok: true };
      });
    }
    const rows = await test.db.select().from(outbox).orderBy(outbox.createdAt);
    expect(rows.map(({ topic, payload }) => ({ topic, payload }))).toEqual([
      { topic: "mail.sign_in", payload: { member: lea, locale: "en" } },
      { topic: "mail.sign_in", payload: { member: null, locale: "en" } },
    ]);
  });
});

describe("a session", () => {
  it("ends at once: signed out, signed out everywhere, or its member closed", async () => {
    const [one, two, three] = [await signIn(), await signIn(), await signIn()];
    expect(await findSession(test.db, one, AT)).toMatchObject({ member: { id: lea, firstName: "Léa" }, handle: expect.stringMatching(/^lea-/) as string });
    const run = (work: (tx: Parameters<typeof closeSession>[0]) => Promise<void>) => transact(test.db, async (tx) => (await work(tx), { ok: true }));
    await run((tx) => closeSession(tx, one));
    expect(await findSession(test.db, one, AT)).toBeNull();
    // Somebody else's list of devices reaches none of hers.
    await run((tx) => closeSessionOf(tx, idOf("member", "0".repeat(32)), two));
    expect(await findSession(test.db, two, AT)).not.toBeNull();
    await test.db.update(members).set({ status: "suspended" }).where(eq(members.id, lea));
    expect(await findSession(test.db, two, AT)).toBeNull();
    await test.db.update(members).set({ status: "active" }).where(eq(members.id, lea));
    expect(await findSession(test.db, two, AT)).not.toBeNull();
    await run((tx) => closeAllSessions(tx, lea));
    expect([await findSession(test.db, two, AT), await findSession(test.db, three, AT)]).toEqual([null, null]);
  });

  it("shows a change of role in the next request", async () => {
    const session = await signIn();
    await test.db.update(members).set({ role: "distributor" }).where(eq(members.id, lea));
    expect(await findSession(test.db, session, AT)).toMatchObject({ member: { role: "distributor" } });
  });

  it("is replaced, not doubled, when a browser signs in again", async () => {
    const before = await signIn();
    const again = await open(await issue(), AT, before);
    expect(await findSession(test.db, before, AT)).toBeNull();
    expect(again.ok && (await findSession(test.db, hashOf(again.sessionKey), AT))).toBeTruthy();
  });

  it("is over when its time is", async () => {
    expect(await findSession(test.db, await signIn(), sessionEnds(AT))).toBeNull();
  });
});

it("counts attempts exactly, however many come at once, and anew in the next window", async () => {
  const attempt = (at: Date) => transact(test.db, async (tx) => ({ ok: true, allowed: await countAttempt(tx, { key: "k", limit: { hits: 5, windowMs: 60_000 }, at }) }));
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt(AT)));
  expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(5);
  expect((await attempt(new Date(AT.getTime() + 59_999))).allowed).toBe(false);
  expect((await attempt(new Date(AT.getTime() + 60_000))).allowed).toBe(true);
});

it("makes an operator, changes the role and takes it away with every session at once, and writes each in the trail", async () => {
  const session = await signIn();
  const change = (work: (tx: Parameters<typeof appointOperator>[0]) => Promise<void>) => transact(test.db, async (tx) => (await work(tx), { ok: true }));
  const appointment = { member: lea, by: "terminal", at: AT } as const;
  expect(await findOperatorRole(test.db, lea)).toBeNull();
  await change((tx) => appointOperator(tx, "support", appointment));
  await change((tx) => appointOperator(tx, "finance", appointment));
  await change((tx) => appointOperator(tx, "finance", appointment));
  expect(await findOperatorRole(test.db, lea)).toBe("finance");
  await change((tx) => dismissOperator(tx, appointment));
  expect(await findOperatorRole(test.db, lea)).toBeNull();
  expect(await findSession(test.db, session, AT)).toBeNull();
  const written = await test.db.select().from(trail).where(eq(trail.subject, lea));
  expect(written.map(({ action, before, after }) => [action, before, after])).toEqual([
    ["operator.appointed", { role: null }, { role: "support" }],
    ["operator.appointed", { role: "support" }, { role: "finance" }],
    ["operator.dismissed", { role: "finance" }, { role: null }],
  ]);
});

it("gives a role its rights and no other", () => {
  expect([hasRight("owner", "operators"), hasRight("finance", "forwarding"), hasRight("support", "forwarding"), hasRight("catalogue", "refunds")]).toEqual([true, true, false, false]);
});

it("lists keys by pages of a key, the newest first, each once", async () => {
  const made = await transact(test.db, async (tx) => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await issueToken(tx, { name: `key ${n}`, scopes: ["sales:read"], expiresAt: LATER, by: "terminal", at: n < 3 ? AT : LATER })).id);
    return { ok: true, ids };
  });
  const found: string[] = [];
  for (let before: Awaited<ReturnType<typeof listTokens>>[number]["id"] | undefined, turn = 0; turn < 20; turn += 1) {
    const page = await listTokens(test.db, { before, limit: 2 });
    found.push(...page.map(({ id }) => id));
    before = page.at(-1)?.id;
    if (page.length < 2) break;
  }
  expect([...found].sort()).toEqual([...made.ids].sort());
  expect(found.slice(2).sort()).toEqual(made.ids.slice(0, 3).sort());
});

it("keeps an owner in the team, however many would go at once, and lets nobody change their own role", async () => {
  const enrol = (name: string) => transact(test.db, async (tx) => ({ ok: true, id: await findOrEnrolBuyer(tx, { email: `${name}@example.fr`, firstName: name, lastName: "", locale: "fr", at: AT }) }));
  const [ann, bob] = [(await enrol("ann")).id, (await enrol("bob")).id];
  await transact(test.db, async (tx) => {
    for (const member of [ann, bob]) await appointOperator(tx, "owner", { member, by: "terminal", at: AT });
    return { ok: true };
  });
  const others = (await listOperators(test.db)).filter(({ id, role }) => role === "owner" && id !== ann && id !== bob);
  const change = (member: MemberId, by: MemberId, role: "support" | null) => transact(test.db, (tx) => changeTeam(tx, role, { member, by, at: LATER }));
  expect(await change(ann, ann, "support")).toEqual({ ok: false, reason: "yourself" });
  const outcomes = await Promise.all([change(ann, bob, "support"), change(bob, ann, null)]);
  if (others.length === 0) expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await listOperators(test.db)).some(({ role }) => role === "owner")).toBe(true);
  expect(await change(lea, ann, "support")).toEqual({ ok: false, reason: "no_operator" });
});
