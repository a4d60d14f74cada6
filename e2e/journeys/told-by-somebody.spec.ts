import { inDatabase } from "../fixtures/database";
import { CARDS, expect, fillIn, freshAddress, order, pay, put, test, toCheckout } from "../fixtures/shopper";

async function sponsorOf(number: string): Promise<unknown> {
  const [row] = await inDatabase((sql) => sql`select s.first_name, o.sponsor_source, (select count(*)::int from attribution_events e where e.order_id = o.id and e.kind = 'answer') as answers
    from orders o left join members s on s.id = o.sponsor_id where o.number = ${number}`);
  return row;
}

test("who came by no link names whoever told them, and that person is thanked", async ({ page }) => {
  await put(page, "/products/savon-de-provence");
  await toCheckout(page);
  const asked = page.getByRole("main").locator("input:not([type=hidden], [type=radio], [type=checkbox]), select");
  await expect(page.getByRole("textbox", { name: /Son nom et sa ville/ })).toBeVisible();
  expect(await asked.count(), "eight things at most are asked for").toBeLessThanOrEqual(8);
  await fillIn(page, { email: freshAddress("lise"), name: "Lise Amie" });
  await page.getByRole("textbox", { name: /Son nom et sa ville/ }).fill("fontaine lyon");
  await page.getByRole("radio", { name: /Léa Fontaine · Lyon/ }).check();
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Lise/ })).toBeVisible();
  await expect(page.getByText(/Léa Fontaine/)).toBeVisible();
  expect(await sponsorOf(new URL(page.url()).pathname.split("/").at(-1) ?? "")).toEqual({ first_name: "Léa", sponsor_source: "answer", answers: 1 });
});

test.describe("without JavaScript", () => {
  test.skip(({ isMobile }) => !isMobile, "the same page at every width");
  test.use({ javaScriptEnabled: false });

  test("a name is answered with those who may be meant", async ({ page }) => {
    await page.goto("/products/savon-de-provence");
    await page.getByRole("button", { name: "Ajouter au panier" }).click();
    await page.getByRole("link", { name: "Passer la commande" }).click();
    await fillIn(page, { email: freshAddress("rose"), name: "Rose Sans" });
    await page.getByRole("textbox", { name: /Son nom et sa ville/ }).fill("Nadia Belkacem");
    await order(page);
    await expect(page.getByRole("radio", { name: /Nadia Belkacem · Marseille/ })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Nom complet" })).toHaveValue("Rose Sans");
  });
});

test("is not asked of whoever came by a link", async ({ page }) => {
  await put(page, "/lea/products/savon-de-provence");
  await toCheckout(page);
  await expect(page.getByRole("textbox", { name: /Son nom et sa ville/ })).toHaveCount(0);
  await expect(page.getByText(/Si cette adresse a déjà commandé chez nous/)).toBeVisible();
});
