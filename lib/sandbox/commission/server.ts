import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { z } from "zod";
import { LOOKUP_PATH, SALES_PATH, WIRE_PATHS, wireSchemas, type WireKind, type WireMessage } from "../../gateway/signed-json/contract";
import { listBooked } from "./booked";
import { Exigo, type ExigoAccess } from "./exigo";
import { page } from "./page";
import { Ledger, type Received } from "./received";
import { type Fault, faultOf, type SimulatorSettings, settingsSchema } from "./settings";

export type SimulatorOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** 127.0.0.1 when left out. */
  readonly host?: string;
  /** The shared secret, `whsec_` and base64. */
  readonly secret: string;
  /** A file of JSON lines that keeps what was received between runs. */
  readonly journal?: string;
  /** Who may use the other protocol that it speaks, Exigo's, below `/3.0`. */
  readonly exigo?: ExigoAccess;
};
export type Simulator = { readonly url: string; close(): Promise<void> };

type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };
type World = { readonly webhook: Webhook; readonly ledger: Ledger; readonly exigo: Exigo; settings: SimulatorSettings; messages: number };

/** Who the demo is to Exigo. */
export const DEMO_ACCESS: ExigoAccess = { login: "api", company: "demo", password: "demo-exigo-password" };

const BODY_MAX_BYTES = 1024 * 1024;

/** Starts a commission system that takes the signed-JSON contract, misbehaves when told to, and shows what it booked. DESIGN §6 */
export async function startCommissionSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world: World = { webhook: new Webhook(options.secret), ledger: new Ledger(options.journal), exigo: new Exigo(options.exigo ?? DEMO_ACCESS), settings: settingsSchema.parse({}), messages: 0 };
  const host = options.host ?? "127.0.0.1";
  const server = createServer((request, response) => {
    serve(world, request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, problem(500, "simulator_broken", error instanceof Error ? error.message : "unknown"));
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator");
  if (url.pathname === "/" || url.pathname === "/en") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(page(world.ledger.list(), url.pathname === "/en" ? "en" : "fr"));
  } else if (url.pathname.startsWith("/_sandbox/")) {
    send(response, await control(world, request, url));
  } else if (world.settings.down) {
    request.socket.destroy();
  } else {
    if (world.settings.slowMs > 0) await wait(world.settings.slowMs);
    const { answer, fault } = await answerTo(world, request, url.pathname);
    spoil(response, fault, answer);
  }
}

async function answerTo(world: World, request: IncomingMessage, path: string): Promise<{ answer: Answer; fault: Fault }> {
  const sound = (answer: Answer) => ({ answer, fault: null });
  const body = await read(request);
  if (body === null) return sound(problem(413, "too_large", `A message is at most ${BODY_MAX_BYTES} bytes.`));
  if (path.startsWith("/3.0/")) return answerExigo(world, request, body);
  const unsigned = checkSignature(world, request, body);
  if (unsigned) return sound(unsigned);
  if (request.method === "GET" && path === SALES_PATH) return sound(listBooked(world.ledger.list(), new URL(request.url ?? "", "http://simulator").searchParams));
  if (request.method === "GET" && path.startsWith(LOOKUP_PATH)) return sound(lookUp(world, decodeURIComponent(path.slice(LOOKUP_PATH.length))));
  if (request.method !== "POST") return sound(problem(404, "unknown_address", `There is nothing at ${path}.`));

  return troubled(world, () => take(world, request, { path, body }));
}

/** Counts a message, and lets it have effect unless it is one that shall not. */
function troubled(world: World, effect: () => Answer): { answer: Answer; fault: Fault } {
  world.messages += 1;
  const fault = faultOf(world.settings, world.messages);
  if (fault === "rate-limit") {
    const headers = { "retry-after": String(world.settings.retryAfterSeconds) };
    return { answer: { ...problem(429, "rate_limited", "Too many messages."), headers }, fault };
  }
  if (fault === "fail") return { answer: problem(500, "told_to_fail", "Every n-th message fails, as set."), fault };
  return { answer: effect(), fault };
}

function answerExigo(world: World, request: IncomingMessage, body: string): { answer: Answer; fault: Fault } {
  const call = { method: request.method ?? "GET", url: new URL(request.url ?? "", "http://simulator"), authorization: request.headers.authorization ?? "", body };
  const effect = () => world.exigo.answer(call, world.settings.knownDistributors);
  return call.method === "GET" ? { answer: effect(), fault: null } : troubled(world, effect);
}

