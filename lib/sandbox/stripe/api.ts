import { createHash } from "node:crypto";
import { newStripeId, type TableName } from "./book";
import { invalid, missing, StripeFault } from "./faults";
import { type Fields, parseForm } from "./form";
import { createAccount, createAccountLink, createTransfer } from "./payees";
import { createRefund } from "./refunds";
import { type Answer, type Asked, json, route, type Routes } from "./router";
import { API_VERSION, type Sandbox } from "./sandbox";
import { createSession, expireSession, findSession } from "./sessions";

/** The part of Stripe's REST API that the shop uses, over Stripe's wire protocol. */
export function stripeApi(sandbox: Sandbox, secretKey: string): (asked: Asked) => Answer {
  const routes = apiRoutes(sandbox);
  return (asked) => {
    const requestId = newStripeId("req", 14);
    const headers = protocolHeaders(asked, requestId);
    try {
      admit(sandbox, asked, secretKey);
      const { handler, params } = route(routes, asked) ?? unknownAddress(asked);
      const answer = once(sandbox, { asked, requestId }, () => handler({ ...asked, params }));
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (error instanceof StripeFault) return json(error.status, error.body(requestId), headers);
      throw error;
    }
  };
}

function protocolHeaders(asked: Asked, requestId: string): Record<string, string> {
  const key = asked.headers["idempotency-key"];
  return {
    "request-id": requestId,
    "stripe-version": text(asked.headers["stripe-version"]) ?? API_VERSION,
    ...(typeof key === "string" ? { "idempotency-key": key } : {}),
  };
}

function text(header: string | string[] | undefined): string | null {
  return typeof header === "string" ? header : null;
}

function admit(sandbox: Sandbox, asked: Asked, secretKey: string): void {
  if (sandbox.settings.api === "down") {
    throw new StripeFault("An unexpected error occurred in processing the request.", { status: 503, type: "api_error" });
  }
  const given = /^Bearer (.+)$/.exec(asked.headers.authorization ?? "")?.[1];
  if (given === secretKey) return;
  const message = given ? `Invalid API Key provided: ${given.slice(0, 8)}***` : "You did not provide an API key.";
  throw new StripeFault(message, { status: 401, type: "invalid_request_error" });
}

function unknownAddress({ method, path }: Asked): never {
  const message = `Unrecognized request URL (${method}: ${path}).`;
  throw new StripeFault(message, { status: 404, type: "invalid_request_error" });
}

type Exchange = { readonly asked: Asked; readonly requestId: string };

/**
 * Runs a request once for its idempotency key: a second one brings the first answer, other parameters are refused.
 * What is not well-formed is not remembered, so that a corrected request may use the key again.
 * @see https://docs.stripe.com/api/idempotent_requests
 */
function once(sandbox: Sandbox, { asked, requestId }: Exchange, run: () => Answer): Answer {
  const key = asked.method === "POST" ? text(asked.headers["idempotency-key"]) : null;
  const fingerprint = createHash("sha256").update(`${asked.path}\n${asked.body}`).digest("hex");
  const known = sandbox.book.find("replies", key);
  if (known && known.fingerprint !== fingerprint) throw otherParameters(known.id);
  if (known) return replay(known);

  const answer = answered(sandbox, { asked, requestId }, run);
  if (key !== null) sandbox.book.put("replies", { id: key, fingerprint, status: answer.status, body: answer.body, requestId, created: sandbox.now() });
  return answer;
}

function replay(reply: { status: number; body: string; requestId: string }): Answer {
  const headers = { "content-type": "application/json", "idempotent-replayed": "true", "original-request": reply.requestId };
  return { status: reply.status, headers, body: reply.body };
}

/** Synchronous, so that no other request runs while the events name this one as their cause. */
function answered(sandbox: Sandbox, { asked, requestId }: Exchange, run: () => Answer): Answer {
  sandbox.cause = { id: requestId, idempotencyKey: text(asked.headers["idempotency-key"]) };
  try {
    return run();
  } catch (error) {
    if (error instanceof StripeFault && error.remembered) return json(error.status, error.body(requestId));
    throw error;
  } finally {
    sandbox.cause = null;
  }
}

