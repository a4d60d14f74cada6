import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aViralSale, gift } from "@/db/testing/bought";
import { freshDatabase, type TestDatabase } from "@/db/testing/database";
import { transact } from "@/db/transact";
import { appointOperator, openFor } from "@/lib/access/commands";
import { newFactorSecret } from "@/lib/access/factor/input";
import { sealWith } from "@/lib/access/factor/rules";
import { hashOf } from "@/lib/access/queries";
import { hasRight } from "@/lib/access/rules";
import { issueToken } from "@/lib/access/tokens/commands";
import { SCOPES, type Scope } from "@/lib/access/tokens/types";
import type { OperatorRole, Right } from "@/lib/access/types";
import { issueNext } from "@/lib/invoice/commands";
import { type MemberId, newId, uuidOf } from "@/lib/kernel/id";
import { enrolDistributor, findOrEnrolBuyer } from "@/lib/members/commands";
import { findHandle } from "@/lib/members/queries";
import { publishPlan } from "@/lib/plan/commands";
import { DEFAULT_PLAN, definitionOf } from "@/lib/plan/rules";
import { ADDRESS_HEADER } from "@/lib/web/arrivals";
import { stopLive } from "@/lib/web/live/live";
import { ACTIONS, type ActionRow, type Answer, PEOPLE, type Person, type RouteRow, ROUTES, type World } from "./authority";

const root = fileURLToPath(new URL("..", import.meta.url));
const ORIGIN = "http://shop.example";
const AT = new Date();

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
    get: (name: string) => (request.jar.has(name) ? { name, value: request.jar.get(name) } : undefined),
    getAll: () => [...request.jar].map(([name, value]) => ({ name, value })),
    has: (name: string) => request.jar.has(name),
    set: (name: string, value: string) => void request.jar.set(name, value),
    delete: (name: string) => void request.jar.delete(name),
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => { throw new Redirected(to); },
  permanentRedirect: (to: string) => { throw new Redirected(to); },
  notFound: () => { throw new Redirected("404"); },
}));
vi.mock("next/cache", () => Object.fromEntries(["cacheLife", "cacheTag", "refresh", "revalidatePath", "revalidateTag", "updateTag"].map((name) => [name, () => undefined])));
vi.mock("next/root-params", () => ({ locale: () => Promise.resolve("fr") }));
vi.mock("next/server", async (original) => ({ ...(await original<typeof import("next/server")>()), connection: () => Promise.resolve() }));

const files = (dir: string): string[] => readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.")).map((entry) => path.join(entry.parentPath, entry.name));
const code = ["app", "components", "lib"].flatMap((dir) => files(path.join(root, dir))).map((file) => ({ file, text: readFileSync(file, "utf8") }));
/** Every exported action by its name in the table. */
const actions = code.filter(({ text }) => text.startsWith('"use server"')).flatMap(({ file, text }) =>
  [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name = ""]) => ({ key: `${path.relative(path.join(root, "app/[locale]"), file)}#${name}`, file, name })));