/** Sends an answer, or half of it, or something that is none. */
function spoil(response: ServerResponse, fault: Fault, answer: Answer): void {
  if (fault === "malformed") {
    response.writeHead(200, { "content-type": "application/json" }).end("<html>it worked!");
  } else if (fault === "cut-off") {
    const text = JSON.stringify(answer.body);
    response.writeHead(answer.status, { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  } else {
    send(response, answer);
  }
}

function take(world: World, request: IncomingMessage, { path, body }: { path: string; body: string }): Answer {
  const parsed = parseMessage(body);
  if (!parsed.ok) return parsed.answer;
  const { message } = parsed;
  if (WIRE_PATHS[message.kind] !== path) return problem(422, "wrong_address", `${message.kind} belongs to ${WIRE_PATHS[message.kind]}.`);
  if (request.headers["idempotency-key"] !== message.id || request.headers["webhook-id"] !== message.id) {
    return problem(422, "wrong_key", "Idempotency-Key, webhook-id and the message's id are one and the same.");
  }
  const unknown = unknownDistributor(world.settings, message);
  if (unknown && !world.ledger.find(message.id)) return problem(422, "unknown_distributor", `Distributor ${unknown} is not known here.`);
  const taken = world.ledger.take(message, body);
  if (taken.result === "conflict") return problem(409, "other_content", `Message ${message.id} came before with another content.`);
  return accepted(taken.received, taken.result === "duplicate");
}

function parseMessage(body: string): { ok: true; message: WireMessage } | { ok: false; answer: Answer } {
  const refuse = (answer: Answer) => ({ ok: false as const, answer });
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return refuse(problem(400, "no_json", "The body is not JSON."));
  }
  const kind = z.object({ kind: z.enum(Object.keys(wireSchemas) as [WireKind, ...WireKind[]]) }).safeParse(json);
  if (!kind.success) return refuse(problem(422, "unknown_kind", "The kind of message is not known here."));
  const message = wireSchemas[kind.data.kind].safeParse(json);
  return message.success ? { ok: true, message: message.data } : refuse(problem(422, "wrong_shape", z.prettifyError(message.error)));
}

function unknownDistributor({ knownDistributors }: SimulatorSettings, message: WireMessage): string | null {
  if (knownDistributors === null || message.kind !== "sale.completed" || message.distributor === null) return null;
  const { externalId, memberId } = message.distributor;
  return externalId !== null && knownDistributors.includes(externalId) ? null : (externalId ?? memberId);
}

function checkSignature(world: World, request: IncomingMessage, body: string): Answer | null {
  try {
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = request.headers;
    world.webhook.verify(body, { "webhook-id": String(id ?? ""), "webhook-timestamp": String(timestamp ?? ""), "webhook-signature": String(signature ?? "") }, { jsonParse: false });
    return null;
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return problem(401, "bad_signature", error.message);
  }
}

function lookUp(world: World, id: string): Answer {
  const received = world.ledger.find(id);
  return received ? accepted(received, true) : problem(404, "unknown_message", `Message ${id} was never taken.`);
}

async function control(world: World, request: IncomingMessage, { pathname: path, searchParams }: URL): Promise<Answer> {
  if (path === "/_sandbox/received" && request.method === "GET") return { status: 200, body: { received: world.ledger.list() } };
  if (path === "/_sandbox/exigo" && request.method === "GET") return { status: 200, body: world.exigo.shown() };
  if (path === "/_sandbox/count" && request.method === "GET") return { status: 200, body: { count: world.ledger.list().length } };
  const order = searchParams.get("order");
  if (path === "/_sandbox/received" && request.method === "DELETE" && order !== null) return { status: 200, body: { forgotten: world.ledger.forget(order) } };
  if (path === "/_sandbox/received" && request.method === "DELETE") {
    world.ledger.clear();
    world.exigo.clear();
    return { status: 200, body: { received: [] } };
  }
  if (path !== "/_sandbox/settings") return problem(404, "unknown_address", `There is nothing at ${path}.`);
  if (request.method === "PUT" || request.method === "PATCH") {
    const before = request.method === "PATCH" ? world.settings : {};
    const next = settingsSchema.safeParse({ ...before, ...(JSON.parse((await read(request)) ?? "{}") as object) });
    if (!next.success) return problem(422, "wrong_settings", z.prettifyError(next.error));
    world.settings = next.data;
    world.messages = 0;
  }
  return { status: 200, body: world.settings };
}

function accepted({ message, reference }: Received, duplicate: boolean): Answer {
  return { status: duplicate ? 200 : 201, body: { id: message.id, reference, ...(duplicate ? { duplicate } : {}) } };
}

function problem(status: number, code: string, detail: string): Answer {
  return { status, body: { type: "about:blank", status, code, detail } };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
