import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { unstable_getResponseFromNextConfig } from "next/experimental/testing/server";
import { describe, expect, it } from "vitest";
import { OUTER_SEGMENTS, SHARED_SEGMENTS, SHOP_SEGMENTS } from "@/lib/kernel/address";
import { LOCALES } from "@/lib/kernel/locale";
import { refuseHandle } from "@/lib/members/rules";
import nextConfig from "../next.config.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isGroup = (name: string) => name.startsWith("(");

/** Every file of the route tree with the address segments that lead to it. */
function routeFiles(directory: string, segments: readonly string[] = []): { file: string; segments: readonly string[] }[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(directory, entry.name);
    if (entry.name.startsWith("_")) return [];
    if (entry.isDirectory()) return routeFiles(full, isGroup(entry.name) ? segments : [...segments, entry.name]);
    return /^(?:page|route)\.tsx?$/.test(entry.name) ? [{ file: full, segments }] : [];
  });
}

const routes = routeFiles(path.join(root, "app"));
const below = routes.filter(({ segments }) => segments[0] === "[locale]").map(({ file, segments }) => ({ file, segments: segments.slice(1) }));
const source = (file: string) => readFileSync(file, "utf8");

describe("the route tree", () => {
  it("has no first segment that could be somebody's handle", () => {
    const files = existsSync(path.join(root, "public")) ? readdirSync(path.join(root, "public")) : [];
    const first = [...routes, ...below].flatMap(({ segments }) => segments.slice(0, 1)).filter((name) => !name.startsWith("["));
    for (const name of [...first, ...SHOP_SEGMENTS, ...OUTER_SEGMENTS, ...LOCALES, ...files]) expect(refuseHandle(name), name).not.toBeNull();
  });

  it("has no page below a shop that its addresses don't know", () => {
    for (const { file, segments } of below) {
      const [first] = segments;
      if (first !== undefined && !OUTER_SEGMENTS.includes(first)) expect(SHOP_SEGMENTS, file).toContain(first);
    }
  });

  it("watches arrivals before it serves", () => {
    expect(source(path.join(root, "instrumentation.ts"))).toContain("watchArrivals()");
  });

  it("keeps shared pages static, and tells only the others whose shop it is", () => {
    for (const { file, segments } of below.filter(({ file }) => file.includes("page."))) {
      const shared = segments[0] === undefined || (SHARED_SEGMENTS as readonly string[]).includes(segments[0]);
      expect(/ensureStatic = "navigation"/.test(source(file)), file).toBe(shared);
      if (shared) expect(source(file), file).not.toMatch(/currentPlace/);
    }
  });

  it("gives each page the root that its depth needs", () => {
    for (const { file, segments } of below) {
      for (const [, depth] of source(file).matchAll(/rootAt\((\d)\)/g)) expect(Number(depth), file).toBe(segments.length);
    }
  });
});

/** What the framework makes of an address: where it redirects, or which route it shows. */
async function resolve(url: string, config: object = nextConfig): Promise<string> {
  const answer = await unstable_getResponseFromNextConfig({ url, nextConfig: config });
  const target = answer.headers.get("location") ?? answer.headers.get("x-middleware-rewrite");
  const there = target === null ? null : new URL(target);
  return `${answer.headers.has("location") ? `${answer.status} ` : ""}${there === null ? "untouched" : there.pathname + there.search}`;
}

describe("an address", () => {
  it.each([
    ["/", "/fr"], ["/en/", "untouched"], ["/en", "308 /en/"], ["/fr", "308 /"], ["/fr/products/savon?a=b", "308 /products/savon?a=b"],
    ["/lea", "308 /lea/"], ["/lea?a=b", "308 /lea/?a=b"], ["/en/lea", "308 /en/lea/"], ["/lea/", "/fr"], ["/en/lea/", "/en"],
    ["/products/savon", "/fr/products/savon"], ["/lea/products/savon", "/fr/products/savon"], ["/en/lea/products/savon", "/en/products/savon"],
    ["/products/savon/?a=b", "308 /products/savon?a=b"], ["/en/lea/cart/?a=b", "308 /en/lea/cart?a=b"], ["/lea/unknown/deep", "/fr/unknown/deep"],
    ["/cart", "/fr/cart"], ["/lea/cart", "/fr/cart"], ["/en/cart", "untouched"], ["/en/lea/cart", "/en/cart"],
    ["/lea/cart?a=b", "/fr/cart?a=b"],
    ["/lea/personal", "/fr/personal"], ["/foo.txt", "/-/-"], ["/a_b/cart", "/-/-"], ["/api/health", "untouched"],
    ["/lea/in/en", "307 /en/lea/"], ["/lea/in/en/products/savon?a=b", "307 /en/lea/products/savon?a=b"], ["/en/lea/in/fr/cart", "307 /lea/cart"],
    ["/in/en", "307 /en/"], ["/en/in/fr/cart", "307 /cart"],
  ])("%s becomes %s", async (from, to) => {
    expect(await resolve(from)).toBe(to);
  });

  it("is rewritten once: no rule sees what another one wrote", async () => {
    const rules = { ...nextConfig, redirects: undefined };
    for (const path of ["/fr", "/en", ...SHOP_SEGMENTS.flatMap((name) => [`/fr/${name}`, `/en/${name}/x`])]) {
      expect(await resolve(path, rules), path).toBe("untouched");
    }
  });
});
