import { describe, expect, it } from "vitest";
import { DEFAULT_VAT } from "../vat/rules";
import { VAT_CLASSES } from "../vat/types";
import { parseDeliveryForm, parseVatForm, readSteps } from "./input";

const METHOD = { "0.code": "home", "0.name.fr": "À domicile", "0.name.en": "", "0.from": "2", "0.to": "4", "0.standard": "on", "0.0.countries": "fr, MC", "0.0.steps": "500 g : 4,90\n2 kg : 6.90 €", "0.0.free": "60", "0.1.countries": "" };

describe("the form of deliveries", () => {
  it("becomes methods with zones, weights and prices; empty rows are left out", () => {
    expect(parseDeliveryForm(METHOD, "EUR")).toEqual({ ok: true, methods: [{
      code: "home", name: { fr: "À domicile", en: "À domicile" }, standard: true, days: { from: 2, to: 4 },
      zones: [{ countries: ["FR", "MC"], freeFromMinor: 6000n, steps: [{ upToGrams: 500, priceMinor: 490n }, { upToGrams: 2000, priceMinor: 690n }] }],
    }] });
  });

  it.each([
    [{ "0.0.steps": "2 kg : 6,90\n500 g : 4,90" }, "0.0.steps"], [{ "0.0.steps": "cher" }, "0.0.steps"], [{ "0.0.countries": "France" }, "0.0.countries"], [{ "0.to": "1" }, "0.from"],
    [{ "0.0.free": "x" }, "0.0.free"], [{ "0.name.fr": "" }, "0.name.fr"], [{ "0.0.countries": "" }, "0.0.countries"],
  ])("names what is wrong: %j", (over, name) => {
    expect(parseDeliveryForm({ ...METHOD, ...over }, "EUR")).toEqual({ ok: false, wrong: expect.arrayContaining([name]) as string[] });
  });

  it("reads weights in grams and kilograms without a float's error", () => {
    expect(readSteps("1,5 kg: 7", "EUR")).toEqual([{ upToGrams: 1500, priceMinor: 700n }]);
    expect(readSteps("", "EUR")).toBeNull();
  });
});

describe("the VAT table's form", () => {
  const form = { home: "FR", ...Object.fromEntries(Object.entries(DEFAULT_VAT.rates).flatMap(([country, rates]) => VAT_CLASSES.map((name) => [`${country}:${name}`, String(rates[name] / 100)]))) };

  it("sent as it was shown changes nothing", () => expect(parseVatForm(form)).toEqual({ ok: true, table: DEFAULT_VAT }));

  it("takes another country, drops one, and refuses a home without rates and what is no percentage", () => {
    const added = parseVatForm({ ...form, "CH:drop": "on", new: "es", "new:standard": "21", "new:intermediate": "10", "new:reduced": "10", "new:super_reduced": "4" });
    expect(added).toMatchObject({ ok: true, table: { rates: { ES: { standard: 2100, super_reduced: 400 } } } });
    expect(added.ok && Object.keys(added.table.rates)).not.toContain("CH");
    expect(parseVatForm({ ...form, home: "US" })).toEqual({ ok: false, wrong: ["home"] });
    expect(parseVatForm({ ...form, "FR:reduced": "cinq" })).toEqual({ ok: false, wrong: ["FR:reduced"] });
  });
});
