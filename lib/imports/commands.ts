import "server-only";
import type { Db, Reader, Tx } from "@/db/client";
import { transact } from "@/db/transact";
import { apply, lockCatalogue, plan, replacePlaceholder, setStock } from "@/lib/catalog/commands";
import { findLastPosition, listPlaceholders, listTakenSkus, type MissingPicture } from "@/lib/catalog/queries";
import { addChanges, MEDIA, NO_CHANGES } from "@/lib/catalog/rules";
import type { CatalogPlan, SkuTaken, StockLevel } from "@/lib/catalog/types";
import { encodePicture } from "@/lib/gateway/pictures/encode";
import { fetchBytes } from "@/lib/gateway/pictures/fetch";
import { pictureName, storeDrawing, storePicture } from "@/lib/gateway/pictures/media";
import type { ShopifyProduct } from "@/lib/gateway/shopify/product";
import { readShopifyProducts } from "@/lib/gateway/shopify/products";
import { hostOf, productValues } from "./rules";
import type { ImportProblem, ImportReport, ImportSettings, PictureReport, PictureSettings } from "./types";

/** How many problems are told; all are counted. */
export const PROBLEMS_KEPT = 50;
/** A batch ends with the product that reaches one of these. */
const BATCH_PRODUCTS = 200;
const BATCH_VARIANTS = 1_000;
/** How many pictures are fetched at a time. */
const FETCHES_AT_ONCE = 4;
/** After so many failures in a row a server is not asked again in this run. */
const HOST_FAILURES_MAX = 3;

/**
 * Imports a product file of the Shopify format. It is read twice: first every row is checked, against the file and the
 * catalogue; then the good products are written, in one transaction. If any row is bad nothing is written, unless
 * `skipBad`; a product with one bad row is left out as a whole. Importing twice changes nothing. Memory does not grow with
 * the file but for its handles, SKUs and stock levels. Pictures stay drawn until `fetchPictures`.
 * @see DESIGN §10
 */
export async function importProducts(db: Db, settings: ImportSettings): Promise<ImportReport> {
  if (settings.dryRun) return run(db, settings, () => Promise.resolve());
  const done = await transact(db, async (tx) => {
    // From the check to the end nobody else writes products, so what was checked still holds.
    await lockCatalogue(tx);
    const stock: StockLevel[] = [];
    const report = await run(tx, settings, async (planned) => {
      await apply(tx, planned);
      for (const product of planned.products) stock.push(...product.stock);
    });
    // Last and all at once: stock is what sales lock.
    if (report.outcome === "imported") await setStock(tx, stock, { reason: "import", at: settings.at });
    return { ok: report.outcome === "imported", report };
  });
  return done.report;
}

type Write = (planned: CatalogPlan) => Promise<void>;

async function run(executor: Reader | Tx, settings: ImportSettings, write: Write): Promise<ImportReport> {
  const { bad, ...found } = await check(executor, settings);
  const report = { ...found, productsGood: found.slugs.size };
  if ((found.problemsTotal > 0 && !settings.skipBad) || found.slugs.size === 0) {
    return { ...report, outcome: "refused", changes: NO_CHANGES, collectionsCreated: 0 };
  }
  return { ...report, outcome: settings.dryRun ? "rehearsed" : "imported", ...(await writeAll(executor, settings, { bad, write })) };
}

type Checked = Pick<ImportReport, "problems" | "problemsTotal" | "productsBad" | "slugs" | "compareAt"> & { readonly bad: ReadonlySet<string> };

async function check(reader: Reader, settings: ImportSettings): Promise<Checked> {
  const kept: ImportProblem[] = [];
  const slugs = new Set<string>();
  const bad = new Set<string>();
  let [total, nameless] = [0, 0];
  let compareAt = false;
  const refuse = (handle: string | null, problems: readonly ImportProblem[]): void => {
    // What is wrong with the first line is wrong with no product.
    if (handle !== null) bad.add(handle);
    else if (problems.some(({ line }) => line > 1)) nameless += 1;
    total += problems.length;
    kept.push(...problems.slice(0, PROBLEMS_KEPT - kept.length));
  };
  let batch: ShopifyProduct[] = [];
  const close = async (): Promise<void> => {
    const taken = await listTakenSkus(reader, batch.map((product) => productValues(product, { ...settings, firstPosition: 0 })));
    for (const one of taken) refuse(one.slug, [takenProblem(one, batch)]);
    batch = [];
  };
  for await (const item of readShopifyProducts(settings.open("check"), settings)) {
    if (!item.ok) {
      refuse(item.handle, item.problems.map((problem) => ({ ...problem, owner: null })));
      continue;
    }
    slugs.add(item.product.handle);
    compareAt ||= item.product.compareAt;
    batch.push(item.product);
    if (isFull(batch)) await close();
  }
  await close();
  for (const slug of bad) slugs.delete(slug);
  return { problems: kept.sort((a, b) => a.line - b.line), problemsTotal: total, productsBad: bad.size + nameless, slugs, bad, compareAt };
}

