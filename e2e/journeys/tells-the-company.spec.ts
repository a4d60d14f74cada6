import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { signInAsOperator } from "../fixtures/operator";
import { parts } from "../fixtures/parts";
import { CARDS, choose, expect, fillIn, freshAddress, order, pay, test } from "../fixtures/shopper";

/** Every distributor of the demo but Julien: of whom the commission system has never heard. */
const KNOWN = Array.from({ length: 14 }, (_, n) => `D-${1001 + n}`).filter((id) => id !== "D-1011");

async function commissionKnows(knownDistributors: readonly string[] | null): Promise<void> {
  const answer = await fetch(`${parts().commissionUrl}/_sandbox/settings`, { method: "PATCH", body: JSON.stringify({ knownDistributors }) });
  expect(answer.status).toBe(200);
}

async function isAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations).toEqual([]);
}

test("an operator reads why a sale is stuck, sends it again, and finds that in the trail", async ({ page, browser }, info) => {
  test.skip(info.project.name === "phone", "the office is worked at a desk");
  await commissionKnows(KNOWN);
  try {
    const shopper = await browser.newPage({ baseURL: parts().appUrl, locale: "fr-FR" });
    await shopper.goto("/julien/");
    await choose(shopper, /Grand coffret de fête/);
    await fillIn(shopper, { email: freshAddress("rose"), name: "Rose Attente" });
    await order(shopper);
    await pay(shopper, CARDS.good);
    await expect(shopper.getByRole("heading", { name: /Merci, Rose/ })).toBeVisible();
    const number = new URL(shopper.url()).pathname.split("/").at(-1) ?? "";
    await shopper.close();

    await signInAsOperator(page, "finance");
    const letter = page.getByRole("link", { name: `Vente ${number}` });
    await expect(async () => {
      await page.goto("/office/forwarding");
      await expect(letter).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await isAccessible(page);
    await letter.click();
    await expect(page.getByText("Distributor D-1011 is not known here.").first()).toBeVisible();
    await expect(page.getByText("webhook-signature: v1,***")).toBeVisible();
    await isAccessible(page);

    await commissionKnows(null);
    await page.getByRole("button", { name: "Renvoyer" }).click();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/Transmis : CS-/)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.getByRole("link", { name: "Dans le journal" }).click();
    await expect(page.getByText("Message renvoyé")).toBeVisible();

    await page.getByRole("link", { name: "Transmission", exact: true }).click();
    await page.getByRole("button", { name: "Comparer maintenant" }).click();
    await expect(page.getByText(/ventes? comparées?/)).toBeVisible({ timeout: 30_000 });
  } finally {
    await commissionKnows(null);
  }
});

const HEAD = "external_id,email,first_name,last_name,parent_external_id";

test("an owner checks a file of distributors, takes the good rows in, and gives another system a key that ends when they say so", async ({ page }, info) => {
  test.skip(info.project.name === "phone", "the office is worked at a desk");
  const id = `X-${crypto.randomUUID().slice(0, 8)}`;
  await signInAsOperator(page);
  await page.goto("/office/distributors");
  const rows = [HEAD, `${id},${freshAddress("mila")},Mila,Durand,D-1001`, `${id}-2,no address,Nils,Durand,D-1001`];
  await page.getByLabel("Fichier CSV").setInputFiles({ name: "reseau.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  await expect(page.getByText("1 mauvaise ligne sur 2.")).toBeVisible();
  await expect(page.getByRole("row", { name: /3 email « no address » n’est pas une adresse/ })).toBeVisible();
  await isAccessible(page);
  await page.getByRole("button", { name: "Importer les bonnes lignes (1)" }).click();
  await expect(page.getByText(/1 nouveau/)).toBeVisible();
  await page.goto("/office/trail?noun=distributors");
  await expect(page.getByText("Distributeurs importés").first()).toBeVisible();

  await page.goto("/office/tokens");
  await page.getByRole("textbox", { name: "Nom" }).fill("Système de commissions");
  await page.getByRole("checkbox", { name: /Lire les distributeurs/ }).check();
  await page.getByRole("button", { name: "Créer la clé" }).click();
  const secret = await page.getByText(/^cgn_/).innerText();
  await isAccessible(page);
  const ask = async () => (await fetch(`${parts().appUrl}/api/v1/distributors/${id}`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await ask()).toBe(200);
  await page.reload();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole("button", { name: "Révoquer" }).first().click();
  await expect(page.getByText("Révoquée").first()).toBeVisible();
  expect(await ask()).toBe(401);
});
