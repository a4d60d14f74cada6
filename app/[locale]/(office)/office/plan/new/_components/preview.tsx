import type { PlanTexts } from "./plan-form";

type Row = { readonly name: string; readonly today: string; readonly then: string; readonly change: string; readonly up: boolean };
type Props = { readonly lead: string; readonly cut: boolean; readonly rows: readonly Row[]; readonly texts: PlanTexts };

/** What last month paid, what it would have paid, and the difference. */
export function Preview({ lead, cut, rows, texts }: Props) {
  return (
    <div role="status" className="mt-2">
      <p className="text-muted">{lead}{cut && ` ${texts.cut}`}</p>
      {rows.length > 0 && (
        <div className="mt-3 overflow-x-auto">
          <table className="w-full text-[0.9375rem]">
            <thead><tr className="border-b border-line text-sm text-muted"><th className="py-2 text-left font-normal"><span className="sr-only">{texts.parts}</span></th>{[texts.today, texts.then, texts.change].map((head) => <th key={head} scope="col" className="py-2 pl-4 text-right font-normal">{head}</th>)}</tr></thead>
            <tbody className="divide-y divide-line">
              {rows.map(({ name, today, then, change }) => <tr key={name}><th scope="row" className="py-2 text-left font-normal">{name}</th>{[today, then, change].map((value, n) => <td key={n} className="py-2 pl-4 text-right whitespace-nowrap tabular-nums">{value}</td>)}</tr>)}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
