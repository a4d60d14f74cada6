import { expect, test } from "../fixtures/shopper";

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource|ERR_FAILED/] });

test("the installed app says so when there is no network, in both languages, and the shop comes back with it", async ({ page, context }) => {
  // As a browser that was put on the home screen.
  await context.addInitScript(() => {
    const asked = window.matchMedia.bind(window);
    window.matchMedia = (query) => (query.includes("display-mode: standalone") ? Object.defineProperty(asked(query), "matches", { value: true }) : asked(query));
  });
  await page.goto("/lea/");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // It takes over the page that it was begun from.
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
  await context.setOffline(true);
  await page.goto("/lea/cart");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/connexion|réseau/i);
  await page.goto("/en/lea/cart");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/offline|connection|network/i);
  await context.setOffline(false);
  await page.goto("/lea/cart");
  await expect(page.getByRole("heading", { name: "Votre panier" })).toBeVisible();
});
