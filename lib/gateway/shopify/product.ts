import type { Currency } from "@/lib/kernel/money";
import { slugify } from "@/lib/kernel/slug";
import { amountIn, countIn, pictureIn, yesIn } from "./cells";
import type { Row } from "./columns";
import { plainText } from "./text";

/** What the file does not say about itself. */
export type ShopifySettings = {
  /** The currency of its prices, VAT included. */
  readonly currency: Currency;
  /** The VAT rate of taxable goods. */
  readonly vatBps: number;
};

export type ShopifyPicture = { readonly url: string; readonly alt: string };
export type ShopifyVariant = {
  readonly line: number;
  /** Made from the handle and the options when the file has none. */
  readonly sku: string;
  /** One value of each option, by position in `options[i].values`. */
  readonly optionValues: readonly number[];
  readonly priceMinor: bigint;
  /** False: sold however much is left. */
  readonly tracked: boolean;
  /** Position in `pictures`. */
  readonly picture: number | null;
  readonly onHand: number | undefined;
  readonly grams: number | undefined;
  readonly barcode: string | undefined;
  readonly cvMinor: bigint | undefined;
  readonly bvMinor: bigint | undefined;
};

/** A product as the file tells it. Undefined is what the file says nothing about: the column is missing. */
export type ShopifyProduct = {
  readonly line: number;
  readonly handle: string;
  readonly title: string;
  readonly status: "active" | "draft" | "archived";
  readonly vatBps: number;
  /** Plain paragraphs. */
  readonly description: string | undefined;
  readonly vendor: string | undefined;
  readonly type: string | undefined;
  readonly tags: readonly string[] | undefined;
  /** Addresses of collections; undefined: its type or its first tag says it. */
  readonly collections: readonly string[] | undefined;
  /** The pool's rate of its own; null: none. */
  readonly rateBps: number | null | undefined;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly pictures: readonly ShopifyPicture[];
  /** Some row has a compare-at price. It is not read: see README. */
  readonly compareAt: boolean;
  readonly variants: readonly ShopifyVariant[];
};

/** The format's own limits. */
const VARIANTS_MAX = 2_048;
const PICTURES_MAX = 250;
const TITLE_MAX = 255;
const OPTIONS = [1, 2, 3] as const;

/**
 * Makes a product of its rows: the product row, then rows of further variants and pictures. What is wrong goes to the
 * rows' problems; the product is then not to be used. The rows are of one handle and the first one has a title.
 * @param rows never empty
 */
export function readProduct(handle: string, rows: readonly [Row, ...Row[]], settings: ShopifySettings): ShopifyProduct {
  const [first] = rows;
  const title = first.text("Title");
  if (title.length > TITLE_MAX) first.refuse("Title", "title_too_long");
  if (yesIn(first, "Gift Card")) first.refuse("Gift Card", "gift_card");
  const taxable = yesIn(first, "Variant Taxable") ?? true;
  const gallery = readGallery(rows);
  // Another product under the same handle was refused as that; its options say nothing about this one.
  const variantRows = rows.filter((row, index) => index === 0 || (isVariant(row) && row.problems.length === 0));
  const names = OPTIONS.map((n) => first.text(`Option${n} Name`)).map((name, index) => ({ name, n: OPTIONS[index] ?? 1 }));
  // A product without choices is written as the choice "Title" with the value "Default Title".
  const plain = variantRows.length === 1 && first.text("Option1 Value").toLowerCase() === "default title";
  const named = plain ? [] : names.filter(({ name }) => name !== "");
  const values = named.map(() => new Map<string, number>());
  const combinations = new Map<string, number>();

  const variants = variantRows.map((row): ShopifyVariant => {
    const texts = named.map(({ n }) => row.text(`Option${n} Value`));
    const optionValues = texts.map((text, option) => {
      if (text === "") row.refuse(`Option${named[option]?.n ?? 1} Value`, "option_missing");
      const known = values[option] ?? new Map<string, number>();
      if (!known.has(text)) known.set(text, known.size);
      return known.get(text) ?? 0;
    });
    refuseUnnamed(row, names);
    const twin = combinations.get(optionValues.join());
    if (twin !== undefined) row.refuse(null, "variant_repeated", { value: texts.join(" / ") || title, firstLine: twin });
    else combinations.set(optionValues.join(), row.line);
    if ((yesIn(row, "Variant Taxable") ?? true) !== taxable) row.refuse("Variant Taxable", "taxable_differs", { firstLine: first.line });
    return { ...readVariant(row, settings.currency), sku: row.text("Variant SKU") || skuOf(handle, texts), optionValues, picture: gallery.of(row) };
  });
  if (variants.length > VARIANTS_MAX) first.refuse(null, "variants_too_many", { value: String(variants.length) });
  if (gallery.pictures.length > PICTURES_MAX) first.refuse(null, "pictures_too_many", { value: String(gallery.pictures.length) });

  const body = first.find("Body (HTML)");
  return {
    line: first.line,
    handle,
    title,
    status: readStatus(first),
    vatBps: percentIn(first, "VAT") ?? (taxable ? settings.vatBps : 0),
    collections: first.find("Collections")?.split(",").map((slug) => slug.trim()).filter(Boolean),
    rateBps: first.find("Rate") === undefined ? undefined : (percentIn(first, "Rate") ?? null),
    description: body === undefined ? undefined : plainText(body),
    vendor: first.find("Vendor"),
    type: first.find("Type"),
    tags: first.find("Tags")?.split(",").map((tag) => tag.trim()).filter(Boolean),
    options: named.map(({ name }, index) => ({ name, values: [...(values[index]?.keys() ?? [])] })),
    pictures: gallery.pictures,
    compareAt: rows.some((row) => row.text("Variant Compare At Price") !== ""),
    variants,
  };
}

