import type { Localized } from "@/lib/kernel/locale";
import type { CatalogEntry, ProductCard } from "../types";

/** How a list may be ordered; `ours` is the operator's order, or the best match first where words were typed. */
export const SORTS = ["ours", "cheap", "dear", "name"] as const;
export type Sort = (typeof SORTS)[number];

/** Prices from `least` to below `most`, in whole units of the currency; null: without an end. */
export type PriceRange = { readonly least: bigint; readonly most: bigint | null };

/** What somebody wants of the catalogue, as the address says it. Read from it and written to it by `choice/input`. */
export type Choice = {
  /** Words; "" for everything. */
  readonly text: string;
  /** The address of a collection; null: the whole catalogue. */
  readonly collection: string | null;
  readonly inStock: boolean;
  readonly reduced: boolean;
  /** Any of these; none: any price. */
  readonly prices: readonly PriceRange[];
  /** Values by option, both as keys (`parfum`: `lavande`); any value of each option named. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly sort: Sort;
  /** From 1 on. */
  readonly page: number;
};

/** What a variant can be chosen by. */
export type VariantFacts = {
  readonly minor: bigint;
  readonly inStock: boolean;
  readonly reduced: boolean;
  /** `parfum=lavande`, one an option. */
  readonly values: readonly string[];
  /** All that it offers but its price, as the address says it: `values`, `stock=1`, `reduced=1`. */
  readonly offers: readonly string[];
};
/** An entry made ready for many choices. */
export type Prepared = {
  readonly entry: CatalogEntry;
  readonly facts: readonly VariantFacts[];
  /** The keys of its options and of their values. */
  readonly options: readonly PreparedOption[];
};
export type PreparedOption = { readonly key: string; readonly name: Localized; readonly values: readonly { readonly key: string; readonly name: Localized }[] };

export type FacetValue = {
  /** As it stands in the address. */
  readonly value: string;
  /** The option's value; null where the facet's kind has words of its own. */
  readonly label: Localized | null;
  readonly range: PriceRange | null;
  /** How many products there are with everything else that is chosen. */
  readonly count: number;
  readonly chosen: boolean;
};
/** Something to narrow a list by. `key` is its name in the address. */
export type Facet = {
  readonly key: string;
  readonly kind: "stock" | "reduced" | "price" | "option";
  /** The option's name; null where the kind has words of its own. */
  readonly title: Localized | null;
  readonly values: readonly FacetValue[];
};

/** A page of a list. */
export type Chosen = {
  readonly cards: readonly ProductCard[];
  /** How many products answer the choice, on all pages. */
  readonly total: number;
  /** The page shown: the last one where a later one was wanted. */
  readonly page: number;
  readonly pages: number;
  readonly facets: readonly Facet[];
};
