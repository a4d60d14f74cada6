import { pipeline, type Readable, Transform } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { type ProductFileProblem, problem } from "./problem";

/** Longest record that is read at all. A quote that is never closed makes the rest of the file one record. */
const RECORD_BYTES_MAX = 32 * 1024 * 1024;
const CR = 0x0d;
const LF = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A row as it stands in the file, blank rows left out. */
export type TableRow = { readonly kind: "row"; readonly line: number; readonly cells: readonly string[] };
/** A row that is no CSV. `start` is what its first cell begins with, as far as it could be read. */
export type TableFault = { readonly kind: "fault"; readonly start: string; readonly problem: ProductFileProblem };

/**
 * Reads a CSV file as RFC 4180 has it, row by row, in memory for one row: a leading byte order mark is dropped; CRLF, LF
 * and CR all end lines. A row that can't be read is reported with its line and the rows after it are still read.
 * Bytes that are no UTF-8 become U+FFFD in their cell. Throws what the source throws.
 */
export async function* readTable(source: Readable): AsyncGenerator<TableRow | TableFault> {
  const faults: TableFault[] = [];
  let linesRead = 0;
  const parser = parse({
    info: true,
    raw: true,
    record_delimiter: "\n",
    relax_column_count: true,
    // A strict parser loses the rest of the file after a misplaced quote; a lenient one goes on, and we look ourselves.
    relax_quotes: true,
    max_record_size: RECORD_BYTES_MAX,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (error) faults.push(fault(error, raw ?? ""));
      return undefined;
    },
  });
  // The parser carries every failure to its reader; there is nothing left to do here.
  pipeline(source, oneLineEnding(), parser, () => undefined);
  for await (const item of parser as AsyncIterable<{ record: string[]; raw: string; info: { lines: number } }>) {
    const end = item.info.lines;
    const line = end - item.record.reduce((sum, cell) => sum + newlines(cell), 0);
    for (const broken of drained(faults, line)) yield broken;
    linesRead = end;
    if (!isWellQuoted(item.raw)) yield { kind: "fault", start: item.record[0]?.trim() ?? "", problem: problem(line, "quote_misplaced", { value: misplaced(item.record) }) };
    else if (item.record.some((cell) => cell.trim() !== "")) yield { kind: "row", line, cells: item.record };
  }
  // An open quote is noticed at the end of the file; it stands in the first row that could not be read.
  for (const broken of drained(faults, Infinity)) {
    const open = broken.problem.reason === "quote_open" || broken.problem.reason === "record_too_long";
    yield open ? { ...broken, problem: { ...broken.problem, line: Math.min(broken.problem.line, linesRead + 1) } } : broken;
  }
}

function* drained(faults: TableFault[], before: number): Generator<TableFault> {
  const seen = new Set<number>();
  while (faults[0] && faults[0].problem.line < before) {
    const [next] = faults.splice(0, 1);
    // The parser may object twice to one row.
    if (next && !seen.has(next.problem.line)) yield next;
    if (next) seen.add(next.problem.line);
  }
}

function fault(error: CsvError, raw: string): TableFault {
  const lines: unknown = error["lines"];
  const reason = error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_open" : error.code === "CSV_MAX_RECORD_SIZE" ? "record_too_long" : "quote_misplaced";
  const start = (raw.slice(0, 300).split(/[,\n]/)[0] ?? "").replaceAll('"', "").trim();
  return { kind: "fault", start, problem: problem(typeof lines === "number" ? lines : 1, reason) };
}

/** Is each cell either without a quote, or wholly in quotes with those inside doubled? RFC 4180 §2.5 to §2.7. */
function isWellQuoted(raw: string): boolean {
  if (!raw.includes('"')) return true;
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '"') at = endOfQuotes(raw, at);
    else while (at < raw.length && !STOPS.includes(raw[at] ?? "")) at += 1;
    if (at < raw.length && raw[at] !== "," && raw[at] !== "\n") return false;
  }
  return true;
}

const STOPS = ',"\n';

/** Where the cell in quotes that begins here is over; the quotes are closed, or the row would not have been read. */
function endOfQuotes(raw: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = raw.indexOf('"', at);
    if (quote < 0) return raw.length;
    if (raw[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}

function misplaced(cells: readonly string[]): string {
  return cells.find((cell) => cell.includes('"')) ?? "";
}

function newlines(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The byte order mark goes, CRLF and CR become LF: in UTF-8 no other character has these bytes. So lines count alike in and between cells. */
function oneLineEnding(): Transform {
  let afterReturn = false;
  let atStart = true;
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      const chunk = atStart && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
      atStart = false;
      if (!afterReturn && !chunk.includes(CR)) {
        done(null, chunk);
        return;
      }
      const out = Buffer.allocUnsafe(chunk.length);
      let length = 0;
      for (const byte of chunk) {
        if (!(byte === LF && afterReturn)) {
          out[length] = byte === CR ? LF : byte;
          length += 1;
        }
        afterReturn = byte === CR;
      }
      done(null, out.subarray(0, length));
    },
  });
}
