import { expect, freshAddress, pay, put, test } from "../fixtures/shopper";

/** Goes on with Tab until this has the focus. */
async function tabTo(page: Parameters<typeof put>[0], target: ReturnType<typeof page.getByRole>): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("buys by the keyboard alone, with an address that is offered while it is typed", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  await page.goto("/lea/cart");
  await tabTo(page, page.getByRole("link", { name: "Passer la commande" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Votre commande" })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "Adresse e-mail" }));
  await page.keyboard.type(freshAddress("klara"));
  await page.keyboard.press("Tab");
  await page.keyboard.type("Klara Clavier");
  const street = page.getByRole("combobox", { name: "Adresse", exact: true });
  await tabTo(page, street);
  await page.keyboard.type("12 rue des lilas lyon");
  await expect(page.getByRole("option", { name: /12 Rue des Lilas 69003 Lyon/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(street).toHaveValue("12 Rue des Lilas");
  await expect(page.getByRole("textbox", { name: "Ville", exact: true })).toHaveValue("Lyon");
  await expect(page.getByRole("textbox", { name: "Code postal" })).toHaveValue("69003");
  await tabTo(page, page.getByRole("checkbox", { name: /conditions générales/ }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Commande avec obligation de paiement" }));
  await page.keyboard.press("Enter");
  await pay(page, "4242 4242 4242 4242");
  await expect(page.getByRole("heading", { name: /Merci, Klara/ })).toBeVisible();
});

test("asks for eight things at most", async ({ page }) => {
  await put(page, "/products/savon-de-provence");
  await page.goto("/checkout");
  await expect(page.getByRole("heading", { name: "Qui vous a parlé de nous ?" }).or(page.getByRole("group", { name: "Qui vous a parlé de nous ?" }))).toBeVisible();
  const form = page.getByRole("main");
  expect(await form.locator("input:not([type=hidden], [type=radio], [type=checkbox]), select").count()).toBeLessThanOrEqual(8);
});
