import { expect, test } from "../fixtures/shopper";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the handle stays from the shop's front page to the cart", async ({ page }) => {
    await page.goto("/lea/");
    await page.getByRole("link", { name: /Le Savon de Provence/ }).first().click();
    expect(new URL(page.url()).pathname).toBe("/lea/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/lea/cart");
  });
});

test("two shops are the same bytes, and neither knows the other", async ({ request }) => {
  const [lea, nadia] = await Promise.all(["/lea/products/savon-de-provence", "/nadia/products/savon-de-provence"].map(async (path) => (await request.get(path)).text()));
  expect(lea).toBe(nadia);
  expect(lea).not.toContain("/lea/");
});
