import "server-only";
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { errorFields, log } from "@/lib/web/log";
import { type Coding, codingFor } from "./coding";
import { withLateScripts } from "./late";

/** Shorter texts fit into one packet as they are. */
const TEXT_MIN = 1024;
/** Texts that wait to be packed; one more is packed when it is next asked for. */
const WAITING_MAX = 1_000;
const MB = 1024 * 1024;

type Packed = { readonly bytes: Buffer; readonly etag: string };
type Pack = (text: string) => Promise<Buffer>;

/**
 * Texts that many people are sent, each packed once, one after the other and outside the main thread. The framework hands out the same string from its own cache
 * again and again, and finding a long string by itself costs no more than comparing its length and its place in memory.
 */
export class PackedTexts {
  readonly #pack: Pack;
  readonly #packed: LRUCache<string, Packed>;
  readonly #waiting = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param bytesMax how much is kept: packed bytes and texts together; what was not asked for the longest goes first */
  constructor(pack: Pack, bytesMax: number) {
    this.#pack = pack;
    this.#packed = new LRUCache({ maxSize: bytesMax, sizeCalculation: ({ bytes }, text) => bytes.length + text.length });
  }

  /** A text's packed form. Null for one that is not packed yet: it will be in a moment, and nobody has to wait for it. */
  find(text: string): Packed | null {
    const packed = this.#packed.get(text);
    if (packed === undefined) this.#begin(text);
    return packed ?? null;
  }

  #begin(text: string): void {
    if (this.#waiting.has(text) || this.#waiting.size >= WAITING_MAX) return;
    this.#waiting.add(text);
    this.#last = this.#last
      .then(async () => this.#packed.set(text, { bytes: await this.#pack(text), etag: etagOf(text) }))
      .catch((error: unknown) => log("packing", errorFields(error), "error"))
      .finally(() => this.#waiting.delete(text));
  }
}

/** A weak one: it says which text, not which bytes. RFC 9110 §8.8.3 */
const etagOf = (text: string): string => `W/"${createHash("sha256").update(text).digest("base64url")}"`;

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Smaller than what is packed on the way (4), and soon done; the highest (11) takes many times as long for little more. */
const packers: Record<Coding, Pack> = {
  br: (page) => brotli(withLateScripts(page), { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }),
  gzip: (page) => zip(withLateScripts(page), { level: 9 }),
};

/** What of the framework's own cache (50 MB) is asked for; hardly anybody takes gzip alone. */
const pages = { br: new PackedTexts(packers.br, 64 * MB), gzip: new PackedTexts(packers.gzip, 16 * MB) } satisfies Record<Coding, PackedTexts>;

/**
 * Answers with what was packed before, or that nothing changed, when the framework ends an answer with the whole text of a page that is the
 * same for everybody. Everything else (pieces, other statuses, a text that is not packed yet) goes on as it came.
 */
export function answerPacked(request: IncomingMessage, response: ServerResponse, texts: Record<Coding, PackedTexts> = pages): void {
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
  response.end = (...given: unknown[]) => {
    const [text] = given;
    if (typeof text !== "string" || given.length > 1 || text.length < TEXT_MIN || response.headersSent || response.statusCode !== 200) return end(...given);
    const coding = codingFor(request.headers["accept-encoding"]);
    const packed = coding && texts[coding].find(text);
    if (!packed) return end(text);
    response.setHeader("etag", packed.etag);
    if (knows(request, packed.etag)) {
      response.statusCode = 304;
      for (const name of ["content-length", "content-type"]) response.removeHeader(name);
      addVary(response);
      return end();
    }
    response.setHeader("content-encoding", coding);
    response.setHeader("content-length", packed.bytes.length);
    addVary(response);
    return end(packed.bytes);
  };
}

/** Next names a few of its own. */
function addVary(response: ServerResponse): void {
  const named = [response.getHeader("vary") ?? []].flat().join(", ");
  response.setHeader("vary", named === "" ? "Accept-Encoding" : `${named}, Accept-Encoding`);
}

/** Whether the client has this very text. RFC 9110 §13.1.2: proxies may have made the tag a weak one or taken that from it. */
function knows({ headers }: IncomingMessage, etag: string): boolean {
  const named = headers["if-none-match"];
  return named !== undefined && (named.trim() === "*" || named.split(",").some((one) => one.trim().replace(/^W\//, "") === etag.slice(2)));
}
