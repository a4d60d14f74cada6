import { expectNoBarrier } from "../fixtures/axe";
import { FOREIGN } from "../fixtures/sayings";
import { expect, test } from "../fixtures/shopper";

const PAGES = [
  "", "how-it-works", "withdraw", "cookies", "sign-in", "cart", "offline", "search",
  ...["notice", "terms", "privacy", "cookies", "accessibility", "mediation"].map((page) => `legal/${page}`),
];

for (const locale of ["fr", "en"] as const) {
  test(`every page in ${locale} says nothing in the other language, and axe finds nothing`, async ({ page }, info) => {
    test.skip(info.project.name === "desk" && locale === "fr", "the words are those of the phone; nobody-is-shut-out looks at the pages");
    test.setTimeout(180_000);
    for (const one of PAGES) {
      const address = `${locale === "en" ? "/en" : ""}/${one}`;
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      const text = await page.locator("body").innerText();
      expect(FOREIGN[locale].filter((sentence) => text.includes(sentence)), address).toEqual([]);
      await expectNoBarrier(page, address, { dark: false });
    }
  });
}

test("the plan is explained with its numbers, and the calculator counts to the cent", async ({ page }) => {
  await page.goto("/how-it-works");
  await expect(page.getByRole("row", { name: /Par le lien d’un client/ })).toHaveText(/10\s%.*10\s%.*20\s%/);
  await page.getByRole("textbox", { name: /Montant des articles/ }).fill("89,05");
  await page.getByRole("combobox", { name: "L’achat arrive" }).selectOption({ label: "Par le lien d’un client" });
  await expect(page.getByRole("definition")).toHaveText([/^8,91\s€$/, /^8,90\s€$/, /^17,81\s€$/]);
  await expect(page.getByText(/Aucun revenu n’est promis/)).toBeVisible();
});
