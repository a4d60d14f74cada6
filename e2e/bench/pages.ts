import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Agent } from "node:http";
import { loadavg } from "node:os";
import path from "node:path";
import { closeAtEnd } from "@/lib/sandbox/run/closing";
import { seedWithPeople } from "@/lib/sandbox/run/data";
import { ROOT } from "@/lib/sandbox/run/sources";
import { findShown } from "./catalogue";
import { flag } from "./flags";
import { type Figure, figureOf, rateOfAll, ratePerSecond } from "./measure";
import { report } from "./report";
import { ask, askPacked, Checked, keepOpen } from "./requests";
import { type Stand, withStand } from "./stand";

const CONNECTIONS = 16;
const HANDLES = 1_000;
/** Next serves what lies here as it is. */
const STATIC = path.join(ROOT, ".next", "static", "bench");

/** Asks for a page under a handle, or for a static page, and checks the body. */
type Asking = (handle: string) => Promise<boolean>;
type Pages = { readonly shop: Asking; readonly product: Asking; readonly shopStatic: Asking; readonly productStatic: Asking };

/**
 * A member's shop and a product page under 1,000 handles in turn, and the shop under handles that were never seen, against
 * static pages of the same size on the same server; memory and disk after 100,000 strangers. DESIGN §7
 */
async function main(): Promise<void> {
  closeAtEnd(() => rmSync(STATIC, { recursive: true, force: true }));
  await withStand(seedWithPeople, async (stand) => {
    const agent = keepOpen(CONNECTIONS);
    try {
      const pages = await prepare(stand, agent);
      report("pages", [...(await measureRates(pages)), ...(await measureGrowth(stand, pages))], {});
    } finally {
      agent.destroy();
    }
  });
}

async function prepare(stand: Stand, agent: Agent): Promise<Pages> {
  const at = (address: string) => new URL(address, stand.at.appUrl);
  const address = `products/${(await findShown(stand.at.databaseUrl)).product}`;
  const shop = new Checked(await askPacked(agent, at(`/${known(0)}/`)), /<h1|<h2/);
  const product = new Checked(await askPacked(agent, at(`/${known(0)}/${address}`)), /<h1/);
  mkdirSync(STATIC, { recursive: true });
  writeFileSync(path.join(STATIC, "shop.html"), shop.text);
  writeFileSync(path.join(STATIC, "product.html"), product.text);
  await stand.restart();
  const asking = (page: Checked, addressOf: (handle: string) => string): Asking => async (handle) => {
    page.look(await ask(agent, at(addressOf(handle))));
    return true;
  };
  return {
    shop: asking(shop, (handle) => `/${handle}/`),
    product: asking(product, (handle) => `/${handle}/${address}`),
    shopStatic: asking(shop, () => "/_next/static/bench/shop.html"),
    productStatic: asking(product, () => "/_next/static/bench/product.html"),
  };
}

async function measureRates(pages: Pages): Promise<Figure[]> {
  const [rounds, seconds] = [flag("rounds", 5), flag("seconds", 3)];
  const rates = { shop: [] as number[], product: [] as number[], stranger: [] as number[] };
  let asked = 0;
  const rate = (page: Asking, handle: () => string) => ratePerSecond(CONNECTIONS, seconds, () => page(handle()));
  const inTurn = () => known((asked += 1) % HANDLES);
  const never = () => stranger((asked += 1));
  for (const page of Object.values(pages)) await ratePerSecond(CONNECTIONS, 1, () => page(inTurn()));
  for (let round = 0; round < rounds; round += 1) {
    const shopStatic = await rate(pages.shopStatic, inTurn);
    const shop = await rate(pages.shop, inTurn);
    const productStatic = await rate(pages.productStatic, inTurn);
    const product = await rate(pages.product, inTurn);
    const strangers = await rate(pages.shop, never);
    rates.shop.push(shop / shopStatic);
    rates.product.push(product / productStatic);
    rates.stranger.push(strangers / shopStatic);
    console.log(`round ${round + 1}: shop ${shop.toFixed(0)}/s of ${shopStatic.toFixed(0)}, product ${product.toFixed(0)}/s of ${productStatic.toFixed(0)}, strangers ${strangers.toFixed(0)}/s; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
  }
  return [
    figureOf("shop_vs_static", rates.shop, { unit: "x", note: `a member's shop under ${HANDLES} handles in turn against a static page of its size` }),
    figureOf("product_vs_static", rates.product, { unit: "x", note: `a product page under ${HANDLES} handles in turn against a static page of its size` }),
    figureOf("new_handle_vs_static", rates.stranger, { unit: "x", note: "the shop under a handle that was never seen before, each request" }),
  ];
}

async function measureGrowth(stand: Stand, pages: Pages): Promise<Figure[]> {
  const many = flag("handles", 100_000);
  const [memory, disk] = [stand.memoryMb(), diskKb()];
  const handles = Array.from({ length: many }, (_, n) => `nouveau-${n.toString(36)}`);
  await rateOfAll(CONNECTIONS, handles, async (handle) => {
    await pages.shop(handle);
  });
  return [
    figureOf("memory_growth_mb", [stand.memoryMb() - memory], { unit: "MB", note: `resident memory of the shop after ${many} different handles` }),
    figureOf("disk_growth_kb", [diskKb() - disk], { unit: "KB", note: "what the build's folder grew by meanwhile" }),
  ];
}

const known = (n: number): string => `boutique-${n}`;
const stranger = (n: number): string => `inconnu-${process.pid}-${n}`;

function diskKb(): number {
  const folder = path.join(ROOT, ".next");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0) / 1024;
}

await main();
