import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { eq } from "drizzle-orm";
import { apiTokens } from "@/db/schema/forwarding";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { aViralSale } from "@/db/testing/bought";
import { transact } from "@/db/transact";
import { GET as getDistributor, PUT as putDistributor } from "@/app/api/v1/distributors/[externalId]/route";
import { GET as getWallet } from "@/app/api/v1/members/[id]/wallet/route";
import { GET as getSales } from "@/app/api/v1/sales/route";
import { LIMITS } from "@/lib/access/rules";
import { issueToken, revokeToken } from "@/lib/access/tokens/commands";
import { SCOPES, type Scope } from "@/lib/access/tokens/types";
import { writeCompany } from "@/lib/company/commands";
import { saleCompletedSchema } from "@/lib/gateway/signed-json/contract";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { distributor, salesPage, wallet } from "./contract";

// Outside of a server there is no request to wait for.
vi.mock("next/server", async (original) => ({ ...(await original<typeof import("next/server")>()), connection: () => Promise.resolve() }));

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
  Object.assign(process.env, {
    DATABASE_URL: test.url, APP_URL: "http://shop.example", AUTH_SECRET: "a".repeat(32), LINK_SECRET: "l".repeat(32), STRIPE_SECRET_KEY: "k", STRIPE_WEBHOOK_SECRET: "w",
    COMMISSION_API_BASE: "http://commission.example", COMMISSION_SECRET: `whsec_${"a".repeat(32)}`, SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@b.example",
  });
});
afterAll(() => test.close());

const token = async (scopes: readonly Scope[] = SCOPES, days = 1) =>
  transact(test.db, async (tx) => ({ ok: true, ...(await issueToken(tx, { name: "test", scopes, expiresAt: new Date(Date.now() + days * 86_400_000), by: "terminal", at: new Date() })) }));
const ask = (path: string, secret: string, more: { method?: string; body?: unknown; key?: string } = {}) =>
  new NextRequest(`http://shop.example/api/v1/${path}`, {
    method: more.method ?? "GET",
    headers: { authorization: `Bearer ${secret}`, ...(more.key ? { "idempotency-key": more.key } : {}) },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
const put = (externalId: string, secret: string, sent: { body: unknown; key?: string }) =>
  putDistributor(ask(`distributors/${externalId}`, secret, { method: "PUT", ...sent }), { params: Promise.resolve({ externalId }) });
const get = (externalId: string, secret: string) => getDistributor(ask(`distributors/${externalId}`, secret), { params: Promise.resolve({ externalId }) });
const lea = { email: "lea@example.fr", firstName: "Léa", lastName: "Martin" };

it("refuses a token that is wrong, over, revoked or lacks the scope, and says which scope it needs", async () => {
  const [good, old, other] = [await token(), await token(SCOPES, -1), await token(["sales:read"])];
  await transact(test.db, async (tx) => ({ ok: await revokeToken(tx, good.id, { by: "terminal", at: new Date() }) }));
  for (const secret of ["nonsense", good.secret, old.secret]) {
    const refused = await get("D-1", secret);
    expect([refused.status, refused.headers.get("content-type"), refused.headers.get("www-authenticate")]).toEqual([401, "application/problem+json", "Bearer"]);
  }
  const lacking = await get("D-1", other.secret);
  expect([lacking.status, await lacking.json()]).toMatchObject([403, { type: "urn:cagnotte:problem:no-scope", detail: "This needs distributors:read." }]);
});

it("keeps a token as a hash only, with its last use", async () => {
  const { id, secret } = await token();
  await get("D-1", secret);
  const [row] = await test.db.select().from(apiTokens).where(eq(apiTokens.id, id));
  expect(JSON.stringify(row)).not.toContain(secret.slice(4));
  expect(row?.lastUsedAt).toBeInstanceOf(Date);
});

it("enrols a distributor, brings them up to date, moves them, and shows them", async () => {
  const { secret } = await token();
  expect((await get("D-1", secret)).status).toBe(404);
  expect((await put("D-0", secret, { body: { ...lea, email: "chief@example.fr" } })).status).toBe(201);
  const created = await put("D-1", secret, { body: { ...lea, parentExternalId: "D-0", handle: "lea-martin" } });
  expect(created.status).toBe(201);
  expect(distributor.parse(await created.json())).toMatchObject({ externalId: "D-1", handle: "lea-martin", parentExternalId: "D-0", status: "active" });
  expect((await put("D-1", secret, { body: { ...lea, status: "suspended" } })).status).toBe(200);
  expect(await (await get("D-1", secret)).json()).toMatchObject({ status: "suspended", parentExternalId: null, handle: "lea-martin" });
});

it("tells field and reason of what it refuses, and changes nothing", async () => {
  const { secret } = await token();
  const wrong = await put("D-2", secret, { body: { email: "x", lastName: 5, surplus: 1 } });
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { type: "urn:cagnotte:problem:wrong-shape" }]);
  const circle = await put("D-0", secret, { body: { ...lea, email: "chief@example.fr", parentExternalId: "D-0" } });
  expect(await circle.json()).toMatchObject({ status: 422, problems: [{ field: "parentExternalId", reason: "own_parent" }] });
  const taken = await put("D-2", secret, { body: { ...lea, email: "lea@example.fr" } });
  expect(await taken.json()).toMatchObject({ status: 409, problems: [{ field: "email", reason: "address_taken", value: "lea@example.fr" }] });
  expect((await get("D-2", secret)).status).toBe(404);
});

