import "server-only";
import * as z from "zod";
import { listToExport } from "@/lib/catalog/editing/queries";
import { PRODUCT_STATES } from "@/lib/catalog/types";
import { rowsOf, WRITTEN } from "@/lib/gateway/shopify/write";
import { money, toDecimal } from "@/lib/kernel/money";
import { db } from "../database";
import { operatorWith } from "../viewer";
import type { MakeExport } from "./types";

const PAGE = 100;
const PAGES_MAX = 1_000;
const Query = z.object({ q: z.string().max(120).catch(""), status: z.enum(PRODUCT_STATES).optional().catch(undefined) });

/** The catalogue in the format that it is imported in: importing the file again changes nothing. */
export const exportProducts: MakeExport = async (query) => {
  if (!(await operatorWith("catalogue"))) return null;
  const { q, status } = Query.parse(query);
  return { name: "products", rows: rows({ search: q, status }), separator: "," };
};

async function* rows(filter: { readonly search: string; readonly status: (typeof PRODUCT_STATES)[number] | undefined }): AsyncGenerator<readonly string[]> {
  yield [...WRITTEN];
  let after: Parameters<typeof listToExport>[1]["after"];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const found = await listToExport(db(), { ...filter, after, limit: PAGE });
    for (const { stored, collections } of found) {
      const { product, variants, pictures } = stored;
      const on = variants.filter(({ active }) => active);
      const amount = (minor: bigint | null, currency: (typeof on)[number]["currency"]): string => (minor === null ? "" : toDecimal(money(minor, currency)));
      const fetched = pictures.flatMap(({ sourceUrl, alt }) => (sourceUrl === null ? [] : [{ url: sourceUrl, alt: alt.fr }]));
      yield* rowsOf({
        handle: product.slug, title: product.title.fr, description: product.description?.fr ?? "", vendor: product.vendor, tags: product.tags, collections, status: product.status, vatBps: product.vatBps, rateBps: product.rateBps,
        options: product.options.map(({ name, values }) => ({ name: name.fr, values: values.map(({ fr }) => fr) })),
        variants: on.map((row) => ({ sku: row.sku, optionValues: row.optionValues, price: amount(row.priceMinor, row.currency), tracked: row.tracked, onHand: stored.onHand.get(row.id) ?? 0, grams: row.grams, barcode: row.barcode ?? "", cv: amount(row.cvMinor, row.currency), bv: amount(row.bvMinor, row.currency) })),
        // A picture of ours has no address to be fetched from: such a product's pictures stay as they are.
        pictures: fetched.length === pictures.length ? fetched : [],
      });
    }
    const last = found.at(-1)?.stored.product;
    if (found.length < PAGE || !last) return;
    after = { position: last.position, id: last.id };
  }
}
