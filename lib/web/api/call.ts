import "server-only";
import type { NextRequest } from "next/server";
import { connection } from "next/server";
import { transact } from "@/db/transact";
import { countUse } from "@/lib/access/commands";
import { LIMITS } from "@/lib/access/rules";
import { findReply, keepReply, noteUse } from "@/lib/access/tokens/commands";
import { findToken } from "@/lib/access/tokens/queries";
import type { Scope, TokenRow } from "@/lib/access/tokens/types";
import { db } from "../database";
import { errorFields, log } from "../log";
import { type Problem, problem } from "../problem";
import { now } from "../time";

const BODY_MAX = 64 * 1024;
const KEY_MAX = 200;

/** A call that may be made: whose token, and when. `body` is the JSON of a write. */
export type Call = { readonly token: TokenRow; readonly at: Date; readonly url: URL; readonly body: unknown };
export type Answer = { readonly status: number; readonly body: unknown } | { readonly refused: Problem };
type Wish = { readonly scope: Scope; readonly write?: boolean };

/**
 * Answers a call of the public API: token, scope, limit, then, for a write, its `Idempotency-Key`, then the work. Whatever
 * fails is told as problem details. Never in a transaction of the work's: it opens its own.
 */
export async function answer(request: NextRequest, wish: Wish, work: (call: Call) => Promise<Answer>): Promise<Response> {
  await connection();
  const at = now();
  try {
    const secret = /^Bearer (\S{1,200})$/.exec(request.headers.get("authorization") ?? "")?.[1];
    const token = secret === undefined ? null : await findToken(db(), secret, at);
    if (!token) return withHeaders(problem({ status: 401, type: "no-token", title: "A valid token is needed", detail: "Send Authorization: Bearer and a token that is neither over nor revoked." }), { "www-authenticate": "Bearer" });
    const { hits, endsAt } = await transact(db(), async (tx) => {
      await noteUse(tx, token.id, at);
      return { ok: true, ...(await countUse(tx, { key: `api:${token.id}`, limit: LIMITS.api, at })) };
    });
    const reset = String(Math.max(Math.ceil((endsAt.getTime() - at.getTime()) / 1_000), 0));
    const limit = { "ratelimit-limit": String(LIMITS.api.hits), "ratelimit-remaining": String(Math.max(LIMITS.api.hits - hits, 0)), "ratelimit-reset": reset };
    if (hits > LIMITS.api.hits) return withHeaders(problem({ status: 429, type: "slow-down", title: "Too many calls", detail: `Try again in ${reset} s.` }), { ...limit, "retry-after": reset });
    if (!token.scopes.includes(wish.scope)) return withHeaders(problem({ status: 403, type: "no-scope", title: "The token lacks a scope", detail: `This needs ${wish.scope}.` }), limit);
    return withHeaders(await (wish.write ? written(request, { token, at }, work) : asked(request, { token, at }, work)), limit);
  } catch (error) {
    log("api", { path: request.nextUrl.pathname.split("/").slice(0, 4).join("/"), ...errorFields(error) }, "error");
    return problem({ status: 500, title: "This could not be answered", detail: "Nothing was changed. Try again." });
  }
}

type Caller = Pick<Call, "token" | "at">;

async function asked(request: NextRequest, caller: Caller, work: (call: Call) => Promise<Answer>): Promise<Response> {
  return toResponse(await work({ ...caller, url: new URL(request.url), body: undefined }));
}

/** A write is answered once for each `Idempotency-Key` of a token: the same request again gets the same answer, for a day. */
async function written(request: NextRequest, { token, at }: Caller, work: (call: Call) => Promise<Answer>): Promise<Response> {
  const text = await request.text();
  if (text.length > BODY_MAX) return problem({ status: 413, type: "too-large", title: "Payload too large" });
  const given = request.headers.get("idempotency-key");
  if (given !== null && (given === "" || given.length > KEY_MAX)) return problem({ status: 400, type: "bad-key", title: "The Idempotency-Key is empty or too long" });
  const key = given === null ? null : `${token.id} ${given}`;
  const fingerprint = `${request.method} ${request.nextUrl.pathname} ${text}`;
  if (key !== null) {
    const before = await transact(db(), async (tx) => ({ ok: true, ...(await findReply(tx, key, fingerprint)) }));
    if (before.known === "other") return problem({ status: 422, type: "key-reused", title: "This Idempotency-Key came with another request" });
    if (before.known === "same") return withHeaders(toText(before.reply), { "idempotent-replayed": "true" });
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return problem({ status: 400, type: "no-json", title: "The body is not JSON" });
  }
  const response = toResponse(await work({ token, at, url: new URL(request.url), body }));
  const reply = { status: response.status, body: await response.clone().text(), problem: response.status >= 400 };
  if (key !== null) await transact(db(), async (tx) => (await keepReply(tx, { key, request: fingerprint, reply, at }), { ok: true }));
  return response;
}

function toResponse(answered: Answer): Response {
  if ("refused" in answered) return problem(answered.refused);
  return toText({ status: answered.status, body: JSON.stringify(answered.body), problem: false });
}

function toText({ status, body, problem: bad }: { status: number; body: string; problem: boolean }): Response {
  return new Response(body, { status, headers: { "content-type": bad ? "application/problem+json" : "application/json", "cache-control": "no-store" } });
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
