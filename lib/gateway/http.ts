import type { Exchange } from "./commission";

export type Call = {
  readonly method: "GET" | "POST" | "PATCH";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** 64 KiB when left out. */
  readonly answerMaxBytes?: number;
};

const ANSWER_MAX_BYTES = 64 * 1024;
/** Kept in the delivery table; all others are noise or secrets. */
const HEADERS_KEPT = ["content-type", "retry-after", "date", "x-request-id"];

/** One HTTP exchange, bounded in time and size. Never throws: what went wrong is in `failure`. Redirects are not followed. */
export async function call({ timeoutMs, answerMaxBytes = ANSWER_MAX_BYTES, ...request }: Call): Promise<Exchange> {
  const startedAt = new Date();
  const shown = { ...request, headers: masked(request.headers) };
  try {
    const answer = await fetch(request.url, { ...request, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    const body = await readCapped(answer, answerMaxBytes);
    const response = { status: answer.status, headers: kept(answer.headers), body };
    return { startedAt, finishedAt: new Date(), request: shown, response, failure: null };
  } catch (error) {
    return { startedAt, finishedAt: new Date(), request: shown, response: null, failure: describe(error) };
  }
}

async function readCapped(answer: Response, max: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > max) throw new Error(`answer ${answer.status} is longer than ${max} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  const secret = (name: string, value: string) => (name === "webhook-signature" ? "v1,***" : name === "authorization" ? `${value.split(" ")[0] ?? ""} ***` : value);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, secret(name, value)]));
}

function kept(headers: Headers): Record<string, string> {
  return Object.fromEntries(HEADERS_KEPT.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown failure";
  // undici hides the reason (ECONNREFUSED, other side closed) in the cause.
  const cause = error.cause instanceof Error ? `: ${error.cause.message || error.cause.name}` : "";
  return `${error.name === "TimeoutError" ? "no answer in time" : error.message}${cause}`;
}

const RETRY_AFTER_MAX_MS = 24 * 60 * 60 * 1000;

/** How long the other side asks to wait: seconds or an HTTP date, at most a day. RFC 9110 §10.2.3 */
export function retryAfterMs(header: string | undefined): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_MAX_MS) : null;
}
