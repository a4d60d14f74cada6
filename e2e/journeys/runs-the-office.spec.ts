import type { Browser, Page } from "@playwright/test";
import { inDatabase } from "../fixtures/database";
import { officeMenu, signInAsOperator } from "../fixtures/operator";
import { parts } from "../fixtures/parts";
import { expect, test } from "../fixtures/shopper";

/** A browser of its own, signed in as an operator of the demo. */
async function operator(browser: Browser, role: "owner" | "finance" | "support"): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", baseURL: parts().appUrl });
  const page = await context.newPage();
  await signInAsOperator(page, role);
  return page;
}

/** Opens one of the closed forms of a page and answers it. */
async function panel(page: Page, name: string) {
  const details = page.locator("details").filter({ has: page.locator("summary", { hasText: name }) });
  await details.locator("summary").click();
  return details;
}

const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

test("the team runs the shop: a plan version, a refund of two lines, a parcel, a move, an adjustment by two people; each is in the trail", async ({ browser }) => {
  test.setTimeout(240_000);
  const reason = `essai ${crypto.randomUUID().slice(0, 8)}`;
  const owner = await operator(browser, "owner");

  // A plan that does not add up can't be published, and says what is missing; the right one is tried on last month first.
  await owner.goto("/office/plan/new");
  const viral = owner.getByRole("group", { name: /^Viral/ });
  const buyer = viral.getByLabel("Acheteur");
  // The form starts from the last version, which this journey may have made.
  await viral.getByLabel("Distributeur").fill("20");
  await buyer.fill("9");
  await expect(owner.getByText("Il manque 1 %.")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Publier cette version" })).toBeDisabled();
  await buyer.fill("8");
  await viral.getByLabel("Distributeur").fill("22");
  await owner.getByRole("button", { name: "Calculer" }).click();
  await expect(owner.getByText(/commandes payées/)).toBeVisible();
  await owner.getByLabel("Premier jour").fill(day(0));
  await owner.getByLabel("Motif").fill(reason);
  await owner.getByRole("button", { name: "Publier cette version" }).click();
  await expect(owner.getByText(/aucune vente ne change de plan après coup/)).toBeVisible();
  await expect(buyer).toHaveValue("8");
  await owner.getByLabel("Premier jour").fill(day(40 + Math.floor(Math.random() * 300)));
  await owner.getByRole("button", { name: "Publier cette version" }).click();
  await expect(owner.getByRole("heading", { name: "Historique" })).toBeVisible();
  await expect(owner.getByText(/à venir/).first()).toBeVisible();

  // An order of at least two lines: a parcel leaves, and two lines are refunded with the claw-back shown before.
  const number = await orderOfTwoLines();
  await owner.goto(`/office/orders/${number}`);
  const send = owner.locator("details").filter({ has: owner.locator("summary", { hasText: "Expédier un colis" }) });
  if ((await send.getAttribute("open")) === null) await send.locator("summary").click();
  await send.getByLabel("Numéro de suivi").fill("6a 1234 5678");
  await send.getByRole("button", { name: "Expédier" }).click();
  await expect(owner.getByRole("link", { name: "6A12345678" })).toHaveAttribute("href", /laposte\.fr.*6A12345678/);
  await owner.getByRole("link", { name: "Rembourser" }).click();
  const pieces = owner.getByRole("spinbutton");
  await pieces.nth(0).fill("1");
  await pieces.nth(1).fill("1");
  await owner.getByRole("button", { name: "Voir ce que cela change" }).first().click();
  await expect(owner.getByText("Repris sur les cagnottes")).toBeVisible();
  await owner.getByLabel("Motif").fill(reason);
  await owner.getByRole("button", { name: "Rembourser maintenant" }).click();
  await expect(owner.getByText(/^Remboursement de/)).toBeVisible();

  // A member moves below somebody else; nobody goes below their own downline.
  await owner.goto("/office/members?role=customer");
  await owner.getByRole("main").getByRole("table").getByRole("link").first().click();
  const member = owner.url();
  const move = await panel(owner, "Changer de parrain");
  await move.getByLabel("Motif").fill(reason);
  await move.getByRole("textbox", { name: "Nouveau parrain" }).fill("personne-de-ce-nom");
  await move.getByRole("button", { name: "Changer le parrain" }).click();
  await expect(move.getByText("Aucun membre n’a cette adresse, ce lien ou ce numéro.")).toBeVisible();
  await expect(move.getByLabel("Motif")).toHaveValue(reason);
  await move.getByRole("textbox", { name: "Nouveau parrain" }).fill("marc-olivier");
  await move.getByRole("button", { name: "Changer le parrain" }).click();
  await expect(move.getByText(/Le système de commission est prévenu/).or(move.getByText("Ce membre est déjà à cette place."))).toBeVisible();

  // A large adjustment waits for a second person, and whoever asked can't be that person.
  const adjust = await panel(owner, "Corriger une cagnotte");
  await adjust.getByLabel("Montant").fill("80,00");
  await adjust.getByLabel("Motif").fill(reason);
  await adjust.getByRole("button", { name: "Corriger" }).click();
  await expect(owner.getByText(/^\+80,00/)).toBeVisible();
  await owner.getByRole("button", { name: "Approuver" }).first().click();
  await expect(owner.getByText(/Vous l’avez demandée/)).toBeVisible();
  const finance = await operator(browser, "finance");
  await finance.goto("/office/adjustments");
  const request = finance.getByRole("listitem").filter({ hasText: reason });
  await request.getByRole("button", { name: "Approuver" }).click();
  await expect(finance.getByRole("row").filter({ hasText: reason }).getByText("Approuvée")).toBeVisible();
  await finance.goto(member);
  await expect(finance.getByRole("group", { name: "Relevé" }).getByText("Correction", { exact: true }).first()).toBeVisible();

  // What the member sees is seen by saying why, and changes nothing.
  await finance.goto(`${member}/see`);
  await finance.getByLabel("Motif").fill(reason);
  await finance.getByRole("button", { name: "Regarder" }).click();
  await expect(finance.getByText(/En lecture seule/)).toBeVisible();
  await expect(finance.getByRole("heading", { name: "Crédit d’achat" })).toBeVisible();

  // Each of it is found in the trail by its reason, and the file has it.
  await finance.goto(`/office/trail?q=${encodeURIComponent(reason)}`);
  for (const deed of ["Plan publié", "Remboursement décidé", "Correction demandée", "Cagnotte corrigée", "Boutique vue comme un membre"]) await expect(finance.getByRole("table").getByText(deed, { exact: true })).toBeVisible();
  const file = await finance.request.get(`/office/export/trail?q=${encodeURIComponent(reason)}`);
  expect(await file.text()).toContain("plan.published");
  await finance.goto(`/office/trail?q=${number}`);
  await expect(finance.getByRole("table").getByText("Colis expédié").first()).toBeVisible();

  // The book still holds, to the cent.
  await finance.goto("/office/ledger/audit");
  await finance.getByRole("button", { name: "Vérifier maintenant" }).click();
  await expect(finance.getByText("100 % expliqué").first()).toBeVisible({ timeout: 60_000 });
});

test("whoever has not the right sees neither the button nor the data, and the action refuses", async ({ browser }) => {
  test.setTimeout(120_000);
  const [support, owner] = [await operator(browser, "support"), await operator(browser, "owner")];
  const menu = await officeMenu(support);
  await expect(menu.getByRole("link", { name: "Commandes" })).toBeVisible();
  for (const page of ["Plan", "Grand livre", "Corrections à approuver", "Catalogue"]) await expect(menu.getByRole("link", { name: page })).toHaveCount(0);
  for (const path of ["/office/plan/new", "/office/ledger"]) {
    await support.goto(path);
    await expect(support.getByText("Votre compte n’a pas accès à cette page.", { exact: false })).toBeVisible();
    await expect(support.getByRole("main").getByRole("table")).toHaveCount(0);
  }
  expect((await support.request.get("/office/export/ledger")).status()).toBe(404);
  const number = await orderOfTwoLines();
  await support.goto(`/office/orders/${number}`);
  await expect(support.getByText("Expédier un colis")).toBeVisible();
  await expect(support.getByRole("link", { name: "Rembourser" })).toHaveCount(0);
  await expect(support.getByText("Réattribuer la vente")).toHaveCount(0);

  // The owner's form, sent by support.
  await owner.goto("/office/members?role=customer");
  await owner.getByRole("main").getByRole("table").getByRole("link").first().click();
  await expect(owner.getByText("Corriger une cagnotte")).toBeVisible();
  await support.goto(owner.url());
  await expect(support.getByText("Changer de parrain")).toBeVisible();
  await expect(support.getByText("Corriger une cagnotte")).toHaveCount(0);
  const adjust = await panel(owner, "Corriger une cagnotte");
  await adjust.getByLabel("Montant").fill("1");
  await adjust.getByLabel("Motif").fill("pas le droit");
  await owner.context().clearCookies();
  await owner.context().addCookies(await support.context().cookies());
  await adjust.getByRole("button", { name: "Corriger" }).click();
  await expect(adjust.getByText("Votre rôle ne permet pas cela.")).toBeVisible();
});

/** The number of a paid order of the demo with two lines, of which nothing has been refunded. */
async function orderOfTwoLines(): Promise<string> {
  return inDatabase(async (sql) => {
    const [found] = await sql<{ number: string }[]>`
      select o.number from orders o join order_lines l on l.order_id = o.id
      where o.status = 'fulfilled' and not exists (select from refunds r where r.order_id = o.id) and not exists (select from withdrawals w where w.order_id = o.id)
      group by o.id having count(*) >= 2 order by o.id desc limit 1`;
    if (!found) throw new Error("the demo has no such order");
    return found.number;
  });
}
