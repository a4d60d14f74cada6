/** A product as it goes into a file of the format: texts as they are, amounts with a point, percents. */
export type ProductToWrite = {
  readonly handle: string;
  readonly title: string;
  /** Paragraphs with an empty line between. */
  readonly description: string;
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  readonly status: "active" | "draft" | "archived";
  readonly vatBps: number;
  readonly rateBps: number | null;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly {
    readonly sku: string;
    readonly optionValues: readonly number[];
    readonly price: string;
    readonly tracked: boolean;
    readonly onHand: number;
    readonly grams: number;
    readonly barcode: string;
    readonly cv: string;
    readonly bv: string;
  }[];
  /** Those that were fetched from an address; a file names no others, and an import then leaves the pictures as they are. */
  readonly pictures: readonly { readonly url: string; readonly alt: string }[];
};

/** The titles of the columns that are written. */
export const WRITTEN = [
  "Handle", "Title", "Body (HTML)", "Vendor", "Tags", "Collections", "Status", "VAT", "Rate", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value",
  "Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy", "Variant Price", "Variant Barcode", "CV", "BV", "Image Src", "Image Position", "Image Alt Text",
] as const;

const percent = (bps: number): string => (bps / 100).toString();
const html = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`).split("\n\n").filter(Boolean).map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`).join("\n");

/** The rows of a product: one for each variant, and one for each picture that is left. Reading them again gives the product as it was. */
export function rowsOf(product: ProductToWrite): string[][] {
  const count = Math.max(product.variants.length, product.pictures.length);
  return Array.from({ length: count }, (_, n) => {
    const [variant, picture] = [product.variants[n], product.pictures[n]];
    const options = [0, 1, 2].flatMap((at) => {
      const option = product.options[at];
      if (!option) return at === 0 && product.options.length === 0 ? ["Title", variant ? "Default Title" : ""] : ["", ""];
      return [n === 0 ? option.name : "", variant ? (option.values[variant.optionValues[at] ?? -1] ?? "") : ""];
    });
    if (n > 0 && product.options.length === 0) options[0] = "";
    const whole = n === 0
      ? [product.title, html(product.description), product.vendor, product.tags.join(", "), product.collections.join(", "), product.status, percent(product.vatBps), product.rateBps === null ? "" : percent(product.rateBps)]
      : Array.from({ length: 8 }, () => "");
    const goods = variant
      ? [variant.sku, String(variant.grams), variant.tracked ? "shopify" : "", String(variant.onHand), variant.tracked ? "deny" : "continue", variant.price, variant.barcode, variant.cv, variant.bv]
      : Array.from({ length: 9 }, () => "");
    return [product.handle, ...whole, ...options, ...goods, ...(picture ? [picture.url, String(n + 1), picture.alt] : ["", "", ""])];
  });
}
