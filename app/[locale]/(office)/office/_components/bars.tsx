import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { type Currency, formatMoney, money } from "@/lib/kernel/money";
import type { DayFigures } from "@/lib/office/types";

type Texts = Readonly<Record<"sales" | "viral" | "none" | "asTable" | "day" | "orders", string>>;
type Props = { readonly days: readonly DayFigures[]; readonly currency: Currency; readonly locale: Locale; readonly texts: Texts };

const WIDTH = 1000;
const HEIGHT = 220;

/** Sales by day as bars, the viral part hatched below: it is read without colour, and its numbers are a table. */
export function Bars({ days, currency, locale, texts }: Props) {
  const most = days.reduce((max, { sales }) => (sales > max ? sales : max), 0n);
  if (most === 0n) return <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{texts.none}</p>;
  const step = WIDTH / days.length;
  const high = (minor: bigint): number => Number((minor * BigInt(HEIGHT * 10)) / most) / 10;
  const say = (minor: bigint): string => formatMoney(money(minor, currency), locale);
  const day = (text: string): string => dateFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${text}T12:00:00Z`));
  return (
    <figure className="rounded-card border border-line bg-raised p-5">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-52 w-full text-accent" preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <pattern id="viral" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" className="fill-raised" /><rect width="3" height="6" fill="currentColor" /></pattern>
        </defs>
        {days.map(({ day: key, sales, viral }, n) => (
          <g key={key}>
            <title>{`${day(key)} : ${say(sales)}`}</title>
            <rect x={n * step + step * 0.12} width={step * 0.76} y={HEIGHT - high(sales)} height={high(sales)} fill="currentColor" rx={Math.min(3, step / 6)} />
            <rect x={n * step + step * 0.12} width={step * 0.76} y={HEIGHT - high(viral)} height={high(viral)} fill="url(#viral)" />
          </g>
        ))}
      </svg>
      <div className="mt-2 flex justify-between text-sm text-muted"><span>{day(days[0]?.day ?? "")}</span><span>{day(days.at(-1)?.day ?? "")}</span></div>
      <figcaption className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <span className="inline-flex items-center gap-2"><span className="size-3 rounded-sm bg-accent" />{texts.sales}</span>
        <span className="inline-flex items-center gap-2"><svg viewBox="0 0 12 12" className="size-3 text-accent" aria-hidden="true"><rect width="12" height="12" fill="url(#viral)" /></svg>{texts.viral}</span>
      </figcaption>
      <details className="mt-3">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm underline underline-offset-4">{texts.asTable}</summary>
        <div role="group" aria-label={texts.asTable} tabIndex={0} className="relative max-h-80 overflow-auto">
          <table className="w-full text-sm">
            <thead><tr className="text-left text-muted"><th scope="col" className="py-1.5 font-normal">{texts.day}</th><th scope="col" className="text-right font-normal">{texts.orders}</th><th scope="col" className="text-right font-normal">{texts.sales}</th><th scope="col" className="text-right font-normal">{texts.viral}</th></tr></thead>
            <tbody className="divide-y divide-line">
              {days.map((row) => <tr key={row.day}><th scope="row" className="py-1.5 text-left font-normal">{day(row.day)}</th><td className="text-right tabular-nums">{row.orders.toLocaleString(locale)}</td><td className="text-right tabular-nums">{say(row.sales)}</td><td className="text-right tabular-nums">{say(row.viral)}</td></tr>)}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
