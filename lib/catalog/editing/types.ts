import type { Localized } from "@/lib/kernel/locale";
import type { CollectionId, Id, VariantId } from "@/lib/kernel/id";
import type { Currency } from "@/lib/kernel/money";
import type { EditedValues, PictureRow, ProductOption, ProductStatus, ProductValues, SkuTaken, StockReason, VariantValues } from "../types";

/** What of a product a form of the office replaces; the rest stays. */
export type Revision = Partial<Pick<ProductValues, "title" | "summary" | "description" | "details" | "vendor" | "tags" | "collections" | "options" | "variants" | "pictures">>;

/** When a product was last changed as the form saw it. */
export type Seen = { readonly slug: string; readonly seen: Date };

export type RevisionRefusal =
  | { readonly ok: false; readonly reason: "unknown_product" | "changed_meanwhile" }
  | { readonly ok: false; readonly reason: "sku_taken"; readonly taken: readonly SkuTaken[] };
export type RevisionOutcome = { readonly ok: true; readonly before: Readonly<Record<string, unknown>>; readonly after: Readonly<Record<string, unknown>> } | RevisionRefusal;

/** A product as an operator begins it: a draft with one variant. */
export type NewProduct = { readonly slug: string; readonly title: Localized; readonly currency: Currency; readonly vatBps: number; readonly sku: string; readonly priceMinor: bigint; readonly onHand: number };
export type NewProductOutcome = { readonly ok: true; readonly slug: string } | { readonly ok: false; readonly reason: "slug_taken" | "sku_taken" };

/** The options and variants that a form leaves a product with. */
export type Goods = { readonly options: readonly ProductOption[]; readonly variants: readonly VariantValues[] };

/** Goods that arrive at a shelf or leave it, other than by a sale. `delta` is never zero. */
export type StockMove = { readonly variantId: VariantId; readonly delta: number; readonly reason: StockReason; readonly at: Date };
export type StockMoveOutcome = { readonly ok: true; readonly before: number; readonly after: number } | { readonly ok: false; readonly reason: "unknown_variant" | "below_zero" };

/** A collection as its form sends it. */
export type CollectionEdit = { readonly slug: string; readonly title: Localized; readonly summary: Localized | null; readonly rateBps: number | null };
export type CollectionOutcome =
  | { readonly ok: true; readonly before: EditedValues | null; readonly after: EditedValues }
  | { readonly ok: false; readonly reason: "slug_taken" | "unknown_collection" };

export type CollectionRemoval = { readonly ok: true; readonly before: EditedValues; readonly products: readonly string[] } | { readonly ok: false; readonly reason: "unknown_collection" };

export type OfficeCollection = CollectionEdit & { readonly id: CollectionId; readonly position: number; readonly products: number };

/** A picture to add, move, describe or take away. */
export type PictureEdit =
  | { readonly kind: "add"; readonly file: string; readonly width: number; readonly height: number; readonly alt: Localized }
  | { readonly kind: "describe"; readonly id: PictureRow["id"]; readonly alt: Localized }
  | { readonly kind: "first" | "up" | "remove"; readonly id: PictureRow["id"] };

/** Products whose state is changed together. What could not be is left out. */
export type StatusChange = { readonly id: Id<"product">; readonly slug: string; readonly before: ProductStatus; readonly after: ProductStatus };
