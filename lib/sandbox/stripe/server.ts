import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { stripeApi } from "./api";
import { controlApi } from "./control";
import { dashboard } from "./dashboard";
import { payeePages } from "./payees";
import { payPages } from "./pay-routes";
import { type Answer, type Asked, json } from "./router";
import { Sandbox } from "./sandbox";
import { expireOverdue } from "./sessions";
import { Webhooks } from "./webhooks";

const EXPIRY_CHECK_MS = 1_000;
const MOST_BODY_BYTES = 1_000_000;
const TOO_LARGE = json(413, { error: { message: "The request is too large.", type: "invalid_request_error" } });

export type StripeSandboxOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 when left out: the sandbox has no password. */
  readonly host?: string;
  /** The address that browsers and the shop use, when it is not `http://host:port`. */
  readonly publicUrl?: string;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string;
  /** What the webhook is subscribed to, like `enabled_events` of an account's endpoint. Left out: everything. */
  readonly webhookEvents?: readonly string[];
  /** The only API key that is let in. */
  readonly secretKey: string;
  /** The name on the pay page. */
  readonly company?: string;
  /** A file that keeps everything between runs; left out or null: memory only. */
  readonly journal?: string | null;
  /** Milliseconds since 1970, for objects and expiry. Webhook signatures always carry the wall clock. */
  readonly clock?: () => number;
};
export type RunningStripeSandbox = { readonly url: string; close(): Promise<void> };

/**
 * Starts the payment sandbox and answers when it listens.
 * Rejects when the port is taken or the journal can't be written.
 */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<RunningStripeSandbox> {
  const { host = "127.0.0.1" } = options;
  const server = createServer();
  // The port comes first: a second sandbox on the same journal fails here, before it touches the file.
  await listen(server, options.port, host);
  try {
    const url = options.publicUrl ?? `http://${host}:${(server.address() as AddressInfo).port}`;
    return open(server, options, url);
  } catch (error) {
    server.close();
    throw error;
  }
}

function open(server: Server, options: StripeSandboxOptions, url: string): RunningStripeSandbox {
  const { journal = null, company = "Boutique de démonstration", clock = Date.now, webhookUrl } = options;
  const sandbox = new Sandbox({ journal, webhookUrl, company, clock });
  sandbox.url = url;
  moveOpenSessions(sandbox);
  const webhooks = new Webhooks(sandbox, { secret: options.webhookSecret, types: options.webhookEvents ?? null });
  const answer = dispatcher(sandbox, webhooks, options.secretKey);
  server.on("request", (request, response) => void serve(request, response, answer));
  webhooks.resume();
  const timer = setInterval(() => expireOverdue(sandbox), EXPIRY_CHECK_MS);
  const close = async (): Promise<void> => {
    clearInterval(timer);
    webhooks.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    sandbox.book.close();
  };
  return { url, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

/** A session that a former run opened on another port is paid here now. */
function moveOpenSessions(sandbox: Sandbox): void {
  for (const session of sandbox.book.list("sessions")) {
    const url = `${sandbox.url}/c/pay/${session.id}`;
    if (session.status === "open" && session.url !== url) sandbox.book.put("sessions", { ...session, url });
  }
}

function dispatcher(sandbox: Sandbox, webhooks: Webhooks, secretKey: string): (asked: Asked) => Promise<Answer> {
  const [api, control, pages, board] = [stripeApi(sandbox, secretKey), controlApi(sandbox, webhooks), payPages(sandbox), dashboard(sandbox, webhooks)];
  const payees = payeePages(sandbox);
  return async (asked) => {
    if (asked.path.startsWith("/v1/")) return api(asked);
    if (asked.path.startsWith("/_sandbox/")) return control(asked);
    return pages(asked) ?? payees(asked) ?? (await board(asked)) ?? { status: 404, headers: { "content-type": "text/plain" }, body: "Nothing here.\n" };
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, answer: (asked: Asked) => Promise<Answer>): Promise<void> {
  try {
    const { pathname, search } = new URL(request.url ?? "/", "http://sandbox");
    const body = await readBody(request);
    const asked = { method: request.method ?? "GET", path: pathname, query: search.slice(1), body: body ?? "", headers: request.headers, params: {} };
    send(response, body === null ? TOO_LARGE : await answer(asked));
  } catch (error) {
    process.stderr.write(`stripe sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    send(response, json(500, { error: { message: "The sandbox failed.", type: "api_error" } }));
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, { "content-length": Buffer.byteLength(body), ...headers });
  response.end(body);
}
