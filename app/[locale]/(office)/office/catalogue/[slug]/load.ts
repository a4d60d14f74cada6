import "server-only";
import { findEditable, listCollectionsOf, listOfficeCollections, listPictures, listStockEvents } from "@/lib/catalog/editing/queries";
import type { OfficeCollection, StockEvent } from "@/lib/catalog/editing/types";
import type { EditableProduct, PictureRow } from "@/lib/catalog/types";
import { readCompany } from "@/lib/company/queries";
import { db } from "@/lib/web/database";
import { operatorWith } from "@/lib/web/viewer";

/** Movements of the shelf that the page shows. */
const EVENTS = 50;

export type ProductView = EditableProduct & {
  readonly timeZone: string;
  readonly pictures: readonly PictureRow[];
  readonly collections: readonly OfficeCollection[];
  /** The addresses of those that it is in. */
  readonly within: readonly string[];
  readonly events: readonly StockEvent[];
};

/** A product to edit. `null`: not for this viewer; `"unknown"`: no such product. */
export async function loadEditable(slug: string): Promise<ProductView | "unknown" | null> {
  const by = await operatorWith("catalogue");
  if (!by) return null;
  const [found, { timeZone }, collections] = await Promise.all([findEditable(db(), slug), readCompany(db()), listOfficeCollections(db())]);
  if (!found) return "unknown";
  const [pictures, within, events] = await Promise.all([
    listPictures(db(), found.product.id), listCollectionsOf(db(), found.product.id), listStockEvents(db(), found.variants.map(({ row }) => row.id), EVENTS),
  ]);
  return { ...found, timeZone, collections, pictures, within, events };
}
