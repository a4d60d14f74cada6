import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/shopper";

const products = (page: Page) => page.getByRole("region", { name: /^(Produits|Products)$/ }).getByRole("article");
const titles = (page: Page) => products(page).getByRole("heading").allTextContents();
const queryOf = (page: Page) => decodeURIComponent(new URL(page.url()).search);

/** The boxes of a list: behind a button on a phone. */
async function openFilters(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: /^Filtrer/ });
  if (await button.isVisible()) await button.click();
}

/** To the field, wherever it is on this screen. */
async function searchField(page: Page) {
  const field = page.getByRole("combobox", { name: "Chercher un produit" });
  if (!(await field.isVisible())) await page.getByRole("banner").getByRole("link", { name: "Chercher" }).click();
  return field;
}

test("proposes products while somebody types, and the keys reach one of this member's shop", async ({ page }) => {
  await page.goto("/lea/");
  const field = await searchField(page);
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await expect(async () => {
    await field.fill("");
    await field.pressSequentially("bougi");
    await expect(page.getByRole("option", { name: /Bougie parfumée/ })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await field.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await field.press("ArrowDown");
  const chosen = page.getByRole("listbox").getByRole("option", { selected: true });
  await expect(chosen).toHaveCount(1);
  while (!/Bougie parfumée/.test(await chosen.innerText())) await field.press("ArrowDown");
  await field.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Bougie parfumée" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/lea/products/bougie-parfumee");
});

test("understands slips, accents and plurals, and says what it read", async ({ page }) => {
  await page.goto("/lea/search?q=bouji");
  await expect(page.getByText("Nous avons cherché « bougie »")).toBeVisible();
  expect((await titles(page))[0]).toBe("Bougie parfumée");
  await page.goto("/lea/search?q=BOUGIES+PARFUMEES");
  expect(await titles(page)).toContain("Bougie parfumée");
  await page.goto("/en/lea/search?q=canldes");
  await expect(page.getByText("We searched for “candle”")).toBeVisible();
  expect(await titles(page)).toContain("Scented Candle");
});

test("is kind when nothing is found", async ({ page }) => {
  await page.goto("/lea/search?q=xylophone");
  await expect(page.getByRole("heading", { name: "Rien ne répond à « xylophone »" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Savons" }).click();
  expect(new URL(page.url()).pathname).toBe("/lea/collections/savons");
});

test("narrows and orders a collection; the address says so, another tab shows the same, Back undoes", async ({ page, context }) => {
  await page.goto("/lea/collections/maison");
  const all = await titles(page);
  await openFilters(page);
  await page.getByRole("checkbox", { name: "En stock" }).check();
  await expect(products(page)).toHaveCount(all.length - 1);
  await expect(products(page).filter({ hasText: "Épuisé" })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Trier" }).selectOption({ label: "Prix croissant" });
  await expect.poll(() => titles(page)).toContain("Cube à l’olive");
  await expect.poll(async () => (await titles(page))[0]).toBe("Cube à l’olive");
  expect(queryOf(page)).toBe("?stock=1&sort=cheap");

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("combobox", { name: "Trier" })).toHaveValue("cheap");
  await expect.poll(() => titles(other)).toEqual(await titles(page));
  await expect(other.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await other.close();

  await page.getByRole("checkbox", { name: "Ambre" }).check();
  await expect(products(page)).toHaveCount(1);
  await page.goBack();
  await expect(products(page)).toHaveCount(all.length - 1);
  await page.getByRole("link", { name: "Retirer le filtre En stock" }).click();
  await expect(products(page)).toHaveCount(all.length);
  expect(queryOf(page)).toBe("?sort=cheap");
});

test("shows the whole catalogue page by page", async ({ page }) => {
  await page.goto("/lea/");
  await page.getByRole("navigation", { name: "Collections" }).getByRole("link", { name: "Tous les produits" }).click();
  await expect(products(page)).toHaveCount(24);
  const first = await titles(page);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Page 2" }).click();
  await expect.poll(async () => (await titles(page)).some((title) => first.includes(title))).toBe(false);
  expect(queryOf(page)).toBe("?page=2");
  await page.getByRole("link", { name: "English" }).first().click();
  expect(new URL(page.url()).pathname + queryOf(page)).toBe("/en/lea/search?page=2");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Page 2" })).toHaveAttribute("aria-current", "page");
});

test("keeps the list and says so when the shop can't be reached, and tries again", async ({ page, context }) => {
  await page.goto("/lea/collections/savons");
  const count = await products(page).count();
  await openFilters(page);
  await context.route("**/shelf?**", (route) => route.fulfill({ status: 200, contentType: "text/plain", body: "not a list" }));
  await page.getByRole("checkbox", { name: "En stock" }).check();
  await expect(page.getByRole("alert").filter({ hasText: "La liste n’a pas pu être chargée." })).toBeVisible();
  await expect(products(page)).toHaveCount(count);
  await context.unroute("**/shelf?**");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByRole("button", { name: "Réessayer" })).toBeHidden();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a collection is narrowed, ordered and turned page by page, and the shop stays the member's", async ({ page }) => {
    await page.goto("/lea/collections/maison");
    await page.getByRole("checkbox", { name: "En stock" }).check();
    await page.getByRole("combobox", { name: "Trier" }).selectOption({ label: "Prix décroissant" });
    await page.getByRole("button", { name: "Appliquer" }).click();
    expect(new URL(page.url()).pathname).toBe("/lea/search");
    await expect(page.getByRole("heading", { level: 1, name: "Maison et bougies" })).toBeVisible();
    expect((await titles(page))[0]).toBe("Grand coffret de fête");
    await expect(products(page).filter({ hasText: "Épuisé" })).toHaveCount(0);

    await page.goto("/lea/search");
    await page.getByRole("link", { name: "Page 2" }).click();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/lea/search?page=2");
    await page.getByRole("combobox", { name: "Chercher un produit" }).fill("savont");
    await page.getByRole("button", { name: "Chercher", exact: true }).click();
    await expect(page.getByText("Nous avons cherché « savon »")).toBeVisible();
    await products(page).getByRole("link", { name: "Le Savon de Provence" }).click();
    expect(new URL(page.url()).pathname).toBe("/lea/products/savon-de-provence");
  });
});
