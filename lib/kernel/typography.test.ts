import { expect, it } from "vitest";
import { prose, typesetFrench } from "./typography";

it("sets French as a printer does, and leaves the places for values alone", () => {
  expect(typesetFrench("L'adresse d'« {label} » : prête ? Oui, à {percent} % !")).toBe("L\u2019adresse d\u2019«\u00a0{label}\u00a0»\u00a0: prête\u202f? Oui, à {percent}\u202f%\u202f!");
  expect(typesetFrench("{count, plural, =0 {rien} one {# vente} other {# ventes}}")).toBe("{count, plural, =0 {rien} one {# vente} other {# ventes}}");
  expect(typesetFrench("20 000 €, au 04 00 00 00 01")).toBe("20\u202f000\u202f€, au 04 00 00 00 01");
});

it("sets what the company and its members typed in French, and leaves their English alone", () => {
  const text = { fr: "Sa couleur vient de l'huile d'olive ; rien d'autre !", en: "Its colour comes from olive oil; nothing else!" };
  expect(prose(text, "fr")).toBe("Sa couleur vient de l\u2019huile d\u2019olive\u202f; rien d\u2019autre\u202f!");
  expect(prose(text, "en")).toBe(text.en);
});
