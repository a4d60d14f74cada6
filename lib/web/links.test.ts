import fc from "fast-check";
import { expect, it } from "vitest";
import { opensOrder, orderKey, safePath } from "./links";

const SECRET = "p8aLe3dGh6fKik4Jw0cQm1vX9b2Zr7sTn5uY";

it("opens an order by its own key and by no other order's", () => {
  const key = orderKey("K7Q2-M4XD", SECRET);
  expect(opensOrder("K7Q2-M4XD", key, SECRET)).toBe(true);
  expect(opensOrder("K7Q2-M4XE", key, SECRET)).toBe(false);
  expect(opensOrder("K7Q2-M4XD", orderKey("K7Q2-M4XD", "another secret of another shop"), SECRET)).toBe(false);
});

it("can't be forged: no text but the key opens the order", () => {
  const key = orderKey("K7Q2-M4XD", SECRET);
  const near = fc.tuple(fc.nat(key.length - 1), fc.string({ minLength: 1, maxLength: 1 })).map(([at, c]) => key.slice(0, at) + c + key.slice(at + 1));
  fc.assert(fc.property(fc.oneof(fc.string(), near, fc.constant(`${key}=`), fc.constant(key.slice(0, -1))), (text) => opensOrder("K7Q2-M4XD", text, SECRET) === (text === key)));
  expect([null, undefined, ""].map((text) => opensOrder("K7Q2-M4XD", text, SECRET))).toEqual([false, false, false]);
});

it("never leads to another site", () => {
  for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "", null, "wallet"]) {
    expect(safePath(path, "/wallet")).toBe("/wallet");
  }
  expect(safePath("/en/wallet?before=12", "/")).toBe("/en/wallet?before=12");
  fc.assert(fc.property(fc.string(), (text) => new URL(safePath(text, "/"), "https://shop.example").host === "shop.example"));
});
