import type { CollectionId, Id, VariantId } from "@/lib/kernel/id";
import { bps, divideHalfUp, type Money, money } from "@/lib/kernel/money";
import type {
  CatalogChanges, Mint, NetContent, PictureRow, PictureSources, PictureValues, PricePoint, PriceRow, ProductPlan, ProductRow, ProductValues, RateSource, RowPlan,
  StoredProduct, VariantRow, VariantValues,
} from "./types";

/** A reduction is announced for, and compared with, this many days. */
const REFERENCE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Fetched and drawn pictures are named so in `pictures.file`; anything else is a picture of the house. */
export const MEDIA = "media:";

/** The files of a picture: `<base>-480.avif`, `<base>-960.avif` and `<base>-960.webp`, under /img/products or under /media. */
export function pictureSources(file: string): PictureSources {
  const base = file.startsWith(MEDIA) ? `/media/${encodeURIComponent(file.slice(MEDIA.length))}` : `/img/products/${encodeURIComponent(file)}`;
  return { avif: { 480: `${base}-480.avif`, 960: `${base}-960.avif` }, webp: { 960: `${base}-960.webp` } };
}

/** The price of one litre, kilogram or piece, rounded half up. Null where it says nothing: one piece, or no content given. */
export function unitPrice(price: Money, net: NetContent | null): { readonly price: Money; readonly per: "l" | "kg" | "piece" } | null {
  if (!net || net.amount <= 0 || (net.unit === "piece" && net.amount === 1)) return null;
  const whole = net.unit === "piece" ? 1n : 1_000n;
  const per = net.unit === "ml" ? "l" : net.unit === "g" ? "kg" : "piece";
  return { price: money(divideHalfUp(price.minor * whole, BigInt(net.amount)), price.currency), per };
}

/**
 * The price that a reduction is measured against: the lowest of the 30 days before it began. Cuts that follow each other
 * within 30 days are one reduction, measured from the first. Null when the last change was no cut, when the price was as
 * low before, and 30 days after the cut: then it is simply the price.
 * @param history every price with the moment it began, in any order
 * @see DESIGN §9, directive 98/6/EC article 6a, Code de la consommation L112-1-1
 */
export function referencePrice(history: readonly PricePoint[], at: Date): bigint | null {
  const past = history.filter(({ since }) => since <= at).sort((a, b) => a.since.getTime() - b.since.getTime());
  const current = past.at(-1);
  if (!current) return null;
  const announced = at.getTime() - REFERENCE_DAYS * DAY_MS;
  let start = past.length;
  while (start >= 2 && isCut(past, start - 1) && (past[start - 1]?.since.getTime() ?? 0) > announced) start -= 1;
  const began = past[start]?.since.getTime();
  if (began === undefined) return null;

  const from = began - REFERENCE_DAYS * DAY_MS;
  // A price was asked in the window when it ended after the window's start.
  const asked = past.slice(0, start).filter((_, index) => (past[index + 1]?.since.getTime() ?? began) > from);
  const lowest = asked.reduce<bigint | null>((low, { priceMinor }) => (low === null || priceMinor < low ? priceMinor : low), null);
  return lowest !== null && lowest > current.priceMinor ? lowest : null;
}

function isCut(past: readonly PricePoint[], index: number): boolean {
  const [before, after] = [past[index - 1], past[index]];
  return before !== undefined && after !== undefined && after.priceMinor < before.priceMinor;
}

/** The rate that fills a line's pool: the product's, else that of its first collection in the operator's order, else the plan's. DESIGN §2 */
export function lineRateSource(productBps: number | null, firstCollectionBps: number | null, planBps: number): RateSource {
  if (productBps !== null) return { source: "product", rate: bps(productBps) };
  if (firstCollectionBps !== null) return { source: "collection", rate: bps(firstCollectionBps) };
  return { source: "plan", rate: bps(planBps) };
}

