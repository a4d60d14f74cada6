import { codeAt } from "../../lib/access/factor/input";
import { aCustomer } from "../fixtures/people";
import { officeMenu, openOffice, signInAsOperator } from "../fixtures/operator";
import { expect, freshAddress, signIn, test } from "../fixtures/shopper";

/** DESIGN §1: the office takes a mailbox and a phone. */
test("an operator sets up a second factor before the office opens, and shows it at every sign-in", async ({ page, browser }) => {
  const email = freshAddress("operator");
  await aCustomer(email, "Ada", "support");
  await signIn(page, email);
  await page.goto("/office/orders");
  await expect(page.getByText("Le bureau demande un second facteur")).toBeVisible();
  await expect(openOffice(page)).toBeHidden();

  await page.getByRole("link", { name: "Continuer" }).click();
  await page.getByRole("button", { name: "Mettre en place" }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(/\s/g, "");
  const code = page.getByRole("textbox", { name: "Code affiché par l’application" });
  await code.fill(codeAt(secret, new Date(0)));
  await page.getByRole("button", { name: "Confirmer" }).click();
  await expect(page.getByText("Ce code ne convient pas")).toBeVisible();
  await code.fill(codeAt(secret, new Date()));
  await page.getByRole("button", { name: "Confirmer" }).click();
  await expect(page.getByRole("heading", { name: "Gardez ces codes de secours" })).toBeVisible();
  const recovery = await page.getByRole("main").getByRole("listitem").first().innerText();
  await page.getByRole("link", { name: "Aller au bureau" }).click();
  await expect(openOffice(page)).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await signIn(other, email, { owesFactor: true });
  await other.goto("/wallet");
  await expect(other.getByRole("link", { name: "Ouvrir ma cagnotte" })).toBeVisible();
  await other.goto("/office");
  await expect(other.getByText("Encore une étape")).toBeVisible();
  await other.getByRole("link", { name: "Continuer" }).click();
  await other.getByRole("textbox", { name: "Code à six chiffres" }).fill(recovery);
  await other.getByRole("button", { name: "Continuer" }).click();
  await expect(openOffice(other)).toBeVisible();
  await other.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("whoever sets up a second factor is shown the codes that open the account without it, and new ones later", async ({ page }) => {
    const email = freshAddress("member");
    await aCustomer(email, "Iris");
    await signIn(page, email);
    await page.goto("/sign-in/factor");
    await page.getByRole("button", { name: "Mettre en place" }).click();
    const secret = (await page.locator("code").innerText()).replaceAll(/\s/g, "");
    await page.getByRole("textbox", { name: "Code affiché par l’application" }).fill(codeAt(secret, new Date()));
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByRole("heading", { name: "Gardez ces codes de secours" })).toBeVisible();
    const codes = page.getByRole("main").getByRole("listitem").filter({ hasText: /^[a-z2-9]{5}-[a-z2-9]{5}$/ });
    await expect(codes).toHaveCount(10);
    const [first, second] = await codes.allInnerTexts();

    await page.goto("/profile");
    const renew = page.locator("form", { has: page.getByRole("button", { name: "Nouveaux codes de secours" }) });
    const send = async (code: string | undefined) => {
      await renew.getByLabel("Code").fill(code ?? "");
      await renew.getByRole("button").click();
    };
    await page.getByText("Nouveaux codes de secours").first().click();
    await send("nothing");
    await expect(renew.getByRole("alert")).toBeVisible();
    await send(first);
    await expect(codes.first()).toBeVisible();
    await expect(codes).toHaveCount(10);
    expect(await codes.allInnerTexts()).not.toContain(second);
  });
});

test("an operator sees the pages of their role, and no other", async ({ page }) => {
  await signInAsOperator(page, "catalogue");
  await expect((await officeMenu(page)).getByRole("link")).toHaveText(["Chiffres", "Catalogue"]);
  await page.goto("/office/orders");
  await expect(page.getByText("Votre compte n’a pas accès à cette page")).toBeVisible();
});
