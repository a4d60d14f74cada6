import type { Exchange } from "../commission";

export type Call = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
};

const ANSWER_MAX_BYTES = 64 * 1024;
/** Kept in the delivery table; all others are noise or secrets. */
const HEADERS_KEPT = ["content-type", "retry-after", "date", "x-request-id"];

/** One HTTP exchange, bounded in time and size. Never throws: what went wrong is in `failure`. Redirects are not followed. */
export async function call({ timeoutMs, ...request }: Call): Promise<Exchange> {
  const startedAt = new Date();
  const shown = { ...request, headers: masked(request.headers) };
  try {
    const answer = await fetch(request.url, { ...request, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    const body = await readCapped(answer);
    const response = { status: answer.status, headers: kept(answer.headers), body };
    return { startedAt, finishedAt: new Date(), request: shown, response, failure: null };
  } catch (error) {
    return { startedAt, finishedAt: new Date(), request: shown, response: null, failure: describe(error) };
  }
}

async function readCapped(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_MAX_BYTES) throw new Error(`answer ${answer.status} is longer than ${ANSWER_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { ...headers, "webhook-signature": "v1,***" };
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
