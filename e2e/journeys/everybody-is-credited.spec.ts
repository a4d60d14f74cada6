import { parts } from "../fixtures/parts";
import { centsIn, CARDS, choose, expect, fillIn, freshAddress, order, pay, signIn, test } from "../fixtures/shopper";

/** A distributor for each project, so that a balance moves in one journey only; both are enrolled by the demo. */
const DISTRIBUTOR = {
  phone: { handle: "sofia", email: "sofia.marchetti@demo.example" },
  desk: { handle: "paul", email: "paul.garnier@demo.example" },
};

test("the buyer and the distributor have their parts in their wallets when the order is paid", async ({ page, browser }, info) => {
  const { handle, email } = DISTRIBUTOR[info.project.name === "phone" ? "phone" : "desk"];
  const desk = await browser.newPage({ baseURL: parts().appUrl, locale: "fr-FR" });
  await signIn(desk, email);
  const earnings = desk.getByRole("heading", { name: "Gains de distributeur" }).locator("..").getByTestId("available");
  const before = centsIn(await earnings.innerText());

  // 89,00 € of goods: a pool of 35,60 €, of which 8,90 € for the buyer and 26,70 € for the distributor.
  await page.goto(`/${handle}/`);
  await choose(page, /Grand coffret de fête/);
  const guest = freshAddress("camille");
  await fillIn(page, { email: guest, name: "Camille Durand" });
  await order(page);
  await pay(page, CARDS.authenticated);
  await page.getByRole("button", { name: "Confirmer le paiement" }).click();
  await expect(page.getByText(/Vous recevez 8,90/)).toBeVisible();

  await desk.reload();
  expect(centsIn(await earnings.innerText()) - before).toBe(2_670);
  await desk.close();
  await signIn(page, guest);
  await expect(page.getByTestId("available").first()).toHaveText(/^8,90\s€$/);
});
