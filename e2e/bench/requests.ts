import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

export type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: Buffer };

/** Connections that are kept open. Destroy it afterwards. */
export const keepOpen = (connections: number): Agent => new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });

/** Asks as a browser does that takes compressed answers, and reads the answer as it comes: not unpacked, no redirect followed. */
export function ask(agent: Agent, url: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { accept: "text/html", "accept-encoding": "gzip, br", "user-agent": "Mozilla/5.0 (bench)" } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** A shared page as all but its first visitors get it: theirs is packed on the way. */
export async function askPacked(agent: Agent, url: URL): Promise<Answer> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask(agent, url);
    if (answer.headers["etag"] !== undefined) return answer;
    await sleep(50);
  }
  throw new Error(`${url.pathname} was never packed`);
}

/** The text of an answer. Throws when it did not come packed. */
export function textOf({ headers, body }: Answer): string {
  switch (headers["content-encoding"]) {
    case "gzip": return gunzipSync(body).toString("utf8");
    case "br": return brotliDecompressSync(body).toString("utf8");
    default: throw new Error(`an answer came with content-encoding ${String(headers["content-encoding"])}`);
  }
}

/**
 * Checks bodies against the first one's text. The same bytes are the same text; others are unpacked and compared, so that
 * nearly nothing of the machine goes into looking.
 */
export class Checked {
  readonly #expected: RegExp;
  #text: string;
  #bytes: Buffer;

  constructor(first: Answer, expected: RegExp) {
    this.#expected = expected;
    this.#text = textOf(first);
    this.#bytes = first.body;
    if (first.status !== 200 || !expected.test(this.#text)) throw new Error(`the first answer is ${first.status} and lacks ${String(expected)}`);
  }

  /** The page, unpacked. */
  get text(): string {
    return this.#text;
  }

  /** Throws on an answer with another status, or with a text that is not this page's: one that was rendered anew or is not packed yet is of the same size, about. */
  look(answer: Answer): void {
    if (answer.status !== 200) throw new Error(`an answer was ${answer.status}`);
    if (answer.body.equals(this.#bytes)) return;
    const text = textOf(answer);
    if (text !== this.#text && (!this.#expected.test(text) || Math.abs(text.length / this.#text.length - 1) > 0.1)) throw new Error("an answer had another body");
    this.#text = text;
    this.#bytes = answer.body;
  }
}
