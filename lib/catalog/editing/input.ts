import * as z from "zod";
import { type Currency, parseAmount } from "@/lib/kernel/money";
import type { Localized } from "@/lib/kernel/locale";
import { Percent, Pieces, slugInput } from "../input";
import { STOCK_REASONS, type NetContent, type ProductOption, type VariantValues } from "../types";
import type { Goods } from "./types";

const OPTIONS = [0, 1, 2] as const;
/** How many variants a product has at most. */
const VARIANTS_MAX = 100;

const line = (most: number) => z.string().trim().max(most).default("");
/** A text in both languages under `<name>.fr` and `<name>.en`. */
export function localizedFrom(fr: string, en: string): Localized {
  return en === "" ? { fr } : { fr, en };
}

const Slug = slugInput;

/** The form that begins a product. Amounts are read with the company's currency. */
export const NewProductForm = z.object({
  "title.fr": z.string().trim().min(1).max(160),
  "title.en": line(160),
  slug: z.union([z.literal(""), Slug]).default(""),
  sku: z.string().trim().min(1).max(60),
  price: z.string().trim().min(1).max(20),
  vat: Percent,
  onHand: Pieces,
});

/** The texts of a product and where it stands. */
export const TextsForm = z.looseObject({
  slug: Slug, seen: z.coerce.date(),
  "summary.fr": line(300), "summary.en": line(300), "description.fr": line(10_000), "description.en": line(10_000), "details.fr": line(10_000), "details.en": line(10_000),
  vendor: line(120), tags: line(500).transform((text) => text.split(",").map((tag) => tag.trim()).filter(Boolean).slice(0, 50)),
});

export const StockForm = z.object({
  slug: Slug, variant: z.string().max(40),
  delta: z.string().trim().regex(/^[+-]?\d{1,6}$/).transform((text) => z.coerce.number().parse(text)).refine((delta) => delta !== 0),
  reason: z.enum(STOCK_REASONS), note: line(300),
});

export const CollectionForm = z.object({
  kind: z.enum(["new", "change"]), slug: z.union([z.literal(""), Slug]).default(""),
  "title.fr": z.string().trim().min(1).max(120), "title.en": line(120), "summary.fr": line(500), "summary.en": line(500),
  rate: z.union([z.literal("").transform(() => null), Percent]),
});

export const PictureAlt = z.object({ "alt.fr": z.string().trim().min(1).max(300), "alt.en": line(300) });

export type GoodsRead = { readonly ok: true; readonly goods: Goods } | { readonly ok: false; readonly fields: Readonly<Record<string, readonly string[]>> };

/**
 * Reads options and variants from their form: `option:<n>` the option's name, `<row>:sku`, `<row>:value:<n>` and so on for each variant. A name
 * or a value in both languages is written "Bleu | Blue". A row without a SKU, and one marked `off`, is left out.
 */
export function parseGoods(given: Readonly<Record<string, unknown>>, currency: Currency): GoodsRead {
  const text = (name: string): string => (typeof given[name] === "string" ? given[name].trim().slice(0, 120) : "");
  const fields: Record<string, readonly string[]> = {};
  const wrong = (name: string): undefined => {
    fields[name] = [name];
    return undefined;
  };
  const named = OPTIONS.filter((n) => text(`option:${n}`) !== "");
  const options = named.map((n) => ({ name: bilingual(text(`option:${n}`)), values: [] as Localized[] }));
  const rows = Array.from({ length: VARIANTS_MAX }, (_, n) => n).filter((n) => text(`${n}:sku`) !== "" && text(`${n}:off`) === "");
  const seen = new Set<string>();
  const variants = rows.map((n): VariantValues => {
    const sku = text(`${n}:sku`);
    if (seen.has(sku)) wrong(`${n}:sku`);
    const optionValues = named.map((option, at) => placeOf(options[at]?.values ?? [], bilingual(text(`${n}:value:${option}`))) ?? (wrong(`${n}:value:${option}`), 0));
    const choice = JSON.stringify(optionValues);
    if (seen.has(choice)) wrong(`${n}:sku`);
    seen.add(sku).add(choice);
    const [price, cv, bv] = [amountOf(text(`${n}:price`), currency), amountOf(text(`${n}:cv`), currency), amountOf(text(`${n}:bv`), currency)];
    if (price === null || price === undefined) wrong(`${n}:price`);
    if (cv === null) wrong(`${n}:cv`);
    if (bv === null) wrong(`${n}:bv`);
    const grams = Pieces.safeParse(text(`${n}:grams`) || "0");
    if (!grams.success) wrong(`${n}:grams`);
    const net = netOf(text(`${n}:net`));
    if (net === null) wrong(`${n}:net`);
    const shelf = text(`${n}:shelf`) === "" ? undefined : Pieces.safeParse(text(`${n}:shelf`));
    if (shelf?.success === false) wrong(`${n}:shelf`);
    return {
      sku, optionValues, priceMinor: price ?? 0n, tracked: text(`${n}:untracked`) === "", grams: grams.data ?? 0, barcode: text(`${n}:barcode`) || null, cvMinor: cv ?? null, bvMinor: bv ?? null,
      ...(net ? { net } : {}), ...(shelf?.success ? { onHand: shelf.data } : {}),
    };
  });
  if (variants.length === 0) wrong("0:sku");
  return Object.keys(fields).length > 0 ? { ok: false, fields } : { ok: true, goods: { options: options satisfies readonly ProductOption[], variants } };
}

/** "Bleu | Blue" in both languages, "50 ml" in one for both. */
function bilingual(text: string): Localized {
  const [fr = "", en = ""] = text.split("|").map((part) => part.trim());
  return localizedFrom(fr, en);
}

/** The place of a value among an option's, which it joins as the last when it is new. Null without a text. */
function placeOf(values: Localized[], value: Localized): number | null {
  if (value.fr === "") return null;
  const at = values.findIndex(({ fr }) => fr === value.fr);
  return at >= 0 ? at : values.push(value) - 1;
}

/** Minor units; undefined where nothing was typed, null for what is no amount. */
function amountOf(text: string, currency: Currency): bigint | null | undefined {
  if (text === "") return undefined;
  const amount = parseAmount(text, currency);
  return amount === null || amount.minor < 0n ? null : amount.minor;
}

const UNITS = { ml: ["ml", 1], cl: ["ml", 10], l: ["ml", 1_000], g: ["g", 1], kg: ["g", 1_000], piece: ["piece", 1] } as const;

/** "250 ml", "1 kg", "12 pièces"; undefined where nothing was typed, null for anything else. */
function netOf(text: string): NetContent | null | undefined {
  if (text === "") return undefined;
  const [, digits = "", word = ""] = /^(\d{1,6})\s*(ml|cl|l|g|kg|pièces?|pieces?)$/i.exec(text) ?? [];
  if (digits === "") return null;
  const unit = word.toLowerCase().startsWith("p") ? UNITS.piece : UNITS[word.toLowerCase() as Exclude<keyof typeof UNITS, "piece">];
  return { amount: z.coerce.number().parse(digits) * unit[1], unit: unit[0] };
}
