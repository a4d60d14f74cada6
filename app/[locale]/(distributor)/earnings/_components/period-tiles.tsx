import { ShopLink } from "@/components/shop/shop-link";
import { net } from "@/lib/earnings/rules";
import { PERIODS } from "@/lib/earnings/types";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { PartProps } from "./part";

/** Today, week, month, year: each its sum, and the way to its chart. */
export function PeriodTiles({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  return (
    <nav aria-label={t("periods.label")} className="mt-6">
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {PERIODS.map((period) => {
          const here = view.period === period && view.later === null;
          return (
            <li key={period}>
              <ShopLink
                root={root} to={`earnings?period=${period}`} aria-current={here ? "true" : undefined}
                className="group block h-full rounded-3xl border border-line bg-raised p-4 transition-shadow hover:shadow-lift aria-[current]:border-transparent aria-[current]:bg-accent aria-[current]:text-paper sm:p-6"
              >
                <span className="block text-sm text-muted group-aria-[current]:text-paper">{t(`periods.${period}`)}</span>
                <span className="mt-1 block font-display text-[1.6rem] leading-tight lining-nums tabular-nums sm:text-4xl" data-testid={`earned-${period}`}>{formatMoney(net(view.sums[period]), locale)}</span>
                <span className="mt-1 block text-sm text-muted group-aria-[current]:text-paper">{t("orders", { count: view.sums[period].orders })}</span>
              </ShopLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
