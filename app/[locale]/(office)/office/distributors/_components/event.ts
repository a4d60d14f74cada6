/** A line of the answer to a file of distributors: how far it is, or what came of it. */
export type ImportEvent =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "failed"; readonly sentence: string }
  | {
      readonly kind: "report";
      readonly outcome: "imported" | "rehearsed" | "refused";
      readonly rows: number;
      readonly bad: number;
      readonly sentences: readonly string[];
      readonly problems: readonly { readonly line: number; readonly column: string; readonly sentence: string }[];
      /** Problems that are counted and not told. */
      readonly more: number;
    };
