import AxeBuilder from "@axe-core/playwright";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../fixtures/shopper";

const PAGES = [
  "", "how-it-works", "withdraw", "cookies", "sign-in", "cart", "offline", "search",
  ...["notice", "terms", "privacy", "cookies", "accessibility", "mediation"].map((page) => `legal/${page}`),
];

function sentences(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) => (typeof value === "string" ? [value] : sentences(value as object)));
}

/** Sentences of a language that are long enough to be that language's, and have no value in them. */
function sayingsOf(locale: "fr" | "en"): string[] {
  const folder = path.resolve(import.meta.dirname, "../../lib/web/messages", locale);
  const all = readdirSync(folder).flatMap((file) => sentences(JSON.parse(readFileSync(path.join(folder, file), "utf8")) as object));
  return all.filter((sentence) => sentence.length > 14 && !/[{}\n]/.test(sentence));
}

const SAYINGS = { fr: new Set(sayingsOf("fr")), en: new Set(sayingsOf("en")) };

for (const [locale, other] of [["fr", "en"], ["en", "fr"]] as const) {
  const foreign = [...SAYINGS[other]].filter((sentence) => !SAYINGS[locale].has(sentence));

  test(`every page in ${locale} says nothing in the other language, and axe finds nothing`, async ({ page }, info) => {
    test.skip(info.project.name === "desk" && locale === "fr", "the words are those of the phone; nobody-is-shut-out looks at the pages");
    test.setTimeout(180_000);
    for (const one of PAGES) {
      const address = `${locale === "en" ? "/en" : ""}/${one}`;
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      const text = await page.locator("body").innerText();
      expect(foreign.filter((sentence) => text.includes(sentence)), address).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), address).toEqual([]);
    }
  });
}

test("the plan is explained with its numbers, and the calculator counts to the cent", async ({ page }) => {
  await page.goto("/how-it-works");
  await expect(page.getByRole("row", { name: /Par le lien d'un client/ })).toHaveText(/10\s%.*10\s%.*20\s%/);
  await page.getByRole("textbox", { name: /Montant des articles/ }).fill("89,05");
  await page.getByRole("combobox", { name: "L'achat arrive" }).selectOption({ label: "Par le lien d'un client" });
  await expect(page.getByRole("definition")).toHaveText([/^8,91\s€$/, /^8,90\s€$/, /^17,81\s€$/]);
  await expect(page.getByText(/Aucun revenu n'est promis/)).toBeVisible();
});
