import type { Page } from "@playwright/test";
import { expectNoBarrier } from "../fixtures/axe";
import { inDatabase } from "../fixtures/database";
import { signInAsOperator } from "../fixtures/operator";
import { parts } from "../fixtures/parts";
import { expect, freshAddress, test } from "../fixtures/shopper";

type LostSale = { readonly number: string; readonly distributor: string };

/** A sale of the last weeks that arrived, and that the commission system then lost; of this distributor, if they sold anything. */
async function loseSale(wanted: string): Promise<LostSale> {
  return inDatabase(async (sql) => {
    let sale: LostSale | undefined;
    await expect.poll(async () => {
      [sale] = await sql<LostSale[]>`
        select o.number, m.external_id as distributor from orders o join members m on m.id = o.distributor_id
        join outbox x on x.topic = 'sale.completed' and x.payload ->> 'order' = o.id::text join forwarded f on f.message_id = x.id
        where o.paid_at between now() - interval '25 days' and now() - interval '1 day' and m.external_id is not null
          and not exists (select 1 from refunds r where r.order_id = o.id)
        order by m.external_id = ${wanted} desc, o.paid_at desc limit 1`;
      return sale;
    }, { message: "a sale that has arrived", timeout: 30_000 }).toBeDefined();
    if (!sale) throw new Error("no sale has arrived");
    await sandbox("DELETE", `received?order=${sale.number}`);
    return sale;
  });
}

async function sandbox(method: "DELETE" | "GET" | "PATCH", path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${parts().commissionUrl}/_sandbox/${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  expect(answer.status).toBe(200);
  return answer.json();
}

const EVERYBODY = Array.from({ length: 14 }, (_, n) => `D-${1001 + n}`);

/** Whether the commission system knows a distributor. What it thinks of the others stays: at another width somebody else is unknown. */
async function commissionKnows(distributor: string, knows: boolean): Promise<void> {
  const { knownDistributors } = (await sandbox("GET", "settings")) as { knownDistributors: string[] | null };
  const others = (knownDistributors ?? EVERYBODY).filter((id) => id !== distributor);
  const known = knows ? [...others, distributor] : others;
  await sandbox("PATCH", "settings", { knownDistributors: known.length < EVERYBODY.length ? known : null });
}

async function compare(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Période" }).selectOption("31");
  await page.getByRole("button", { name: "Comparer maintenant" }).click();
  await expect(page.getByText(/ventes? comparées?/)).toBeVisible();
}

async function isAccessible(page: Page): Promise<void> {
  await expectNoBarrier(page, "forwarding", { where: "html" });
}

test("a sale that the company lost is found, sent again by one click, refused in its words, sent once more when they know the distributor, and is there", async ({ page, isMobile }) => {
  // Distributors from whom no other journey buys, and an operator of one's own: a sign-in link opens once.
  const sale = await loseSale(isMobile ? "D-1011" : "D-1012");
  await commissionKnows(sale.distributor, false);
  try {
    await signInAsOperator(page, isMobile ? "finance" : "owner");
    await page.goto("/office/forwarding");
    await compare(page);
    const difference = page.getByRole("row", { name: new RegExp(sale.number) }).filter({ hasText: "manque chez eux" });
    await difference.getByRole("button", { name: "Renvoyer" }).click();
    await expect(difference.getByText("Renvoyée")).toBeVisible();

    const letter = page.getByRole("link", { name: `Vente ${sale.number}` });
    await expect(async () => {
      await page.reload();
      await expect(letter).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await isAccessible(page);
    await letter.click();
    await expect(page.getByText(`Distributor ${sale.distributor} is not known here.`).first()).toBeVisible();
    await expect(page.getByText("webhook-signature: v1,***").last()).toBeVisible();
    await isAccessible(page);

    await commissionKnows(sale.distributor, true);
    await page.getByRole("button", { name: "Renvoyer" }).click();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/Transmis\s: CS-/)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.getByRole("link", { name: "Dans le journal" }).click();
    await expect(page.getByText("Message renvoyé").first()).toBeVisible();

    await page.goto("/office/forwarding");
    await compare(page);
    await expect(difference).toHaveCount(0);
  } finally {
    await commissionKnows(sale.distributor, true);
  }
});

const HEAD = "external_id,email,first_name,last_name,parent_external_id";

test("an owner checks a file of distributors, takes the good rows in, and gives another system a key that ends when they say so", async ({ page }, info) => {
  test.skip(info.project.name === "phone", "files and keys are a desk's work");
  const id = `X-${crypto.randomUUID().slice(0, 8)}`;
  await signInAsOperator(page);
  await page.goto("/office/distributors");
  const rows = [HEAD, `${id},${freshAddress("mila")},Mila,Durand,D-1001`, `${id}-2,no address,Nils,Durand,D-1001`];
  await page.getByLabel("Fichier CSV").setInputFiles({ name: "reseau.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  await expect(page.getByText("1 mauvaise ligne sur 2.")).toBeVisible();
  await expect(page.getByRole("row", { name: /3 email «\sno address\s» n’est pas une adresse/ })).toBeVisible();
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
  await page.goto("/office/tokens");
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole("button", { name: "Révoquer" }).first().click();
  await expect(page.getByText("Révoquée").first()).toBeVisible();
  expect(await ask()).toBe(401);
});
