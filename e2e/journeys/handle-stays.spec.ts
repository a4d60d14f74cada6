import type { Page } from "@playwright/test";
import { parts } from "../fixtures/parts";
import { CARDS, expect, fillIn, freshAddress, order, pay, test } from "../fixtures/shopper";

test.describe.configure({ timeout: 120_000 });

const pathOf = (page: Page) => new URL(page.url()).pathname;
/** Léa's number in the commission system. */
const LEA = "D-1001";

/** From a product's page to the paid order: the shop is Léa's all the way, and so is the sale. */
async function buyHere(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Ajouter au panier" }).click();
  const said = page.getByRole("link", { name: "Voir le panier" });
  await expect(said.or(page.getByRole("heading", { name: "Votre panier" })).first()).toBeVisible();
  if (await said.isVisible()) await said.click();
  await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
  expect(pathOf(page)).toBe("/lea/cart");
  await page.getByRole("link", { name: "Passer la commande" }).click();
  await expect(page.getByRole("heading", { name: "Votre commande" })).toBeVisible();
  expect(pathOf(page)).toBe("/lea/checkout");
  await fillIn(page, { email: freshAddress("handle"), name });
  await order(page);
  await pay(page, CARDS.good);
  // The address says it, whatever else the page waits for.
  await page.waitForURL(/\/order\/[0-9A-Z]{4}-[0-9A-Z]{4}/, { waitUntil: "commit", timeout: 60_000 });
  expect(pathOf(page)).toMatch(/^\/lea\/order\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expectSaleOf(LEA, pathOf(page).split("/").at(-1) ?? "");
}

/** The commission system hears whose sale it was. */
async function expectSaleOf(distributor: string, number: string): Promise<void> {
  const booked = async () => {
    const { received } = (await (await fetch(`${parts().commissionUrl}/_sandbox/received`)).json()) as { readonly received: readonly object[] };
    return received.map((one) => JSON.stringify(one)).find((one) => one.includes(number)) ?? "";
  };
  await expect.poll(booked, { timeout: 20_000 }).toContain(distributor);
}

test("a product opened in a new tab keeps the shop, and its order is the member's", async ({ page, context }) => {
  await page.goto("/lea/");
  const [tab] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Le Savon de Provence" }).first().click({ modifiers: ["ControlOrMeta"] })]);
  await tab.waitForURL(/savon-de-provence/);
  expect(pathOf(tab)).toBe("/lea/products/savon-de-provence");
  await tab.bringToFront();
  await expect(tab.getByText("La boutique de Léa Fontaine")).toBeVisible({ timeout: 30_000 });
  await buyHere(tab, "Tabitha Onglet");
});

test.describe("before the page has come to life", () => {
  test.use({ allowedErrors: [/ERR_FAILED/] });

  test("a product opened and put into the cart before the page has come to life keeps the shop, and its order is the member's", async ({ page, context }) => {
    // The scripts never come: links and forms are the browser's own.
    await context.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
    await page.goto("/lea/", { waitUntil: "commit" });
    await page.getByRole("link", { name: "Le Savon de Provence" }).first().click();
    await page.waitForURL(/savon-de-provence/, { waitUntil: "commit" });
    expect(pathOf(page)).toBe("/lea/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
    expect(pathOf(page)).toBe("/lea/cart");
    await context.unroute(/\/_next\/static\/.*\.js/);
    await page.goto("/lea/products/brosse-a-ongles");
    await buyHere(page, "Bérénice Avant");
  });
});

test("the other language, Back and Forward keep the shop", async ({ page }) => {
  await page.goto("/lea/products/savon-de-provence");
  await page.getByRole("link", { name: "English" }).first().click();
  expect(pathOf(page)).toBe("/en/lea/products/savon-de-provence");
  await expect(page.getByText("Léa Fontaine’s shop")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("navigation", { name: "You are here" }).getByRole("link").last().click();
  await expect(page).toHaveURL(/\/en\/lea\/collections\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/en\/lea\/products\/savon-de-provence$/);
  await expect(page.getByText("Léa Fontaine’s shop")).toBeVisible({ timeout: 30_000 });
  await page.goBack();
  await expect(page).toHaveURL(/\d\/lea\/products\/savon-de-provence$/);
  await page.goForward();
  await page.getByRole("link", { name: "Français" }).first().click();
  expect(pathOf(page)).toBe("/lea/products/savon-de-provence");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the handle stays to the checkout, which shows itself and what is missing", async ({ page }) => {
    await page.goto("/lea/");
    await page.getByRole("link", { name: /Le Savon de Provence/ }).first().click();
    expect(pathOf(page)).toBe("/lea/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
    expect(pathOf(page)).toBe("/lea/cart");
    await expect(page.getByRole("link", { name: "Le Savon de Provence" })).toBeVisible();
    await page.getByRole("link", { name: "Passer la commande" }).click();
    expect(pathOf(page)).toBe("/lea/checkout");
    await expect(page.getByRole("button", { name: "Commande avec obligation de paiement" })).toBeVisible();
    await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
    await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  });

  test("a product is bought, and the order is the member's", async ({ page }) => {
    await page.goto("/lea/products/savon-de-provence");
    await buyHere(page, "Noémie Sans");
  });
});

test("two shops are the same bytes, and neither knows the other", async ({ request }) => {
  const [lea, nadia] = await Promise.all(["/lea/products/savon-de-provence", "/nadia/products/savon-de-provence"].map(async (path) => (await request.get(path)).text()));
  expect(lea).toBe(nadia);
  expect(lea).not.toContain("/lea/");
});

test("what a member says has the room that was kept for it, to the last line, in both languages", async ({ page }, info) => {
  if (info.project.name === "phone") await page.setViewportSize({ width: 360, height: 740 });
  for (const [path, hello] of [["/lea/", "Bienvenue chez Léa"], ["/en/lea/", "Welcome to Léa"]] as const) {
    await page.goto(path);
    const cut = await page.getByText(hello).evaluate((words) => {
      let room: Element | null = words;
      while (room !== null && getComputedStyle(room).overflowY !== "hidden") room = room.parentElement;
      return room === null ? null : room.scrollHeight - room.clientHeight;
    });
    expect(cut, path).toBe(0);
  }
});
