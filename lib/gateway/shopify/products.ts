import type { Readable } from "node:stream";
import { slugify } from "@/lib/kernel/slug";
import { type Header, readHeader, readRow, type Row } from "./columns";
import { problem, type ProductFileProblem } from "./problem";
import { readProduct, type ShopifyProduct, type ShopifySettings } from "./product";
import { readTable, type TableRow } from "./table";

/** One product of the file, or what is wrong with it. A product with one wrong row is wrong as a whole. */
export type Found =
  | { readonly ok: true; readonly product: ShopifyProduct }
  | {
      readonly ok: false;
      /** Null when the rows don't say, or the file as a whole is wrong. */
      readonly handle: string | null;
      /** Empty when all of it was told with an earlier row. */
      readonly problems: readonly ProductFileProblem[];
    };

/** More rows than a product's variants and pictures can take; the rest is read but not kept. */
const ROWS_KEPT = 2_500;
const HANDLE_MAX = 120;

/**
 * Reads a product file of the Shopify format, product by product, in memory for one product and the handles and SKUs seen.
 * A wrong header yields one wrong product without a handle and ends. Throws what the source throws.
 */
export async function* readShopifyProducts(source: Readable, settings: ShopifySettings): AsyncGenerator<Found> {
  let header: Header | undefined;
  let group: Group | undefined;
  const seen: Seen = { handles: new Map(), skus: new Map(), wrong: new Set() };
  for await (const item of readTable(source)) {
    if (item.kind === "fault") {
      // The first cell tells whose row it was; when it is no handle, the rows around it can't be trusted to be complete.
      const owner = header?.at.get("Handle") === 0 ? slugOf(item.start) : null;
      if (owner !== null) seen.wrong.add(owner);
      if (group && (owner === null || owner === group.handle)) group.faults.push(item.problem);
      else yield wrong(owner, [item.problem]);
      continue;
    }
    if (!header) {
      const read = readHeader(item);
      if (read.problems.length > 0) {
        yield wrong(null, read.problems);
        return;
      }
      header = read.header;
      continue;
    }
    const next = place(item, header, group);
    if (next === group) continue;
    if (group) yield finished(group, seen, settings);
    group = next;
  }
  if (group) yield finished(group, seen, settings);
  if (seen.handles.size === 0 && seen.wrong.size === 0 && !group) yield wrong(null, [problem(1, "file_empty")]);
}

type Seen = { readonly handles: Map<string, number>; readonly skus: Map<string, number>; readonly wrong: Set<string> };
type Group = { readonly handle: string; readonly rows: [Row, ...Row[]]; readonly faults: ProductFileProblem[] };

function wrong(handle: string | null, problems: readonly ProductFileProblem[]): Found {
  return { ok: false, handle, problems };
}

/** Adds the row to the open product, or opens the next one with it. */
function place(item: TableRow, header: Header, group: Group | undefined): Group {
  const row = readRow(item, header);
  const text = row.text("Handle");
  const handle = slugOf(text) ?? "";
  const title = row.text("Title");
  if (group?.handle === handle && handle !== "") {
    const [first] = group.rows;
    // A title again is another product, unless the export repeats it on each row.
    if (title !== "" && title !== first.text("Title")) row.refuse("Handle", "handle_repeated", { firstLine: first.line });
    if (group.rows.length < ROWS_KEPT) group.rows.push(row);
    return group;
  }
  if (text === "") row.refuse("Handle", "handle_missing");
  else if (handle === "") row.refuse("Handle", "handle_invalid");
  else if (title === "") row.refuse("Title", "product_row_missing", { value: text });
  return { handle, rows: [row], faults: [] };
}

/** Closes a product: reads it and looks whether its handle or SKUs were seen before. */
function finished(group: Group, seen: Seen, settings: ShopifySettings): Found {
  const { handle, rows, faults } = group;
  const [first] = rows;
  const earlier = seen.handles.get(handle);
  if (handle !== "" && earlier !== undefined) first.refuse("Handle", "handle_repeated", { firstLine: earlier });
  else seen.handles.set(handle, first.line);

  const product = readProduct(handle, rows, settings);
  // A product or variant that is there twice has its SKU twice; saying so once is enough.
  const told = new Set(rows.filter((row) => row.problems.length > 0).map(({ line }) => line));
  for (const { sku, line } of earlier === undefined ? product.variants : []) {
    if (told.has(line)) continue;
    const other = seen.skus.get(sku);
    if (other === undefined) seen.skus.set(sku, line);
    else faults.push(problem(line, "sku_repeated", { column: "Variant SKU", value: sku, firstLine: other }));
  }
  const problems = [...rows.flatMap((row) => row.problems), ...faults].sort((a, b) => a.line - b.line);
  const unique = [...new Map(problems.map((p) => [`${p.line} ${p.column ?? ""} ${p.reason}`, p])).values()];
  return unique.length > 0 || seen.wrong.has(handle) ? wrong(handle || null, unique) : { ok: true, product };
}

/** The address of a product: its handle in lower case; null when nothing of it can stand in an address. */
function slugOf(handle: string): string | null {
  const slug = /^[a-z0-9]+([-_][a-z0-9]+)*$/.test(handle) ? handle : slugify(handle);
  return slug === "" || slug.length > HANDLE_MAX ? null : slug;
}
