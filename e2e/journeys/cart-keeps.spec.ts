import { expect, openDrawer, put, signIn, test, untilItAnswers } from "../fixtures/shopper";

test("a change is shown at once, another tab follows, and what was taken out comes back", async ({ page, context }) => {
  await put(page, "/lea/products/savon-de-provence");
  await page.goto("/lea/cart");
  const other = await context.newPage();
  await other.goto("/lea/cart");
  const more = page.getByRole("button", { name: /Un de plus/ });
  await untilItAnswers(more);
  await more.click();
  await expect(page.getByText("11,80 €").first()).toBeVisible();
  await expect(other.getByRole("spinbutton", { name: /Quantité/ })).toHaveValue("2");

  await page.getByRole("button", { name: "Retirer Le Savon de Provence" }).click();
  await expect(page.getByText("Votre panier est vide.")).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("spinbutton", { name: /Quantité/ })).toHaveValue("2");
  await expect(page.getByText(/vous recevez 1,18\s€/)).toBeVisible();
  await expect(page.getByText("Livraison à domicile, France")).toBeVisible();
});

test("a tab that does not answer yet follows too, once it does", async ({ page, context }) => {
  await put(page, "/lea/products/savon-de-provence");
  await page.goto("/lea/cart");
  const other = await context.newPage();
  const released = Promise.withResolvers<undefined>();
  await other.route("**/*.js", async (route) => {
    await released.promise;
    await route.continue();
  });
  await other.goto("/lea/cart", { waitUntil: "commit" });
  const quantity = other.getByRole("spinbutton", { name: /Quantité/ });
  await expect(quantity).toHaveValue("1");
  const more = page.getByRole("button", { name: /Un de plus/ });
  await untilItAnswers(more);
  await more.click();
  await expect.poll(() => other.evaluate(() => window.cagnotte?.news)).toBe(true);
  await expect(quantity).toHaveValue("1");
  released.resolve(undefined);
  await expect(quantity).toHaveValue("2");
});

test("the drawer shows the cart over the page and gives the keyboard back", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  const drawer = await openDrawer(page);
  await expect(drawer.getByText("Total TTC")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("link", { name: /panier/i }).first()).toBeFocused();
});

test("the cart survives signing in and another member's shop, and is out of sight after signing out", async ({ page }, info) => {
  await put(page, "/lea/products/savon-de-provence");
  const cookie = (await page.context().cookies()).find(({ name }) => name === "cart");
  expect(Math.round(((cookie?.expires ?? 0) - Date.now() / 1_000) / 86_400), "thirty days").toBe(30);
  // A member for each project, so that neither takes the other's cart in.
  await signIn(page, info.project.name === "phone" ? "claire.dumas@demo.example" : "antoine.roux@demo.example");
  await page.goto("/nadia/cart");
  await expect(page.getByRole("link", { name: "Le Savon de Provence" })).toBeVisible();
  await page.goto("/sign-out");
  await page.getByRole("main").getByRole("button").click();
  await expect(page).not.toHaveURL(/sign-out/);
  await page.goto("/nadia/cart");
  await expect(page.getByText("Votre panier est vide.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the cart changes, and gives back what was taken out", async ({ page }) => {
    await page.goto("/lea/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await page.getByRole("button", { name: /Un de plus/ }).click();
    await expect(page.getByRole("spinbutton")).toHaveValue("2");
    await page.getByRole("button", { name: "Retirer Le Savon de Provence" }).click();
    await expect(page.getByText("Votre panier est vide.")).toBeVisible();
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect(page.getByRole("spinbutton")).toHaveValue("2");
    expect(new URL(page.url()).pathname).toBe("/lea/cart");
  });
});
