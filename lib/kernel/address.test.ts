import { describe, expect, it } from "vitest";
import { pathIn, placeOf, rootAt, sharedAddress } from "./address";

describe("the place in an address", () => {
  it.each([
    ["/", "fr", null], ["/en/", "en", null], ["/en", "en", null],
    ["/lea/", "fr", "lea"], ["/lea", "fr", "lea"], ["/en/lea/cart", "en", "lea"], ["/Lea-7K2M/products/savon", "fr", "lea-7k2m"],
    ["/cart", "fr", null], ["/en/cart/lea", "en", null], ["/products/savon", "fr", null], ["/cartier/", "fr", "cartier"],
    ["/english/", "fr", "english"], ["/en/english/", "en", "english"],
    ["/ab/cart", "fr", null], ["/le--a/cart", "fr", null], ["/lea-/cart", "fr", null], ["/1lea/", "fr", null], ["/lea.html", "fr", null],
    ["/api/health", "fr", null], ["/in/en/cart", "fr", null], [`/${"x".repeat(31)}/`, "fr", null],
  ] as const)("%s is %s, %s", (pathname, locale, handle) => {
    expect(placeOf(pathname)).toEqual({ locale, handle });
  });

  it("comes back from every address made for it", () => {
    for (const locale of ["fr", "en"] as const) {
      for (const handle of [null, "lea", "maison-des-savons"]) {
        for (const path of ["/", "/cart", "/products/savon"] as const) {
          expect(placeOf(pathIn({ locale, handle }, path))).toEqual({ locale, handle });
        }
      }
    }
  });
});

it("leads from every depth to the root of the same shop, in both languages", () => {
  const pages = ["/", "/cart", "/products/savon", "/order/C-1/invoice", "/a/b/c/d"] as const;
  for (const [depth, page] of pages.entries()) {
    for (const place of [{ locale: "fr", handle: "lea" }, { locale: "en", handle: "lea" }, { locale: "en", handle: null }] as const) {
      const root = rootAt(depth as 0 | 1 | 2 | 3 | 4);
      const there = new URL(`${root}products/creme`, `http://shop.invalid${pathIn(place, page)}`);
      expect(there.pathname).toBe(pathIn(place, "/products/creme"));
    }
  }
});

describe("the shared address", () => {
  it.each([
    ["/lea/", "/"], ["/en/lea/?utm=tom", "/en/"], ["/lea/products/savon?key=secret", "/products/savon"], ["/EN/Lea/products", "/en/products"],
    ["/products/savon?a=b&_rsc=1x&c", "/products/savon?_rsc=1x"], ["/", "/"], ["/en/?a", "/en/"],
  ])("of %s is %s: no trace of who asked", (url, shared) => expect(sharedAddress(url)).toBe(shared));

  it.each(["/lea", "/en", "/lea/cart", "/cart?shop=tom", "/lea/products/savon/", "/lea/in/en/products/savon", "/fr/products/savon", "/api/health", "/lea/unknown", "/personal"])(
    "of %s is none: it redirects, is one person's, or leads nowhere",
    (url) => expect(sharedAddress(url)).toBeNull(),
  );
});
