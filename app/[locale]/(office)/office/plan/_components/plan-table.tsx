import type { Locale } from "@/lib/kernel/locale";
import { type Currency, formatMoney, money } from "@/lib/kernel/money";
import { PARTIES_OF_STAGE } from "@/lib/plan/rules";
import { PARTIES, type Plan, STAGES } from "@/lib/plan/types";
import { words } from "@/lib/web/words";

type Props = { readonly plan: Plan; readonly currency: Currency; readonly locale: Locale };

/** A plan as a table of stages and parties, and its settings below. */
export function PlanTable({ plan, currency, locale }: Props) {
  const t = words(locale, "officePlan");
  const percent = (bps: number): string => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(bps / 10_000);
  const months = /^months:(\d+)$/.exec(plan.binding)?.[1];
  const settings: readonly (readonly [string, string])[] = [
    [t("base"), t(`bases.${plan.base}`)],
    [t("earnOnCredit"), t(plan.earnOnCredit ? "yes" : "no")],
    [t("binding"), months === undefined ? t(`bindings.${plan.binding === "lifetime" ? "lifetime" : "per-order"}`) : t("bindingMonths", { months })],
    [t("selfPurchase"), t(`selfPurchases.${plan.selfPurchase}`)],
    [t("volumePolicy"), t(`volumes.${plan.volumePolicy}`)],
    [t("minBase"), plan.minBaseMinor === 0n ? t("none") : formatMoney(money(plan.minBaseMinor, currency), locale)],
    [t("capPool"), plan.capPoolMinor === null ? t("none") : formatMoney(money(plan.capPoolMinor, currency), locale)],
  ];
  return (
    <>
      <ul className="divide-y divide-line sm:hidden">
        {STAGES.map((stage) => (
          <li key={stage} className="py-2.5">
            <p className="font-medium">{t(`stages.${stage}`)}</p>
            <dl className="mt-1 space-y-0.5 text-[0.9375rem]">
              {PARTIES_OF_STAGE[stage].map((party) => <div key={party} className="flex justify-between gap-3"><dt className="text-muted">{t(`parties.${party}`)}</dt><dd className="tabular-nums">{percent(plan.stages[stage][party])}</dd></div>)}
            </dl>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <table className="w-full text-[0.9375rem]">
          <thead><tr className="border-b border-line text-sm text-muted"><th scope="col" className="py-2 pr-3 text-left font-normal">{t("stage")}</th>{PARTIES.map((party) => <th key={party} scope="col" className="px-3 py-2 text-right font-normal last:pr-0">{t(`parties.${party}`)}</th>)}</tr></thead>
          <tbody className="divide-y divide-line">
            {STAGES.map((stage) => (
              <tr key={stage}>
                <th scope="row" className="py-2 pr-3 text-left font-normal whitespace-nowrap">{t(`stages.${stage}`)}</th>
                {PARTIES.map((party) => <td key={party} className="px-3 py-2 text-right tabular-nums last:pr-0">{PARTIES_OF_STAGE[stage].includes(party) ? percent(plan.stages[stage][party]) : ""}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="mt-4 grid gap-x-8 gap-y-2 border-t border-line pt-4 text-[0.9375rem] sm:grid-cols-2">
        {settings.map(([label, value]) => <div key={label} className="flex justify-between gap-3"><dt className="text-muted">{label}</dt><dd className="text-right">{value}</dd></div>)}
      </dl>
    </>
  );
}