function isFull(batch: readonly ShopifyProduct[]): boolean {
  return batch.length >= BATCH_PRODUCTS || batch.reduce((sum, { variants }) => sum + variants.length, 0) >= BATCH_VARIANTS;
}

function takenProblem({ sku, slug, owner }: SkuTaken, batch: readonly ShopifyProduct[]): ImportProblem {
  const product = batch.find(({ handle }) => handle === slug);
  const line = product?.variants.find((variant) => variant.sku === sku)?.line ?? product?.line ?? 1;
  return { line, column: "Variant SKU", reason: "sku_taken", value: sku, firstLine: null, owner };
}

type Written = Pick<ImportReport, "changes" | "collectionsCreated">;
type Writing = { readonly bad: ReadonlySet<string>; readonly write: Write };

async function writeAll(executor: Reader | Tx, settings: ImportSettings, { bad, write }: Writing): Promise<Written> {
  const created = new Set<string>();
  let changes = NO_CHANGES;
  let position = await findLastPosition(executor);
  let batch: ShopifyProduct[] = [];
  const close = async (): Promise<void> => {
    const values = batch.map((product) => productValues(product, { ...settings, firstPosition: (position += 1) }));
    const planned = await plan(executor, values, settings.at);
    await write(planned);
    for (const { slug } of planned.collections) created.add(slug);
    changes = addChanges(changes, planned.changes);
    batch = [];
  };
  for await (const item of readShopifyProducts(settings.open("write"), settings)) {
    if (!item.ok || bad.has(item.product.handle)) continue;
    batch.push(item.product);
    if (isFull(batch)) await close();
  }
  await close();
  return { changes, collectionsCreated: created.size };
}

/**
 * Draws the pictures that are missing and fetches those that have an address: at most four at a time, each bounded in time
 * and size, from public servers only; a server that fails three times in a row is left alone. Outside of any transaction.
 * What could not be had stays drawn, and is tried again by the next import.
 */
export async function fetchPictures(db: Db, settings: PictureSettings): Promise<PictureReport> {
  const failures = new Map<string, number>();
  let [fetched, notFetched, withoutAddress] = [0, 0, 0];
  const one = async (missing: MissingPicture): Promise<void> => {
    await storeDrawing(settings.dir, missing.file.slice(MEDIA.length), missing.title);
    if (missing.sourceUrl === null) withoutAddress += 1;
    else if (await replaced(db, { ...missing, sourceUrl: missing.sourceUrl }, { settings, failures })) fetched += 1;
    else notFetched += 1;
    settings.onPicture?.();
  };
  for (let after: MissingPicture["id"] | null = null; ;) {
    const page: MissingPicture[] = await listPlaceholders(db, after);
    after = page.at(-1)?.id ?? null;
    if (after === null) return { fetched, notFetched, withoutAddress };
    const wanted = page.filter(({ slug }) => settings.slugs.has(slug));
    const next = wanted.values();
    await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, async () => {
      for (const missing of next) await one(missing);
    }));
  }
}

type Fetching = { readonly settings: PictureSettings; readonly failures: Map<string, number> };

async function replaced(db: Db, missing: MissingPicture & { readonly sourceUrl: string }, { settings, failures }: Fetching): Promise<boolean> {
  const host = hostOf(missing.sourceUrl);
  const failed = (): number => failures.get(host) ?? 0;
  if (settings.fetch === null || failed() >= HOST_FAILURES_MAX) return false;
  const got = await fetchBytes(missing.sourceUrl, settings.fetch);
  const itsFault = !got.ok && (got.reason === "unreachable" || got.reason === "too_slow");
  failures.set(host, itsFault ? failed() + 1 : 0);
  if (!got.ok) return false;
  const picture = await encodePicture(got.bytes);
  if (!picture) return false;
  const base = pictureName(missing.slug, got.bytes);
  await storePicture(settings.dir, base, picture);
  await transact(db, (tx) => replacePlaceholder(tx, missing.id, { file: `${MEDIA}${base}`, width: picture.width, height: picture.height }));
  return true;
}
