import type { Readable } from "node:stream";
import { readTable } from "@/lib/gateway/distributors/table";
import { readRow, REQUIRED_COLUMNS } from "./rules";
import type { DistributorRow, RowProblem } from "./types";

export type DistributorFile = {
  /** Columns that must be there and are not: nothing else is known then. */
  readonly missing: readonly string[];
  readonly rows: readonly DistributorRow[];
  /** What is wrong with the rows by themselves. */
  readonly problems: readonly RowProblem[];
};

/** Reads a CSV of distributors. A row that is no row is a problem of its line. */
export async function readDistributors(stream: Readable): Promise<DistributorFile> {
  const table = await readTable(stream, REQUIRED_COLUMNS);
  if (table.missing.length > 0) return { missing: table.missing, rows: [], problems: [] };
  const read = table.rows.map(({ line, cells, broken }) => {
    const { row, problems } = readRow(cells, line);
    return { row, problems: broken ? [{ line, column: "", reason: "wrong_cells", value: "" } satisfies RowProblem] : problems };
  });
  return { missing: [], rows: read.map(({ row }) => row), problems: read.flatMap(({ problems }) => problems) };
}
