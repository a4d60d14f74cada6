import type { Page, Request } from "@playwright/test";
import { CARDS, centsIn, choose, expect, fillIn, freshAddress, order, pay, signIn, test } from "../fixtures/shopper";

/** Buys the great box through whatever shop the page is in. */
async function buy(page: Page, who: { readonly email: string; readonly name: string }): Promise<void> {
  await choose(page, /Grand coffret de fête/);
  await fillIn(page, who);
  await order(page);
  await pay(page, CARDS.good);
  await expect(page.getByText(/Vous recevez 8,90/)).toBeVisible();
}

// Cut off from the network on purpose: the browser says that it could not fetch.
test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/] });

test("a guest buys, claims and shares; a friend buys; the balance moves in front of them, also after a sleep", async ({ page, browser, context }) => {
  const guest = freshAddress("alix");
  await page.goto("/sofia/");
  await buy(page, { email: guest, name: "Alix Moreau" });
  await signIn(page, guest);
  let fetching = 0;
  const isPage = (url: string): boolean => url.includes("_rsc=");
  const left = (request: Request): void => {
    if (isPage(request.url())) fetching -= 1;
  };
  page.on("request", (request) => isPage(request.url()) && (fetching += 1)).on("requestfinished", left).on("requestfailed", left);
  const available = page.getByTestId("available").first();
  await expect(available).toHaveText(/^8,90\s€$/);
  const link = (await page.getByRole("link", { name: /\/alix-\w+/ }).first().getAttribute("href")) ?? "";

  const friends = await browser.newContext({ locale: "fr-FR" });
  const friend = await friends.newPage();
  await friend.goto(link);
  await buy(friend, { email: freshAddress("noe"), name: "Noé Petit" });
  await expect(available).toHaveText(/^17,80\s€$/);
  await expect(page.getByText("Un achat par votre lien")).toBeVisible();

  // The bell has rung, too.
  await expect(page.getByRole("link", { name: /Notifications/ }).getByText("2")).toBeVisible();

  // Asleep: nothing comes in, and the streams are dead.
  await expect.poll(() => fetching, { message: "the page is whole" }).toBe(0);
  await context.setOffline(true);
  await friend.goto(link);
  await buy(friend, { email: freshAddress("lou"), name: "Lou Garnier" });
  expect(centsIn(await available.innerText())).toBe(1_780);
  await context.setOffline(false);
  await expect(available).toHaveText(/^26,70\s€$/);
  await friends.close();
});