function otherParameters(key: string): StripeFault {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeFault(message, { status: 400, type: "idempotency_error" });
}

function apiRoutes(sandbox: Sandbox): Routes<Answer> {
  const one = (table: TableName, object: string) => (asked: Asked) => {
    parseForm(asked.query).only();
    const id = asked.params["id"] ?? "";
    return json(200, sandbox.book.find(table, id) ?? none(object, id));
  };
  const many = (table: TableName, ...filters: string[]) => (asked: Asked) => json(200, page(sandbox, { table, filters, asked }));
  return {
    "POST /v1/checkout/sessions": ({ body }) => json(200, createSession(sandbox, parseForm(body))),
    "GET /v1/checkout/sessions": many("sessions", "payment_intent", "status"),
    "GET /v1/checkout/sessions/:id": ({ params, query }) => {
      parseForm(query).only();
      const id = params["id"] ?? "";
      return json(200, findSession(sandbox, id) ?? none("checkout.session", id));
    },
    "POST /v1/checkout/sessions/:id/expire": ({ params, body }) => {
      parseForm(body).only();
      return json(200, expireSession(sandbox, params["id"] ?? ""));
    },
    "GET /v1/payment_intents/:id": one("intents", "payment_intent"),
    "GET /v1/charges/:id": one("charges", "charge"),
    "POST /v1/refunds": ({ body }) => json(200, createRefund(sandbox, parseForm(body))),
    "GET /v1/refunds": many("refunds", "payment_intent", "charge"),
    "GET /v1/refunds/:id": one("refunds", "refund"),
    "GET /v1/disputes": many("disputes", "payment_intent", "charge"),
    "GET /v1/disputes/:id": one("disputes", "dispute"),
    "POST /v1/accounts": ({ body }) => json(200, createAccount(sandbox, parseForm(body))),
    "GET /v1/accounts/:id": one("accounts", "account"),
    "POST /v1/account_links": ({ body }) => json(200, createAccountLink(sandbox, parseForm(body))),
    "POST /v1/transfers": ({ body }) => json(200, createTransfer(sandbox, parseForm(body))),
    "GET /v1/transfers": many("transfers", "transfer_group", "destination"),
    "GET /v1/transfers/:id": one("transfers", "transfer"),
    "GET /v1/events": many("events", "type"),
    "GET /v1/events/:id": one("events", "event"),
  };
}

function none(object: string, id: string): never {
  throw missing(object, id);
}

type Wanted = { readonly table: TableName; readonly filters: readonly string[]; readonly asked: Asked };

/** A list object, newest first, paged by `starting_after` or `ending_before`. */
function page(sandbox: Sandbox, { table, filters, asked }: Wanted): object {
  const fields = parseForm(asked.query);
  fields.only("limit", "starting_after", "ending_before", ...filters);
  const limit = fields.integer("limit") ?? 10;
  if (limit < 1 || limit > 100) throw invalid("This value must be between 1 and 100.", { code: "parameter_invalid_integer", param: "limit" });
  const wanted = filters.map((name) => [name, fields.text(name)] as const).filter(([, value]) => value !== null);
  const all = sandbox.book.list(table).filter((row) => {
    const values: Record<string, unknown> = row;
    return wanted.every(([name, value]) => values[name] === value);
  });
  return { object: "list", ...cut(all, limit, fields), url: asked.path };
}

function cut<T extends { id: string }>(all: readonly T[], limit: number, fields: Fields): { data: readonly T[]; has_more: boolean } {
  const [after, before] = [fields.text("starting_after"), fields.text("ending_before")];
  if (before !== null) {
    const end = all.findIndex(({ id }) => id === before);
    const newer = all.slice(0, Math.max(end, 0));
    return { data: newer.slice(-limit), has_more: newer.length > limit };
  }
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw missing("object", after);
  return { data: all.slice(start, start + limit), has_more: all.length > start + limit };
}
