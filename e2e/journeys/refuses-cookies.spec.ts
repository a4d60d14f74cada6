import { parts } from "../fixtures/parts";
import { CARDS, centsIn, choose, expect, fillIn, freshAddress, order, pay, signIn, test } from "../fixtures/shopper";

const DISTRIBUTOR = { phone: { handle: "hugo", email: "hugo.lemaire@demo.example" }, desk: { handle: "yasmine", email: "yasmine.haddad@demo.example" } };

test("who refuses every cookie still buys through a link, and everybody is credited", async ({ page, browser, context }, info) => {
  const { handle, email } = DISTRIBUTOR[info.project.name === "phone" ? "phone" : "desk"];
  const desk = await browser.newPage({ baseURL: parts().appUrl, locale: "fr-FR" });
  await signIn(desk, email);
  const earnings = desk.getByRole("heading", { name: "Gains de distributeur" }).locator("..").getByTestId("available");
  const before = centsIn(await earnings.innerText());

  await page.goto(`/${handle}/`);
  const refuse = page.getByRole("button", { name: "Refuser" });
  await expect(refuse).toBeVisible();
  expect(await context.cookies(), "nothing is set on arrival").toEqual([]);
  const [one, other] = [await refuse.boundingBox(), await page.getByRole("button", { name: "Accepter" }).boundingBox()];
  expect([one?.width, one?.height], "refusing weighs as much as accepting").toEqual([other?.width, other?.height]);
  await refuse.click();
  await expect(refuse).toBeHidden();
  await expect.poll(async () => (await context.cookies()).map(({ name, value, httpOnly }) => ({ name, value, httpOnly }))).toEqual([{ name: "consent", value: "refused", httpOnly: true }]);

  await choose(page, /Grand coffret de fête/);
  const guest = freshAddress("refus");
  await fillIn(page, { email: guest, name: "Rémi Refus" });
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByText(/Vous recevez 8,90/)).toBeVisible();
  expect((await context.cookies(parts().appUrl)).map(({ name }) => name)).not.toContain("last-shop");

  await desk.reload();
  expect(centsIn(await earnings.innerText()) - before).toBe(2_670);
  await desk.close();
});

test("who accepts is remembered for thirty days, and can take it back", async ({ page, context, isMobile }) => {
  test.skip(!isMobile, "cookies know no width");
  await page.goto("/lea/");
  const accept = page.getByRole("button", { name: "Accepter" });
  // What lies on the way to it gets its true height once it is near, so a press in the very frame of the jump would miss.
  await accept.scrollIntoViewIfNeeded();
  await accept.click();
  const remembered = async () => (await context.cookies()).find(({ name }) => name === "last-shop");
  await expect.poll(async () => (await remembered())?.value).toBe("lea");
  const days = (((await remembered())?.expires ?? 0) - Date.now() / 1_000) / 86_400;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  expect(await remembered()).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await page.goto("/cookies");
  await page.getByRole("button", { name: "Refuser" }).click();
  await expect(page.getByText("Vous avez refusé. Rien n’est retenu.")).toBeVisible();
  expect(await remembered()).toBeUndefined();
});
