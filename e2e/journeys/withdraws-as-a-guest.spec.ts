import { expectNoBarrier } from "../fixtures/axe";
import { mailTo } from "../fixtures/mail";
import { parts } from "../fixtures/parts";
import { CARDS, choose, expect, fillIn, freshAddress, order, pay, test } from "../fixtures/shopper";

/** What the payment provider has sent back for an order, in cents. */
async function sentBack(cents: number): Promise<number> {
  const headers = { authorization: "Bearer sk_test_cagnotte_demo" };
  const { data } = (await (await fetch(`${parts().stripeUrl}/v1/refunds?limit=100`, { headers })).json()) as { data: readonly { amount: number; status: string }[] };
  return data.filter(({ amount, status }) => amount === cents && status === "succeeded").length;
}

test("a guest withdraws on line and receives a dated receipt and the refund to the same means", async ({ page }, info) => {
  const guest = freshAddress("odile");
  await page.goto("/claire/");
  await choose(page, info.project.name === "phone" ? /Le Savon de Provence/ : /Grand coffret de fête/);
  await fillIn(page, { email: guest, name: "Odile Retour" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByRole("heading", { name: /Merci, Odile/ })).toBeVisible();
  const number = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const confirmation = await mailTo(guest, /confirmée/);
  expect(confirmation.attachments?.[0]).toMatchObject({ contentType: "application/pdf" });

  await page.getByRole("contentinfo").getByRole("link", { name: "Renoncer au contrat ici" }).click();
  await page.getByRole("textbox", { name: "Numéro de commande" }).fill(number.toLowerCase());
  await page.getByRole("textbox", { name: "Adresse e-mail de la commande" }).fill("somebody@else.example");
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByText(/Aucune commande payée ne correspond/)).toBeVisible();
  await page.getByRole("textbox", { name: "Adresse e-mail de la commande" }).fill(guest.toUpperCase());
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(page.getByRole("button", { name: "Confirmer la rétractation" })).toBeVisible();
  await expectNoBarrier(page, "the declaration", { where: "html" });
  await page.getByRole("button", { name: "Confirmer la rétractation" }).click();
  await expect(page.getByText("Votre rétractation est enregistrée.")).toBeVisible();
  await expect(page.getByTestId("withdrawal-state")).toHaveText("Remboursement lancé.");

  const receipt = await mailTo(guest, /Accusé de réception de votre rétractation/);
  expect(receipt.text).toContain(number);
  expect(receipt.text).toMatch(/\d{4} à \d\d:\d\d/);
  expect(receipt.text).toContain("Odile Retour");
  const refund = await mailTo(guest, /Remboursement de/);
  // All of it went by card, delivery too, so all of it goes back to the card.
  const cents = Number(/Sur votre carte\s*:\s*(\d+),(\d\d)/.exec(refund.text ?? "")?.slice(1, 3).join(""));
  expect(cents).toBeGreaterThan(0);
  expect(refund.text).not.toMatch(/Dans votre cagnotte\s:/);
  await expect.poll(() => sentBack(cents), { timeout: 20_000 }).toBeGreaterThan(0);
  await page.goto(/http\S+\/order\/\S+/.exec(confirmation.text ?? "")?.[0] ?? "");
  await expect(page.getByText("Cette commande vous est remboursée en entier.")).toBeVisible();
});

test("without JavaScript the way out of a contract is the same", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: parts().appUrl, javaScriptEnabled: false, locale: "fr-FR" });
  await page.goto("/withdraw");
  await page.getByRole("textbox", { name: "Numéro de commande" }).fill("ABCD-EFGH");
  await page.getByRole("textbox", { name: "Adresse e-mail de la commande" }).fill("nobody@journey.example");
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByText(/Aucune commande payée ne correspond/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Numéro de commande" })).toHaveValue("ABCD-EFGH");
  await page.close();
});
