import { expect, type Page, test } from "@playwright/test";

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

test("a button that is pressed before the scripts are there answers once they are, and once", async ({ page }) => {
  await openLate(page, "/lea/products/savon-de-provence");
  const released = Promise.withResolvers<undefined>();
  await page.route("**/*.js", async (route) => {
    await released.promise;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  const share = page.getByRole("button", { name: "Partager ce produit" });
  await share.click();
  await share.click();
  await expect(share).toHaveAttribute("aria-expanded", "false");
  released.resolve(undefined);
  await expect(share).toHaveAttribute("aria-expanded", "true");
});
