import "server-only";
import * as z from "zod";
import { findEditable, listCollectionsOf, listOfficeCollections, listPictures } from "@/lib/catalog/editing/queries";
import type { OfficeCollection } from "@/lib/catalog/editing/types";
import { listPrices, listStockEvents } from "@/lib/catalog/shelf/queries";
import type { PriceEvent, PriceKey, ShelfKey, ShelfPage } from "@/lib/catalog/shelf/types";
import type { EditableProduct, PictureRow } from "@/lib/catalog/types";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** Movements of the shelf, and prices, that a page shows. */
const EVENTS = 50;
const FILE_PAGE = 200;

const Query = z.object({
  /** `<movement>.<line>`: how far the page before told the shelf. */
  shelf: z.string().regex(/^(mov_[0-9a-f]{32})?\.(lin_[0-9a-f]{32})?$/).optional().catch(undefined),
  /** `<milliseconds>.<variant>`: the last price of the page before. */
  prices: z.string().regex(/^\d{1,15}\.var_[0-9a-f]{32}$/).optional().catch(undefined),
  picture: z.string().optional().catch(undefined),
});

export type ProductView = EditableProduct & {
  readonly timeZone: string;
  readonly pictures: readonly PictureRow[];
  readonly collections: readonly OfficeCollection[];
  /** The addresses of those that it is in. */
  readonly within: readonly string[];
  readonly shelf: { readonly events: ShelfPage["events"]; readonly next: string | null };
  readonly prices: { readonly rows: readonly PriceEvent[]; readonly next: string | null };
  /** What became of a picture that was sent. */
  readonly picture: string | undefined;
};

/** A product to edit. `null`: not for this viewer; `"unknown"`: no such product. */
export async function loadEditable(slug: string, raw: Readonly<Record<string, string | string[] | undefined>>): Promise<ProductView | "unknown" | null> {
  const by = await operatorWith("catalogue");
  if (!by) return null;
  const asked = Query.parse(raw);
  const [found, { timeZone }, collections] = await Promise.all([findEditable(db(), slug), readCompany(db()), listOfficeCollections(db())]);
  if (!found) return "unknown";
  const ids = found.variants.map(({ row }) => row.id);
  const [pictures, within, shelf, prices] = await Promise.all([
    listPictures(db(), found.product.id), listCollectionsOf(db(), found.product.id), listStockEvents(db(), { ids, from: shelfKey(asked.shelf), limit: EVENTS }), listPrices(db(), { ids, after: priceKey(asked.prices), limit: EVENTS }),
  ]);
  return {
    ...found, timeZone, collections, pictures, within, picture: asked.picture,
    shelf: { events: shelf.events, next: shelf.next && `${shelf.next.movement ?? ""}.${shelf.next.line ?? ""}` },
    prices: { rows: prices.prices, next: prices.next && `${prices.next.since.getTime()}.${prices.next.variantId}` },
  };
}

/** The shelf and the prices of a product for files, a page after the other; null for everybody without the right, and when there is no such product. */
export async function loadShelfFile(slug: string) {
  const found = (await operatorWith("catalogue")) && (await findEditable(db(), slug));
  if (!found) return null;
  const ids = found.variants.map(({ row }) => row.id);
  const { timeZone } = await readCompany(db());
  return {
    timeZone, variants: found.variants.map(({ row }) => row),
    shelf: (from: ShelfKey | undefined) => listStockEvents(db(), { ids, from, limit: FILE_PAGE }),
    prices: (after: PriceKey | undefined) => listPrices(db(), { ids, after, limit: FILE_PAGE }),
  };
}

function shelfKey(text: string | undefined): ShelfKey | undefined {
  const [movement, line] = text?.split(".") ?? [];
  return text === undefined ? undefined : { movement: parseId("movement", movement ?? ""), line: parseId("line", line ?? "") };
}

function priceKey(text: string | undefined): PriceKey | undefined {
  const [since, variant] = text?.split(".") ?? [];
  const variantId = parseId("variant", variant ?? "");
  return variantId === null ? undefined : { since: new Date(Number(since)), variantId };
}
