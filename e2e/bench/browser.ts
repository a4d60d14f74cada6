import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { closeAtEnd } from "@/lib/sandbox/run/closing";
import { seedWithPeople } from "@/lib/sandbox/run/data";
import { Sentence } from "@/lib/sandbox/run/sentence";
import { freePort } from "@/lib/sandbox/postgres";
import { findChromium } from "../../.ci/chromium";
import { findShown } from "./catalogue";
import { flag } from "./flags";
import { type Figure, figureOf, median } from "./measure";
import { report } from "./report";
import { type Stand, withStand } from "./stand";

/** What a page's name in the figures is, and its address. */
type Measured = { readonly name: string; readonly url: string; readonly keepsCookies: boolean };
type Reading = Readonly<Record<"performance" | "accessibility" | "best_practices" | "seo" | "js_kb" | "lcp_ms" | "cls", number>>;

const UNITS: Readonly<Record<keyof Reading, string>> = { performance: "points", accessibility: "points", best_practices: "points", seo: "points", js_kb: "KB", lcp_ms: "ms", cls: "" };
const MEMBER = "lea";
/** What Lighthouse's own benchmark says of the phone that it is after: it slows a computer of 1,600 four times. */
const PHONE_INDEX = 400;

/** Lighthouse, as on a phone, of the pages on the way to buying, on the production build; each the median of its rounds. DESIGN §11 */
async function main(): Promise<void> {
  await withStand(seedWithPeople, async (stand) => {
    const { context, port } = await openChromium();
    const pages = await pagesOf(stand, context);
    const version = context.browser()?.version() ?? "unknown";
    const figures: Figure[] = [];
    const tab = await context.newPage();
    const devtools = await context.newCDPSession(tab);
    // Lighthouse empties the cache only together with the cookies.
    const forget = () => devtools.send("Network.clearBrowserCache");
    const throttling = await calibrate(pages, port);
    for (const page of pages) figures.push(...(await measurePage(page, throttling, { port, forget })));
    report("browser", figures, { chromium: version, lighthouse: await lighthouseVersion() });
  });
}

async function openChromium(): Promise<{ readonly context: BrowserContext; readonly port: number }> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Sentence("There is no Chromium that starts: install one, or name it in CHROMIUM_PATH.");
  const [port, profile] = [await freePort(), mkdtempSync(path.join(tmpdir(), "cagnotte-profile-"))];
  closeAtEnd(() => rm(profile, { recursive: true, force: true }));
  // Lighthouse opens its tabs in the browser's own profile: the cart has to be there.
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: [`--remote-debugging-port=${port}`, "--no-sandbox"], locale: "fr-FR" });
  closeAtEnd(() => context.close());
  return { context, port };
}

/** Front page, a member's shop, a collection, a product, and the cart with that product in it. */
async function pagesOf({ at }: Stand, context: BrowserContext): Promise<readonly Measured[]> {
  const found = await findShown(at.databaseUrl);
  const product = `${at.appUrl}/${MEMBER}/products/${found.product}`;
  const page = await context.newPage();
  await page.goto(product);
  await page.getByRole("button", { name: "Ajouter au panier" }).first().click();
  await page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.close();
  const shown = (name: string, url: string, keepsCookies = false): Measured => ({ name, url, keepsCookies });
  return [
    shown("front", `${at.appUrl}/`), shown("shop", `${at.appUrl}/${MEMBER}/`), shown("collection", `${at.appUrl}/${MEMBER}/collections/${found.collection}`),
    shown("product", product), shown("cart", `${at.appUrl}/${MEMBER}/cart`, true),
  ];
}

type Chromium = { readonly port: number; readonly forget: () => Promise<unknown> };

async function measurePage(page: Measured, throttling: Throttling, { port, forget }: Chromium): Promise<Figure[]> {
  const rounds = flag("rounds", 5);
  const readings: Reading[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await forget();
    const reading = await read(page, port, throttling);
    readings.push(reading);
    console.log(`${page.name} ${round + 1}: ${JSON.stringify(reading)}; load ${loadavg()[0]?.toFixed(2) ?? "?"}`);
  }
  return (Object.keys(UNITS) as (keyof Reading)[]).map((what) =>
    figureOf(`${page.name}_${what}`, readings.map((reading) => reading[what]), { unit: UNITS[what], note: `${new URL(page.url).pathname}, a processor slowed ${throttling.cpuSlowdownMultiplier.toFixed(1)} times` }));
}

type Throttling = Result["lhr"]["configSettings"]["throttling"] & { readonly cpuSlowdownMultiplier: number };

/**
 * A first look at each page, which also warms it up, and how much this computer has to be slowed to be a phone of the middle class: by less
 * the slower it is itself. Lighthouse's default of four times is meant for a fast one (its docs/throttling.md, "Calibrating multipliers").
 * One look's index may be half or twice another's, so it is the middle of all, and every page is slowed alike.
 */
async function calibrate(pages: readonly Measured[], port: number): Promise<Throttling> {
  const looks: Result["lhr"][] = [];
  for (const page of pages) looks.push((await look(page, port)).lhr);
  const index = median(looks.map(({ environment }) => environment.benchmarkIndex));
  const cpuSlowdownMultiplier = Math.min(4, Math.max(1, index / PHONE_INDEX));
  console.log(`This computer has an index of ${index.toFixed(0)} and is slowed ${cpuSlowdownMultiplier.toFixed(1)} times`);
  const [first] = looks;
  if (!first) throw new Error("no page to look at");
  return { ...first.configSettings.throttling, cpuSlowdownMultiplier };
}

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>;

async function look({ url, keepsCookies }: Measured, port: number, throttling?: Throttling): Promise<Result> {
  const result = await lighthouse(url, {
    port, output: "json", logLevel: "error", disableStorageReset: keepsCookies, onlyCategories: ["performance", "accessibility", "best-practices", "seo"], ...(throttling && { throttling }),
  });
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse could not measure ${url}: ${result?.lhr.runtimeError?.message ?? "no answer"}`);
  return result;
}

async function read(page: Measured, port: number, throttling: Throttling): Promise<Reading> {
  const { categories, audits } = (await look(page, port, throttling)).lhr;
  const failing = Object.values(audits).filter(({ id, score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary" && Object.values(categories).some(({ auditRefs, id: category }) => category !== "performance" && auditRefs.some((ref) => ref.id === id && ref.weight > 0)));
  if (failing.length > 0) console.log(`  fails: ${failing.map(({ id }) => id).join(", ")}`);
  const points = (category: string) => Math.round((categories[category]?.score ?? Number.NaN) * 100);
  return {
    performance: points("performance"), accessibility: points("accessibility"), best_practices: points("best-practices"), seo: points("seo"),
    js_kb: Math.round(scriptBytes(audits["network-requests"]?.details) / 102.4) / 10,
    lcp_ms: Math.round(audits["largest-contentful-paint"]?.numericValue ?? Number.NaN),
    cls: Math.round((audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN) * 1000) / 1000,
  };
}

/** What the page's scripts weighed on their way here, packed. */
function scriptBytes(details: unknown): number {
  const { items } = details as { readonly items: readonly { readonly resourceType?: string; readonly transferSize?: number }[] };
  return items.filter(({ resourceType }) => resourceType === "Script").reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0);
}

async function lighthouseVersion(): Promise<string> {
  const { default: about } = (await import("lighthouse/package.json", { with: { type: "json" } })) as { default: { version: string } };
  return about.version;
}

await main();
