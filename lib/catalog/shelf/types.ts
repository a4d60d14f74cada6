import type { Id, VariantId } from "@/lib/kernel/id";
import type { StockReason } from "../types";

/** A change of a shelf as its page tells it: by hand, or by an order. */
export type StockEvent = {
  readonly id: Id<"movement"> | Id<"line">;
  readonly at: Date;
  readonly variantId: VariantId;
  readonly delta: number;
  readonly reason: StockReason | "sold";
  /** The order that it was sold with. */
  readonly order: string | null;
};

/** How far a shelf's story is told: the last movement, and the last line of an order that was told or passed. Null: none yet. */
export type ShelfKey = { readonly movement: Id<"movement"> | null; readonly line: Id<"line"> | null };
/** A page of a shelf's story, the newest first; `next` is null on the last. */
export type ShelfPage = { readonly events: readonly StockEvent[]; readonly next: ShelfKey | null };

/** Where a walk along the orders' lines ended, when there are more of them. */
export type WalkEnd = { readonly line: Id<"line">; readonly at: Date };

export type PriceEvent = { readonly variantId: VariantId; readonly since: Date; readonly priceMinor: bigint };
/** The last price of the page before. */
export type PriceKey = Pick<PriceEvent, "variantId" | "since">;