/** "5.5" percent is 550 basis points; undefined where nothing stands. */
function percentIn(row: Row, column: "VAT" | "Rate"): number | undefined {
  const text = row.text(column);
  if (text === "") return undefined;
  const [, whole = "", part = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  const points = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  if (whole !== "" && points <= 10_000) return points;
  row.refuse(column, "number_invalid", { value: text });
  return undefined;
}

/** A row after the product row that only adds a picture has none of these. */
function isVariant(row: Row): boolean {
  return (["Option1 Value", "Option2 Value", "Option3 Value", "Variant SKU", "Variant Price"] as const).some((column) => row.text(column) !== "");
}

function refuseUnnamed(row: Row, names: readonly { readonly name: string; readonly n: 1 | 2 | 3 }[]): void {
  for (const { name, n } of names) {
    const value = row.text(`Option${n} Value`);
    if (name === "" && value !== "" && value.toLowerCase() !== "default title") row.refuse(`Option${n} Value`, "option_unnamed");
  }
}

function readVariant(row: Row, currency: Currency): Omit<ShopifyVariant, "sku" | "optionValues" | "picture"> {
  if (row.text("Variant Price") === "") row.refuse("Variant Price", "price_missing");
  const onHand = countIn(row, "Variant Inventory Qty");
  if (onHand !== undefined && onHand < 0) row.refuse("Variant Inventory Qty", "stock_negative");
  const grams = countIn(row, "Variant Grams");
  if (grams !== undefined && grams < 0) row.refuse("Variant Grams", "amount_negative");
  return {
    line: row.line,
    priceMinor: amountIn(row, "Variant Price", currency) ?? 0n,
    tracked: isTracked(row),
    onHand,
    grams,
    barcode: row.find("Variant Barcode"),
    cvMinor: amountIn(row, "CV", currency),
    bvMinor: amountIn(row, "BV", currency),
  };
}

/** Without a tracker nobody counts the goods; with the policy "continue" they are sold beyond the count. */
function isTracked(row: Row): boolean {
  const policy = row.text("Variant Inventory Policy").toLowerCase();
  if (!["", "deny", "continue", "false", "true"].includes(policy)) row.refuse("Variant Inventory Policy", "policy_unknown");
  const counted = row.find("Variant Inventory Tracker") !== "";
  return counted && policy !== "continue" && policy !== "true";
}

function readStatus(row: Row): ShopifyProduct["status"] {
  const published = yesIn(row, "Published") ?? true;
  const status = row.text("Status").toLowerCase();
  switch (status) {
    case "":
    case "active":
      return published ? "active" : "draft";
    case "draft":
    case "archived":
      return status;
    // On sale elsewhere for whoever has the address; here nothing is half shown.
    case "unlisted":
      return "draft";
    default:
      row.refuse("Status", "status_unknown");
      return "draft";
  }
}

/** All pictures of the rows in the order of their positions, each address once, those of variants last. */
function readGallery(rows: readonly Row[]): { readonly pictures: readonly ShopifyPicture[]; readonly of: (row: Row) => number | null } {
  const found = rows.flatMap((row, index) => {
    const url = pictureIn(row, "Image Src");
    const position = countIn(row, "Image Position") ?? index + 1;
    return url === undefined ? [] : [{ url, alt: row.text("Image Alt Text"), position }];
  });
  found.sort((a, b) => a.position - b.position);
  const own = new Map<Row, string>();
  for (const row of rows) {
    const url = pictureIn(row, "Variant Image");
    if (url === undefined) continue;
    own.set(row, url);
    found.push({ url, alt: "", position: Infinity });
  }
  const pictures = found.filter(({ url }, index) => found.findIndex((picture) => picture.url === url) === index);
  return {
    pictures: pictures.map(({ url, alt }) => ({ url, alt: alt.slice(0, 500).toWellFormed() })),
    of: (row) => {
      const url = own.get(row);
      return url === undefined ? null : pictures.findIndex((picture) => picture.url === url);
    },
  };
}

/** "classic-top" with "Petit modèle" is CLASSIC-TOP.PETIT-MODELE: the same at every import. */
function skuOf(handle: string, options: readonly string[]): string {
  return [handle, ...options].map((part) => slugify(part) || codeOf(part)).join(".").toUpperCase();
}

function codeOf(text: string): string {
  return Array.from(text, (letter) => (letter.codePointAt(0) ?? 0).toString(36)).join("").slice(0, 40);
}
