import { inDatabase } from "../fixtures/database";
import { choose, expect, fillIn, freshAddress, order, pay, CARDS, put, signIn, test, toCheckout } from "../fixtures/shopper";

test("one visitor never sees another's shop, cart or credit, from any cache", async ({ browser, page, request }) => {
  test.setTimeout(120_000);
  // One fills a cart in Nadia's shop, buys, and signs in: shop, cart and credit are theirs.
  const email = freshAddress("stranger");
  await page.goto("/nadia/");
  await choose(page, /Grand coffret de fête/);
  await fillIn(page, { email, name: "Ysée Voisin" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByText(/Vous recevez 8,90/)).toBeVisible({ timeout: 30_000 });
  await signIn(page, email);
  await expect(page.getByTestId("available").first()).toHaveText(/^8,90\s€$/);
  await put(page, "/nadia/products/savon-de-provence");

  // Another comes at once, to the same pages, in Léa's shop.
  const stranger = await browser.newContext({ locale: "fr-FR" });
  const other = await stranger.newPage();
  const origin = new URL(page.url()).origin;
  for (const path of ["/lea/", "/lea/products/savon-de-provence", "/lea/search?q=savon", "/lea/cart"]) {
    await other.goto(origin + path);
    await expect(other.getByText("La boutique de Léa Fontaine")).toBeVisible();
    await expect(other.getByText(/Nadia|Ysée|8,90\s€ disponibles/)).toHaveCount(0);
  }
  await expect(other.getByText("Votre panier est vide")).toBeVisible();
  await other.goto(`${origin}/nadia/wallet`);
  await expect(other.getByText("8,90")).toHaveCount(0);
  await stranger.close();

  // What is one person's may be kept by nobody; what all share is the same, whoever asks.
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of ["/nadia/personal", "/nadia/cart", "/nadia/wallet", "/nadia/checkout"]) {
    const answer = await request.get(path, { headers: { cookie: cookies }, maxRedirects: 0 });
    expect([path, answer.headers()["cache-control"]]).toEqual([path, expect.stringMatching(/no-store|private/)]);
  }
  for (const path of ["/nadia/", "/nadia/collections/savons", "/nadia/products/savon-de-provence", "/nadia/shelf?in=savons", "/nadia/suggest?q=sav"]) {
    const [theirs, bare, company] = await Promise.all([request.get(path, { headers: { cookie: cookies } }), request.get(path), request.get(path.replace("/nadia", ""))]);
    expect(theirs.headers()["set-cookie"], path).toBeUndefined();
    const texts = await Promise.all([theirs.text(), bare.text(), company.text()]);
    expect(new Set(texts).size, path).toBe(1);
    expect(texts[0], path).not.toMatch(/Nadia|Ysée/);
  }
});

test("an order's page opens by its own link and by no other", async ({ page, request }) => {
  await put(page, "/lea/products/savon-de-provence");
  await toCheckout(page);
  await fillIn(page, { email: freshAddress("lien"), name: "Lina Lien" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Lina/ })).toBeVisible();
  const { pathname, search } = new URL(page.url());
  await inDatabase((sql) => sql`insert into parcels (id, order_id, carrier, tracking, tracking_url, sent_at)
    select uuid_v7(1), id, 'Colissimo', '6A12345678901', 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A12345678901', now() from orders where number = ${pathname.split("/").at(-1) ?? ""}`);
  const shown = await request.get(pathname + search);
  expect(shown.status()).toBe(200);
  expect(await shown.text(), "its parcel").toContain("6A12345678901");
  for (const path of [pathname, `${pathname}?key=${"A".repeat(24)}`, `/order/ZZZZ-ZZZZ${search}`]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).not.toContain("Lina");
  }
});

test("a shop that the same visitor goes to next is the next one's, also after Back", async ({ page, isMobile }) => {
  test.skip(!isMobile, "caches know no width");
  await page.goto("/lea/products/savon-de-provence");
  await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await page.goto("/nadia/products/savon-de-provence");
  await expect(page.getByText("La boutique de Nadia Belkacem")).toBeVisible();
  await expect(page.getByText("Léa Fontaine")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText("La boutique de Léa Fontaine")).toBeVisible();
  await page.goto("/products/savon-de-provence");
  await expect(page.getByText(/La boutique de/)).toHaveCount(0);
});
