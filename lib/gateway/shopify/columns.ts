import type { TableRow } from "./table";
import { type ProductFileProblem, type ProductFileReason, problem, type ProblemDetails } from "./problem";

/** The columns that are read, by their title in the format, with the other titles that exports have used for them. */
const COLUMNS = {
  "Handle": ["URL handle"],
  "Title": [],
  "Body (HTML)": ["Body HTML", "Description"],
  "Vendor": [],
  "Type": ["Custom Product Type"],
  "Tags": [],
  "Published": ["Published on online store"],
  "Status": [],
  "Option1 Name": [],
  "Option1 Value": [],
  "Option2 Name": [],
  "Option2 Value": [],
  "Option3 Name": [],
  "Option3 Value": [],
  "Variant SKU": ["SKU"],
  "Variant Grams": ["Weight value (grams)"],
  "Variant Inventory Tracker": ["Inventory tracker"],
  "Variant Inventory Qty": ["Inventory quantity"],
  "Variant Inventory Policy": ["Continue selling when out of stock"],
  "Variant Price": ["Price"],
  "Variant Compare At Price": ["Compare-at price"],
  "Variant Taxable": ["Charge tax"],
  "Variant Barcode": ["Barcode"],
  "Image Src": ["Product image URL"],
  "Image Position": [],
  "Image Alt Text": [],
  "Variant Image": ["Variant image URL"],
  "Gift Card": [],
  "CV": [],
  "BV": [],
  // Ours, so that what is exported can be imported again as it was: addresses with commas between, and percents.
  "Collections": [],
  "VAT": [],
  "Rate": [],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ["Handle", "Title", "Variant Price"];
/** A description of a few pages is 20,000 characters. */
const CELL_MAX = 100_000;

const BY_TITLE = new Map<string, Column>(
  (Object.entries(COLUMNS) as [Column, readonly string[]][]).flatMap(([column, others]) =>
    [column, ...others].map((title) => [title.toLowerCase(), column] as const)),
);

/** Where each column stands. */
export type Header = { readonly width: number; readonly titles: readonly string[]; readonly at: ReadonlyMap<Column, number> };

/** Reads the first row. Columns may stand in any order and case; unknown ones are left alone. */
export function readHeader(row: TableRow): { readonly header: Header; readonly problems: readonly ProductFileProblem[] } {
  const titles = row.cells.map((cell) => cell.trim());
  const at = new Map<Column, number>();
  const problems: ProductFileProblem[] = [];
  titles.forEach((title, index) => {
    if (notText(title)) problems.push(problem(row.line, "not_utf8", { column: title }));
    const column = BY_TITLE.get(title.toLowerCase());
    if (column === undefined) return;
    if (at.has(column)) problems.push(problem(row.line, "column_twice", { column: title }));
    else at.set(column, index);
  });
  const missing = REQUIRED.filter((column) => !at.has(column));
  if (missing.length > 0 && titles.some((title) => title.includes(";"))) problems.push(problem(row.line, "semicolons"));
  else problems.push(...missing.map((column) => problem(row.line, "column_missing", { column })));
  return { header: { width: titles.length, titles, at }, problems };
}

/** A row whose cells are asked for by column, and what was found wrong with it so far. */
export type Row = {
  readonly line: number;
  readonly problems: readonly ProductFileProblem[];
  /** The trimmed text; "" when the cell is blank, undefined when the file has no such column. */
  readonly find: (column: Column) => string | undefined;
  /** The trimmed text; "" when the cell is blank or the column is missing. */
  readonly text: (column: Column) => string;
  readonly refuse: (column: Column | null, reason: ProductFileReason, details?: ProblemDetails) => void;
};

/** Puts a row under its header. What is wrong with any of its cells as text is refused at once. */
export function readRow(row: TableRow, header: Header): Row {
  const problems: ProductFileProblem[] = [];
  row.cells.forEach((cell, index) => {
    const column = header.titles[index] ?? null;
    if (cell.length > CELL_MAX) problems.push(problem(row.line, "cell_too_long", { column, value: cell }));
    else if (notText(cell)) problems.push(problem(row.line, "not_utf8", { column, value: cell }));
    if (index === header.width && row.cells.slice(index).some((extra) => extra.trim() !== "")) {
      problems.push(problem(row.line, "cells_too_many", { value: String(row.cells.length) }));
    }
  });
  const find = (column: Column): string | undefined => {
    const index = header.at.get(column);
    return index === undefined ? undefined : (row.cells[index] ?? "").trim();
  };
  return {
    line: row.line,
    problems,
    find,
    text: (column) => find(column) ?? "",
    refuse: (column, reason, details) =>
      problems.push(problem(row.line, reason, { ...(column ? { column, value: find(column) ?? "" } : {}), ...details })),
  };
}

/** Bytes that were no UTF-8 have become U+FFFD; a file in UTF-16 is full of NUL, which no database text may hold. */
function notText(cell: string): boolean {
  return cell.includes("\uFFFD") || cell.includes("\0");
}
