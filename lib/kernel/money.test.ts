import { describe, expect, it } from "vitest";
import { money, parseAmount, writeDecimal } from "./money";

describe("an amount in a form", () => {
  it("is written as its reader writes it, and read back whatever its language", () => {
    for (const locale of ["fr", "en"]) {
      for (const amount of [money(123_450n, "EUR"), money(-5n, "CHF"), money(7n, "XOF"), money(1_234n, "TND")]) {
        expect(parseAmount(writeDecimal(amount, locale), amount.currency)).toEqual(amount);
      }
    }
    expect([writeDecimal(money(590n, "EUR"), "fr"), writeDecimal(money(590n, "EUR"), "en"), writeDecimal(money(7n, "XOF"), "fr")]).toEqual(["5,90", "5.90", "7"]);
  });

  it("may be pasted with its currency and the spaces of a printer", () => {
    expect(["1\u{202f}234,50\u{a0}€", "€ 1234.5", "1 234,50 EUR"].map((text) => parseAmount(text, "EUR")?.minor)).toEqual([123_450n, 123_450n, 123_450n]);
    expect(parseAmount("12 CHF", "CHF")?.minor).toBe(1_200n);
  });

  it("is none in another currency, with words or with more decimals than there are", () => {
    expect(["12 CHF", "12,345", "douze", "1,234.50", "", "€"].map((text) => parseAmount(text, "EUR"))).toEqual([null, null, null, null, null, null]);
    expect(parseAmount("1,5", "XOF")).toBeNull();
  });
});
