import type { Page } from "@playwright/test";
import { expectNoBarrier } from "../fixtures/axe";
import { signInAsOperator } from "../fixtures/operator";
import { expect, test } from "../fixtures/shopper";

/** Every page of the office that needs no id. */
const PAGES = [
  "", "/orders", "/orders/dispatch", "/members", "/withdrawals", "/adjustments", "/applications", "/catalogue", "/new-product", "/collections", "/imports", "/plan", "/plan/new", "/ledger", "/ledger/audit", "/trail",
  "/payouts", "/forwarding", "/distributors", "/tokens", "/legal", "/settings", ...["company", "brand", "delivery", "vat", "mails", "texts", "handles", "languages", "rules", "team", "systems"].map((part) => `/settings/${part}`),
];

/** What axe finds on a page with everything on it open, and how much wider than the screen it is. */
async function barriers(page: Page, what: string, where = "main"): Promise<string[]> {
  await page.evaluate(() => { for (const one of document.querySelectorAll<HTMLDetailsElement>("main details")) one.open = true; });
  const found = await expectNoBarrier(page, what, { where }).then(() => [], (error: unknown) => [String(error)]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wider > 0 ? [...found, `${what} is ${wider} pixels wider than the screen`] : found;
}

// A minute of looking: it runs when it is asked for, not with every change.
test.skip(process.env["FULL"] === undefined, "asked for by FULL=1");

test("axe finds nothing on any page of the office, and none is wider than its screen", async ({ page }) => {
  test.setTimeout(300_000);
  await signInAsOperator(page, "owner");
  const found: string[] = [];
  for (const path of PAGES) {
    await page.goto(`/office${path}`);
    found.push(...await barriers(page, `/office${path}`));
  }
  for (const list of ["orders?status=fulfilled", "members?role=customer", "catalogue"]) {
    await page.goto(`/office/${list}`);
    const address = await page.getByRole("main").getByRole("table").getByRole("link").first().getAttribute("href");
    await page.goto(new URL(address ?? "", page.url()).href);
    found.push(...await barriers(page, `one of /office/${list}`));
  }
  expect(found).toEqual([]);
});

test("axe finds nothing in the menu and in the palette", async ({ page }) => {
  await signInAsOperator(page, "owner");
  const button = page.getByRole("button", { name: "Menu", exact: true });
  if (await button.isVisible()) {
    await button.click();
    await expect(page.getByRole("navigation", { name: "Menu du bureau" })).toBeVisible();
    expect(await barriers(page, "the menu", "html")).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Menu du bureau" })).toBeHidden();
  }
  await page.getByRole("button", { name: "Aller à…" }).click();
  await page.getByRole("combobox", { name: /Aller à une page/ }).fill("commandes");
  await expect(page.getByRole("option", { name: "Page Commandes" })).toBeVisible();
  expect(await barriers(page, "the palette", "html")).toEqual([]);
});
