import { describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { parseProductForm } from "./input";

const variant = newId("variant");
const form = (over: Record<string, string> = {}) => ({
  slug: "savon", seen: "2026-11-02T12:00:00.000Z", status: "active", "title.fr": "Savon", "title.en": "", vat: "5,5", rate: "", [`price:${variant}`]: "12,50", [`shelf:${variant}`]: "7", ...over,
});

describe("the form for a product", () => {
  it("becomes minor units and basis points without a float's error", () => {
    expect(parseProductForm(form({ rate: "33.33", vat: "20" }), "EUR")).toMatchObject({ ok: true, edit: { vatBps: 2000, rateBps: 3333, title: { fr: "Savon" }, variants: [{ id: variant, priceMinor: 1250n, onHand: 7 }] } });
    for (let bps = 0; bps <= 10_000; bps += 7) expect(parseProductForm(form({ rate: (bps / 100).toFixed(2) }), "EUR")).toMatchObject({ ok: true, edit: { rateBps: bps } });
  });

  it("an empty rate is the collection's or the plan's", () => {
    expect(parseProductForm(form(), "EUR")).toMatchObject({ ok: true, edit: { rateBps: null } });
  });

  it.each([
    ["title.fr", { "title.fr": " " }],
    ["vat", { vat: "101" }],
    ["rate", { rate: "-1" }],
    [`price:${variant}`, { [`price:${variant}`]: "12,505" }],
    [`shelf:${variant}`, { [`shelf:${variant}`]: "-1" }],
  ])("names the field that is wrong: %s", (field, over) => {
    const read = parseProductForm(form(over), "EUR");
    expect(read.ok ? [] : Object.keys(read.fields)).toEqual([field]);
  });
});
