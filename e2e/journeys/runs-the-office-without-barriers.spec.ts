import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { signInAsOperator } from "../fixtures/operator";
import { expect, test } from "../fixtures/shopper";

/** Every page of the office that needs no id; `#` opens what is closed on it. */
const PAGES = [
  "", "/orders", "/orders/dispatch", "/members", "/withdrawals", "/adjustments", "/applications", "/catalogue", "/new-product", "/collections", "/imports", "/plan", "/plan/new", "/ledger", "/ledger/audit", "/trail",
  "/payouts", "/forwarding", "/distributors", "/tokens", "/legal", "/settings", ...["company", "brand", "delivery", "vat", "mails", "texts", "handles", "languages", "team", "systems"].map((part) => `/settings/${part}`),
];

/** Nothing that axe finds, in both colour schemes, and nothing wider than the screen. */
async function expectNone(page: Page, what: string): Promise<void> {
  // Closed forms are looked at, too.
  await page.evaluate(() => { for (const one of document.querySelectorAll<HTMLDetailsElement>("main details")) one.open = true; });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast", "link-in-text-block"]) : axe).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary ?? ""}`).slice(0, 2).join(" | ")}`)).toEqual([]);
  }
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${what} is as wide as the screen`).toBeLessThanOrEqual(0);
}

// A minute of looking: it runs when it is asked for, not with every change.
test.skip(process.env["FULL"] === undefined && process.env["UNPROVEN"] === undefined, "asked for by FULL=1");

test("axe finds nothing on any page of the office, and none is wider than its screen", async ({ page }) => {
  test.setTimeout(300_000);
  await signInAsOperator(page, "owner");
  for (const path of PAGES) {
    await page.goto(`/office${path}`);
    await expectNone(page, `/office${path}`);
  }
  for (const list of ["orders?status=fulfilled", "members?role=customer", "catalogue"]) {
    await page.goto(`/office/${list}`);
    await page.getByRole("main").getByRole("table").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNone(page, `one of /office/${list}`);
  }
});

test("axe finds nothing in the menu and in the palette", async ({ page }) => {
  await signInAsOperator(page, "owner");
  const button = page.getByRole("button", { name: "Menu", exact: true });
  if (await button.isVisible()) {
    await button.click();
    await expect(page.getByRole("navigation", { name: "Menu du bureau" })).toBeVisible();
    await expectNone(page, "the menu");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Menu du bureau" })).toBeHidden();
  }
  await page.getByRole("button", { name: "Aller à…" }).click();
  await page.getByRole("combobox", { name: /Aller à une page/ }).fill("commandes");
  await expect(page.getByRole("option", { name: "Page Commandes" })).toBeVisible();
  await expectNone(page, "the palette");
});
