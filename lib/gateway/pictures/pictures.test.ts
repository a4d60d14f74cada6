import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "./address";
import { drawPlaceholder } from "./drawing";
import { encodePicture } from "./encode";
import { fetchBytes } from "./fetch";
import { pictureName, readMedia, storeDrawing, storePicture } from "./media";

const LIMITS = { timeoutMs: 2_000, bytesMax: 100_000 };
const HERE = { ...LIMITS, privateToo: true };
let server: Server;
let origin: string;
let dir: string;
let asked = 0;
const photo = () => sharp({ create: { width: 1_200, height: 800, channels: 3, background: "#a08060" } }).jpeg().toBuffer();

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "cagnotte-media-"));
  const jpeg = await photo();
  server = createServer((request, response) => {
    asked += 1;
    const url = request.url ?? "";
    if (url === "/photo.jpg") response.end(jpeg);
    else if (url === "/moved") response.writeHead(302, { location: "/photo.jpg" }).end();
    else if (url === "/round") response.writeHead(302, { location: "/round" }).end();
    else if (url === "/inside") response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
    else if (url === "/local") response.writeHead(302, { location: "file:///etc/passwd" }).end();
    else if (url === "/endless") response.write(Buffer.alloc(200_000));
    else if (url === "/silent") return;
    else if (url === "/broken") response.writeHead(503).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true });
});

describe("an address of a picture", () => {
  it.each(["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "[::1]", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "localhost", ""])("never is %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["93.184.216.34", "8.8.8.8", "2606:4700::1111", "[2a00:1450::1]"])("may be %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(["/photo.jpg", ""])("on this machine is refused before anything is asked of it", async (suffix) => {
    const before = asked;
    const port = new URL(origin).port;
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]) {
      expect(await fetchBytes(`http://${host}:${port}${suffix}`, LIMITS)).toEqual({ ok: false, reason: "address_refused" });
    }
    expect(asked).toBe(before);
  });

  it.each(["ftp://example.com/a.jpg", "file:///etc/passwd", "javascript:alert(1)", "photo.jpg", "http://me:secret@example.com/", "http://"])("is refused when it is %s", async (address) => {
    expect(await fetchBytes(address, HERE)).toEqual({ ok: false, reason: "address_refused" });
  });
});

describe("fetching", () => {
  it("brings the bytes, over a redirect too", async () => {
    expect(await fetchBytes(`${origin}/photo.jpg`, HERE)).toMatchObject({ ok: true });
    expect(await fetchBytes(`${origin}/moved`, HERE)).toMatchObject({ ok: true });
  });

  it.each([
    ["/round", "not_found"], ["/missing", "not_found"], ["/broken", "unreachable"], ["/endless", "too_large"], ["/local", "address_refused"],
  ])("of %s ends as %s", async (suffix, reason) => {
    expect(await fetchBytes(`${origin}${suffix}`, HERE)).toEqual({ ok: false, reason });
  });

  it("ends when the server says nothing", async () => {
    expect(await fetchBytes(`${origin}/silent`, { ...HERE, timeoutMs: 100 })).toEqual({ ok: false, reason: "too_slow" });
  });

  it("ends when nobody listens", async () => {
    expect(await fetchBytes("http://127.0.0.1:1/", HERE)).toEqual({ ok: false, reason: "unreachable" });
  });
});

describe("a picture", () => {
  it("becomes the house's files, never larger than it was", async () => {
    const made = await encodePicture(await photo());
    expect(made).toMatchObject({ width: 960, height: 640 });
    expect([...(made?.files.keys() ?? [])].sort()).toEqual(["-480.avif", "-960.avif", "-960.webp"]);
    const small = await encodePicture(await sharp({ create: { width: 300, height: 200, channels: 3, background: "#fff" } }).png().toBuffer());
    expect(small).toMatchObject({ width: 300, height: 200 });
  });

  it("is cropped as it stands upright, and never beyond its edge", async () => {
    const turned = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#fff" } }).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await encodePicture(turned, { left: 0, top: 0.25, width: 1, height: 0.5 })).toMatchObject({ width: 200, height: 200 });
    expect(await encodePicture(turned, { left: 0.9, top: 0.9, width: 1, height: 1 })).toMatchObject({ width: 20, height: 40 });
  });

  it("of more pixels than a camera takes is refused before it is unpacked", async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#000" }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await encodePicture(bomb)).toBeNull();
  });

  it.each([
    ["HTML", Buffer.from("<html><body>404</body></html>")],
    ["SVG, which can hold scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')],
    ["a script behind a picture's first bytes", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("<script>alert(1)</script>")])],
    ["nothing", Buffer.alloc(0)],
    ["half a picture", Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex")],
  ])("is not made of %s", async (_name, bytes) => {
    expect(await encodePicture(bytes)).toBeNull();
  });

  it("is kept and served under its name, and nothing else of the folder is", async () => {
    const bytes = await photo();
    const made = await encodePicture(bytes);
    const base = pictureName("savon", bytes);
    if (made) await storePicture(dir, base, made);
    expect(await readMedia(dir, `${base}-960.webp`)).toMatchObject({ type: "image/webp" });
    await writeFile(path.join(dir, "secret.txt"), "no");
    for (const name of ["secret.txt", `${base}-1920.avif`, "../package.json", "..%2fpackage.json", base, "other-960.avif", ""]) expect(await readMedia(dir, name)).toBeNull();
  });

  it("that is missing is drawn once, and made into files when it is first asked for", async () => {
    await storeDrawing(dir, "tisane-drawn", "Tisane <du soir>");
    await storeDrawing(dir, "tisane-drawn", "Tisane <du soir>");
    expect((await readdir(dir)).filter((name) => name.startsWith("tisane"))).toEqual(["tisane-drawn.svg"]);
    const [once, again] = await Promise.all([readMedia(dir, "tisane-drawn-480.avif"), readMedia(dir, "tisane-drawn-480.avif")]);
    expect(once?.body.equals(again?.body ?? Buffer.alloc(0))).toBe(true);
    expect((await readdir(dir)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("is drawn differently for different products", () => {
    const drawings = new Set(Array.from({ length: 50 }, (_, index) => drawPlaceholder("Même nom", `produit-${index}`)));
    expect(drawings.size).toBe(50);
    expect(drawPlaceholder("a", "b")).toBe(drawPlaceholder("a", "b"));
  });
});
