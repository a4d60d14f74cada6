import { chromium } from "@playwright/test";
import type { Db } from "@/db/client";
import { aPlacedOrder, aVariant } from "@/db/testing/sale";
import { findChromium } from "../../../.ci/chromium";
import { confirmPayment } from "../../fixtures/payment";
import type { Person } from "./people";

type Settings = { readonly db: Db; readonly appUrl: string; readonly secret: string; readonly people: readonly Person[]; readonly sales: number };

const PATIENCE_MS = 20_000;

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
    const number = page.getByTestId("available").first();
    await number.waitFor();
    const variant = await aVariant(db);
    const times: number[] = [];
    for (let n = 0; n < sales; n += 1) {
      const buyer = others[n % others.length]?.id ?? sharer.id;
      const order = await aPlacedOrder(db, { buyer, variant, stage: "viral", sponsor: sharer.id, sharer: sharer.id, distributors: [], parts: { buyer: 1_000n, sharer: 1_000n, distributor: 0n, company: 2_000n }, placedAt: new Date() });
      const changed = number.evaluate((element, patience) => new Promise<number>((resolve, reject) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(element, { characterData: true, childList: true, subtree: true });
        setTimeout(() => reject(new Error("the number did not change")), patience);
      }), PATIENCE_MS);
      // The observer is set before the payment is confirmed.
      await page.evaluate(() => undefined);
      // The page has its statement drawn anew; the next sale is measured on a quiet page.
      const redrawn = page.waitForResponse((answer) => answer.url().includes("_rsc="), { timeout: PATIENCE_MS }).then((answer) => answer.finished());
      const confirmedAt = Date.now();
      const [changedAt] = await Promise.all([changed, redrawn, confirmPayment(appUrl, secret, { order })]);
      times.push(changedAt - confirmedAt);
    }
    return times;
  } finally {
    await browser.close();
  }
}
