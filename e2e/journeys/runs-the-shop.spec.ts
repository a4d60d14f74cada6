import { expectNoBarrier } from "../fixtures/axe";
import { expect, test } from "../fixtures/shopper";
import { signInAsOperator } from "../fixtures/operator";

const HEADER = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty,Variant Inventory Tracker,Status";

/** A team imports a catalogue, publishes a product, changes the brand, and reads it all in the trail; a role without the right sees neither the button nor the data. */
test("runs the shop: an import, a product, the brand, and the trail of it", async ({ page, browser }) => {
  test.slow();
  const mark = crypto.randomUUID().slice(0, 8);
  const slug = `bougie-${mark}`;
  await signInAsOperator(page, "owner");

  // A file with a bad row is refused by line and reason, then imported without it.
  await page.goto("/office/imports");
  const file = { name: "produits.csv", mimeType: "text/csv", buffer: Buffer.from(`${HEADER}\n${slug},Bougie ${mark},B-${mark},24.00,5,shopify,draft\nmauvais-${mark},Mauvais,M-${mark},cher,1,shopify,draft\n`) };
  await page.getByLabel("Fichier CSV").setInputFiles(file);
  await page.getByRole("radio", { name: "Importer pour de bon" }).check();
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await expect(page.getByText("Rien n’a été écrit : corrigez les lignes")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("row", { name: /^3 Variant Price/ })).toBeVisible();
  await page.goto("/office/imports");
  await page.getByLabel("Fichier CSV").setInputFiles(file);
  await page.getByRole("radio", { name: "Importer pour de bon" }).check();
  await page.getByRole("checkbox", { name: /Importer les bons produits/ }).check();
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await expect(page.getByText("Le fichier est importé.")).toBeVisible({ timeout: 30_000 });

  // A draft is seen by the team alone; by the palette they find it, and put it on sale.
  const anywhere = page.getByRole("combobox", { name: /Aller à une page/ });
  await expect(async () => {
    // Keys are heard once the page's scripts are there.
    if (!(await anywhere.isVisible())) await page.keyboard.press("Control+k");
    await expect(anywhere).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await anywhere.fill(`Bougie ${mark}`);
  await page.getByRole("option", { name: new RegExp(`Produit Bougie ${mark}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Bougie ${mark}` })).toBeVisible();
  expect((await page.request.get(`/products/${slug}`)).status()).toBe(404);
  await page.getByRole("link", { name: "Aperçu" }).click();
  await expect(page.getByText("Seule l’équipe voit cette page.")).toBeVisible();
  await page.goto(`/office/catalogue/${slug}`);
  await page.getByRole("combobox", { name: "État" }).selectOption("active");
  await page.getByRole("spinbutton", { name: "En rayon" }).or(page.getByRole("textbox", { name: /^En rayon/ })).first().fill("12");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).first().click();
  await expect(page.getByText("Enregistré.").first()).toBeVisible();
  await page.goto(`/products/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: `Bougie ${mark}` })).toBeVisible();

  // A pale colour is refused, a dark one reaches the prerendered shop at once.
  await page.goto("/office/settings/brand");
  await page.getByLabel("Couleur").fill("#ffd400");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Cette couleur se lit mal")).toBeVisible();
  await page.getByLabel("Couleur").fill("#8b2252");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Enregistré. La boutique suit.")).toBeVisible();
  await expectNoBarrier(page, "the brand", { where: "html" });
  await expect.poll(async () => (await page.request.get("/")).text()).toContain("#8b2252");

  // All of it stands in the trail.
  await page.goto("/office/trail?noun=settings");
  await expect(page.getByText("Réglage changé").first()).toBeVisible();
  await page.goto("/office/trail?noun=product");
  await expect(page.getByText(slug).first()).toBeVisible();
  await expect(page.getByText("Produit modifié").first()).toBeVisible();
  await page.goto("/office/settings/brand");
  await page.getByLabel("Couleur").fill("#41592b");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Enregistré. La boutique suit.")).toBeVisible();

  // Whoever runs the catalogue sees no figures, no settings and no members, and their files are not handed out.
  const other = await browser.newContext();
  const desk = await other.newPage();
  await signInAsOperator(desk, "catalogue");
  await expect(desk.getByText("Choisissez une page dans le menu.")).toBeVisible();
  await expect(desk.getByRole("link", { name: "Réglages" })).toHaveCount(0);
  await desk.goto("/office/settings/team");
  await expect(desk.getByText("Votre compte n’a pas accès à cette page.")).toBeVisible();
  for (const file of ["orders", "members", "figures", "trail"]) expect((await desk.request.get(`/office/export/${file}`)).status(), file).toBe(404);
  const csv = await desk.request.get(`/office/export/catalogue?q=${mark}`);
  expect(await csv.text()).toContain(`B-${mark}`);
  await other.close();
});
