import { expect, it } from "vitest";
import { isIban, maskedIban, normaliseIban, payableOf } from "./rules";

it("knows a complete IBAN of SEPA from one with a wrong digit, a wrong length or another country", () => {
  for (const good of ["FR76 3000 6000 0112 3456 7890 189", "DE89370400440532013000", "be68 5390 0754 7034", "CH93-0076-2011-6238-5295-7", "MT84MALT011000012345MTLCAST001S"]) expect([good, isIban(normaliseIban(good))]).toEqual([good, true]);
  for (const bad of ["FR7630006000011234567890188", "DE8937040044053201300", "US64SVBKUS6S3300958879", "", "FR76", "FR76300060000112345678901é9"]) expect([bad, isIban(normaliseIban(bad))]).toEqual([bad, false]);
  expect(maskedIban("FR7630006000011234567890189")).toBe("FR76 •••• 0189");
});

it("pays out what is available less all that may still be taken back, never less than nothing", () => {
  expect([payableOf(10_000n, 4_000n), payableOf(10_000n, 12_000n), payableOf(-500n, 0n), payableOf(10_000n, -1n)]).toEqual([6_000n, 0n, 0n, 10_000n]);
});
