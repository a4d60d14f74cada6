import type { collections, pictures, priceHistory, ProductOption, products, variants } from "@/db/schema/catalog";
import type { CollectionId, Id, IdKind, ProductId, VariantId } from "@/lib/kernel/id";
import type { Localized } from "@/lib/kernel/locale";
import type { Bps, Currency, Money } from "@/lib/kernel/money";

export type { ProductOption } from "@/db/schema/catalog";

/** A draft is seen by operators only; an archived product is kept for its orders. */
export const PRODUCT_STATES = ["draft", "active", "archived"] as const;
export type ProductStatus = (typeof PRODUCT_STATES)[number];
export type NetUnit = "ml" | "g" | "piece";
/** What a package holds: 250 ml. */
export type NetContent = { readonly amount: number; readonly unit: NetUnit };

// ---- what the shop reads

/** A picture to show; `pictureSources` makes addresses of `file`. */
export type Picture = {
  readonly id: Id<"picture">;
  /** A base name under /products, or `media:` and a base name under /media. */
  readonly file: string;
  readonly alt: Localized;
  /** Pixels of the widest file. */
  readonly width: number;
  readonly height: number;
};
/** The addresses of a picture by width in pixels. */
export type PictureSources = {
  readonly avif: { readonly 480: string; readonly 960: string };
  readonly webp: { readonly 960: string };
};

export type Collection = {
  readonly id: CollectionId;
  readonly slug: string;
  readonly title: Localized;
  readonly summary: Localized | null;
  /** A base name under /collections. */
  readonly picture: string | null;
  /** The pool's rate of its products that have none of their own; null: the plan's. */
  readonly rateBps: number | null;
  /** How many of its products are on sale. */
  readonly products: number;
};

/** A product on a shelf. Prices include VAT. */
export type ProductCard = {
  readonly id: ProductId;
  readonly slug: string;
  readonly title: Localized;
  readonly summary: Localized | null;
  readonly picture: Picture | null;
  /** The lowest price among its variants. */
  readonly price: Money;
  /** Its variants differ in price: say "from". */
  readonly from: boolean;
  /** The lowest price of the 30 days before the reduction of the cheapest variant; null: no reduction. */
  readonly reference: Money | null;
  readonly inStock: boolean;
  readonly vatBps: number;
  /** The product's rate or its first collection's; null: the plan's. DESIGN §2 */
  readonly rateBps: number | null;
};

export type Variant = {
  readonly id: VariantId;
  readonly sku: string;
  /** One value of each option, by position in `options[i].values`. */
  readonly optionValues: readonly number[];
  readonly price: Money;
  /** The lowest price of the 30 days before the reduction; null: no reduction. */
  readonly reference: Money | null;
  /** Left to sell; null: sold however much is left. */
  readonly left: number | null;
  readonly net: NetContent | null;
  readonly grams: number;
  readonly pictureId: Id<"picture"> | null;
};

/** A product with everything its page shows. */
export type Product = Omit<ProductCard, "picture" | "price" | "from" | "reference" | "inStock"> & {
  readonly description: Localized | null;
  readonly details: Localized | null;
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly options: readonly ProductOption[];
  readonly pictures: readonly Picture[];
  readonly collections: readonly { readonly slug: string; readonly title: Localized }[];
  /** Never empty. */
  readonly variants: readonly Variant[];
  readonly updatedAt: Date;
};

/** A product with everything that lists are searched, narrowed and sorted by. */
export type CatalogEntry = {
  readonly card: ProductCard;
  readonly description: Localized | null;
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly options: readonly ProductOption[];
  /** In the operator's order. */
  readonly collections: readonly { readonly slug: string; readonly title: Localized }[];
  /** Never empty. */
  readonly variants: readonly Variant[];
};

/** A variant as cart and checkout need it. */
export type SaleVariant = {
  readonly id: VariantId;
  readonly productId: ProductId;
  readonly slug: string;
  readonly sku: string;
  readonly title: Localized;
  /** "50 ml, lavande"; null for a product without choices. */
  readonly choice: Localized | null;
  readonly price: Money;
  readonly vatBps: number;
  readonly rateBps: number | null;
  readonly cvMinor: bigint | null;
  readonly bvMinor: bigint | null;
  readonly grams: number;
  /** Left to sell; null: sold however much is left. */
  readonly left: number | null;
  /** Still on sale. */
  readonly active: boolean;
  readonly picture: Picture | null;
};

/** A price and when it began. */
export type PricePoint = { readonly since: Date; readonly priceMinor: bigint };
/** Where the rate of a line comes from, for `explain`. */
export type RateSource = { readonly source: "product" | "collection" | "plan"; readonly rate: Bps };

// ---- what is written

export type CollectionValues = {
  readonly slug: string;
  readonly title: Localized;
  readonly summary?: Localized | null;
  readonly picture?: string | null;
  readonly rateBps?: number | null;
};

export type PictureValues = {
  readonly file: string;
  readonly alt: Localized;
  readonly width: number;
  readonly height: number;
  /** Where to fetch it from; until that is done, `file` is a drawn one. */
  readonly sourceUrl?: string;
};

export type VariantValues = {
  /** Identifies the variant within its product. */
  readonly sku: string;
  readonly optionValues: readonly number[];
  readonly priceMinor: bigint;
  readonly tracked: boolean;
  readonly onHand?: number;
  readonly grams?: number;
  readonly net?: NetContent;
  readonly barcode?: string | null;
  readonly cvMinor?: bigint | null;
  readonly bvMinor?: bigint | null;
  /** Position in `pictures`; null: the product's first. */
  readonly picture?: number | null;
  /** Prices before the current one; only a new variant takes them. */
  readonly earlierPrices?: readonly PricePoint[];
  /** When the current price began; only a new variant takes it. Default: now. */
  readonly priceSince?: Date;
};

