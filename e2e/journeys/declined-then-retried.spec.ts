import { CARDS, choose, expect, fillIn, freshAddress, order, pay, test } from "../fixtures/shopper";

test.describe("a declined card", () => {
  test.use({ allowedErrors: [/status of 402/] });

  test("loses nothing: the same page takes the next one", async ({ page }) => {
    await page.goto("/nadia/");
    await choose(page, /Le Savon de Provence/);
    await fillIn(page, { email: freshAddress("remi"), name: "Rémi Essai" });
    await order(page);
    await pay(page, CARDS.declined);
    await expect(page.getByRole("alert")).toBeVisible();
    await pay(page, CARDS.good);
    await expect(page.getByRole("heading", { name: /Merci, Rémi/ })).toBeVisible();
    expect(new URL(page.url()).pathname).toMatch(/^\/nadia\/order\//);
  });
});

test("a payment that the buyer breaks off leaves cart and form as they were", async ({ page }) => {
  await page.goto("/nadia/");
  await choose(page, /Le Savon de Provence/);
  const email = freshAddress("lou");
  await fillIn(page, { email, name: "Lou Bernard" });
  await order(page);
  await page.getByRole("link", { name: /Revenir à la boutique/ }).click();
  await expect(page.getByText("Rien n’a été débité")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Adresse e-mail" })).toHaveValue(email);
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Lou/ })).toBeVisible();
});
