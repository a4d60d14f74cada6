import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { RequestListener } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withLateScripts, writeLateScripts } from "./late";
import { packOnTheWay } from "./on-the-way";
import { answerPacked } from "./pages";
import { serving } from "./serving.fixture";

const HEAD = `<link rel="stylesheet" href="/a.css"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/c.js"/><script src="/_next/static/a.js" async=""></script><script src="/_next/static/b.js" async=""></script>`;
const BODY = `<main><a href="./cart">Panier</a><img src="/2.avif" fetchPriority="auto"/><img src="/1.avif" fetchPriority="high"/></main><script src="/old.js" noModule=""></script><script>self.__next_f.push([1,"\\u003cscript src=\\"/x.js\\" async=\\"\\"\\u003e"])</script><script src="/_next/static/c.js" id="_R_" async=""></script>`;
const PAGE = `<!doctype html><html><head>${HEAD}</head><body>${BODY}</body></html>`;

let server: Awaited<ReturnType<typeof serving>>;
beforeAll(async () => {
  server = await serving(writes([]));
});
afterAll(() => server.close());

/** As the framework writes a page of one person. */
const writes = (pieces: readonly Uint8Array[], type = "text/html; charset=utf-8", status = 200): RequestListener => (request, response) => {
  packOnTheWay(request, response);
  writeLateScripts(response);
  response.writeHead(status, { "content-type": type });
  for (const piece of pieces) response.write(piece);
  response.end();
};
const cutAt = (text: string, at: number) => [Buffer.from(text).subarray(0, at), Buffer.from(text).subarray(at)];
const body = async () => gunzipSync((await server.get("/", { "accept-encoding": "gzip" })).body).toString();

it("has no script of the framework fetched with the page, and all of them named for later", () => {
  const late = withLateScripts(PAGE);
  expect(late).not.toMatch(/<script src="\/_next/);
  expect(late).not.toContain('rel="preload"');
  expect([...late.matchAll(/data-late="([^"]+)"( id="_R_")?>/g)].map(([, source, id]) => [source, id !== undefined])).toEqual([
    ["/_next/static/a.js", false], ["/_next/static/b.js", false], ["/_next/static/c.js", true],
  ]);
});

it("has the browser tell when the first picture is on the screen", () => {
  expect(withLateScripts(PAGE).match(/<img [^>]+>/g)).toEqual(['<img src="/2.avif" fetchPriority="auto"/>', '<img elementtiming="first" src="/1.avif" fetchPriority="high"/>']);
});

it("leaves all else of the page as it was", () => {
  const late = withLateScripts(PAGE);
  const begin = /<script>\(\(\)=>\{\n.*?<\/script>(?=<\/head>)/s;
  expect(late).toMatch(begin);
  const back = late.replace(begin, "").replace('elementtiming="first" ', "").replace(/<script type="text\/late" data-late="([^"]+)"( id="_R_")?>/g, '<script src="$1"$2 async="">');
  expect(back).toBe(PAGE.replace(/<link rel="preload"[^>]*>/, ""));
});

it("leaves a page without the framework's scripts alone", () => {
  expect(withLateScripts("<!doctype html><p>savon</p>")).toBe("<!doctype html><p>savon</p>");
});

it("changes the first piece of a page that comes in pieces, wherever it was cut, and not a letter more", async () => {
  const whole = PAGE.replace("Panier", "Été à 12 €".repeat(200));
  const at = Buffer.from(whole).indexOf("€") + 1;
  server.answer = writes([new Uint8Array(0), ...cutAt(whole, at)]);
  // What has not come with the first piece stays as it is.
  const [head, rest] = [whole.slice(0, whole.indexOf("€")), whole.slice(whole.indexOf("€"))];
  expect(await body()).toBe(withLateScripts(head) + rest);
  expect(withLateScripts(head)).toContain('data-late="/_next/static/b.js"');
});

it("leaves alone what ends its head later, is no page, or is a page of something that went wrong", async () => {
  const text = PAGE.replace("Panier", "Panier".repeat(300));
  for (const answer of [writes(cutAt(text, 200)), writes([Buffer.from(text)], "text/x-component"), writes([Buffer.from(text)], "text/html", 500)]) {
    server.answer = answer;
    expect(await body()).toBe(text);
  }
});

it("changes a page that is answered whole, and says its length as it is then", async () => {
  server.answer = (_, response) => {
    writeLateScripts(response);
    response.setHeader("content-type", "text/html").setHeader("content-length", Buffer.byteLength(PAGE)).end(PAGE);
  };
  const { headers, body } = await server.get("/");
  expect(body.toString()).toBe(withLateScripts(PAGE));
  expect(headers["content-length"]).toBe(String(body.length));
});

it("gives the first visitor of a shared page, for whom it is not packed yet, the same page as all later ones", async () => {
  const page = PAGE.replace("Panier", "Panier à 12 €".repeat(100));
  server.answer = (request, response) => {
    packOnTheWay(request, response);
    writeLateScripts(response);
    answerPacked(request, response);
    response.setHeader("content-type", "text/html; charset=utf-8").setHeader("content-length", Buffer.byteLength(page)).end(page);
  };
  const brotli = () => server.get("/", { "accept-encoding": "br" });
  const first = await brotli();
  expect(first.headers.etag).toBeUndefined();
  await expect.poll(async () => (await brotli()).headers.etag).toBeDefined();
  for (const { body } of [first, await brotli()]) expect(brotliDecompressSync(body).toString()).toBe(withLateScripts(page));
  expect((await server.get("/", { "accept-encoding": "identity" })).body.toString()).toBe(withLateScripts(page));
});

it("leaves alone a whole answer that is no page, or a page of something that went wrong", async () => {
  for (const [type, status] of [["text/x-component", 200], ["text/html", 404]] as const) {
    server.answer = (_, response) => {
      writeLateScripts(response);
      response.statusCode = status;
      response.setHeader("content-type", type).end(PAGE);
    };
    expect((await server.get("/")).body.toString()).toBe(PAGE);
  }
});

it("leaves alone pieces of what has told its length", async () => {
  server.answer = (_, response) => {
    writeLateScripts(response);
    response.setHeader("content-type", "text/html").setHeader("content-length", Buffer.byteLength(PAGE)).write(Buffer.from(PAGE));
    response.end();
  };
  expect((await server.get("/")).body.toString()).toBe(PAGE);
});
