import { chromium } from "@playwright/test";
import type { Db } from "@/db/client";
import { aPlacedOrder, aVariant } from "@/db/testing/sale";
import { findChromium } from "../../../.ci/chromium";
import { confirmPayment } from "../../fixtures/payment";
import type { Person } from "./people";

type Settings = { readonly db: Db; readonly appUrl: string; readonly secret: string; readonly people: readonly Person[]; readonly sales: number };

const PATIENCE_MS = 20_000;
const REDRAWN_WITHIN_MS = 400;

/**
 * Milliseconds from the confirmation of a payment to the changed number on the sharer's wallet page in a real browser, sale after sale.
 * Browser and bench run on one machine and read one clock.
 */
export async function timesToBrowser({ db, appUrl, secret, people, sales }: Settings): Promise<number[]> {
  const [sharer, ...others] = people;
  const executablePath = findChromium();
  if (!sharer || executablePath === null) throw new Error("the bench needs people and a Chromium");
  const browser = await chromium.launch({ executablePath });
  try {
    const context = await browser.newContext({ locale: "fr-FR" });
    await context.addCookies([{ name: "cagnotte.session", value: sharer.cookie, url: appUrl }]);
    const page = await context.newPage();
    await page.goto(`${appUrl}/wallet`);
    await page.getByTestId("available").first().waitFor();
    const variant = await aVariant(db);
    const times: number[] = [];
    // The first one warms up what every later one uses, and is not counted.
    for (let n = 0; n <= sales; n += 1) {
      const buyer = others[n % others.length]?.id ?? sharer.id;
      const order = await aPlacedOrder(db, { buyer, variant, stage: "viral", sponsor: sharer.id, sharer: sharer.id, distributors: [], parts: { buyer: 1_000n, sharer: 1_000n, distributor: 0n, company: 2_000n }, placedAt: new Date() });
      // Whatever element shows it: a page that is drawn anew may put another one in its place. No function has a name here: the
      // compiler's helper for names is not in the browser.
      const changed = page.evaluate((patience) => new Promise<number>((resolve, reject) => {
        const before = document.querySelector('[data-testid="available"]')?.textContent;
        const observer = new MutationObserver(() => {
          const text = document.querySelector('[data-testid="available"]')?.textContent;
          if (text === undefined || text === before) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { characterData: true, childList: true, subtree: true });
        setTimeout(() => reject(new Error(`the number did not change: ${String(before)}, in ${location.href}`)), patience);
      }), PATIENCE_MS);
      // The observer is set before the payment is confirmed.
      await page.evaluate(() => undefined);
      const confirmedAt = Date.now();
      const [changedAt] = await Promise.all([changed, confirmPayment(appUrl, secret, { order })]);
      if (n > 0) times.push(changedAt - confirmedAt);
      // The page has its statement drawn anew; the next sale is measured on a quiet page.
      await page.waitForTimeout(REDRAWN_WITHIN_MS);
    }
    return times;
  } finally {
    await browser.close();
  }
}
