import type { RequestListener } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompressSync, gunzipSync, gzip } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { packOnTheWay } from "./on-the-way";
import { answerPacked, PackedTexts } from "./pages";
import { serving } from "./serving.fixture";

const page = (words: string) => `<!doctype html>${`<p>${words} à 12 €</p>`.repeat(500)}`;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

let server: Awaited<ReturnType<typeof serving>>;
let packings: string[];
let texts: { br: PackedTexts; gzip: PackedTexts };

/** As the framework ends a prerendered page. */
const ends = (text: string, status = 200): RequestListener => (request, response) => {
  packOnTheWay(request, response);
  answerPacked(request, response, texts);
  response.statusCode = status;
  response.setHeader("content-type", "text/html; charset=utf-8").setHeader("vary", "rsc").setHeader("content-length", Buffer.byteLength(text));
  response.end(text);
};
const noted = (pack: (text: string) => Promise<Buffer>, bytesMax: number) =>
  new PackedTexts((text) => {
    packings.push(text);
    return pack(text);
  }, bytesMax);
const get = (accepts: string, more: Record<string, string> = {}) => server.get("/", { "accept-encoding": accepts, ...more });
const tag = async (accepts: string) => (await get(accepts)).headers.etag;

beforeAll(async () => {
  server = await serving(ends(""));
});
beforeEach(() => {
  packings = [];
  texts = { br: noted(brotli, 2 ** 20), gzip: noted(zip, 2 ** 20) };
});
afterAll(() => server.close());

it("sends a page as the client takes it: as brotli, as gzip, as it is", async () => {
  const text = page("savon");
  server.answer = ends(text);
  // Before it is packed once for all, and after.
  for (const once of [false, true]) {
    for (const [accepts, coding, unpack] of [["gzip, deflate, br, zstd", "br", brotliDecompressSync], ["br;q=0, gzip;q=0.5", "gzip", gunzipSync]] as const) {
      if (once) await expect.poll(() => tag(accepts)).toMatch(/^W\/"[\w-]{43}"$/);
      const { status, headers, body } = await get(accepts);
      expect({ status, coding: headers["content-encoding"], vary: headers.vary, text: unpack(body).toString() }).toEqual({ status: 200, coding, vary: "rsc, Accept-Encoding", text });
      if (once) expect(headers["content-length"]).toBe(String(body.length));
    }
    const plain = await get("identity");
    expect([plain.headers["content-encoding"], plain.headers["content-length"], plain.body.toString()]).toEqual([undefined, String(Buffer.byteLength(text)), text]);
  }
});

it("packs a page once, however many ask at once, and a changed page anew", async () => {
  const [before, after] = [page("savon"), page("savon doux")];
  server.answer = ends(before);
  const answers = await Promise.all(Array.from({ length: 30 }, () => get("br")));
  expect(new Set(answers.map(({ body }) => brotliDecompressSync(body).toString()))).toEqual(new Set([before]));
  await expect.poll(() => tag("br")).toBeDefined();
  const first = await tag("br");
  expect(packings).toEqual([before]);
  // The same words in another string, as after a restart of the framework's cache.
  server.answer = ends(Buffer.from(before).toString());
  expect(await tag("br")).toBe(first);
  server.answer = ends(after);
  expect(brotliDecompressSync((await get("br")).body).toString()).toBe(after);
  await expect.poll(() => tag("br")).toBeDefined();
  expect(await tag("br")).not.toBe(first);
  expect(packings).toEqual([before, after]);
});

it("sends nothing to whoever has the page as it is now", async () => {
  server.answer = ends(page("savon"));
  await expect.poll(() => tag("br")).toBeDefined();
  const etag = (await tag("br")) ?? "";
  for (const has of [etag, etag.slice(2), `"other", ${etag}`]) {
    const { status, headers, body } = await get("br", { "if-none-match": has });
    expect([status, body.length, headers.etag, headers.vary, headers["content-encoding"]], has).toEqual([304, 0, etag, "rsc, Accept-Encoding", undefined]);
  }
  server.answer = ends(page("savon doux"));
  await expect.poll(() => tag("br")).toBeDefined();
  expect((await get("br", { "if-none-match": etag })).status).toBe(200);
});

it("leaves short answers, other statuses and pieces to be packed on the way", async () => {
  const text = page("savon");
  server.answer = ends("short");
  expect((await get("br")).headers["content-encoding"]).toBeUndefined();
  server.answer = ends(text, 404);
  const missing = await get("br", { "if-none-match": "*" });
  expect([missing.status, brotliDecompressSync(missing.body).toString()]).toEqual([404, text]);
  server.answer = (request, response) => {
    packOnTheWay(request, response);
    answerPacked(request, response, texts);
    response.setHeader("content-type", "text/html").write(text);
    response.end(text);
  };
  expect(brotliDecompressSync((await get("br")).body).toString()).toBe(text + text);
  expect(packings).toEqual([]);
});

it("keeps no more than it may: what was not asked for the longest goes first", async () => {
  const shown = ["savon", "crème", "brosse"].map(page);
  const [first = "", second = "", third = ""] = shown;
  const few = noted(brotli, Math.round(2.5 * page("crème").length));
  const packed = (text: string) => expect.poll(() => few.find(text)).not.toBeNull();
  await packed(first);
  await packed(second);
  few.find(first);
  await packed(third);
  expect([few.find(first), few.find(third)]).not.toContain(null);
  expect(few.find(second)).toBeNull();
});

it("sends a page as ever when it can not be packed, and tries again", async () => {
  const text = page("savon");
  texts.br = noted((_text) => (packings.length === 1 ? Promise.reject(new Error("no memory")) : brotli(text)), 2 ** 20);
  server.answer = ends(text);
  expect(brotliDecompressSync((await get("br")).body).toString()).toBe(text);
  await expect.poll(() => tag("br")).toBeDefined();
  expect(packings).toEqual([text, text]);
});