it("answers a write once for each Idempotency-Key, and refuses the key with another request", async () => {
  const { secret } = await token();
  const body = { ...lea, email: "once@example.fr" };
  const [first, second] = [await put("D-3", secret, { body, key: "k-1" }), await put("D-3", secret, { body, key: "k-1" })];
  expect([first.status, second.status, second.headers.get("idempotent-replayed")]).toEqual([201, 201, "true"]);
  expect(await second.text()).toBe(await first.text());
  expect((await put("D-3", secret, { body: { ...body, town: "Lyon" }, key: "k-1" })).status).toBe(422);
});

it("counts calls by token and says how many are left", async () => {
  const { secret } = await token();
  const left = async () => Number((await get("D-0", secret)).headers.get("ratelimit-remaining"));
  expect([await left(), await left()]).toEqual([LIMITS.api.hits - 1, LIMITS.api.hits - 2]);
  await test.hot`update rate_limits set hits = ${LIMITS.api.hits} where key like 'api:%'`;
  const slowed = await get("D-0", secret);
  expect([slowed.status, Number(slowed.headers.get("retry-after")) > 0]).toEqual([429, true]);
  await test.hot`delete from rate_limits`;
});

it("pages sales by cursor in the words of the contract, and shows wallets", async () => {
  const { secret } = await token();
  await transact(test.db, async (tx) => (await writeCompany(tx, { name: "A", legalName: "A", email: "", currency: "EUR", timeZone: "Europe/Paris", volumeFactorBps: 10_000, address: "", front: { tagline: { fr: "A" }, story: { fr: "A" }, picture: "a", alt: { fr: "A" } } }, new Date()), { ok: true }));
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: new Date(0), by: null, at: new Date(0) }));
  const bought = [await aViralSale(test), await aViralSale(test), await aViralSale(test)];
  await test.hot`update outbox set created_at = created_at - interval '1 minute'`;
  const page = async (query: string) => salesPage.parse(await (await getSales(ask(`sales?${query}`, secret))).json());
  const first = await page("limit=2");
  const rest = await page(`limit=2&cursor=${first.cursor ?? ""}`);
  expect([first.more, rest.more]).toEqual([true, false]);
  expect([...first.sales, ...rest.sales].map(({ orderId }) => orderId)).toEqual(bought.map(({ order }) => order));
  for (const sale of first.sales) saleCompletedSchema.strict().parse(sale);
  expect(await page(`cursor=${rest.cursor ?? ""}`)).toEqual({ sales: [], cursor: rest.cursor, more: false });
  const member = bought[0]?.sharer ?? "";
  const shown = await getWallet(ask(`members/${member}/wallet`, secret), { params: Promise.resolve({ id: member }) });
  expect(wallet.parse(await shown.json())).toMatchObject({ currency: "EUR", credit: { availableMinor: 1_000, heldMinor: 0 } });
});
