import { expectNoBarrier } from "../fixtures/axe";
import { CARDS, expect, fillIn, freshAddress, openDrawer, order, pay, put, test, toCheckout, untilItAnswers } from "../fixtures/shopper";

/** Pages of one file side by side: each is a test of its own. */
test.describe.configure({ mode: "parallel" });

/** Pages of every kind; both-languages looks at those that are only words. */
const PAGES = ["/lea/", "/lea/collections/maison?parfum=ambre", "/en/lea/products/brume-de-linge", "/lea/search?q=bouji", "/lea/search?q=xylophone"];

for (const path of PAGES) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(path);
    await expect(page.getByText(/La boutique de Léa Fontaine|Léa Fontaine’s shop/).first()).toBeVisible();
    // What all pages have around them is the same: one of them is looked at whole.
    await expectNoBarrier(page, path, { where: path === "/lea/" ? "html" : "main" });
  });
}

test.describe("where there is no shop, and no page", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("axe finds nothing", async ({ page }) => {
    await page.goto("/nobody-here/");
    await expect(page.getByText("Nous ne connaissons pas cette boutique").first()).toBeVisible({ timeout: 30_000 });
    await expectNoBarrier(page, "an unknown shop");
    await page.goto("/lea/products/n-existe-pas");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoBarrier(page, "no such product");
    await page.goto("/lea/nulle/part");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoBarrier(page, "no such page");
  });
});

test("axe finds nothing in what opens: suggestions, filters, an enlarged picture", async ({ page }, info) => {
  test.setTimeout(120_000);
  await page.goto("/lea/search");
  await expect(async () => {
    await page.getByRole("combobox", { name: "Chercher un produit" }).fill("");
    await page.getByRole("combobox", { name: "Chercher un produit" }).pressSequentially("savo");
    await expect(page.getByRole("option").first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectNoBarrier(page, "suggestions");
  await page.keyboard.press("Escape");
  if (info.project.name === "phone") {
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expectNoBarrier(page, "filters");
  }
  await page.goto("/lea/products/bougie-parfumee");
  const picture = page.getByRole("link", { name: "Agrandir la photo 1" });
  await untilItAnswers(picture);
  await picture.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoBarrier(page, "an enlarged picture", { where: "dialog[open]" });
});

test("axe finds nothing on the way from a full cart to the thank-you page", async ({ page }) => {
  test.setTimeout(120_000);
  await put(page, "/lea/products/bougie-parfumee");
  await openDrawer(page);
  await expectNoBarrier(page, "the drawer", { where: "dialog[open]" });
  await page.goto("/lea/cart");
  await expect(page.getByRole("link", { name: "Passer la commande" })).toBeVisible();
  await expectNoBarrier(page, "a cart");
  await toCheckout(page);
  await expectNoBarrier(page, "the checkout");
  await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
  await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  await expectNoBarrier(page, "a refused checkout");
  await fillIn(page, { email: freshAddress("axe"), name: "Axelle Testu" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Axelle/ })).toBeVisible({ timeout: 30_000 });
  await expectNoBarrier(page, "the thank-you page");
});
