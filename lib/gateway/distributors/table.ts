import type { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";

export type TableRow = { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly broken: boolean };
export type Table = { readonly missing: readonly string[]; readonly rows: readonly TableRow[] };

/**
 * Reads a CSV of people: comma or semicolon, UTF-8 with or without a mark, columns by name in any order and any case.
 * A row with too few or too many cells is `broken`; one that is not CSV at all ends the file with a broken row.
 */
export async function readTable(stream: Readable, required: readonly string[]): Promise<Table> {
  const parser = stream.pipe(parse({ bom: true, delimiter: [",", ";"], relaxColumnCount: true, skipEmptyLines: true, info: true, trim: true }));
  let header: readonly string[] | null = null;
  const rows: TableRow[] = [];
  let last = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (header === null) {
        header = record.map((name) => name.toLowerCase());
      } else {
        const names: readonly string[] = header;
        rows.push({ line: last + 1, cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ""])), broken: record.length !== names.length });
      }
      last = info.lines;
    }
  } catch (error) {
    rows.push({ line: (error as CsvError)["lines"] as number, cells: {}, broken: true });
  }
  return { missing: required.filter((name) => !header?.includes(name)), rows };
}
