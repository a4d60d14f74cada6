import type { Locale } from "@/lib/kernel/locale";
import type { Funnel } from "@/lib/office/figures/types";
import { words } from "@/lib/web/words";

const STEPS = ["visits", "carts", "placed", "paid"] as const;

/** From a visit to a paid order as bars below each other; each says how many of the step before went on. */
export function FunnelSteps({ now, then, locale }: { readonly now: Funnel; readonly then: Funnel; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  const most = Math.max(...STEPS.map((step) => now[step]), 1);
  if (STEPS.every((step) => now[step] === 0)) return <p className="rounded-card border border-line bg-raised px-6 py-10 text-center text-muted">{t("funnel.none")}</p>;
  const part = (step: number, of: number): string => (of === 0 ? "" : Math.min(step / of, 1).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }));
  return (
    <ol className="space-y-4 rounded-card border border-line bg-raised p-5">
      {STEPS.map((step, n) => {
        const before = STEPS[n - 1];
        return (
          <li key={step}>
            <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span>{t(`funnel.${step}`)}</span><span className="tabular-nums"><strong className="font-medium">{now[step].toLocaleString(locale)}</strong> <span className="text-sm text-muted">{t("funnel.then", { count: then[step].toLocaleString(locale) })}</span></span></p>
            <div aria-hidden="true" className="mt-1.5 h-3 overflow-hidden rounded-full bg-sand"><div className="h-full rounded-full bg-accent" style={{ width: `${Math.max((now[step] / most) * 100, now[step] > 0 ? 1 : 0)}%` }} /></div>
            {before !== undefined && now[before] > 0 && <p className="mt-1 text-sm text-muted">{t("funnel.of", { part: part(now[step], now[before]) })}</p>}
          </li>
        );
      })}
    </ol>
  );
}
