import { ShopLink } from "@/components/shop/shop-link";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { PartProps } from "./part";

/** How far each goal is reached. */
export function Goals({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  if (view.goals.length === 0) return <p className="mt-5 px-1 text-muted">{t("goals.none")} <ShopLink root={root} to="earnings/goals" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("goals.set")}</ShopLink></p>;
  return (
    <section aria-labelledby="goals" className="mt-5 rounded-3xl border border-line p-5 sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="goals" className="font-display text-heading">{t("goals.title")}</h2>
        <ShopLink root={root} to="earnings/goals" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("goals.change")}</ShopLink>
      </div>
      <ul className="mt-3 grid gap-5 sm:grid-cols-3">
        {view.goals.map(({ period, amount, earned, percent }) => (
          <li key={period}>
            <p className="flex justify-between gap-3"><span>{t(`periods.${period}`)}</span><span className="tabular-nums">{t("goals.percent", { percent })}</span></p>
            <progress className="goal mt-2 block h-3 w-full" max={100} value={percent > 100 ? 100 : percent} aria-label={t(`periods.${period}`)} />
            <p className="mt-1.5 text-sm text-muted tabular-nums">{percent >= 100 ? t("goals.reached", { amount: formatMoney(amount, locale) }) : t("goals.of", { earned: formatMoney(earned, locale), amount: formatMoney(amount, locale) })}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
