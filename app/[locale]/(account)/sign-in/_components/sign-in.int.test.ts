import { createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { issueLinkToken, openFor } from "@/lib/access/commands";
import { findSession, hashOf, listDevices } from "@/lib/access/queries";
import { LIMITS } from "@/lib/access/rules";
import { type MemberId, uuidOf } from "@/lib/kernel/id";
import { findOrEnrolBuyer } from "@/lib/members/commands";
import { ADDRESS_HEADER } from "@/lib/web/arrivals";
import { liveHub, stopLive } from "@/lib/web/live/live";

/** The request that the framework would have put around a call. */
const request = vi.hoisted(() => ({ headers: new Headers(), jar: new Map<string, string>() }));
class Redirected extends Error {
  readonly to: string;
  constructor(to: string) {
    super(to);
    this.to = to;
  }
}
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(request.headers),
  cookies: () => Promise.resolve({
    has: (name: string) => request.jar.has(name),
    get: (name: string) => (request.jar.has(name) ? { name, value: request.jar.get(name) } : undefined),
    getAll: () => [...request.jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string) => void request.jar.set(name, value),
    delete: (name: string) => void request.jar.delete(name),
  }),
}));
vi.mock("next/navigation", () => ({ redirect: (to: string) => { throw new Redirected(to); }, notFound: () => { throw new Redirected("404"); } }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/root-params", () => ({}));
vi.mock("next/server", async (original) => ({ ...(await original<typeof import("next/server")>()), connection: () => Promise.resolve() }));

const EMAIL = "lea@test.example";
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
/** What Google knows of whoever is in front of it. */
const account = { email: EMAIL, email_verified: true, nonce: "" };
let google: Server;
let test: TestDatabase;
let lea: MemberId;

beforeAll(async () => {
  test = await freshDatabase();
  google = createServer((asked, answer) => {
    const issuer = originOf(google);
    const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const json = (value: unknown): void => void answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (asked.url?.startsWith("/.well-known/")) json({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/me`, id_token_signing_alg_values_supported: ["RS256"], response_types_supported: ["code"], subject_types_supported: ["public"] });
    else if (asked.url === "/keys") json({ keys: [{ ...createPublicKey(keys.publicKey).export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
    else {
      const now = Math.floor(Date.now() / 1000);
      const unsigned = `${b64({ alg: "RS256", kid: "1" })}.${b64({ iss: issuer, aud: "shop", sub: "1234", iat: now, exp: now + 600, name: "Léa", ...account })}`;
      json({ access_token: "a", token_type: "Bearer", expires_in: 600, id_token: `${unsigned}.${sign("RSA-SHA256", Buffer.from(unsigned), keys.privateKey).toString("base64url")}` });
    }
  });
  await new Promise<void>((resolve) => google.listen(0, "127.0.0.1", resolve));
  Object.assign(process.env, {
    DATABASE_URL: test.url, APP_URL: "http://shop.example", AUTH_SECRET: "a".repeat(32), LINK_SECRET: "l".repeat(32), STRIPE_SECRET_KEY: "k", STRIPE_WEBHOOK_SECRET: "w",
    COMMISSION_API_BASE: "http://127.0.0.1:1", COMMISSION_SECRET: `whsec_${"a".repeat(32)}`, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "a@b.example",
    GOOGLE_CLIENT_ID: "shop", GOOGLE_CLIENT_SECRET: "s", GOOGLE_ISSUER: originOf(google),
  });
  lea = await run((tx) => findOrEnrolBuyer(tx, { email: EMAIL, firstName: "Léa", lastName: "Martin", locale: "fr", at: new Date() }));
});
afterAll(async () => {
  await stopLive();
  google.close();
  await test.close();
});
beforeEach(async () => {
  await test.hot`delete from rate_limits`;
  arrive("/sign-in");
});

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const run = async <T>(work: (tx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>): Promise<T> => (await transact(test.db, async (tx) => ({ ok: true as const, value: await work(tx) }))).value;
const devices = async (): Promise<readonly string[]> => (await listDevices(test.db, lea, new Date())).map(({ hash }) => hash);
const mails = async (): Promise<number> => Number((await test.hot<{ n: string }[]>`select count(*) as n from outbox where topic = 'mail.sign_in' and payload->>'member' is not null`)[0]?.n);

/** A browser without cookies, from a network address of its own. */
function arrive(address: string, from = "203.0.113.7"): void {
  request.jar = new Map();
  request.headers = new Headers({ [ADDRESS_HEADER]: address, host: "shop.example", "x-forwarded-proto": "http", "x-forwarded-for": from, "user-agent": "Firefox" });
}

async function send(fields: Readonly<Record<string, string>>): Promise<unknown> {
  const { signInAction } = await import("../actions");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return signInAction(null, form).catch((error: unknown) => (error instanceof Redirected ? error.to : Promise.reject(error as Error)));
}

const led = (call: () => Promise<unknown>): Promise<string> => call().then(() => "nowhere", (error: unknown) => (error instanceof Redirected ? error.to : Promise.reject(error as Error)));

it("says the same of an address that is known, unknown, or has had its share of mails, and a link that was sent opens all the same", async () => {
  expect(await send({ step: "ask", email: "nobody@test.example" })).toEqual({ ok: true, email: "nobody@test.example" });
  for (let n = 0; n < LIMITS.sign_in_by_account.hits + 3; n += 1) expect(await send({ step: "ask", email: EMAIL })).toEqual({ ok: true, email: EMAIL });
  expect(await mails()).toBe(LIMITS.sign_in_by_account.hits);
  const { openLinkAction } = await import("../actions");
  const form = new FormData();
  form.set("key", await run((tx) => issueLinkToken(tx, { email: EMAIL, endsAt: new Date(Date.now() + 60_000) })));
  expect(await led(() => openLinkAction(form))).toBe("/wallet");
});

it("slows down whoever tries from one network address, however many addresses they name, and nobody else", async () => {
  for (let n = 0; n < LIMITS.sign_in_by_address.hits; n += 1) await send({ step: "ask", email: `somebody${n}@test.example` });
  expect(await send({ step: "ask", email: EMAIL })).toMatchObject({ ok: false, reason: "slow_down", given: { email: EMAIL } });
  arrive("/sign-in", "198.51.100.9");
  expect(await send({ step: "ask", email: EMAIL })).toMatchObject({ ok: true });
});

it("slows down whoever guesses at one account, known or not, from however many places", async () => {
  for (const email of [EMAIL, "nobody@test.example"]) {
    for (let n = 0; n < LIMITS.code_by_account.hits; n += 1) {
      arrive("/sign-in", `203.0.113.${n}`);
      expect(await send({ step: "code", email, code: "000000" })).toMatchObject({ reason: "code_wrong" });
    }
    arrive("/sign-in", "198.51.100.1");
    expect(await send({ step: "code", email, code: "000000" })).toMatchObject({ reason: "slow_down" });
  }
});

it("gives a new key at every sign-in, and ends the session that the browser had", async () => {
  const come = async (): Promise<string> => {
    const { openLinkAction } = await import("../actions");
    const form = new FormData();
    form.set("key", await run((tx) => issueLinkToken(tx, { email: EMAIL, endsAt: new Date(Date.now() + 60_000) })));
    await led(() => openLinkAction(form));
    request.headers.set("cookie", `cagnotte.session=${request.jar.get("cagnotte.session") ?? ""}`);
    return request.jar.get("cagnotte.session") ?? "";
  };
  const [first, second] = [await come(), await come()];
  expect(second).not.toBe(first);
  expect(await findSession(test.db, hashOf(first), new Date())).toBeNull();
  expect(await findSession(test.db, hashOf(second), new Date())).not.toBeNull();
});

it("ends every session and every open stream in the same moment when somebody signs out everywhere", async () => {
  const other = await run((tx) => openFor(tx, EMAIL, { device: "Safari", replacing: null, at: new Date() }));
  const here = await run((tx) => openFor(tx, EMAIL, { device: "Firefox", replacing: null, at: new Date() }));
  if (!other.ok || !here.ok) throw new Error("an active member comes in");
  let heard = "";
  liveHub().open({ subject: { kind: "wallets", member: lea }, session: hashOf(other.sessionKey), has: null, sink: { write: (text) => (heard += text).length > 0, end: () => undefined } });
  await expect.poll(() => heard, { timeout: 4_000 }).toContain("event: state");
  request.jar.set("cagnotte.session", here.sessionKey);
  request.headers.set("cookie", `cagnotte.session=${here.sessionKey}`);
  const { signOutEverywhereAction } = await import("../../profile/actions");
  expect(await led(() => signOutEverywhereAction(null, new FormData()))).toBe("/sign-in");
  expect(await devices()).toEqual([]);
  // Sooner than the clock looks.
  await expect.poll(() => heard, { timeout: 2_000, interval: 10 }).toContain("event: over");
});

/** Goes to Google and comes back with what it says; answers where that leads, and leaves the browser's cookies in the jar. */
async function byGoogle(change: (back: URL) => void = () => undefined): Promise<string> {
  const { googleAction } = await import("../actions");
  const asked = new URL(await led(googleAction));
  expect(asked.origin).toBe(originOf(google));
  account.nonce = asked.searchParams.get("nonce") ?? "";
  const back = new URL(asked.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("code", "c");
  back.searchParams.set("state", asked.searchParams.get("state") ?? "");
  change(back);
  const { GET } = await import("@/app/api/auth/callback/google/route");
  const cookie = [...request.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  request.headers.set("cookie", cookie);
  const answer = await GET(new NextRequest(back, { headers: request.headers }));
  for (const [, name = "", value = ""] of answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? [])) request.jar.set(name, value);
  return answer.headers.get("location") ?? "";
}

it("opens the wallet of the address that Google has verified, in the language and under a key of this browser's own", async () => {
  arrive("/en/sign-in");
  expect(await byGoogle()).toBe("/en/wallet");
  expect(await findSession(test.db, hashOf(request.jar.get("cagnotte.session") ?? ""), new Date())).toMatchObject({ member: { id: lea } });
});

it("opens nothing by Google for an address that it has not verified, that is nobody's, or for an answer to another browser", async () => {
  account.email_verified = false;
  expect(await byGoogle()).toBe("/sign-in/google");
  Object.assign(account, { email_verified: true, email: "nobody@test.example" });
  arrive("/sign-in");
  expect(await byGoogle()).toBe("/sign-in/google");
  account.email = EMAIL;
  for (const change of [(back: URL) => back.searchParams.set("state", "another"), () => (account.nonce = "another"), () => (request.jar = new Map())]) {
    arrive("/sign-in");
    expect(await byGoogle(change)).toBe("/sign-in/google");
    expect(request.jar.get("cagnotte.session") ?? "").toBe("");
  }
});

it("asks whoever has a second factor for it after Google, too", async () => {
  await test.hot`insert into second_factors (member_id, secret, confirmed_at) values (${uuidOf(lea)}, 'sealed', now())`;
  expect(await byGoogle()).toBe("/sign-in/factor");
  await test.hot`delete from second_factors`;
});
