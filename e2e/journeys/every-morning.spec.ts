import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectNoBarrier } from "../fixtures/axe";
import { inDatabase } from "../fixtures/database";
import { signInAsOperator } from "../fixtures/operator";
import { CARDS, choose, expect, fillIn, freshAddress, order, pay, signIn, test } from "../fixtures/shopper";

/** A distributor for each width, whose numbers no other journey moves, and who reads on a phone in French, at a desk in English. */
const MORNING = {
  phone: {
    email: "antoine.roux@demo.example", hello: "Bonjour Antoine", home: "", occasion: "Pour quelle occasion ?", make: "Créer le lien", code: (label: string) => `Code QR du lien « ${label} »`,
    numbers: "Les chiffres du graphique en tableau", byLink: "Par lien", movements: /mouvement/, week: "Par semaine", save: "Enregistrer", noted: "C’est noté.", reached: /Objectif de 20,00\s€ atteint/, part: /26,70\s€/, all: /100,0\s%/,
  },
  desk: {
    email: "claire.dumas@demo.example", hello: "Hello Claire", home: "/en", occasion: "For which occasion?", make: "Make the link", code: (label: string) => `QR code of the link “${label}”`,
    numbers: "The chart’s numbers as a table", byLink: "By link", movements: /movement/, week: "A week", save: "Save", noted: "Noted.", reached: /Goal of €20\.00 reached/, part: /€26\.70/, all: /100\.0%/,
  },
} as const;
const at = (project: string): keyof typeof MORNING => (project === "desk" ? "desk" : "phone");

/** Cents of a text that is one amount, in either language. */
const cents = (text: string): number => Number(text.replace(/\D/g, "")) * (/^\s*[-−]/.test(text) ? -1 : 1);

