import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import type { Member } from "@/lib/members/types";
import { writeLetter } from "./layout";
import { creditLetter, signInLetter } from "./letters";

const COMPANY = { name: "Garidelle", legalName: "", address: "", email: "", currency: "EUR", timeZone: "Europe/Paris", volumeFactorBps: 10_000, accent: "#41592b" } as const;
const LEA: Member = { id: newId("member"), role: "customer", status: "active", email: "lea@example.fr", firstName: "Léa", lastName: "Martin", locale: "fr", claimedAt: null };
const LINKS = { credit: "https://shop.example/wallet", choices: "https://shop.example/profile#notices" };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

it("says the same in plain text as in HTML", async () => {
  const letter = await signInLetter(COMPANY, { locale: "fr", firstName: "Léa", link: "https://shop.example/sign-in/open?key=abc", code: "012345" });
  for (const part of [letter.text, letter.html]) {
    expect(part).toContain("Léa");
    expect(part).toContain("https://shop.example/sign-in/open?key=abc");
    expect(part).toContain("20 minutes");
    expect(part).toContain("012 345");
  }
  expect(letter.html).toMatch(/<html[^>]* lang="fr"/);
});

it("is never made markup by what somebody typed", async () => {
  const letter = await writeLetter({ locale: "en", company: "A & B", accent: "#41592b", subject: "<b>", footer: "", blocks: [{ kind: "text", text: '<img src=x onerror="alert(1)">\nnext' }] });
  expect(letter.html).not.toContain("<img");
  expect(letter.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;\nnext");
  expect(letter.html).toContain("A &amp; B");
});

it("tells a sharer what they received in their language, and nothing of who bought", async () => {
  const news = { part: "sharer", amount: money(1_000n, "EUR"), orderNumber: "K7Q2-M4XD" } as const;
  const [french, english] = [await creditLetter(COMPANY, { ...news, member: LEA }, LINKS), await creditLetter(COMPANY, { ...news, member: { ...LEA, locale: "en" } }, LINKS)];
  expect(plain(french.subject)).toBe("10,00 € de plus dans votre cagnotte");
  expect(plain(english.subject)).toBe("€10.00 more in your wallet");
  expect(french.text).not.toContain("K7Q2");
});

it("names the seller as the law asks, why it came and where that is changed, and can be read in the dark and in the shop's colour", async () => {
  const legal = { form: "SAS", capital: "20 000 €", registration: "RCS Manosque 123 456 789", vatNumber: "FR12123456789", phone: "04 00 00 00 01", director: "", host: "", returnAddress: "", mediator: { name: "", address: "", url: "" } };
  const company = { ...COMPANY, legalName: "Maison Garidelle", address: "14 chemin des Restanques\n04230 Saint-Étienne", email: "bonjour@shop.example", accent: "#8b2252", legal };
  const letter = await creditLetter(company, { part: "distributor", amount: money(1_000n, "EUR"), orderNumber: "K7Q2-M4XD", member: LEA }, LINKS);
  const foot = ["Maison Garidelle, SAS au capital de 20 000 €", "14 chemin des Restanques, 04230 Saint-Étienne", "RCS Manosque 123 456 789", "FR12123456789", "bonjour@shop.example · 04 00 00 00 01", LINKS.choices];
  for (const line of foot) expect([plain(letter.text).includes(line), plain(letter.html).includes(line)], line).toEqual([true, true]);
  expect(letter.html).toContain("prefers-color-scheme:dark");
  expect(letter.html).toContain("#8b2252");
  expect(letter.html).not.toMatch(/#41592b|<img|url\(/);
});
