import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { CARDS, centsIn, choose, expect, fillIn, freshAddress, order, pay, signIn, test } from "../fixtures/shopper";

/** A distributor for each width, whose numbers no other journey moves; both are enrolled by the demo. */
const DISTRIBUTOR = { phone: { email: "antoine.roux@demo.example", name: "Antoine" }, desk: { email: "claire.dumas@demo.example", name: "Claire" } };

/** No violation of WCAG 2.2 A and AA nor of axe's good practice, in light and in dark. */
async function expectNone(page: Page, path: string): Promise<void> {
  await page.goto(path);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path}, ${colorScheme}: ${id}: ${nodes.map(({ target }) => target.join(" ")).slice(0, 3).join(" | ")}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
  }
}

async function fileOf(page: Page, name: string | RegExp): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFile(await (await coming).path(), "utf8");
}

test("a distributor's morning: a link for the market, a sale through it in front of them, the same everywhere to the cent", async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const { email, name } = DISTRIBUTOR[info.project.name === "phone" ? "phone" : "desk"];
  await signIn(page, email);

  // A link with a label: an address of its own, to show and to print.
  await page.goto("/earnings/links");
  const label = `Marché ${crypto.randomUUID().slice(0, 6)}`;
  await page.getByRole("textbox", { name: "Pour quelle occasion ?" }).fill(label);
  await page.getByRole("button", { name: "Créer le lien" }).click();
  const card = page.getByRole("article", { name: label });
  await expect(card).toBeVisible();
  await expect(card.getByRole("img", { name: `Code QR du lien « ${label} »` })).toBeVisible();
  const address = (await card.getByRole("link", { name: /-marche-/ }).getAttribute("href")) ?? "";

  await page.goto("/earnings");
  await expect(page.getByRole("heading", { name: `Bonjour ${name}` })).toBeVisible();
  const [today, available] = [page.getByTestId("earned-day"), page.getByTestId("available")];
  const before = { today: centsIn(await today.innerText()), available: centsIn(await available.innerText()) };

  // Somebody scans it: the address stays, without a cookie, up to the payment.
  const buyer = await browser.newContext({ locale: "fr-FR" });
  const guest = await buyer.newPage();
  await guest.goto(address);
  await choose(guest, /Grand coffret de fête/);
  expect(new URL(guest.url()).pathname.startsWith(new URL(address).pathname)).toBe(true);
  await fillIn(guest, { email: freshAddress("oceane"), name: "Océane Quentin" });
  await order(guest);
  await pay(guest, CARDS.good);
  await expect(guest.getByText(/Vous recevez 8,90/)).toBeVisible();
  const number = /order\/([^?/]+)/.exec(guest.url())?.[1] ?? "";
  await buyer.close();

  // 89,00 € in the direct stage: 26,70 €, without a reload.
  await expect.poll(async () => centsIn(await today.innerText()) - before.today, { timeout: 30_000 }).toBe(2_670);
  expect(centsIn(await available.innerText()) - before.available).toBe(2_670);
  await page.getByText("Les chiffres du graphique en tableau").click();
  await expect(page.getByRole("table").getByRole("row").last()).toContainText("€");
  await page.goto("/earnings?period=day");
  await expect(page.getByRole("region", { name: "Par lien" }).getByRole("listitem").filter({ hasText: label })).toContainText("26,70");

  await page.goto(`/earnings/sales?q=oce`);
  const sale = page.getByRole("row").filter({ hasText: number });
  await expect(sale).toContainText("Océane Q.");
  await expect(sale).toContainText(label);
  await expect(sale).toContainText("26,70");
  expect(await fileOf(page, /CSV/)).toContain(number);

  await page.goto("/customers");
  await expect(page.getByText("Océane Q.").first()).toBeVisible();

  await page.goto("/earnings/statements");
  await page.getByRole("link", { name: /mouvement/ }).first().click();
  const closing = await page.getByTestId("closing").innerText();
  expect(centsIn(closing)).toBe(before.available + 2_670);
  expect(await fileOf(page, /CSV/)).toContain(closing.replace(/[^\d,]/g, ""));

  await page.goto("/earnings/goals");
  await page.getByRole("textbox", { name: "Par semaine" }).fill("20");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est noté.")).toBeVisible();
  await page.goto("/earnings");
  await expect(page.getByText(/Objectif de 20,00\s€ atteint/)).toBeVisible();

  await page.goto("/earnings/links");
  const counted = page.getByRole("row").filter({ hasText: label });
  await expect(counted.getByRole("cell")).toHaveText([/1$/, /1$/, /1$/, /100\s%$/, /26,70\s€$/, /26,70\s€$/]);

  await page.goto("/en/earnings");
  await expect(page.getByRole("heading", { name: `Hello ${name}` })).toBeVisible();
  for (const path of ["/earnings", "/en/earnings?period=year", "/earnings/sales", "/customers", "/en/earnings/links", "/earnings/statements", "/earnings/goals", "/en/earnings/payouts", "/share"]) await expectNone(page, path);
});
