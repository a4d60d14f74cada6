import AxeBuilder from "@axe-core/playwright";
import { CARDS, expect, fillIn, freshAddress, order, pay, put, test, toCheckout } from "../fixtures/shopper";

test("cart, drawer, checkout, thank-you and order have nothing that axe objects to; an unknown order is not there", async ({ page }) => {
  // Five pages, each looked at from end to end.
  test.slow();
  const violations = async () => {
    // Colours that are on their way say nothing.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
    return (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  };
  await put(page, "/lea/products/savon-de-provence");
  await page.getByRole("link", { name: /panier/i }).first().click();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Passer la commande" })).toBeVisible();
  expect(await violations()).toEqual([]);
  await page.goto("/lea/cart");
  expect(await violations()).toEqual([]);
  await toCheckout(page);
  expect(await violations()).toEqual([]);
  await page.getByRole("button", { name: "Commande avec obligation de paiement" }).click();
  await expect(page.getByText("Certains champs sont à revoir.")).toBeVisible();
  expect(await violations()).toEqual([]);
  await fillIn(page, { email: freshAddress("axelle"), name: "Axelle Axe" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Axelle/ })).toBeVisible();
  expect(await violations()).toEqual([]);

  const address = new URL(page.url());
  const stranger = (path: string) => page.request.get(path, { headers: { cookie: "" } });
  expect((await stranger(address.pathname + address.search)).status()).toBe(200);
  expect((await stranger(`${address.pathname}?key=${"A".repeat(24)}`)).status()).toBe(404);
  expect((await stranger("/order/ZZZZ-ZZZZ")).status()).toBe(404);
});
