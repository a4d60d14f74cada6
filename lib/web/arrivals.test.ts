import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { ADDRESS_HEADER, frontLinks, receive } from "./arrivals";

const arrive = (method: string, url: string) => {
  const request: Pick<IncomingMessage, "headers" | "method" | "url"> = { method, url, headers: { [ADDRESS_HEADER]: "/tom/" } };
  receive(request);
  return { url: request.url, address: request.headers[ADDRESS_HEADER] };
};

it("asks for a shared page under one address, whoever asks", () => {
  for (const url of ["/products/savon", "/lea/products/savon", "/tom/products/savon?key=secret"]) expect(arrive("GET", url).url).toBe("/products/savon");
});

it("says which requests everybody gets the same answer to: not a form, not a robot below a handle, not one person's page", () => {
  const shared = (method: string, url: string, agent = "Mozilla/5.0") => receive({ method, url, headers: { "user-agent": agent } });
  for (const url of ["/", "/lea/", "/en/lea/products/savon?a=b"]) expect(shared("GET", url), url).toBe(true);
  expect(shared("GET", "/products/savon", "Twitterbot/1.0")).toBe(true);
  for (const [method, url, agent] of [["POST", "/lea/products/savon"], ["HEAD", "/lea/"], ["GET", "/lea/cart"], ["GET", "/api/health"], ["GET", "/lea/", "Twitterbot/1.0"]] as const) {
    expect(shared(method, url, agent), url).toBe(false);
  }
});

it("takes only what has content for a form", () => {
  const typeOf = (method: string) => {
    const request: Pick<IncomingMessage, "headers" | "method" | "url"> = { method, url: "/lea/cart", headers: { "content-type": "multipart/form-data; boundary=x" } };
    receive(request);
    return request.headers["content-type"];
  };
  expect(["GET", "HEAD", "POST"].map(typeOf)).toEqual([undefined, undefined, "multipart/form-data; boundary=x"]);
});

it("leaves forms, pages of one person and redirects where they are", () => {
  expect(arrive("POST", "/lea/products/savon").url).toBe("/lea/products/savon");
  for (const url of ["/lea/cart?a=b", "/lea", "/lea/in/en/cart", "/api/health"]) expect(arrive("GET", url).url).toBe(url);
});

it("shows an order's page and its withdrawal to whoever has its key or may be its buyer, and to nobody else", () => {
  const asked = (url: string, cookie?: string) => {
    const request: Pick<IncomingMessage, "headers" | "method" | "url"> = { method: "GET", url, headers: { ...(cookie ? { cookie } : {}) } };
    receive(request, ({ number, key }) => number === "AAAA-BBBB" && key === "good");
    return request.url;
  };
  for (const path of ["/order/AAAA-BBBB", "/en/order/AAAA-BBBB", "/lea/order/AAAA-BBBB", "/en/lea/order/AAAA-BBBB", "/withdraw/AAAA-BBBB", "/en/lea/withdraw/AAAA-BBBB"]) {
    expect(asked(`${path}?key=good`)).toBe(`${path}?key=good`);
    expect(asked(path, "a=b; cagnotte.session=x")).toBe(path);
    for (const url of [path, `${path}?key=bad`, path.replace("AAAA", "ZZZZ")]) expect(asked(url)).toBe("/-/-");
  }
  for (const url of ["/withdraw", "/lea/order/return?session=cs_1", "/order/AAAA-BBBB/invoices/1?key=bad"]) expect(asked(url)).toBe(url);
});

it("says where the visitor is, whatever the client claims", () => {
  expect(arrive("GET", "/lea/cart").address).toBe("/lea/cart");
  expect(arrive("POST", "/cart").address).toBe("/cart");
});

it("lets each front page stand for itself, in both languages, and no other page", () => {
  const links = (url: string) => frontLinks(url, (path) => `https://shop.example${path}`);
  const canonical = (url: string) => /^<([^>]+)>; rel="canonical"/.exec(links(url) ?? "")?.[1];
  expect(["/", "/en/", "/lea/?utm_source=x", "/en/Lea/"].map(canonical)).toEqual(["", "en/", "lea/", "en/lea/"].map((path) => `https://shop.example/${path}`));
  expect(links("/lea/")).toContain('<https://shop.example/en/lea/>; rel="alternate"; hreflang="en", <https://shop.example/lea/>; rel="alternate"; hreflang="x-default"');
  for (const url of ["/lea", "/lea/products/savon", "/lea/cart", "/api/health"]) expect(links(url)).toBeNull();
});
