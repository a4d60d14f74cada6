import type { Page } from "@playwright/test";
import { layCable } from "../fixtures/cable";
import { parts } from "../fixtures/parts";
import { aPurchase } from "../fixtures/sale";
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
test.use({ allowedErrors: [/ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|CONNECTION_|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|SOCKET_NOT)/] });

test("a guest buys, claims and shares; a friend buys; the balance moves in front of them, also after a sleep", async ({ page, browser, context }) => {
  const guest = freshAddress("alix");
  await page.goto("/sofia/");
  await buy(page, { email: guest, name: "Alix Moreau" });
  await signIn(page, guest);
  const cable = await layCable(parts().appUrl);
  const streams: string[] = [];
  context.on("request", (request) => request.url().startsWith(`${cable.url}/api/live`) && streams.push(request.url()));
  await page.goto(`${cable.url}/wallet`);
  const available = page.getByTestId("available").first();
  await expect(available).toHaveText(/^8,90\s€$/);
  const link = (await page.getByRole("link", { name: /\/alix-\w+/ }).first().getAttribute("href")) ?? "";

  const beside = await context.newPage();
  await beside.goto(`${cable.url}/wallet`);

  const friend = await (await browser.newContext({ locale: "fr-FR" })).newPage();
  await friend.goto(link);
  await buy(friend, { email: freshAddress("noe"), name: "Noé Petit" });
  await friend.context().close();
  await expect(available).toHaveText(/^17,80\s€$/);
  await expect(page.getByText("Un achat par votre lien")).toBeVisible();
  // In every tab, by the one stream that they share.
  await expect(beside.getByTestId("available").first()).toHaveText(/^17,80\s€$/);
  expect(streams).toHaveLength(1);
  // The bell has rung, too.
  await expect(page.getByRole("link", { name: /Notifications/ }).getByText("2")).toBeVisible();

  // Asleep: the stream is dead, and nothing comes in.
  cable.cut();
  await context.setOffline(true);
  await aPurchase({ email: freshAddress("lou"), name: "Lou Garnier", through: new URL(link).pathname.replaceAll("/", "") });
  expect(centsIn(await available.innerText())).toBe(1_780);
  cable.mend();
  await context.setOffline(false);
  await expect(available).toHaveText(/^26,70\s€$/);
  await page.close();
  cable.close();
});
