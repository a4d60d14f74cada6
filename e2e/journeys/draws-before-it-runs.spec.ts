import { expect, type Page, put, test } from "../fixtures/shopper";

/** When all had arrived that a page is first drawn with, its style and the picture that it names as its first, and when its first script was asked for; in ms. */
const moments = (page: Page) => page.evaluate(() => {
  const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const first = document.querySelector<HTMLImageElement>('img[fetchpriority="high"]')?.currentSrc;
  const drawn = all.filter(({ name }) => name.endsWith(".css") || name === first);
  const scripts = all.filter(({ name }) => name.endsWith(".js"));
  return { drawn: Math.max(...drawn.map(({ responseEnd }) => responseEnd)), asked: Math.min(...scripts.map(({ startTime }) => startTime)), pieces: drawn.length };
});

/** Opens a page whose scripts come late: a shared one is packed after its first visitor. */
async function openLate(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect.poll(async () => {
    await page.reload();
    return page.locator("html").evaluate(() => document.head.innerHTML.includes("data-late"));
  }).toBe(true);
}

for (const [what, address, pieces] of [["a page that is the same for everybody", "/lea/", 2], ["a page of one person", "/lea/cart", 1]] as const) {
  test(`${what} has what it is drawn with before its scripts are asked for, and answers all the same`, async ({ page }) => {
    await openLate(page, address);
    await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
    const { drawn, asked, pieces: found } = await moments(page);
    expect(found).toBe(pieces);
    expect(asked).toBeGreaterThanOrEqual(drawn);
  });
}

/** Opens a page whose scripts come when they are released. */
async function openWithoutScripts(page: Page, address: string): Promise<() => void> {
  const released = Promise.withResolvers<undefined>();
  await page.route("**/*.js", async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  return () => released.resolve(undefined);
}

test("a button that is pressed before the scripts are there answers once they are, and once", async ({ page }) => {
  await openLate(page, "/lea/products/savon-de-provence");
  const release = await openWithoutScripts(page, "/lea/products/savon-de-provence");
  const share = page.getByRole("button", { name: "Partager ce produit" });
  await share.click();
  await share.click();
  await expect(share).toHaveAttribute("aria-expanded", "false");
  release();
  await expect(share).toHaveAttribute("aria-expanded", "true");
});

test("what is chosen before the scripts are there counts once they are, and what was taken back does not", async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 900 });
  await openLate(page, "/lea/collections/savons");
  const release = await openWithoutScripts(page, "/lea/collections/savons");
  await page.getByRole("combobox", { name: "Trier" }).selectOption({ label: "Prix décroissant" });
  const taken = page.getByRole("checkbox", { name: "En stock" });
  await taken.check();
  await taken.uncheck();
  const kept = page.getByRole("checkbox", { name: "Moins de 10 €" });
  await kept.check();
  release();
  await expect.poll(() => [...new URL(page.url()).searchParams].map((one) => one.join("=")).toSorted()).toEqual(["price=0-10", "sort=dear"]);
  await expect(kept).toBeChecked();
  await expect(taken).not.toBeChecked();
  await expect(page.getByRole("link", { name: "Retirer le filtre Moins de 10 €" })).toBeVisible();
});

test("a delivery that is chosen before the scripts are there is the one that the total counts", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  const release = await openWithoutScripts(page, "/lea/checkout");
  await page.getByRole("radio", { name: /Livraison express/ }).check();
  const summary = page.getByRole("complementary", { name: "Récapitulatif" });
  await expect(summary).toContainText(/Total TTC\s*10,80/);
  release();
  await expect(summary).toContainText(/Total TTC\s*18,80/);
  await expect(page.getByRole("radio", { name: /Livraison express/ })).toBeChecked();
});