/** A text without case, accents and ligatures: "Crème BRÛLÉE" is "creme brulee". */
export function bare(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
}

/** The words of a search without case and accents: "Crème  BRÛLÉE" is creme, brulee. At most six. */
export function searchWords(text: string): string[] {
  return bare(text.slice(0, 200)).split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 6);
}

/** The same text for values that mean the same, whatever order their fields have. For finding what really changed. */
export function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return part.toString();
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export type PlanSettings = {
  /** When the change takes effect. */
  readonly at: Date;
  readonly mint: Mint;
  /** The ids of all collections that the product names, by slug. */
  readonly collections: ReadonlyMap<string, CollectionId>;
};

/** Compares a product with what is stored and says what must be written; nothing where they agree. */
export function planProduct(stored: StoredProduct | undefined, wanted: ProductValues, { at, mint, collections }: PlanSettings): ProductPlan {
  const before = stored?.product;
  const product = productRow(before, wanted, { id: before?.id ?? mint("product"), at });
  const pictures = picturesPlan(stored?.pictures ?? [], wanted, { product, mint });
  const variants = (stored?.variants ?? []).map((row) => ({ row, onHand: stored?.onHand.get(row.id) }));
  const goods = variantsPlan(variants, wanted, { product, mint, at, pictureIds: pictures.ids });

  const links = wanted.collections?.flatMap(({ slug }) => collections.get(slug) ?? []);
  const link = links?.filter((id) => !stored?.collections.includes(id)) ?? [];
  const unlink = links === undefined ? [] : (stored?.collections.filter((id) => !links.includes(id)) ?? []);

  const others = [...pictures.rows.write, ...pictures.rows.drop, ...goods.rows.write, ...link, ...unlink];
  const changed = others.length > 0 || fingerprint(before) !== fingerprint(product);
  const written = changed ? { ...product, updatedAt: at } : null;
  return {
    product: written,
    pictures: pictures.rows,
    variants: goods.rows,
    link: link.map((collectionId) => ({ productId: product.id, collectionId })),
    unlink: unlink.map((collectionId) => ({ productId: product.id, collectionId })),
    prices: goods.prices,
    stock: goods.stock,
    changes: {
      ...goods.changes,
      productsCreated: before ? 0 : 1,
      productsChanged: before && written ? 1 : 0,
      productsUnchanged: written ? 0 : 1,
    },
  };
}

function productRow(before: ProductRow | undefined, wanted: ProductValues, { id, at }: { id: ProductRow["id"]; at: Date }): ProductRow {
  const text = (old: ProductRow["title"] | null | undefined, fresh: ProductRow["title"] | undefined) => (fresh ? { ...old, ...fresh } : (old ?? null));
  return {
    id,
    slug: wanted.slug,
    status: wanted.status,
    title: { ...before?.title, ...wanted.title },
    summary: text(before?.summary, wanted.summary),
    description: text(before?.description, wanted.description),
    details: text(before?.details, wanted.details),
    options: wanted.options.map((option, index) => keepTranslations(before?.options[index], option)),
    vendor: wanted.vendor ?? before?.vendor ?? "",
    tags: [...(wanted.tags ?? before?.tags ?? [])],
    vatBps: wanted.vatBps,
    rateBps: wanted.rateBps === undefined ? (before?.rateBps ?? null) : wanted.rateBps,
    position: wanted.position ?? before?.position ?? wanted.firstPosition ?? 0,
    createdAt: before?.createdAt ?? at,
    updatedAt: before?.updatedAt ?? at,
  };
}

/** A file in one language does not take away the other one where the French is the same. */
function keepTranslations(old: ProductRow["options"][number] | undefined, fresh: ProductRow["options"][number]): ProductRow["options"][number] {
  return {
    name: old?.name.fr === fresh.name.fr ? { ...old.name, ...fresh.name } : fresh.name,
    values: fresh.values.map((value) => ({ ...old?.values.find(({ fr }) => fr === value.fr), ...value })),
  };
}

