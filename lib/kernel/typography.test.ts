import { expect, it } from "vitest";
import { typesetFrench } from "./typography";

it("sets French as a printer does, and leaves the places for values alone", () => {
  expect(typesetFrench("L'adresse d'« {label} » : prête ? Oui, à {percent} % !")).toBe("L\u2019adresse d\u2019«\u00a0{label}\u00a0»\u00a0: prête\u202f? Oui, à {percent}\u202f%\u202f!");
  expect(typesetFrench("{count, plural, =0 {rien} one {# vente} other {# ventes}}")).toBe("{count, plural, =0 {rien} one {# vente} other {# ventes}}");
  expect(typesetFrench("20 000 €, au 04 00 00 00 01")).toBe("20\u202f000\u202f€, au 04 00 00 00 01");
});
