import { readFile } from "node:fs/promises";
import { expectNoBarrier } from "../fixtures/axe";
import { mailsTo } from "../fixtures/mail";
import { aPurchase, dispatched } from "../fixtures/sale";
import { expect, freshAddress, signIn, test } from "../fixtures/shopper";

test("somebody reads, corrects and takes along what the shop knows, and is forgotten once nothing needs their address", async ({ page }) => {
  const address = freshAddress("ottilie");
  const number = await aPurchase({ email: address, name: "Ottilie Zwanzigmark", through: "claire" });
  await signIn(page, address);

  await page.goto("/profile/data");
  await expectNoBarrier(page, "what the shop knows", { where: "html" });
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill("Zwanzig");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est corrigé.")).toBeVisible();
  await page.getByRole("button", { name: "Accepter" }).first().click();
  await page.getByRole("button", { name: "Reprendre mon accord" }).click();
  await expect(page.getByText(/Accordé le .*, repris le/)).toBeAttached();

  const fileOf = async (link: string | RegExp) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const whole = JSON.parse(await fileOf(/JSON/)) as Record<string, readonly Record<string, string>[]>;
  expect(whole["profile"]).toMatchObject([{ email: address, last_name: "Zwanzig", came_by: expect.stringMatching(/^Claire \S\.$/) }]);
  expect(whole["orders"]).toMatchObject([{ number, total: "89.00", name: "Ottilie Zwanzigmark", city: "Lyon" }]);
  expect(whole["wallet"]).toMatchObject([{ amount: "8.90", explanation: expect.stringContaining(number) }]);
  expect(whole["consents"]).toMatchObject([{ kind: "named", withdrawn: expect.stringMatching(/Z$/) }]);
  expect(await fileOf(/Mouvements de la cagnotte/)).toMatch(/^\uFEFFdate;compte;explication;.*\r\n.*8\.90;/);

  await page.getByRole("link", { name: "Voir ce que cela change" }).click();
  await expect(page.getByText(/solde de votre cagnotte, 8,90.€, est perdu/)).toBeVisible();
  await expect(page.getByText(/est en route et a besoin de votre adresse/)).toBeVisible();

  await dispatched(number);
  await page.goto("/profile/data/erase");
  await page.getByRole("textbox", { name: /écrivez votre adresse/ }).fill("somebody@else.example");
  await page.getByRole("checkbox", { name: /définitif/ }).check();
  await page.getByRole("button", { name: "Effacer mon compte" }).click();
  await expect(page.getByText("Ce n’est pas l’adresse de ce compte.")).toBeVisible();
  await page.getByRole("textbox", { name: /écrivez votre adresse/ }).fill(address);
  await page.getByRole("checkbox", { name: /définitif/ }).check();
  await page.getByRole("button", { name: "Effacer mon compte" }).click();
  await expect(page.getByRole("heading", { name: "C’est effacé" })).toBeVisible();
  await page.goto("/wallet");
  await expect(page.getByRole("link", { name: "Ouvrir ma cagnotte" })).toBeVisible();

  // The address is nobody's now: it is told what everybody is told, and no link comes.
  const before = (await mailsTo(address)).length;
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Adresse e-mail" }).fill(address);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByRole("heading", { name: "Regardez vos e-mails" })).toBeVisible();
  expect((await mailsTo(address)).length).toBe(before);
});
