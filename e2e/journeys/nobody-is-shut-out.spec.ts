import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { CARDS, expect, fillIn, freshAddress, order, pay, put, test, toCheckout } from "../fixtures/shopper";

/** Pages of one file side by side: each is a test of its own. */
test.describe.configure({ mode: "parallel" });

/** No violation of WCAG 2.2 A and AA nor of axe's good practice; in the dark only the colours are others. */
async function expectNone(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Two frames: the colours of the other scheme are drawn. Those that are on their way say nothing.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation instanceof CSSTransition).map((animation) => animation.finished.catch(() => undefined))));
    // There are no frames on our pages, so nothing has to be gathered in a page of axe's own.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast", "link-in-text-block"]) : axe).analyze();
    expect(violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).slice(0, 3).join(" | ")}`)).toEqual([]);
  }
}

/** Pages of every kind; both-languages looks at those that are only words. */
const PAGES = ["/lea/", "/lea/collections/maison?parfum=ambre", "/en/lea/products/brume-de-linge", "/lea/search?q=bouji", "/lea/search?q=xylophone"];

for (const path of PAGES) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(path);
    await expect(page.getByText(/La boutique de Léa Fontaine|Léa Fontaine’s shop/).first()).toBeVisible();
    await expectNone(page, path);
  });
}

test.describe("where there is no shop, and no page", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("axe finds nothing", async ({ page }) => {
    await page.goto("/nobody-here/");
    await expect(page.getByText("Nous ne connaissons pas cette boutique").first()).toBeVisible({ timeout: 30_000 });
    await expectNone(page, "an unknown shop");
    await page.goto("/lea/products/n-existe-pas");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNone(page, "no such product");
    await page.goto("/lea/nulle/part");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNone(page, "no such page");
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
  await expectNone(page, "suggestions");
  await page.keyboard.press("Escape");
  if (info.project.name === "phone") {
    await page.getByRole("button", { name: "Filtrer" }).click();
    await expectNone(page, "filters");
  }
  await page.goto("/lea/products/bougie-parfumee");
  await expect(async () => {
    await page.getByRole("link", { name: "Agrandir la photo 1" }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectNone(page, "an enlarged picture");
});

test("axe finds nothing on the way from a full cart to the thank-you page", async ({ page }) => {
  test.setTimeout(120_000);
  await put(page, "/lea/products/bougie-parfumee");
  await page.getByRole("link", { name: /panier/i }).first().click();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Passer la commande" })).toBeVisible();
  await expectNone(page, "the drawer");
  await page.goto("/lea/cart");
  await expect(page.getByRole("link", { name: "Passer la commande" })).toBeVisible();
  await expectNone(page, "a cart");
  await toCheckout(page);
  await expectNone(page, "the checkout");
  await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
  await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  await expectNone(page, "a refused checkout");
  await fillIn(page, { email: freshAddress("axe"), name: "Axelle Testu" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Axelle/ })).toBeVisible({ timeout: 30_000 });
  await expectNone(page, "the thank-you page");
});
