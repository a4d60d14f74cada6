import type { Locale } from "@/lib/kernel/locale";
import { money, writeDecimal } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { ProductView } from "../load";
import { type GoodsRow, GoodsForm } from "./goods-form";
import { formTexts } from "./texts";

const both = (text: { readonly fr: string; readonly en?: string } | undefined): string => (text === undefined ? "" : text.en === undefined || text.en === text.fr ? text.fr : `${text.fr} | ${text.en}`);

/** Options and variants: those on sale, and an empty row for another one. */
export function GoodsPart({ view: { product, variants }, locale }: { readonly view: ProductView; readonly locale: Locale }) {
  const t = words(locale, "officeCatalogue");
  const on = variants.filter(({ row }) => row.active);
  const rows = on.map(({ row }): GoodsRow => {
    const amount = (minor: bigint | null): string => (minor === null ? "" : writeDecimal(money(minor, row.currency), locale));
    return {
      sku: row.sku, values: row.optionValues.map((value, n) => both(product.options[n]?.values[value])), price: amount(row.priceMinor), grams: String(row.grams), barcode: row.barcode ?? "",
      net: row.netAmount === null || row.netUnit === null ? "" : `${row.netAmount} ${row.netUnit === "piece" ? t("goods.pieces") : row.netUnit}`, cv: amount(row.cvMinor), bv: amount(row.bvMinor), untracked: !row.tracked,
    };
  });
  const names = ["options", "optionsHint", "option", "sku", "price", "shelf", "grams", "net", "netHint", "barcode", "cv", "bv", "volumesHint", "untracked", "off", "another", "anotherHint"] as const;
  return (
    <GoodsForm
      slug={product.slug} seen={product.updatedAt.toISOString()} rows={rows} options={[0, 1, 2].map((n) => both(product.options[n]?.name))}
      texts={{ ...Object.fromEntries(names.map((name) => [name, t(`goods.${name}`)])) as Record<(typeof names)[number], string>, ...formTexts(locale), wrong: t("goods.wrong"), volumes: t("goods.volumes") }}
    />
  );
}
