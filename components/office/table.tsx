import type { ReactNode } from "react";

/** A column of a list: its head, and what a row has in it. */
export type Column<Row> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Amounts and counts stand at the end of their column, digits below digits. */
  readonly numeric?: boolean;
  /** Left out on a phone: the row's page tells it. */
  readonly wide?: boolean;
};

type Props<Row> = {
  /** What the list holds, for those who can't see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Shown instead of a table without rows. */
  readonly empty: ReactNode;
};

/** A list of the office as a table that scrolls inside its own frame, never the page. */
export function Table<Row>({ label, columns, rows, keyOf, empty }: Props<Row>) {
  if (rows.length === 0) return <div className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{empty}</div>;
  const at = ({ numeric, wide }: Column<Row>): string => `px-3 py-3 first:pl-5 last:pr-5 ${numeric ? "text-right tabular-nums whitespace-nowrap" : "text-left"} ${wide ? "hidden md:table-cell" : ""}`;
  return (
    <div role="group" aria-label={label} tabIndex={0} className="relative overflow-x-auto rounded-card border border-line bg-raised">
      <table className="w-full text-[0.9375rem]">
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            {columns.map((column) => <th key={column.key} scope="col" className={`${at(column)} font-normal`}>{column.head}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={keyOf(row)} className="transition-colors hover:bg-sand">
              {columns.map((column) => <td key={column.key} className={at(column)}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