/** A product as it shall be. What is left out stays as it is, and takes its default when the product is new. */
export type ProductValues = {
  readonly slug: string;
  readonly status: ProductStatus;
  readonly title: Localized;
  readonly currency: Currency;
  readonly vatBps: number;
  readonly options: readonly ProductOption[];
  /** All of them: a variant that is not named is taken off sale. */
  readonly variants: readonly VariantValues[];
  /** All of them, in order. */
  readonly pictures?: readonly PictureValues[];
  /** All of them; an unknown one is created, last in the order. */
  readonly collections?: readonly CollectionValues[];
  readonly summary?: Localized;
  readonly description?: Localized;
  readonly details?: Localized;
  readonly vendor?: string;
  readonly tags?: readonly string[];
  readonly rateBps?: number | null;
  readonly position?: number;
  /** Its place when it is new; one that is known keeps its own. */
  readonly firstPosition?: number;
};

/** A SKU that another product has. */
export type SkuTaken = { readonly slug: string; readonly sku: string; readonly owner: string };

/** How many of each a writing touches. */
export type CatalogChanges = {
  readonly productsCreated: number;
  readonly productsChanged: number;
  readonly productsUnchanged: number;
  readonly variantsCreated: number;
  readonly variantsChanged: number;
  /** Taken off sale because their product does not name them any more. */
  readonly variantsRetired: number;
  readonly variantsUnchanged: number;
  readonly pricesChanged: number;
  readonly stockChanged: number;
};

// ---- between reading and writing

export type ProductRow = typeof products.$inferSelect;
export type VariantRow = typeof variants.$inferSelect;
export type PictureRow = typeof pictures.$inferSelect;
export type CollectionRow = typeof collections.$inferSelect;
export type PriceRow = typeof priceHistory.$inferSelect;
/** Why a shelf changed by hand. */
export const STOCK_REASONS = ["received", "returned", "counted", "damaged", "import", "other"] as const;
export type StockReason = (typeof STOCK_REASONS)[number];
export type StockCause = { readonly reason: StockReason; readonly at: Date };
export type StockLevel = { readonly variantId: VariantId; readonly onHand: number };
/** Makes an id; the same as `newId` outside tests. */
export type Mint = <K extends IdKind>(kind: K) => Id<K>;

/** A product as it is stored. */
export type StoredProduct = {
  readonly product: ProductRow;
  readonly variants: readonly VariantRow[];
  readonly pictures: readonly PictureRow[];
  readonly collections: readonly CollectionId[];
  readonly onHand: ReadonlyMap<VariantId, number>;
};

/** Rows to write as they stand, those among them whose position frees another's first, and those to drop. */
export type RowPlan<Row extends { readonly id: string }> = { readonly write: readonly Row[]; readonly moved: readonly Row["id"][]; readonly drop: readonly Row["id"][] };

/** What must be written so that the stored product is the wanted one; empty lists when it is. */
export type ProductPlan = {
  readonly product: ProductRow | null;
  readonly pictures: RowPlan<PictureRow>;
  readonly variants: RowPlan<VariantRow>;
  readonly link: readonly { readonly productId: ProductId; readonly collectionId: CollectionId }[];
  readonly unlink: readonly { readonly productId: ProductId; readonly collectionId: CollectionId }[];
  readonly prices: readonly PriceRow[];
  readonly stock: readonly StockLevel[];
  readonly changes: CatalogChanges;
};

/** What a batch of products would write. Made by `plan`, written by `apply`. */
export type CatalogPlan = {
  /** Not empty: it can't be written. */
  readonly taken: readonly SkuTaken[];
  readonly collections: readonly CollectionRow[];
  readonly products: readonly ProductPlan[];
  readonly changes: CatalogChanges;
};

// ---- what an operator edits

/** A product as its form in the office sends it. Everything else of it stays. */
export type ProductEdit = {
  readonly slug: string;
  /** When it was last changed as the form saw it: a form that is older than the product is refused. */
  readonly seen: Date;
  readonly status: ProductStatus;
  readonly title: Localized;
  readonly vatBps: number;
  /** Null: its first collection's, else the plan's. */
  readonly rateBps: number | null;
  /** A variant that is not named stays as it is. */
  readonly variants: readonly { readonly id: VariantId; readonly priceMinor: bigint; readonly onHand: number }[];
};
/** What of a product an edit changes, for the trail. */
export type EditedValues = Readonly<Record<string, string | number | null>>;
export type EditOutcome =
  | { readonly ok: true; readonly before: EditedValues; readonly after: EditedValues }
  | { readonly ok: false; readonly reason: "unknown_product" | "changed_meanwhile" };

/** A product in the office's list. */
export type OfficeProduct = {
  readonly id: ProductId;
  readonly slug: string;
  readonly title: Localized;
  readonly status: ProductStatus;
  readonly picture: string | null;
  readonly variants: number;
  readonly lowMinor: bigint | null;
  readonly highMinor: bigint | null;
  readonly currency: Currency | null;
  /** Pieces to sell, over all variants. */
  readonly left: number;
};
/** A product with all its variants, those off sale too. */
export type EditableProduct = {
  readonly product: typeof products.$inferSelect;
  readonly variants: readonly { readonly row: typeof variants.$inferSelect; readonly onHand: number; readonly reserved: number }[];
};