/** Every handler of a route by its name in the table. */
const routes = code.filter(({ file }) => /\/route\.tsx?$/.test(file)).flatMap(({ file, text }) =>
  [...text.matchAll(/^export (?:async function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm)].map(([, method = ""]) => {
    const address = path.dirname(path.relative(path.join(root, "app"), file)).split(path.sep).filter((part) => !part.startsWith("(")).join("/").replace(/^\[locale\]\/?/, "");
    return { key: `${method} /${address}`, file, method, address: `/${address}` };
  }));

let test: TestDatabase;
let world: World;
const members = new Map<Person, MemberId>();
const tokens = new Map<Scope, string>();
const committed = async <T>(work: (tx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>): Promise<T> => (await transact(test.db, async (tx) => ({ ok: true as const, value: await work(tx) }))).value;

beforeAll(async () => {
  test = await freshDatabase();
  Object.assign(process.env, {
    DATABASE_URL: test.url, APP_URL: ORIGIN, AUTH_SECRET: "a".repeat(32), LINK_SECRET: "l".repeat(32), STRIPE_SECRET_KEY: "k", STRIPE_WEBHOOK_SECRET: "w",
    COMMISSION_API_BASE: "http://127.0.0.1:1", COMMISSION_SECRET: `whsec_${"a".repeat(32)}`, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "a@b.example", GEOCODER_API_BASE: "http://127.0.0.1:1", STRIPE_API_BASE: "http://127.0.0.1:1",
  });
  for (const person of PEOPLE.filter((one) => one !== "nobody")) {
    const about = { email: `${person}@test.example`, firstName: person, lastName: "Test", at: AT };
    const id = await committed((tx) => /distributor/i.test(person)
      ? enrolDistributor(tx, { ...about, town: "", words: null, handle: `test-${person.toLowerCase()}`, parent: null, statusLabel: "", listed: false, picture: null, externalId: `X-${person}` })
      : findOrEnrolBuyer(tx, { ...about, locale: "fr" }));
    members.set(person, id);
    // Something to report on in the month that is asked for.
    if (/distributor/i.test(person)) await gift(test, id, { account: "earnings_available", amountMinor: 100n });
    // An operator's second factor is confirmed; which session has shown it is decided at each call.
    if (person.startsWith("operator")) await test.hot`insert into second_factors (member_id, secret, confirmed_at) values (${uuidOf(id)}, ${sealWith("a".repeat(32), newFactorSecret())}, now())`;
  }
  const yesterday = new Date(AT.getTime() - 86_400_000);
  await transact(test.db, (tx) => publishPlan(tx, { definition: definitionOf(DEFAULT_PLAN), startsAt: yesterday, by: null, at: yesterday }));
  const buyer = members.get("customer") as MemberId;
  const { order } = await aViralSale(test, { buyer });
  const [row] = await test.hot<{ number: string }[]>`update orders set number = upper(number) where id = ${uuidOf(order)} returning number`;
  const invoice = await committed((tx) => issueNext(tx, { order, at: AT }));
  const run = newId("import");
  await test.hot`insert into import_runs (id, file_name, file_bytes, state, dry_run, skip_bad, vat_bps, asked_by, asked_at) values (${uuidOf(run)}, 'savons.csv', 0, 'waiting', false, false, 2000, ${uuidOf(buyer)}, now())`;
  await test.hot`insert into payout_files (id, xml, payouts, created_at) values ('file', '<Document/>', '[]', now())`;
  const [goods] = await test.hot<{ slug: string }[]>`select slug from products limit 1`;
  world = { run, bankFile: "file", number: row?.number ?? "", invoice: invoice.issued?.number ?? "", member: buyer, externalId: "X-distributor", handle: (await findHandle(test.db, buyer)) ?? "", product: goods?.slug ?? "" };
  for (const scope of SCOPES) tokens.set(scope, await committed(async (tx) => (await issueToken(tx, { name: scope, scopes: [scope], expiresAt: new Date(AT.getTime() + 86_400_000), by: "terminal", at: AT })).secret));
}, 120_000);
afterAll(async () => {
  await stopLive();
  await test.close();
});

const ROLES = ["support", "catalogue", "finance", "owner"] as const satisfies readonly OperatorRole[];
const roleWith = (right: Right | undefined): OperatorRole => ROLES.find((role) => right === undefined || hasRight(role, right)) ?? "owner";
/** Owners have every right: where no smaller role lacks it, nobody does. */
const roleWithout = (right: Right | undefined): OperatorRole => ROLES.find((role) => right !== undefined && !hasRight(role, right)) ?? "catalogue";

/** Puts a person before the shop, in a session of this call alone. */
async function come(person: Person, address: string, right?: Right): Promise<void> {
  request.jar = new Map();
  request.headers = new Headers({ [ADDRESS_HEADER]: address, host: "shop.example", origin: ORIGIN, "sec-fetch-site": "same-origin", "next-action": "called", "user-agent": "Firefox" });
  const member = members.get(person);
  if (!member) return;
  const opened = await committed((tx) => openFor(tx, `${person}@test.example`, { device: "Firefox", replacing: null, at: AT }));
  if (!opened.ok) throw new Error(`${person} is a member`);
  if (person.startsWith("operator")) {
    await committed((tx) => appointOperator(tx, person === "operatorWithout" ? roleWithout(right) : roleWith(right), { member, by: "terminal", at: AT }));
    if (person !== "operatorOwingFactor") await test.hot`insert into session_factors (token_hash, member_id, at) values (${hashOf(opened.sessionKey)}, ${uuidOf(member)}, now())`;
  }
  request.jar.set("cagnotte.session", opened.sessionKey);
  request.headers.set("cookie", `cagnotte.session=${opened.sessionKey}`);
  await test.hot`delete from rate_limits`;
}

type Action = (...args: readonly unknown[]) => Promise<unknown>;

async function act(action: Action, sent: Readonly<Record<string, string>>): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent)) form.set(name, value);
  try {
    // With `useActionState` the form comes second.
    return { value: await (action.length === 2 ? action(null, form) : action(form)) };
  } catch (error) {
    // Whoever gets as far as to a vendor that does not answer here was let in.
    return error instanceof Redirected ? { redirect: error.to } : { value: error };
  }
}

