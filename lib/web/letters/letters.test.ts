import { expect, it } from "vitest";
import { newId } from "@/lib/kernel/id";
import { money } from "@/lib/kernel/money";
import type { Member } from "@/lib/members/types";
import { writeLetter } from "./layout";
import { creditLetter, signInLetter } from "./letters";

const COMPANY = { name: "Garidelle", legalName: "", address: "", email: "", currency: "EUR", timeZone: "Europe/Paris", volumeFactorBps: 10_000 } as const;
const LEA: Member = { id: newId("member"), role: "customer", status: "active", email: "lea@example.fr", firstName: "Léa", lastName: "Martin", locale: "fr", claimedAt: null };
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
  const letter = await writeLetter({ locale: "en", company: "A & B", subject: "<b>", footer: "", blocks: [{ kind: "text", text: '<img src=x onerror="alert(1)">\nnext' }] });
  expect(letter.html).not.toContain("<img");
  expect(letter.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;\nnext");
  expect(letter.html).toContain("A &amp; B");
});

it("tells a sharer what they received in their language, and nothing of who bought", async () => {
  const news = { part: "sharer", amount: money(1_000n, "EUR"), orderNumber: "K7Q2-M4XD" } as const;
  const [french, english] = [await creditLetter(COMPANY, { ...news, member: LEA }, "https://shop.example/wallet"), await creditLetter(COMPANY, { ...news, member: { ...LEA, locale: "en" } }, "https://shop.example/en/wallet")];
  expect(plain(french.subject)).toBe("10,00 € de plus dans votre cagnotte");
  expect(plain(english.subject)).toBe("€10.00 more in your wallet");
  expect(french.text).not.toContain("K7Q2");
});
