import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { issueAction, revokeAction } from "@/app/[locale]/(office)/office/tokens/actions";
import { pauseAction, reconcileAction } from "@/app/[locale]/(office)/office/forwarding/actions";
import { POST as upload } from "@/app/[locale]/(office)/office/distributors/upload/route";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { appointOperator, openFor } from "@/lib/access/commands";
import { hashOf } from "@/lib/access/queries";
import { findToken } from "@/lib/access/tokens/queries";
import type { OperatorRole } from "@/lib/access/types";
import { findDestination } from "@/lib/forwarding/queries";
import { uuidOf } from "@/lib/kernel/id";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { closeDesk } from "./desk";

/** The request that the framework would have put around a call. */
const request = vi.hoisted(() => ({ headers: new Headers(), jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(request.headers),
  cookies: () => Promise.resolve({ get: (name: string) => (request.jar.has(name) ? { name, value: request.jar.get(name) } : undefined), getAll: () => [...request.jar].map(([name, value]) => ({ name, value })), has: (name: string) => request.jar.has(name) }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined, revalidateTag: () => undefined, updateTag: () => undefined, cacheLife: () => undefined, cacheTag: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<typeof import("next/server")>()), connection: () => Promise.resolve() }));

const AT = new Date();
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  Object.assign(process.env, {
    DATABASE_URL: test.url, APP_URL: "http://shop.example", AUTH_SECRET: "a".repeat(32), LINK_SECRET: "l".repeat(32), STRIPE_SECRET_KEY: "k", STRIPE_WEBHOOK_SECRET: "w",
    COMMISSION_API_BASE: "http://127.0.0.1:1", COMMISSION_SECRET: `whsec_${"a".repeat(32)}`, SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@b.example",
  });
});
afterAll(async () => {
  await closeDesk();
  await test.close();
});

async function signInAs(role: OperatorRole): Promise<void> {
  const email = `${role}@test.example`;
  const key = await transact(test.db, async (tx) => {
    const member = await findOrEnrolBuyer(tx, { email, firstName: "A", lastName: "B", locale: "fr", at: AT });
    await appointOperator(tx, role, { member, by: "terminal", at: AT });
    const opened = await openFor(tx, email, { device: "Firefox", replacing: null, at: AT });
    return { ...opened, member };
  });
  if (!key.ok) throw new Error("nobody signed in");
  await test.hot`insert into second_factors (member_id, secret, confirmed_at) values (${uuidOf(key.member)}, 'sealed', now()) on conflict do nothing`;
  await test.hot`insert into session_factors (token_hash, member_id, at) values (${hashOf(key.sessionKey)}, ${uuidOf(key.member)}, now())`;
  request.jar.set("cagnotte.session", key.sessionKey);
  request.headers.set("cookie", `cagnotte.session=${key.sessionKey}`);
}

const send = (query: string, rows: readonly string[], type = "text/csv") =>
  upload(new NextRequest(`http://shop.example/en/office/distributors/upload?${query}`, { method: "POST", headers: { "content-type": type }, body: ["external_id,email,first_name,last_name,parent_external_id", ...rows].join("\n") }), { params: Promise.resolve({ locale: "en" }) });
const told = async (response: Response) => (await response.text()).trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
const form = (fields: Readonly<Record<string, string>>) => Object.entries(fields).reduce((data, [name, value]) => (data.set(name, value), data), new FormData());

it("takes a file of distributors from whoever may, checks it first, tells every bad row, and writes who brought the good ones", async () => {
  const rows = ["B,b@x.example,Bea,Roux,A", "A,a@x.example,Ada,Roux,", "C,no address,Cyd,Roux,A"];
  expect((await send("", rows)).status).toBe(403);
  await signInAs("support");
  expect((await send("write=yes", rows)).status).toBe(403);
  await signInAs("finance");
  expect((await send("", rows, "text/plain")).status).toBe(415);
  const checked = await told(await send("", rows));
  expect(checked.at(-1)).toMatchObject({ kind: "report", outcome: "refused", rows: 3, bad: 1, problems: [{ line: 4, column: "email", sentence: "“no address” is not an address." }] });
  expect(checked[0]).toEqual({ kind: "progress", done: 0, total: 3 });
  expect((await told(await send("write=yes", rows))).at(-1)).toMatchObject({ outcome: "refused" });
  expect((await told(await send("", rows.slice(0, 2)))).at(-1)).toMatchObject({ outcome: "rehearsed" });
  expect(await test.hot`select 1 from members where external_id is not null`).toHaveLength(0);
  expect((await told(await send("write=yes&skip=yes", rows))).at(-1)).toMatchObject({ outcome: "imported", sentences: [expect.any(String), expect.stringContaining("2 new") as string] });
  expect(await test.hot`select m.external_id, p.external_id as parent from members m left join members p on p.id = m.parent_id where m.external_id is not null order by 1`).toMatchObject([{ external_id: "A", parent: null }, { external_id: "B", parent: "A" }]);
  expect(await test.hot`select action, after from trail where subject = 'distributors'`).toMatchObject([{ action: "distributors.imported", after: { rows: 2, created: 2, bad: 1 } }]);
  expect((await told(await upload(new NextRequest("http://shop.example/upload", { method: "POST", headers: { "content-type": "text/csv" }, body: "id,mail\n1,2\n" }), { params: Promise.resolve({ locale: "fr" }) }))).at(-1)).toMatchObject({ kind: "failed" });
});

it("gives a key to an owner only, shows it once, and ends it at once", async () => {
  await signInAs("finance");
  const wish = { name: "ERP", days: "30", "sales:read": "on" };
  expect(await issueAction(null, form(wish))).toMatchObject({ ok: false, reason: "not_allowed" });
  await signInAs("owner");
  expect(await issueAction(null, form({ name: "ERP", days: "30" }))).toMatchObject({ ok: false, reason: "no_scope", given: { name: "ERP" } });
  const made = await issueAction(null, form(wish));
  if (!made.ok) throw new Error(made.reason);
  const token = await findToken(test.db, made.secret, new Date());
  expect(token).toMatchObject({ name: "ERP", scopes: ["sales:read"] });
  expect(await revokeAction(null, form({ token: token?.id ?? "" }))).toMatchObject({ ok: true });
  expect(await findToken(test.db, made.secret, new Date())).toBeNull();
});

it("pauses for every process, and says when the other side does not give its list", async () => {
  await signInAs("support");
  expect(await pauseAction(null, form({ paused: "yes" }))).toMatchObject({ ok: false, reason: "not_allowed" });
  await signInAs("finance");
  expect(await pauseAction(null, form({ paused: "yes" }))).toMatchObject({ ok: true });
  expect((await findDestination(test.db, "signed-json")).pausedAt).not.toBeNull();
  expect(await reconcileAction(null, form({ days: "1" }))).toMatchObject({ ok: false, reason: "no_answer" });
  expect(await test.hot`select action from trail where subject = 'signed-json'`).toMatchObject([{ action: "forwarding.paused" }]);
});
