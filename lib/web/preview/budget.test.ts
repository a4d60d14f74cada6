import { describe, expect, it } from "vitest";
import { Shelf, take } from "./budget";

describe("a budget", () => {
  it("lets a burst through, then so many a second, however many ask", () => {
    const [bucket, limits] = [{ tokens: 12, at: 0 }, { perSecond: 3, burst: 12 }];
    const askAt = (ms: number, times: number) => Array.from({ length: times }, () => take(bucket, limits, ms)).filter(Boolean).length;
    expect([askAt(0, 1_000), askAt(1_000, 1_000), askAt(1_250, 1_000), askAt(3_000, 1_000)]).toEqual([12, 3, 0, 6]);
  });
});

describe("the shelf of drawn pictures", () => {
  it("never weighs more than it may, and keeps what is asked for", () => {
    const shelf = new Shelf(100);
    for (const name of ["a", "b", "c"]) shelf.put(name, Buffer.alloc(30));
    shelf.get("a");
    shelf.put("d", Buffer.alloc(40));
    expect(["a", "b", "c", "d"].map((name) => shelf.get(name)?.length)).toEqual([30, undefined, 30, 40]);
    shelf.put("d", Buffer.alloc(60));
    expect(["a", "c", "d"].map((name) => shelf.get(name)?.length)).toEqual([undefined, 30, 60]);
  });
});
