import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

/** Spreadsheets read a cell that begins like this as a formula, whatever its quotes. OWASP "CSV Injection" */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell that is shown as it is and never computed: an apostrophe in front says so to every spreadsheet. A number stays one. */
export function csvCell(value: string): string {
  return FORMULA.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
}

/**
 * A download of rows, sent as they come: as long as the list is, no longer in memory. UTF-8 with its mark, so that spreadsheets read the
 * accents; semicolons, because the comma is the decimal sign of the house's first language.
 * @param name of the file, without its ending
 */
export function csvResponse(name: string, rows: AsyncIterable<readonly string[]>): Response {
  const csv = stringify({ bom: true, delimiter: ";", record_delimiter: "windows", quoted_match: /[\r\n]/ });
  // A failure on the way breaks the download off, so that half a file does not look whole.
  const feed = async () => {
    for await (const row of rows) if (!csv.write(row.map(csvCell))) await new Promise((resolve) => csv.once("drain", resolve));
    csv.end();
  };
  feed().catch((error: unknown) => csv.destroy(error instanceof Error ? error : new Error("the rows broke off")));
  return new Response(Readable.toWeb(csv) as ReadableStream<Uint8Array>, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "private, no-store" } });
}
