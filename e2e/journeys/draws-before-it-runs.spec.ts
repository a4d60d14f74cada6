import { expect, type Page, test } from "@playwright/test";

/** When all had arrived that a page is first drawn with, its style and the picture that it names as its first, and when its first script was asked for; in ms. */
const moments = (page: Page) => page.evaluate(() => {
  const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const first = document.querySelector<HTMLImageElement>('img[fetchpriority="high"]')?.currentSrc;
  const drawn = all.filter(({ name }) => name.endsWith(".css") || name === first);
  const scripts = all.filter(({ name }) => name.endsWith(".js"));
  return { drawn: Math.max(...drawn.map(({ responseEnd }) => responseEnd)), asked: Math.min(...scripts.map(({ startTime }) => startTime)), pieces: drawn.length };
});

for (const [what, address, pieces] of [["a page that is the same for everybody", "/lea/", 2], ["a page of one person", "/lea/cart", 1]] as const) {
  test(`${what} has what it is drawn with before its scripts are asked for, and answers all the same`, async ({ page }) => {
    await page.goto(address);
    // A shared page is packed after its first visitor.
    await expect.poll(async () => {
      await page.reload();
      return page.locator("html").evaluate(() => document.head.innerHTML.includes("data-late"));
    }).toBe(true);
    await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
    const { drawn, asked, pieces: found } = await moments(page);
    expect(found).toBe(pieces);
    expect(asked).toBeGreaterThanOrEqual(drawn);
  });
}
