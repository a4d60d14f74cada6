import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { COHORT_DAYS, type Cohort } from "@/lib/office/figures/types";
import { words } from "@/lib/web/words";

/** Who came back, by the month of their first order. The share is written in each cell; its shade only repeats it. */
export function CohortTable({ cohorts, locale }: { readonly cohorts: readonly Cohort[]; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  if (cohorts.length === 0) return <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("cohorts.none")}</p>;
  const month = dateFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <div role="group" aria-label={t("cohorts.title")} tabIndex={0} className="relative overflow-x-auto rounded-card border border-line bg-raised">
      <table className="w-full text-[0.9375rem]">
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            <th scope="col" className="px-3 py-3 pl-5 text-left font-normal">{t("cohorts.month")}</th>
            <th scope="col" className="px-3 py-3 text-right font-normal">{t("cohorts.buyers")}</th>
            {COHORT_DAYS.map((days) => <th key={days} scope="col" className="px-3 py-3 text-right font-normal whitespace-nowrap last:pr-5">{t("cohorts.within", { days })}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {cohorts.map(({ month: key, buyers, within }) => (
            <tr key={key}>
              <th scope="row" className="px-3 py-3 pl-5 text-left font-normal whitespace-nowrap first-letter:uppercase">{month.format(new Date(`${key}-15T12:00:00Z`))}</th>
              <td className="px-3 py-3 text-right tabular-nums">{buyers.toLocaleString(locale)}</td>
              {within.map((back, n) => (
                <td key={COHORT_DAYS[n]} className="px-3 py-3 text-right tabular-nums last:pr-5" style={back === null ? undefined : { backgroundImage: `linear-gradient(color-mix(in oklab, var(--color-accent) ${Math.round((back / buyers) * 45)}%, transparent) 0 0)` }}>
                  {back === null ? <span className="text-muted"><span aria-hidden="true">·</span><span className="sr-only">{t("cohorts.young")}</span></span> : (back / buyers).toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
