import { describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { pageOfShelf } from "./rules";

const BEGIN = Date.UTC(2026, 10, 1);
const variantId = newId("variant");
const event = <K extends "movement" | "line">(kind: K, minute: number) => ({ id: newId(kind, BEGIN + minute), at: new Date(BEGIN + minute * 60_000), variantId, delta: 1, reason: kind === "line" ? ("sold" as const) : ("counted" as const), order: null });
const START = { movement: null, line: null };

describe("a shelf's story", () => {
  it("is told newest first, whatever was told by hand or by an order, and ends when both have ended", () => {
    const [moved, sold] = [[event("movement", 9), event("movement", 2)], [event("line", 5), event("line", 4)]];
    const { events, next } = pageOfShelf({ from: START, moved, sold, end: null, limit: 10 });
    expect(events.map(({ id }) => id)).toEqual([moved[0]?.id, sold[0]?.id, sold[1]?.id, moved[1]?.id]);
    expect(next).toBeNull();
  });

  it("goes on where a page ended: each event once, none left out", () => {
    const [moved, sold] = [Array.from({ length: 7 }, (_, n) => event("movement", 100 - n * 3)), Array.from({ length: 9 }, (_, n) => event("line", 99 - n * 2))];
    const seen: string[] = [];
    let from: Parameters<typeof pageOfShelf>[0]["from"] = START;
    for (let turn = 0; turn < 20; turn += 1) {
      const rest = <T extends { readonly id: string }>(all: readonly T[], last: string | null): readonly T[] => all.slice(all.findIndex(({ id }) => id === last) + 1);
      const page = pageOfShelf({ from, moved: rest(moved, from.movement), sold: rest(sold, from.line), end: null, limit: 4 });
      seen.push(...page.events.map(({ id }) => id));
      if (page.next === null) break;
      from = page.next;
    }
    expect([...seen].sort()).toEqual([...moved, ...sold].map(({ id }) => id).sort());
  });

  it("tells no movement from before the walk's end while older sales may be newer than it, and goes on from there", () => {
    const [moved, end] = [[event("movement", 50), event("movement", 10)], { line: newId("line"), at: new Date(BEGIN + 30 * 60_000) }];
    expect(pageOfShelf({ from: START, moved, sold: [], end, limit: 10 })).toEqual({ events: [moved[0]], next: { movement: moved[0]?.id, line: end.line } });
  });

  it("keeps its place when a page is full before the walk's last sale", () => {
    const [sold, end] = [[event("line", 9), event("line", 8)], { line: newId("line"), at: new Date(BEGIN) }];
    expect(pageOfShelf({ from: START, moved: [], sold, end, limit: 1 }).next).toEqual({ movement: null, line: sold[0]?.id });
    expect(pageOfShelf({ from: START, moved: [], sold, end, limit: 2 }).next).toEqual({ movement: null, line: end.line });
  });
});
