import { expect, test } from "../fixtures/shopper";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the handle stays to the checkout, which shows itself and what is missing", async ({ page }) => {
    await page.goto("/lea/");
    await page.getByRole("link", { name: /Le Savon de Provence/ }).first().click();
    expect(new URL(page.url()).pathname).toBe("/lea/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/lea/cart");
    await expect(page.getByRole("link", { name: "Le Savon de Provence" })).toBeVisible();
    await page.getByRole("link", { name: "Passer la commande" }).click();
    expect(new URL(page.url()).pathname).toBe("/lea/checkout");
    await expect(page.getByRole("button", { name: "Commande avec obligation de paiement" })).toBeVisible();
    await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
    await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  });
});

test("two shops are the same bytes, and neither knows the other", async ({ request }) => {
  const [lea, nadia] = await Promise.all(["/lea/products/savon-de-provence", "/nadia/products/savon-de-provence"].map(async (path) => (await request.get(path)).text()));
  expect(lea).toBe(nadia);
  expect(lea).not.toContain("/lea/");
});