type PicturesPlan = { readonly rows: RowPlan<PictureRow>; readonly ids: readonly Id<"picture">[] | null };

/** A product is never without a picture: one is drawn until it has its own. */
function picturesPlan(stored: readonly PictureRow[], wanted: ProductValues, { product, mint }: { product: ProductRow; mint: Mint }): PicturesPlan {
  const drawn: PictureValues = { file: drawnFile(product.slug), alt: wanted.title, width: 960, height: 960 };
  const given = wanted.pictures?.length ? wanted.pictures : undefined;
  if (!given && stored.length > 0) return { rows: { write: [], moved: [], drop: [] }, ids: null };
  const rows = (given ?? [drawn]).map((picture, position): PictureRow => {
    const old = stored.find((row) => (picture.sourceUrl === undefined ? row.sourceUrl === null && row.file === picture.file : row.sourceUrl === picture.sourceUrl));
    const placeholder = picture.file === drawn.file;
    const made = old && picture.sourceUrl !== undefined ? old : { file: picture.file, width: picture.width, height: picture.height, placeholder };
    return {
      id: old?.id ?? mint("picture"),
      productId: product.id,
      position,
      file: made.file,
      sourceUrl: picture.sourceUrl ?? null,
      alt: { ...old?.alt, ...picture.alt },
      width: made.width,
      height: made.height,
      placeholder: made.placeholder,
    };
  });
  return { rows: rowPlan(stored, rows), ids: rows.map(({ id }) => id) };
}

/** The name of the picture that is drawn for a product as long as its own can't be had. */
export function drawnFile(slug: string): string {
  return `${MEDIA}${slug}-drawn`;
}

type StoredVariant = { readonly row: VariantRow; readonly onHand: number | undefined };
type VariantsPlan = Pick<ProductPlan, "prices" | "stock"> & {
  readonly rows: RowPlan<VariantRow>;
  readonly changes: Omit<CatalogChanges, "productsCreated" | "productsChanged" | "productsUnchanged">;
};
type VariantSettings = { readonly product: ProductRow; readonly at: Date; readonly mint: Mint; readonly pictureIds: readonly Id<"picture">[] | null };

function variantsPlan(stored: readonly StoredVariant[], wanted: ProductValues, settings: VariantSettings): VariantsPlan {
  const known = new Map(stored.map((variant) => [variant.row.sku, variant]));
  const named = new Set(wanted.variants.map(({ sku }) => sku));
  const pairs = wanted.variants.map((values, position) => {
    const old = known.get(values.sku);
    return { old, values, row: variantRow(old?.row, values, { ...settings, position, currency: wanted.currency }) };
  });
  const left = stored.filter(({ row }) => !named.has(row.sku)).map(({ row }, index) => ({ ...row, active: false, position: pairs.length + index }));
  const rows = rowPlan(stored.map(({ row }) => row), [...pairs.map(({ row }) => row), ...left], { keep: true });

  const prices = pairs.flatMap(({ old, values, row }) => pricesOf(old?.row, values, { row, at: settings.at }));
  const stock = pairs.flatMap(({ old, values, row }) => {
    const onHand = values.onHand ?? old?.onHand ?? 0;
    return onHand === old?.onHand ? [] : [{ variantId: row.id, onHand }];
  });
  const created = pairs.filter(({ old }) => !old).length;
  const retired = stored.filter(({ row }) => row.active && !named.has(row.sku)).length;
  const changed = pairs.filter(({ old, row }) => old && fingerprint(old.row) !== fingerprint(row)).length;
  return {
    rows,
    prices,
    stock,
    changes: {
      variantsCreated: created,
      variantsChanged: changed,
      variantsRetired: retired,
      variantsUnchanged: pairs.length - created - changed,
      pricesChanged: pairs.filter(({ old, row }) => old && isOtherPrice(old.row, row)).length,
      stockChanged: pairs.filter(({ old, values }) => old && values.onHand !== undefined && values.onHand !== old.onHand).length,
    },
  };
}

