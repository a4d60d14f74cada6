import { signInAsOperator } from "../fixtures/operator";
import { expect, type Page, put, test, untilItAnswers } from "../fixtures/shopper";

/** When all had arrived that a page is first drawn with, its style and the picture that it names as its first, and when its first script was asked for; in ms. */
const moments = (page: Page) => page.evaluate(() => {
  const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const first = document.querySelector<HTMLImageElement>('img[fetchpriority="high"]')?.currentSrc;
  const drawn = all.filter(({ name }) => name.endsWith(".css") || name === first);
  const scripts = all.filter(({ name }) => name.endsWith(".js"));
  return { drawn: Math.max(...drawn.map(({ responseEnd }) => responseEnd)), asked: Math.min(...scripts.map(({ startTime }) => startTime)), pieces: drawn.length };
});

const PAGES = [["a page that is the same for everybody", "/lea/", 2], ["one that has an address of its own", "/sign-in", 1], ["a page of one person", "/lea/cart", 1]] as const;
for (const [what, address, pieces] of PAGES) {
  test(`${what} has what it is drawn with before its scripts are asked for, and answers all the same`, async ({ page }) => {
    await page.goto(address);
    await untilItAnswers(page.getByRole("link", { name: "Panier" }));
    const { drawn, asked, pieces: found } = await moments(page);
    expect(found).toBe(pieces);
    expect(asked).toBeGreaterThanOrEqual(drawn);
  });
}

/** Longer than what was pressed and chosen early is told. */
const TOLD_MS = 400;

/** Opens a page whose scripts come, or are lost, when they are released. */
async function openWithoutScripts(page: Page, address: string, then: "continue" | "abort" = "continue"): Promise<() => void> {
  const released = Promise.withResolvers<undefined>();
  await page.route("**/*.js", async (route) => {
    await released.promise;
    await route[then]();
  });
  await page.goto(address, { waitUntil: "commit" });
  return () => released.resolve(undefined);
}

test("a button that is pressed before the scripts are there answers once they are, and once", async ({ page }) => {
  const release = await openWithoutScripts(page, "/lea/products/savon-de-provence");
  const share = page.getByRole("button", { name: "Partager ce produit" });
  await share.click();
  await share.click();
  await expect(share).toHaveAttribute("aria-expanded", "false");
  release();
  await expect(share).toHaveAttribute("aria-expanded", "true");
  await page.waitForTimeout(TOLD_MS);
  await expect(share).toHaveAttribute("aria-expanded", "true");
});

test("a button is also heard on a page with an address of its own", async ({ page }) => {
  const release = await openWithoutScripts(page, "/sign-in");
  await page.getByRole("button", { name: "J’ai un mot de passe" }).click();
  release();
  await expect(page.getByRole("textbox", { name: "Mot de passe", exact: true })).toBeVisible();
});

test("a file that is chosen and sent before the scripts are there is checked once they are", async ({ page }) => {
  await signInAsOperator(page);
  const release = await openWithoutScripts(page, "/office/distributors");
  await page.getByLabel("Fichier CSV").setInputFiles({ name: "reseau.csv", mimeType: "text/csv", buffer: Buffer.from("external_id\nX-1") });
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  release();
  await expect(page.getByText("Il manque des colonnes")).toBeVisible();
});

test("a picture that is pressed before the scripts are there is enlarged once they are, on its page", async ({ page }) => {
  const address = "/lea/products/savon-de-provence";
  const release = await openWithoutScripts(page, address);
  await page.getByRole("link", { name: "Agrandir la photo 1" }).click();
  release();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(address);
});

test.describe("where scripts are lost on the way", () => {
  test.use({ allowedErrors: [/ERR_FAILED|ViewTransition opt-in disabled/] });

  for (const when of ["before", "after"]) {
    test(`a picture that was pressed ${when} that is shown by itself`, async ({ page }) => {
      const lose = await openWithoutScripts(page, "/lea/products/savon-de-provence", "abort");
      const press = () => page.getByRole("link", { name: "Agrandir la photo 1" }).click();
      if (when === "before") await press();
      const lost = page.waitForEvent("requestfailed");
      lose();
      await lost;
      if (when === "after") await press();
      await expect(page).toHaveURL(/\.webp$/);
    });
  }
});

test("what is chosen before the scripts are there counts once they are, and what was taken back does not", async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 900 });
  const release = await openWithoutScripts(page, "/lea/collections/savons");
  await page.getByRole("combobox", { name: "Trier" }).selectOption({ label: "Prix décroissant" });
  const taken = page.getByRole("checkbox", { name: "En stock" });
  await taken.check();
  await taken.uncheck();
  const kept = page.getByRole("checkbox", { name: "Moins de 10 €" });
  await kept.check();
  release();
  await expect.poll(() => [...new URL(page.url()).searchParams].map((one) => one.join("=")).toSorted()).toEqual(["price=0-10", "sort=dear"]);
  await page.waitForTimeout(TOLD_MS);
  await expect(kept).toBeChecked();
  await expect(taken).not.toBeChecked();
  await expect(page.getByRole("link", { name: "Retirer le filtre Moins de 10 €" })).toBeVisible();
});

for (const { stays, total, choices } of [
  { stays: "express", total: "18,80", choices: ["express"] },
  { stays: "à domicile", total: "10,80", choices: ["express", "à domicile"] },
]) {
  test(`of what is chosen before the scripts are there the last counts: ${choices.join(", then ")}`, async ({ page }) => {
    await put(page, "/lea/products/savon-de-provence");
    const release = await openWithoutScripts(page, "/lea/checkout");
    const delivery = (name: string) => page.getByRole("radio", { name: new RegExp(`Livraison ${name}`) });
    for (const name of choices) await delivery(name).check();
    const summary = page.getByRole("complementary", { name: "Récapitulatif" });
    await expect(summary).toContainText(/Total TTC\s*10,80/);
    release();
    await untilItAnswers(delivery(stays));
    await page.waitForTimeout(TOLD_MS);
    await expect(summary).toContainText(new RegExp(`Total TTC\\s*${total}`));
    await expect(delivery(stays)).toBeChecked();
  });
}

test("no letter is lost of what is written while the scripts come, and a list that it opens closes when somebody goes on", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  const release = await openWithoutScripts(page, "/lea/checkout");
  const email = page.getByRole("textbox", { name: "Adresse e-mail" });
  const street = page.locator("#street");
  await street.fill("12 rue de la Paix");
  await email.pressSequentially("jeanne.");
  release();
  await email.pressSequentially("martin-dupont.de.la.boutique@journey.example", { delay: 20 });
  await untilItAnswers(email);
  await page.waitForTimeout(TOLD_MS);
  await expect(email).toHaveValue("jeanne.martin-dupont.de.la.boutique@journey.example");
  await expect(street).toHaveValue("12 rue de la Paix");
  await expect(page.getByRole("listbox")).toBeHidden();
});

test("a quantity that is written before the scripts are there is sent once they are", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  const release = await openWithoutScripts(page, "/lea/cart");
  await page.getByRole("spinbutton", { name: /Quantité/ }).fill("3");
  await page.getByRole("heading", { name: "Votre panier" }).click();
  release();
  await expect(page.getByText("17,70 €").first()).toBeVisible();
});