const reasonOf = ({ value }: Answer): unknown => (typeof value === "object" && value !== null && "reason" in value ? value.reason : undefined);
const turnedAway = (answer: Answer): boolean => ["signed_out", "not_allowed"].includes(String(reasonOf(answer)));

describe("the table of who may call what", () => {
  it("has a row for every server action and every handler, and none for what is gone", () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(actions.map(({ key }) => key).sort());
    expect([...new Set(Object.entries(ROUTES).map(([key, { route }]) => route ?? key))].sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it("has a row for every list of the office that leaves as a file", async () => {
    const { LISTS } = await import("../app/[locale]/(office)/office/_components/lists");
    expect(Object.keys(ROUTES).flatMap((key) => /^GET \/office\/export\/(\w+)$/.exec(key)?.[1] ?? []).sort()).toEqual(Object.keys(LISTS).sort());
  });

  it("lets every list leave as a table: a head, and each row as wide", async () => {
    const { GET } = await import("../app/[locale]/(office)/office/export/[list]/route");
    for (const [key, row] of Object.entries(ROUTES).filter(([, { route }]) => route === "GET /office/export/[list]")) {
      const { path: address, params = {} } = row.ask?.(world) ?? { path: "/" };
      await come("operator", address, row.right);
      const answer = await GET(new Request(`${ORIGIN}${address}`), { params: Promise.resolve({ list: params["list"] ?? "" }) });
      const [head = []] = parse(await answer.text(), { bom: true, delimiter: key.endsWith("/catalogue") ? "," : ";" });
      expect([key, head.length > 0, head.filter((name) => name.trim() === "")]).toEqual([key, true, []]);
    }
    // Who took it out is written down, and nobody whom they looked for.
    await come("operator", "/", "orders");
    await GET(new Request(`${ORIGIN}/office/export/orders?q=lea%40example.fr&status=paid`), { params: Promise.resolve({ list: "orders" }) });
    const [last] = await test.hot<{ actor: string; after: unknown }[]>`select actor, after from trail where action = 'list.exported' and subject = 'orders' order by id desc limit 1`;
    expect(last).toEqual({ actor: members.get("operator"), after: { status: "paid", searched: true } });
  });

  it("has a list with its file on every page of the office that is no form and no story of one thing, and a link to every file", () => {
    const office = path.join(root, "app/[locale]/(office)/office");
    const pages = code.filter(({ file }) => file.startsWith(office) && file.endsWith("/page.tsx")).map(({ file }) => path.dirname(file));
    const own = (page: string) => code.filter(({ file }) => file.startsWith(`${page}/`) && !pages.some((other) => other !== page && other.startsWith(`${page}/`) && file.startsWith(`${other}/`))).map(({ text }) => text).join("\n");
    const without = pages.filter((page) => !/<OfficeList|<ListEnd/.test(own(page))).map((page) => path.relative(office, page)).sort();
    expect(without).toEqual(["distributors", "forwarding/[message]", "members/[id]/merge", "members/[id]/see", "new-product", "orders/[number]", "orders/[number]/refund", "plan/new", "preview/[slug]", "settings"]);
    const said = code.map(({ text }) => text).join("\n");
    const unlinked = Object.keys(ROUTES).flatMap((key) => /^GET \/office\/export\/(\w+)$/.exec(key)?.[1] ?? []).filter((list) => !new RegExp(`office/export/${list}\\b|file=(\\{\`|")${list}\\b|list="${list}"`).test(said));
    expect(unlinked).toEqual([]);
  });

  it("overlooks no action: they live in files of their own; one that stands in a component only hands its form to one of those", () => {
    const declared = new Set(actions.map(({ name }) => name));
    for (const { file, text } of code) {
      const own = text.startsWith('"use server"');
      const inside = [...(own ? text.slice('"use server"'.length) : text).matchAll(/^\s*"use server";?\s*(?:await (\w+)\(null, form\);\s*\};?)?/gm)];
      for (const [, called] of inside) expect([file, declared.has(called ?? "")]).toEqual([file, true]);
      if (own) expect([file, [...text.matchAll(/^export (?!type |interface |async function |const )/gm)]]).toEqual([file, []]);
    }
  });
});

describe.each(Object.entries(ACTIONS))("the action %s", (key, row: ActionRow) => {
  it("is open to those whom the table names, and to nobody else", async () => {
    const found = actions.find((action) => action.key === key);
    const exported = (await import(found?.file ?? key)) as Readonly<Record<string, Action>>;
    const action = exported[found?.name ?? ""];
    if (!action) throw new Error(`${key} is gone`);
    const open: Person[] = [];
    for (const person of PEOPLE) {
      await come(person, "/", row.right);
      const answer = await act(action, row.form?.(world) ?? {});
      if (!(row.refused ?? turnedAway)(answer)) open.push(person);
    }
    expect(open).toEqual(PEOPLE.filter((person) => row.allowed.includes(person)));
  });
});

type Handler = (request: Request, context: { readonly params: Promise<Readonly<Record<string, string>>> }) => Promise<Response>;

describe.each(Object.entries(ROUTES))("the route %s", (key, row: RouteRow) => {
  const found = routes.find((route) => route.key === (row.route ?? key));
  const call = async (more: Readonly<Record<string, string>> = {}): Promise<boolean> => {
    const handler = ((await import(found?.file ?? key)) as Readonly<Record<string, Handler>>)[found?.method ?? ""];
    if (!found || !handler) throw new Error(`${key} is gone`);
    const { path: address, params = {} } = row.ask?.(world) ?? { path: found.address };
    const leave = new AbortController();
    const body = found.method === "GET" ? {} : { body: "{}" };
    for (const [name, value] of Object.entries(more)) request.headers.set(name, value);
    const asked = new NextRequest(`${ORIGIN}${address}`, { method: found.method, headers: request.headers, signal: leave.signal, ...body });
    try {
      const { status } = await handler(asked, { params: Promise.resolve(params) });
      return !(row.refusals ?? [401, 403, 404]).includes(status);
    } catch (error) {
      return !(error instanceof Redirected && error.to === "404");
    } finally {
      leave.abort();
    }
  };

  it("is open to those whom the table names, and to nobody else", async () => {
    const open: Person[] = [];
    for (const person of PEOPLE) {
      await come(person, row.ask?.(world).path ?? found?.address ?? "/", row.right);
      if (await call()) open.push(person);
    }
    expect(open).toEqual(PEOPLE.filter((person) => row.allowed.includes(person)));
  });

  it.runIf(row.scope)("is open to a token of its scope, and to no other", async () => {
    const open: Scope[] = [];
    for (const [scope, secret] of tokens) {
      await come("nobody", "/");
      if (await call({ authorization: `Bearer ${secret}`, "content-type": "application/json" })) open.push(scope);
    }
    expect(open).toEqual([row.scope]);
  });
});