function isOtherPrice(a: VariantRow, b: VariantRow): boolean {
  return a.priceMinor !== b.priceMinor || a.currency !== b.currency;
}

function pricesOf(old: VariantRow | undefined, values: VariantValues, { row, at }: { row: VariantRow; at: Date }): readonly PriceRow[] {
  const current: PriceRow = { variantId: row.id, since: at, priceMinor: row.priceMinor, currency: row.currency };
  if (old) return isOtherPrice(old, row) ? [current] : [];
  const earlier = values.earlierPrices?.map((price) => ({ ...current, ...price })) ?? [];
  return [...earlier, { ...current, since: values.priceSince ?? at }];
}

function variantRow(old: VariantRow | undefined, values: VariantValues, settings: VariantSettings & { position: number; currency: VariantRow["currency"] }): VariantRow {
  const { product, position, currency, pictureIds } = settings;
  const kept = <T>(fresh: T | undefined, before: T | undefined, otherwise: T): T => (fresh !== undefined ? fresh : before !== undefined ? before : otherwise);
  const shown = pictureIds ? (pictureIds[values.picture ?? -1] ?? null) : undefined;
  return {
    id: old?.id ?? settings.mint("variant"),
    productId: product.id,
    position,
    sku: values.sku,
    optionValues: values.optionValues,
    active: true,
    priceMinor: values.priceMinor,
    currency,
    grams: kept(values.grams, old?.grams, 0),
    netAmount: kept(values.net?.amount, old?.netAmount, null),
    netUnit: kept(values.net?.unit, old?.netUnit, null),
    barcode: kept(values.barcode, old?.barcode, null),
    pictureId: kept<VariantRow["pictureId"]>(shown, old?.pictureId, null),
    cvMinor: kept(values.cvMinor, old?.cvMinor, null),
    bvMinor: kept(values.bvMinor, old?.bvMinor, null),
    tracked: values.tracked,
  };
}

/** Compares rows by id. What is not wanted is dropped, unless it is kept (variants belong to orders). */
function rowPlan<Row extends { readonly id: VariantId | Id<"picture">; readonly position: number }>(
  stored: readonly Row[],
  wanted: readonly Row[],
  { keep = false }: { readonly keep?: boolean } = {},
): RowPlan<Row> {
  const before = new Map<string, Row>(stored.map((row) => [row.id, row]));
  const ids = new Set<string>(wanted.map(({ id }) => id));
  const write = wanted.filter((row) => fingerprint(before.get(row.id)) !== fingerprint(row));
  return {
    write,
    moved: write.filter((row) => before.has(row.id) && before.get(row.id)?.position !== row.position).map(({ id }) => id),
    drop: keep ? [] : stored.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
  };
}

/** The sum of what several writings change. */
export function addChanges(a: CatalogChanges, b: CatalogChanges): CatalogChanges {
  return {
    productsCreated: a.productsCreated + b.productsCreated,
    productsChanged: a.productsChanged + b.productsChanged,
    productsUnchanged: a.productsUnchanged + b.productsUnchanged,
    variantsCreated: a.variantsCreated + b.variantsCreated,
    variantsChanged: a.variantsChanged + b.variantsChanged,
    variantsRetired: a.variantsRetired + b.variantsRetired,
    variantsUnchanged: a.variantsUnchanged + b.variantsUnchanged,
    pricesChanged: a.pricesChanged + b.pricesChanged,
    stockChanged: a.stockChanged + b.stockChanged,
  };
}

export const NO_CHANGES: CatalogChanges = {
  productsCreated: 0, productsChanged: 0, productsUnchanged: 0, variantsCreated: 0, variantsChanged: 0, variantsRetired: 0, variantsUnchanged: 0, pricesChanged: 0, stockChanged: 0,
};
