import { expect, freshAddress, signIn, test, untilItAnswers } from "../fixtures/shopper";
import { aCustomer } from "../fixtures/people";

test.skip(({ isMobile }) => !isMobile, "one width is enough");

test("a member chooses a password, signs a lost phone out at once, and decides what the bell says", async ({ page, browser }) => {
  const email = freshAddress("lina");
  await aCustomer(email, "Lina");
  const lost = await (await browser.newContext()).newPage();
  await signIn(lost, email);
  await signIn(page, email);

  await page.goto("/profile");
  await expect(page.getByRole("heading", { name: "Votre profil" })).toBeVisible();
  const devices = page.getByRole("region", { name: "Appareils connectés" });
  await expect(devices.getByText("Cet appareil")).toHaveCount(1);
  await devices.getByRole("button", { name: "Déconnecter", exact: true }).click();
  await expect(devices.getByRole("button", { name: "Déconnecter", exact: true })).toHaveCount(0);
  // Its open page learns it at once: what was the member's leaves the screen.
  await expect(lost.getByRole("link", { name: "Ouvrir ma cagnotte" })).toBeVisible();
  await lost.context().close();

  const password = page.getByRole("region", { name: "Mot de passe" });
  const field = password.getByLabel("Nouveau mot de passe");
  await field.fill("password123");
  await password.getByRole("button", { name: "Choisir ce mot de passe" }).click();
  await expect(password.getByRole("alert")).toBeVisible();
  await field.fill("quatre chevaux bleus dansent");
  await password.getByRole("button", { name: "Choisir ce mot de passe" }).click();
  await expect(password.getByRole("button", { name: "Changer le mot de passe" })).toBeVisible();

  const notices = page.getByRole("region", { name: "Notifications" });
  const mail = notices.getByRole("checkbox", { name: "Quelqu’un a acheté par mon lien, E-mail" });
  await mail.uncheck();
  await notices.getByRole("button", { name: "Enregistrer" }).click();
  await expect(notices.getByText("C’est enregistré.")).toBeVisible();
  await page.reload();
  await expect(mail).not.toBeChecked();

  await page.getByRole("button", { name: "Me déconnecter partout" }).click();
  await expect(page.getByRole("heading", { name: "Votre espace" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Notifications/ })).toHaveCount(0);
  await page.getByRole("button", { name: "J’ai un mot de passe" }).click();
  await page.getByRole("textbox", { name: "Adresse e-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Mot de passe", exact: true }).fill("quatre chevaux bleus dansent");
  await page.getByRole("button", { name: "Me connecter" }).click();
  await expect(page.getByRole("heading", { name: "Votre cagnotte" })).toBeVisible();
});

for (const scripts of [true, false]) {
  test(`a form sent ${scripts ? "before its page answers" : "without JavaScript"} says what became of it`, async ({ page, browser }) => {
    const email = freshAddress("lise");
    await aCustomer(email, "Lise");
    await signIn(page, email);
    const context = await browser.newContext({ javaScriptEnabled: scripts, storageState: await page.context().storageState() });
    const other = await context.newPage();
    const uncaught: string[] = [];
    other.on("pageerror", (error) => uncaught.push(error.message));
    const released = Promise.withResolvers<undefined>();
    await other.route("**/*.js", async (route) => {
      await released.promise;
      await route.continue();
    });
    await other.goto("/profile", { waitUntil: "commit" });
    const password = other.getByRole("region", { name: "Mot de passe" });
    const send = async (wish: string) => {
      await password.getByLabel("Nouveau mot de passe").fill(wish);
      await password.getByRole("button", { name: "Choisir ce mot de passe" }).click();
    };
    await send("password123");
    await expect(password.getByRole("alert")).toBeVisible();
    released.resolve(undefined);
    if (scripts) await untilItAnswers(password.getByRole("button"));
    await expect(password.getByRole("alert")).toBeVisible();
    await send("quatre chevaux bleus dansent");
    await expect(password.getByRole("button", { name: "Changer le mot de passe" })).toBeVisible();
    expect(uncaught.filter((message) => message.includes("React"))).toEqual([]);
    await context.close();
  });
}
