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
 * @param separator a comma where another program's format wants one
 */
export function csvResponse(name: string, rows: AsyncIterable<readonly string[]>, separator: "," | ";" = ";"): Response {
  const csv = stringify({ bom: true, delimiter: separator, record_delimiter: "windows", quoted_match: /[\r\n]/ });
  // A failure on the way breaks the download off, so that half a file does not look whole.
  const feed = async () => {
    for await (const row of rows) if (!csv.write(row.map(csvCell))) await new Promise((resolve) => csv.once("drain", resolve));
    csv.end();
  };
  feed().catch((error: unknown) => csv.destroy(error instanceof Error ? error : new Error("the rows broke off")));
  return new Response(Readable.toWeb(csv) as ReadableStream<Uint8Array>, { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${name}.csv"`, "cache-control": "private, no-store" } });
}

/** No list is longer: 2 million rows. */
const PAGES_MAX = 10_000;

/** Every row of a list that pages by key, a page at a time. */
export async function* everyRow<Row extends { readonly id: string }>(page: (before: Row["id"] | undefined) => Promise<{ readonly rows: readonly Row[]; readonly more: boolean }>): AsyncGenerator<Row> {
  let before: Row["id"] | undefined;
  for (let turn = 0; turn < PAGES_MAX; turn += 1) {
    const { rows, more } = await page(before);
    yield* rows;
    before = rows.at(-1)?.id;
    if (!more) return;
  }
}

/** The rows of a short list, which are there already. */
export async function* sheetOf(rows: readonly (readonly string[])[]): AsyncGenerator<readonly string[]> {
  await Promise.resolve();
  yield* rows;
}

/** A moment that sorts as text, on the wall of a time zone. */
export function csvMoment(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone }).format(at);
}