/** No barrier, in light and in dark, and nothing wider than the screen. */
async function expectNone(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectNoBarrier(page, path, { where: "html" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${path} is no wider than the screen`).toBeLessThanOrEqual(0);
}

async function fileOf(page: Page, name: string | RegExp): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFile(await (await coming).path());
}

test("a distributor's morning: a link for the market, a sale through it in front of them, the same everywhere to the cent", async ({ page, browser }, info) => {
  const say = MORNING[at(info.project.name)];
  await signIn(page, say.email);

  // A link with a label: an address of its own, to show and to print.
  await page.goto(`${say.home}/earnings/links`);
  const label = `Marché ${crypto.randomUUID().slice(0, 6)}`;
  await page.getByRole("textbox", { name: say.occasion }).fill(label);
  await page.getByRole("button", { name: say.make }).click();
  const card = page.getByRole("article", { name: label });
  await expect(card.getByRole("img", { name: say.code(label) })).toBeVisible();
  const address = new URL((await card.getByRole("link", { name: /-marche-/ }).getAttribute("href")) ?? "");

  await page.goto(`${say.home}/earnings`);
  await expect(page.getByRole("heading", { name: say.hello })).toBeVisible();
  const [today, available] = [page.getByTestId("earned-day"), page.getByTestId("available")];
  const before = { today: cents(await today.innerText()), available: cents(await available.innerText()) };

  // Somebody scans it: the address stays, without a cookie, up to the payment.
  const buyer = await browser.newContext({ locale: "fr-FR" });
  const guest = await buyer.newPage();
  const shop = address.pathname.replace(/^\/en(?=\/)/, "");
  await guest.goto(shop);
  await choose(guest, /Grand coffret de fête/);
  expect(new URL(guest.url()).pathname.startsWith(shop)).toBe(true);
  await fillIn(guest, { email: freshAddress("oceane"), name: "Océane Quentin" });
  await order(guest);
  await pay(guest, CARDS.good);
  await expect(guest.getByText(/Vous recevez 8,90/)).toBeVisible();
  const number = /order\/([^?/]+)/.exec(guest.url())?.[1] ?? "";
  await buyer.close();

  // 89,00 € in the direct stage: 26,70 €, without a reload.
  await expect.poll(async () => cents(await today.innerText()) - before.today, { timeout: 30_000 }).toBe(2_670);
  expect(cents(await available.innerText()) - before.available).toBe(2_670);
  await page.getByText(say.numbers).click();
  await expect(page.getByRole("table").getByRole("row").last()).toContainText("€");
  await page.goto(`${say.home}/earnings?period=day`);
  await expect(page.getByRole("region", { name: say.byLink }).getByRole("listitem").filter({ hasText: label })).toContainText(say.part);

  await page.goto(`${say.home}/earnings/sales?q=oce`);
  const sale = page.getByRole("row").filter({ hasText: number });
  for (const shown of ["Océane Q.", label, say.part]) await expect(sale).toContainText(shown);
  expect(String(await fileOf(page, /CSV/))).toContain(number);
  await page.goto(`${say.home}/customers`);
  await expect(page.getByText("Océane Q.").first()).toBeVisible();

  await page.goto(`${say.home}/earnings/statements`);
  await page.getByRole("link", { name: say.movements }).first().click();
  const closing = await page.getByTestId("closing").innerText();
  expect(cents(closing)).toBe(before.available + 2_670);
  expect(String(await fileOf(page, /CSV/))).toContain(closing.replace(/[^\d,.]/g, "").replace(/,(?=\d{3})/g, ""));
  expect((await fileOf(page, /PDF/)).subarray(0, 5).toString()).toBe("%PDF-");

  await page.goto(`${say.home}/earnings/goals`);
  await page.getByRole("textbox", { name: say.week }).fill("20");
  await page.getByRole("button", { name: say.save }).click();
  await expect(page.getByText(say.noted)).toBeVisible();
  await page.goto(`${say.home}/earnings`);
  await expect(page.getByText(say.reached)).toBeVisible();

  await page.goto(`${say.home}/earnings/links`);
  await expect(page.getByRole("row").filter({ hasText: label }).getByRole("cell")).toHaveText([/1$/, /1$/, /1$/, say.all, say.part, say.part]);
  for (const path of ["/earnings?period=year", "/earnings/sales", "/customers", "/earnings/links", "/earnings/statements"]) await expectNone(page, `${say.home}${path}`);
});

/** The company pays out by bank file, as an owner sets it in the office. */
async function payOutByBank(): Promise<void> {
  const from = { name: "Maison Garidelle", iban: "DE89370400440532013000", bic: "" };
  await inDatabase((sql) => sql`insert into settings (key, value, updated_at) values ('payouts', ${sql.json({ method: "sepa", minimumMinor: "500", afterDays: 14, from })}, now()) on conflict (key) do update set value = excluded.value`);
}

test("a pay-out: asked for by a distributor, approved by an operator, in the file for the bank, and arrived", async ({ page, browser }, info) => {
  const email = { phone: "marcolivier.besson@demo.example", desk: "ines.cordier@demo.example" }[at(info.project.name)];
  const holder = `Titulaire ${info.project.name} ${crypto.randomUUID().slice(0, 6)}`;
  await payOutByBank();
  await signIn(page, email);
  await page.goto("/earnings/payouts");
  await page.getByRole("textbox", { name: "Titulaire du compte" }).fill(holder);
  await page.getByRole("textbox", { name: "IBAN" }).fill("FR76 3000 6000 0112 3456 7890 189");
  await page.getByRole("button", { name: "Enregistrer le compte" }).click();
  await expect(page.getByText("FR76 •••• 0189")).toBeVisible();
  const payable = cents(await page.getByTestId("payable").innerText());
  await page.getByRole("textbox", { name: "Montant" }).fill("99999");
  await page.getByRole("button", { name: "Demander" }).click();
  await expect(page.getByText(/Vous pouvez demander .+ au plus/)).toBeVisible();
  await page.getByRole("textbox", { name: "Montant" }).fill("5,25");
  await page.getByRole("button", { name: "Demander" }).click();
  await expect(page.getByText(/Votre demande est partie/)).toBeVisible();
  expect(cents(await page.getByTestId("payable").innerText())).toBe(payable - 525);

  const office = await browser.newContext({ locale: "fr-FR" });
  const operator = await office.newPage();
  await signInAsOperator(operator, "finance");
  await operator.goto("/office/payouts");
  const row = operator.getByRole("listitem").filter({ hasText: /5,25\s€/ }).filter({ hasText: email.startsWith("marc") ? "Marc-Olivier Besson" : "Inès Cordier" });
  await row.getByRole("button", { name: "Approuver" }).click();
  await expect(row.getByText("Approuvé")).toBeVisible();
  await operator.getByRole("button", { name: "Créer le fichier SEPA" }).click();
  await expect(row.getByText("En route")).toBeVisible();
  const links = await operator.getByRole("link", { name: "Télécharger" }).evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  const files = await Promise.all(links.map(async (link) => (await operator.request.get(link)).text()));
  const own = files.find((xml) => xml.includes(`<Nm>${holder}</Nm>`)) ?? "";
  for (const said of ["<IBAN>FR7630006000011234567890189</IBAN>", '<InstdAmt Ccy="EUR">5.25</InstdAmt>']) expect(own).toContain(said);
  await row.getByRole("button", { name: "Arrivé" }).click();
  await expect(row).toHaveCount(0);
  await office.close();

  await page.goto("/earnings/payouts");
  await expect(page.getByRole("listitem").filter({ hasText: /5,25\s€/ }).first()).toContainText("Versé");
  await expectNone(page, "/earnings/payouts");
});
