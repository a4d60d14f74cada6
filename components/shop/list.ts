import type { ProductTile } from "./product-card";

/** Something to narrow a list by: a box with its name and value in the address. */
export type ShownFacetValue = { readonly name: string; readonly value: string; readonly text: string; readonly count: number };
export type ShownFacet = { readonly title: string; readonly values: readonly ShownFacetValue[] };

/** A page of a list of products: finished values. */
export type ShownList = {
  readonly tiles: readonly ProductTile[];
  /** How many there are, as a sentence. */
  readonly said: string;
  /** What was read instead of what was typed. */
  readonly note: string | null;
  readonly facets: readonly ShownFacet[];
  readonly page: number;
  readonly pages: number;
};

/** What search proposes while somebody types. */
export type Suggestions = {
  readonly collections: readonly { readonly to: string; readonly title: string }[];
  readonly products: readonly { readonly to: string; readonly title: string; readonly price: string; readonly picture: string | null }[];
  /** The way to all results, where there are more. */
  readonly all: { readonly to: string; readonly text: string } | null;
  /** For those who hear the page: how many there are. */
  readonly said: string;
};
