import { BarChart } from "@/components/charts/bars";
import { ShopLink } from "@/components/shop/shop-link";
import { barsOf, net } from "@/lib/earnings/rules";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { barName, type PartProps, periodName } from "./part";

/** A period's bars against the period before, the way to others, and the numbers as a table. */
export function Chart({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  const { period, start, earlier, later, shown, before, chart, change } = view;
  const name = periodName(period, start, locale);
  const nameBefore = periodName(period, earlier, locale);
  const than = t(`chart.than.${period}`);
  const starts = barsOf(period, start);
  const step = "inline-flex size-11 items-center justify-center rounded-full border border-line text-xl transition-colors hover:border-ink hover:bg-sand";
  return (
    <section aria-labelledby="chart" className="mt-5 rounded-3xl border border-line bg-raised p-4 sm:p-8">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id="chart" className="font-display text-heading first-letter:uppercase">{name}</h2>
          <p className="mt-1 font-display text-4xl lining-nums tabular-nums">{formatMoney(net(shown), locale)}</p>
          <p className="mt-1 text-muted">
            {change === null ? t("chart.noBefore", { than }) : <><span aria-hidden="true">{change > 0n ? "▲ " : change < 0n ? "▼ " : ""}</span>{t(`chart.${change > 0n ? "more" : change < 0n ? "less" : "same"}`, { percent: absolute(change), than })}{later === null && ` ${t("chart.sofar")}`}</>}
          </p>
        </div>
        <nav aria-label={t("chart.steps")} className="flex gap-2">
          <ShopLink root={root} to={`earnings?period=${period}&at=${earlier.slice(0, 10)}`} className={step} aria-label={t("chart.earlier", { name: nameBefore })}><span aria-hidden="true">‹</span></ShopLink>
          {later !== null && <ShopLink root={root} to={`earnings?period=${period}&at=${later.slice(0, 10)}`} className={step} aria-label={t("chart.later", { name: periodName(period, later, locale) })}><span aria-hidden="true">›</span></ShopLink>}
        </nav>
      </div>
      <div className="mt-6">
        <BarChart
          bars={chart.bars} ticks={chart.ticks} below={chart.below} texts={{ now: name, before: nameBefore }}
          label={t("chart.summary", { name, amount: formatMoney(net(shown), locale), before: nameBefore, amountBefore: formatMoney(net(before), locale) })}
        />
      </div>
      <details className="mt-4 border-t border-line pt-3">
        <summary className="inline-flex min-h-11 items-center text-accent underline decoration-1 underline-offset-4">{t("chart.table")}</summary>
        <div className="overflow-x-auto">
          <table className="mt-2 w-full max-w-2xl text-[0.9375rem] tabular-nums">
            <thead>
              <tr className="text-left text-sm text-muted"><th scope="col" className="py-2 pr-4 font-normal">{t("chart.when")}</th><th scope="col" className="py-2 pr-4 text-right font-normal">{name}</th><th scope="col" className="py-2 text-right font-normal">{nameBefore}</th></tr>
            </thead>
            <tbody className="divide-y divide-line">
              {chart.bars.map((bar, n) => (
                <tr key={bar.label}>
                  <th scope="row" className="py-2 pr-4 text-left font-normal whitespace-nowrap">{barName(period, starts[n] ?? start, locale)}</th>
                  <td className={`py-2 pr-4 text-right ${bar.height === 0 ? "text-muted" : "font-medium"}`}>{bar.ahead ? "–" : bar.text}</td>
                  <td className="py-2 text-right text-muted">{bar.beforeText}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="border-t border-edge font-medium"><th scope="row" className="py-2 pr-4 text-left font-medium">{t("chart.total")}</th><td className="py-2 pr-4 text-right">{formatMoney(net(shown), locale)}</td><td className="py-2 text-right">{formatMoney(net(before), locale)}</td></tr>
            </tfoot>
          </table>
        </div>
      </details>
    </section>
  );
}

const absolute = (percent: bigint): string => (percent < 0n ? -percent : percent).toString();
