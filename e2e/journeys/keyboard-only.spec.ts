import type { Locator, Page } from "@playwright/test";
import { CARDS, expect, freshAddress, test, untilItAnswers } from "../fixtures/shopper";

test.skip(({ isMobile }) => isMobile, "a phone has no keyboard");

/** Nothing of a page is farther than this. */
const STEPS_MAX = 200;

/** Goes on with the Tab key until a thing has the focus, and sees that the focus can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key never reaches ${target.toString()}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

test("buys with the keyboard alone, with an address that is offered while it is typed, and always sees where it is", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/lea/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("link", { name: "Bougie parfumée" }).first());

  await expect(page.getByRole("heading", { level: 1, name: "Bougie parfumée" })).toBeVisible();
  await tabTo(page, page.getByRole("radio", { name: "Figuier" }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Ambre" })).toBeChecked();
  // Before its scripts are there, the same button leads to the cart.
  const add = page.getByRole("button", { name: "Ajouter au panier" });
  await untilItAnswers(add);
  await press(page, add);
  await press(page, page.getByRole("link", { name: "Voir le panier" }));
  await press(page, page.getByRole("link", { name: "Passer la commande" }));

  await expect(page.getByRole("heading", { name: "Votre commande" })).toBeVisible();
  await write(page, page.getByRole("textbox", { name: "Adresse e-mail" }), freshAddress("clavier"));
  await write(page, page.getByRole("textbox", { name: "Nom complet" }), "Ada Clavier");
  const street = page.getByRole("combobox", { name: "Adresse", exact: true });
  await write(page, street, "12 rue des lilas lyon");
  await expect(page.getByRole("option", { name: /12 Rue des Lilas 69003 Lyon/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(street).toHaveValue("12 Rue des Lilas");
  await expect(page.getByRole("textbox", { name: "Ville", exact: true })).toHaveValue("Lyon");
  await expect(page.getByRole("textbox", { name: "Code postal" })).toHaveValue("69003");
  await tabTo(page, page.getByRole("checkbox", { name: /conditions générales/ }));
  await page.keyboard.press("Space");
  await press(page, page.getByRole("button", { name: "Commande avec obligation de paiement" }));

  await write(page, page.getByRole("textbox", { name: /Numéro de carte/i }), CARDS.good);
  await write(page, page.getByRole("textbox", { name: /expiration/i }), "12/34");
  await write(page, page.getByRole("textbox", { name: /cryptogramme|CVC|sécurité/i }), "123");
  await write(page, page.getByRole("textbox", { name: /titulaire/i }), "Ada Clavier");
  await press(page, page.getByRole("button", { name: /payer/i }));
  await expect(page.getByRole("heading", { name: /Merci, Ada/ })).toBeVisible({ timeout: 30_000 });
});

test("enlarges a picture and comes back with the keyboard", async ({ page }) => {
  await page.goto("/lea/products/bougie-parfumee");
  const picture = page.getByRole("link", { name: "Agrandir la photo 1" });
  await tabTo(page, picture);
  await untilItAnswers(picture);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(picture).toBeFocused();
});
