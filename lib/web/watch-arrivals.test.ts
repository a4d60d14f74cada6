import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ADDRESS_HEADER } from "./arrivals";
import { serving } from "./packing/serving.fixture";
import { watchArrivals } from "./watch-arrivals";

const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };
const TEXT = `<!doctype html>${"<p>savon</p>".repeat(500)}`;
let server: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  watchArrivals();
  server = await serving((_request, response) => response.setHeader("content-type", "text/html").end(TEXT));
});
afterAll(() => server.close());

/** The answer to a browser, whose parts come as `later` lets them. */
const opened = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    server.open(path, BROWSER).once("error", reject).once("response", resolve);
  });
/** As React's writer does. */
function writePart(response: ServerResponse): ServerResponse {
  response.setHeader("content-type", "text/html").write(TEXT);
  (response as ServerResponse & { flush(): void }).flush();
  return response;
}
const firstOf = (stream: NodeJS.ReadableStream) => new Promise<string>((resolve) => stream.once("data", (piece: Buffer) => resolve(piece.toString())));

it("sees a request before the server does", async () => {
  const { answer } = server;
  server.answer = (request, response) => response.end(`${request.url} ${String(request.headers[ADDRESS_HEADER])}`);
  const { body } = await server.get("/lea/products/savon?a=b", { [ADDRESS_HEADER]: "/tom/" });
  expect(body.toString()).toBe("/products/savon /lea/products/savon?a=b");
  server.answer = answer;
});

it("sends a shared page packed once, under every handle, and one person's page packed for them", async () => {
  await expect.poll(async () => (await server.get("/lea/products/brosse", BROWSER)).headers.etag).toBeDefined();
  const { etag } = (await server.get("/lea/products/brosse", BROWSER)).headers;
  for (const handle of ["tom", "nadia", "inconnu"]) {
    const { headers, body } = await server.get(`/${handle}/products/savon`, BROWSER);
    expect([headers.etag, headers["content-encoding"], brotliDecompressSync(body).toString()]).toEqual([etag, "br", TEXT]);
  }
  for (const path of ["/lea/cart", "/api/health"]) {
    const { headers, body } = await server.get(path, BROWSER);
    expect([headers.etag, brotliDecompressSync(body).toString()], path).toEqual([undefined, TEXT]);
  }
  const head = await server.get("/lea/products/brosse", BROWSER, "HEAD");
  expect([head.headers["content-encoding"], head.headers.etag, head.body.length]).toEqual([undefined, undefined, 0]);
});

it("holds back nothing of an answer that comes in parts", async () => {
  for (const path of ["/lea/cart", "/lea/products/brosse"]) {
    let held: ServerResponse | undefined;
    server.answer = (_request, response) => {
      held = writePart(response);
    };
    const answer = await opened(path);
    expect(answer.headers["content-encoding"]).toBe("br");
    expect(await firstOf(answer.pipe(createBrotliDecompress()))).toBe(TEXT);
    held?.end();
  }
});

it("lets events through as they happen", async () => {
  let held: ServerResponse | undefined;
  server.answer = (_request, response) => {
    held = response.setHeader("content-type", "text/event-stream; charset=utf-8").setHeader("cache-control", "no-store, no-transform");
    held.write("data: 1\n\n");
  };
  const answer = await opened("/api/live");
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(await firstOf(answer)).toBe("data: 1\n\n");
  held?.write("data: 2\n\n");
  expect(await firstOf(answer)).toBe("data: 2\n\n");
  held?.end();
});

it("answers the next one when somebody leaves in the middle", async () => {
  let closed = 0;
  server.answer = (_request, response) => {
    response.once("close", () => (closed += 1));
    writePart(response);
  };
  for (const path of ["/lea/cart", "/lea/products/brosse"]) {
    const asked = server.open(path, BROWSER).once("error", () => undefined);
    asked.once("response", () => asked.destroy());
  }
  await expect.poll(() => closed).toBe(2);
  server.answer = (_request, response) => response.setHeader("content-type", "text/html").end(TEXT);
  expect(brotliDecompressSync((await server.get("/lea/products/brosse", BROWSER)).body).toString()).toBe(TEXT);
});
