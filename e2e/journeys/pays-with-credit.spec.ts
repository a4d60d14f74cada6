import { CARDS, choose, expect, fillIn, freshAddress, order, pay, put, signIn, test, toCheckout } from "../fixtures/shopper";

test("credit pays a whole order without a card, and then a part of one", async ({ page }) => {
  // 89,00 € of goods bring 8,90 €.
  const email = freshAddress("ines");
  await page.goto("/lea/");
  await choose(page, /Grand coffret de fête/);
  await fillIn(page, { email, name: "Inès Crédit" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByText(/Vous recevez 8,90/)).toBeVisible();
  await signIn(page, email);

  // 10,80 €, of which 8,90 € by credit.
  await put(page, "/lea/products/savon-de-provence");
  await page.goto("/lea/cart");
  await expect(page.getByText("Avec votre cagnotte")).toBeVisible();
  await page.getByRole("link", { name: "Passer la commande" }).click();
  await expect(page.getByRole("textbox", { name: "Adresse e-mail" })).toHaveValue(email);
  await fillIn(page, { email, name: "Inès Crédit" });
  await page.getByRole("radio", { name: "Utiliser un montant" }).check();
  await page.getByRole("textbox", { name: "Montant en EUR" }).fill("3,00");
  await expect(page.getByText("7,80 €")).toBeVisible();
  await order(page);
  await expect(page.getByText(/7,80/).first()).toBeVisible();
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Inès/ })).toBeVisible();
  await expect(page.getByText("Payé par votre cagnotte")).toBeVisible();
});

test("an order that credit covers never sees a payment page, and its button obliges all the same", async ({ page }) => {
  const email = freshAddress("omar");
  await put(page, "/lea/products/coffret-fete", 3);
  await toCheckout(page);
  await fillIn(page, { email, name: "Omar Tout" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByText(/Vous recevez 26,70/)).toBeVisible();
  await signIn(page, email);

  await put(page, "/lea/products/savon-de-provence");
  await toCheckout(page);
  await fillIn(page, { email, name: "Omar Tout" });
  await page.getByRole("radio", { name: "Utiliser tout ce qui est possible" }).check();
  await expect(page.getByText("Votre cagnotte paie tout")).toBeVisible();
  await order(page);
  await expect(page.getByRole("heading", { name: /Merci, Omar/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/lea\/order\//);
});
