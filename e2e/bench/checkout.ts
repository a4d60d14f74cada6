import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { connectHot, type Hot } from "@/db/client";
import { seedWithoutPeople } from "@/lib/sandbox/run/data";
import { seedStory } from "../story/seed";
import { arrivals } from "./arrivals";
import { buy, learn, type Learned } from "./buyer";
import { flag } from "./flags";
import { type Figure, figureOf, quantile, rateOfAll } from "./measure";
import { fillWallets, placeOrders, prepareMembers } from "./orders";
import { report } from "./report";
import { type Stand, withStand } from "./stand";
import { bringPayment, watchWebhooks } from "./webhooks";

const PEOPLE = 11_000;
const BUYERS = 9_800;
const AT_ONCE = 16;
const WARM_UP = 400;
const PURCHASES_PER_S = 20;
const RATES = [2, 5, 10, 15, 20, 30, 40, 60];
const LIMIT_MS = 500;

/**
 * Whole purchases that arrive at a fixed rate; then paid orders through the signed webhook, sixteen at once. As in a busy installation, one
 * process of the shop answers people, a second one the payment provider, and a third does the jobs. DESIGN §11
 */
async function main(): Promise<void> {
  await withStand(async (url) => {
    await seedWithoutPeople(url);
    await seedStory(url);
  }, async (stand) => {
    const webhooksTo = await stand.startSecond();
    const hot = connectHot(stand.at.databaseUrl, { connectionsMax: 4 });
    try {
      await prepareMembers(hot, PEOPLE);
      await fillWallets(hot, "everybody");
      await hot`update stock set on_hand = 1000000`;
      // Before anything is measured, each process has done its work for a while, and nothing of it is left.
      await settleThroughWebhook(hot, webhooksTo, WARM_UP);
      const open = await measurePurchases(stand, hot, webhooksTo);
      const closed = await measureSettling(hot, webhooksTo);
      report("checkout", [...open, closed], {});
    } finally {
      await hot.end();
    }
  });
}

/** Paid orders per second. */
async function settleThroughWebhook(hot: Hot, webhooksTo: string, count: number): Promise<number> {
  const placed = await placeOrders(hot, { count, distributors: "spread", buyers: BUYERS, sharers: BUYERS });
  await hot`insert into order_contacts (order_id, email, name, street, postal_code, city, country)
    select o.id, m.email, 'Camille Durand', '12 rue de la République', '13200', 'Arles', 'FR' from orders o join members m on m.id = o.buyer_id
    where o.id = any(${placed}::uuid[])`;
  return rateOfAll(AT_ONCE, placed, (order) => bringPayment(webhooksTo, order));
}

/** A round more is settled than counts, as the first: purchases gave the second process little to do for a minute, and it is still getting up to speed. */
async function measureSettling(hot: Hot, webhooksTo: string): Promise<Figure> {
  const [rounds, orders] = [flag("rounds", 5), flag("orders", 1_000)];
  await settleThroughWebhook(hot, webhooksTo, orders);
  const rates: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const rate = await settleThroughWebhook(hot, webhooksTo, orders);
    rates.push(rate);
    console.log(`round ${round}: ${rate.toFixed(0)} paid orders settled per second; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
  }
  return figureOf("settle_per_s", rates, { unit: "/s", note: `orders that were placed, ${AT_ONCE} signed webhooks at once, jobs running beside` });
}

async function measurePurchases({ at }: Stand, hot: Hot, webhooksTo: string): Promise<Figure[]> {
  const seconds = flag("seconds", 20);
  const webhooks = await watchWebhooks(at.stripeUrl, webhooksTo);
  const learned = await learn(at.appUrl);
  await purchases(learned, { perSecond: 5, seconds: 6, name: "avant" });
  await untilJobsAreDone(hot);
  await webhooks.take();
  const twenty = await purchases(learned, { perSecond: PURCHASES_PER_S, seconds, name: "vingt" });
  const commits = await webhooks.take();
  if (commits.length === 0) throw new Error("no webhook came");
  const about = `${PURCHASES_PER_S} purchases/s for ${seconds} s, ${twenty.failed} failed`;
  await untilJobsAreDone(hot);
  const best = await rateAt(learned);
  await untilJobsAreDone(hot);
  return [
    figureOf("commit_p50_ms", [quantile(commits, 0.5)], { unit: "ms", note: `from the webhook's arrival to its answer after the commit; ${about}` }),
    figureOf("commit_p99_ms", [quantile(commits, 0.99)], { unit: "ms", note: about }),
    figureOf("purchase_p99_ms", [twenty.p99], { unit: "ms", note: `cart, checkout, payment and thank-you page, from the moment when it was due; ${about}` }),
    figureOf("rate_at_500ms", [best], { unit: "/s", note: `most purchases per second with p99 under ${LIMIT_MS} ms and none failed, of ${RATES.join(", ")}` }),
  ];
}

/** Waits until nothing is left that was to be told, mailed or written. */
async function untilJobsAreDone(hot: Hot): Promise<void> {
  for (;;) {
    const [left] = await hot<{ some: boolean }[]>`select exists (select from outbox where relayed_at is null)
      or exists (select from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()) as some`;
    if (left?.some === false) return;
    await pause(200);
  }
}

async function rateAt(learned: Learned): Promise<number> {
  const seconds = flag("step-seconds", 8);
  let best = 0;
  for (const perSecond of RATES) {
    const { p99, failed } = await purchases(learned, { perSecond, seconds, name: `pas-${perSecond}` });
    if (p99 > LIMIT_MS || failed > 0) break;
    best = perSecond;
  }
  return best;
}

type Arriving = { readonly perSecond: number; readonly seconds: number; readonly name: string };

async function purchases(learned: Learned, { perSecond, seconds, name }: Arriving): Promise<{ readonly p99: number; readonly failed: number }> {
  const { times, failures } = await arrivals(perSecond, seconds, (n) => buy(learned, `${name}-${n}`));
  const p99 = quantile(times.map((time) => Math.min(time, 1_000_000)), 0.99);
  console.log(`${perSecond} purchases/s: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${failures.length} of ${times.length} failed${failures[0] === undefined ? "" : ` (${failures[0]})`}; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
  return { p99, failed: failures.length };
}

await main();
