/** What can be wrong with a product file. Each has a sentence per language where it is shown. */
export type ProductFileReason =
  | "file_empty"
  | "column_missing"
  | "column_twice"
  | "semicolons"
  | "not_utf8"
  | "cell_too_long"
  | "record_too_long"
  | "quote_misplaced"
  | "quote_open"
  | "cells_too_many"
  | "handle_missing"
  | "handle_invalid"
  | "handle_repeated"
  | "product_row_missing"
  | "title_too_long"
  | "price_missing"
  | "price_invalid"
  | "amount_negative"
  | "number_invalid"
  | "stock_negative"
  | "status_unknown"
  | "yes_no_unknown"
  | "policy_unknown"
  | "taxable_differs"
  | "gift_card"
  | "option_missing"
  | "option_unnamed"
  | "variant_repeated"
  | "variants_too_many"
  | "pictures_too_many"
  | "sku_repeated";

/** One thing that is wrong, where, so that the person can put the cursor there. */
export type ProductFileProblem = {
  /** The line where the row starts, as an editor counts; the header is line 1. */
  readonly line: number;
  /** The column's title in the format; null when the row as a whole is meant. */
  readonly column: string | null;
  readonly reason: ProductFileReason;
  /** What stands there, shortened; "" when that says nothing. */
  readonly value: string;
  /** The line that it collides with. */
  readonly firstLine: number | null;
};

export type ProblemDetails = { readonly column?: string | null; readonly value?: string; readonly firstLine?: number };

const VALUE_MAX = 60;

/** A problem with its value made short and printable. */
export function problem(line: number, reason: ProductFileReason, details: ProblemDetails = {}): ProductFileProblem {
  const value = (details.value ?? "").slice(0, 2 * VALUE_MAX).replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return {
    line,
    column: details.column ?? null,
    reason,
    value: value.length > VALUE_MAX ? `${value.slice(0, VALUE_MAX)}…` : value,
    firstLine: details.firstLine ?? null,
  };
}
