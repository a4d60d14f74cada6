import { CARDS, expect, freshAddress, payInEnglish, test } from "../fixtures/shopper";

test("buys in English, and everything says so", async ({ page }) => {
  await page.goto("/en/lea/products/savon-de-provence");
  await page.getByRole("button", { name: "Add to cart" }).click();
  // Beside the page, or on the cart's own where the page's scripts were not there yet.
  await expect(page.getByRole("link", { name: "View cart" }).or(page.getByRole("heading", { name: "Your cart" }))).toBeVisible();
  await page.goto("/en/lea/cart");
  await expect(page.getByRole("heading", { name: "Your cart", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Check out" }).click();
  await page.getByRole("textbox", { name: "E-mail address" }).fill(freshAddress("emily"));
  await page.getByRole("textbox", { name: "Full name" }).fill("Emily English");
  await page.getByRole("combobox", { name: "Address", exact: true }).fill("1 rue des Lilas");
  await page.getByRole("textbox", { name: "Postal code" }).fill("69003");
  await page.getByRole("textbox", { name: "Town" }).fill("Lyon");
  await page.getByRole("checkbox", { name: /terms and conditions/ }).check();
  await page.getByRole("button", { name: "Order with obligation to pay" }).click();
  await payInEnglish(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Thank you, Emily/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/en\/lea\/order\//);
});
