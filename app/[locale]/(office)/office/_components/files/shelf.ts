import "server-only";
import type { PriceKey, ShelfKey } from "@/lib/catalog/shelf/types";
import type { VariantId } from "@/lib/kernel/id";
import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { csvMoment } from "@/lib/web/csv";
import type { MakeExport } from "@/lib/web/exports/types";
import { words } from "@/lib/web/words";
import { loadShelfFile } from "../../catalogue/[slug]/load";

type ShelfFile = NonNullable<Awaited<ReturnType<typeof loadShelfFile>>>;

/** No shop has sold more: 200 million lines. */
const PAGES_MAX = 20_000;

/** Every movement and every sale of a product's shelf, as a file. */
export const shelfFile: MakeExport = async (raw, locale) => {
  const product = raw["product"] ?? "";
  const file = await loadShelfFile(product);
  return file && { name: `${locale === "fr" ? "stock" : "shelf"}-${product}`, rows: shelfRows(file, locale) };
};

async function* shelfRows({ shelf, variants, timeZone }: ShelfFile, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeCatalogue");
  const sku = skuOf(variants);
  yield [t("movement.when"), t("goods.sku"), t("movement.reason"), t("csv.order"), t("movement.delta")];
  let from: ShelfKey | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { events, next } = await shelf(from);
    for (const { at, variantId, reason, order, delta } of events) yield [csvMoment(at, timeZone), sku(variantId), t(`movement.reasons.${reason}`), order ?? "", String(delta)];
    if (next === null) return;
    from = next;
  }
}

/** Every price that a product's variants had, as a file. */
export const pricesFile: MakeExport = async (raw, locale) => {
  const product = raw["product"] ?? "";
  const file = await loadShelfFile(product);
  return file && { name: `${locale === "fr" ? "prix" : "prices"}-${product}`, rows: priceRows(file, locale) };
};

async function* priceRows({ prices, variants, timeZone }: ShelfFile, locale: Locale): AsyncGenerator<readonly string[]> {
  const t = words(locale, "officeCatalogue");
  const [sku, currency] = [skuOf(variants), variants[0]?.currency ?? "EUR"];
  yield [t("since"), t("goods.sku"), t("price"), t("csv.currency")];
  let after: PriceKey | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { prices: rows, next } = await prices(after);
    for (const { since, variantId, priceMinor } of rows) yield [csvMoment(since, timeZone), sku(variantId), writeDecimal(money(priceMinor, currency), locale), currency];
    if (next === null) return;
    after = next;
  }
}

function skuOf(variants: ShelfFile["variants"]): (id: VariantId) => string {
  return (id) => variants.find((one) => one.id === id)?.sku ?? "";
}
