import { parts } from "../fixtures/parts";
import { choose, expect, fillIn, order, pay, test } from "../fixtures/shopper";

test("a guest buys through a distributor's link and sees the credit on the thank-you page", async ({ page }, info) => {
  await page.goto("/lea/");
  await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await choose(page, /Le Savon de Provence/);
  expect(new URL(page.url()).pathname).toBe("/lea/checkout");
  await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await fillIn(page, { email: `paule.${info.project.name}@journey.example`, name: "Paule Testu" });
  await order(page);
  await pay(page, "4242424242424242");

  await expect(page.getByRole("heading", { name: /Merci, Paule/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/lea\/order\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await expect(page.getByText("Vous recevez 0,59 € dans votre cagnotte")).toBeVisible();
  await expect(page.getByRole("link", { name: /\/paule-[a-z0-9]+\/$/ })).toBeVisible();

  // The commission system hears of it, with the distributor's own number.
  const received = `${parts().commissionUrl}/_sandbox/received`;
  const number = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect.poll(async () => (await (await fetch(received)).text()).includes(number), { timeout: 15_000 }).toBe(true);
});

test("a form with a gap keeps what was typed and says what is missing", async ({ page }) => {
  await page.goto("/");
  await choose(page, /Le Savon de Provence/);
  await page.getByRole("textbox", { name: "Adresse e-mail" }).fill("presque@");
  await page.getByRole("textbox", { name: "Nom complet" }).fill("Zoé Presque");
  await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
  await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  await expect(page.getByText("Cette adresse e-mail n’est pas complète.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nom complet" })).toHaveValue("Zoé Presque");
});
