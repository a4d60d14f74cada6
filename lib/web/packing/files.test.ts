import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { serveStatic } from "next/dist/server/serve-static";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packFiles } from "@/lib/sandbox/run/pack";
import { leadToPacked, listPacked } from "./files";
import { packOnTheWay } from "./on-the-way";
import { serving } from "./serving.fixture";

const folder = mkdtempSync(path.join(tmpdir(), "cagnotte-files-"));
const SCRIPT = "console.log('à la carte');\n".repeat(200);
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };
let server: Awaited<ReturnType<typeof serving>>;

beforeAll(async () => {
  for (const [name, text] of [["a.js", SCRIPT], ["short.js", "1;"], ["b.css", SCRIPT], ["picture.png", SCRIPT]] as const) writeFileSync(path.join(folder, name), text);
  await packFiles(folder);
  writeFileSync(path.join(folder, "later.js"), SCRIPT);
  const packed = listPacked(folder, "/_next/static/");
  expect([...packed].sort()).toEqual(["/_next/static/a.js", "/_next/static/b.css"]);
  server = await serving((request, response) => {
    packOnTheWay(request, response);
    leadToPacked(request, response, packed);
    serveStatic(request, response, (request.url ?? "").slice("/_next/static".length), { root: folder, etag: false }).catch((error: unknown) => {
      response.statusCode = (error as { readonly statusCode: number }).statusCode;
      response.end();
    });
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

it("sends a script as the build packed it, and as what it is", async () => {
  for (const [name, type] of [["a.js", "application/javascript; charset=UTF-8"], ["b.css", "text/css; charset=UTF-8"]] as const) {
    const { status, headers, body } = await server.get(`/_next/static/${name}`, BROWSER);
    expect([status, headers["content-encoding"], headers["content-type"], headers.vary]).toEqual([200, "br", type, "Accept-Encoding"]);
    expect(body.equals(readFileSync(path.join(folder, `${name}.br`)))).toBe(true);
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
    const plain = await server.get(`/_next/static/${name}`);
    expect([plain.headers["content-type"], plain.headers["content-encoding"], plain.body.toString()]).toEqual([type, undefined, SCRIPT]);
  }
});

it("packs on the way what was not packed before, or for whom does not take it so", async () => {
  const later = await server.get("/_next/static/later.js", BROWSER);
  expect(brotliDecompressSync(later.body).toString()).toBe(SCRIPT);
  const gzipped = await server.get("/_next/static/a.js", { "accept-encoding": "gzip" });
  expect([gzipped.headers["content-encoding"], gunzipSync(gzipped.body).toString()]).toEqual(["gzip", SCRIPT]);
});

it("says when nothing changed, and sends a part of the script itself", async () => {
  const { headers } = await server.get("/_next/static/a.js", BROWSER);
  const again = await server.get("/_next/static/a.js", { ...BROWSER, "if-modified-since": headers["last-modified"] ?? "" });
  expect([again.status, again.headers["content-encoding"], again.body.length]).toEqual([304, undefined, 0]);
  const part = await server.get("/_next/static/a.js", { range: "bytes=0-6" });
  expect([part.status, part.body.toString()]).toEqual([206, "console"]);
  const none = await server.get("/_next/static/a.js", { ...BROWSER, range: "bytes=999999-" });
  expect([none.status, none.headers["content-encoding"]]).toEqual([416, undefined]);
});

it("lists nothing where nothing was built", () => {
  expect(listPacked(path.join(folder, "nowhere"), "/_next/static/").size).toBe(0);
});
