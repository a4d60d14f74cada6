import * as z from "zod";
import { parseId } from "@/lib/kernel/id";
import { type Currency, parseAmount } from "@/lib/kernel/money";
import { PRODUCT_STATES, type ProductEdit } from "./types";

/** A product's or collection's address as it stands in a path. Anything else is answered "not found". */
export const slugInput = z.string().regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/).max(120);

/** What somebody typed into the search field: any text, shortened; nothing is refused. */
export const searchInput = z.string().transform((text) => text.trim().slice(0, 200)).catch("");

/** "5,5" percent is 550 basis points. */
export const Percent = z.string().trim().regex(/^\d{1,3}(?:[.,]\d{1,2})?$/).transform((text) => z.coerce.number().parse(text.replace(",", "."))).pipe(z.number().max(100)).transform((percent) => z.coerce.number().int().parse((percent * 100).toFixed(0)));
/** How many pieces stand somewhere. */
export const Pieces = z.coerce.number().int().min(0).max(1_000_000);
const ProductForm = z.looseObject({
  slug: z.string().min(1).max(120),
  seen: z.coerce.date(),
  status: z.enum(PRODUCT_STATES),
  "title.fr": z.string().trim().min(1).max(160),
  "title.en": z.string().trim().max(160),
  vat: Percent,
  rate: z.union([z.literal("").transform(() => null), Percent]),
});

/** What is wrong with a form for a product, by field: `title.fr`, `vat`, `price:<variant>`. */
export type ProductFormRead =
  | { readonly ok: true; readonly edit: ProductEdit }
  | { readonly ok: false; readonly reason: "invalid_input"; readonly fields: Readonly<Record<string, readonly string[] | undefined>> };

/** Reads the form that an operator edits a product with. Prices as `price:<variant>`, shelves as `shelf:<variant>`. */
export function parseProductForm(given: Readonly<Record<string, unknown>>, currency: Currency): ProductFormRead {
  const read = ProductForm.safeParse(given);
  const rows = Object.keys(given).flatMap((name) => (name.startsWith("price:") ? (parseId("variant", name.slice("price:".length)) ?? []) : []));
  const goods = rows.map((id) => ({ id, price: parseAmount(String(given[`price:${id}`]), currency), shelf: Pieces.safeParse(given[`shelf:${id}`]) }));
  const wrong = goods.flatMap(({ id, price, shelf }) => [...(price === null || price.minor < 0n ? [`price:${id}`] : []), ...(shelf.success ? [] : [`shelf:${id}`])]);
  if (!read.success || wrong.length > 0) {
    const fields: Record<string, readonly string[] | undefined> = read.success ? {} : { ...z.flattenError(read.error).fieldErrors };
    for (const name of wrong) fields[name] = [name];
    return { ok: false, reason: "invalid_input", fields };
  }
  const { slug, seen, status, vat, rate } = read.data;
  const english = read.data["title.en"];
  return {
    ok: true,
    edit: {
      slug, seen, status, vatBps: vat, rateBps: rate,
      title: english === "" ? { fr: read.data["title.fr"] } : { fr: read.data["title.fr"], en: english },
      variants: goods.flatMap(({ id, price, shelf }) => (price !== null && shelf.success ? [{ id, priceMinor: price.minor, onHand: shelf.data }] : [])),
    },
  };
}
