import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { ShownLink } from "../load";

type Props = Standing & { readonly links: readonly ShownLink[]; readonly archived: number; readonly locale: Locale };

/** All links side by side: visits, carts, orders, conversion, what they earned and what a visit earned. On a phone each is a block of its own. */
export function LinkTable({ links, archived, locale, root }: Props) {
  const t = words(locale, "earnings");
  const whole = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const columns = ["visits", "carts", "orders", "conversion", "earned", "perVisit"] as const;
  const cells = (link: ShownLink): Record<(typeof columns)[number], string> => ({
    visits: whole.format(link.visits), carts: whole.format(link.carts), orders: whole.format(link.orders),
    conversion: link.conversion === null ? "–" : share.format(link.conversion),
    earned: formatMoney(link.earned, locale), perVisit: link.perVisit === null ? "–" : formatMoney(link.perVisit, locale),
  });
  return (
    <section aria-labelledby="compared" className="mt-12">
      <h2 id="compared" className="font-display text-heading">{t("links.compared")}</h2>
      <p className="mt-1 text-muted">{t("links.counted")}</p>
      <table className="mt-4 w-full text-[0.9375rem] max-sm:block">
        <thead className="max-sm:sr-only">
          <tr className="border-b border-edge text-sm text-muted">
            <th scope="col" className="py-2 pr-3 text-left font-normal">{t("links.link")}</th>
            {columns.map((column) => <th key={column} scope="col" className="py-2 pl-3 text-right font-normal">{t(`links.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {links.map((link) => (
            <tr key={link.handle} className="align-baseline max-sm:grid max-sm:grid-cols-3 max-sm:gap-y-2 max-sm:py-4">
              <th scope="row" className="py-3 pr-3 text-left font-medium max-sm:col-span-3 max-sm:py-0">{link.label === null ? t("breakdown.ownAddress") : link.orders > 0 ? <ShopLink root={root} to={`earnings/sales?link=${encodeURIComponent(link.handle)}`} className="underline decoration-1 underline-offset-4">{link.label}</ShopLink> : link.label}</th>
              {columns.map((column) => (
                <td key={column} className="py-3 pl-3 text-right whitespace-nowrap tabular-nums max-sm:p-0 max-sm:text-left">
                  <span aria-hidden="true" className="block text-sm text-muted sm:hidden">{t(`links.${column}`)}</span>{cells(link)[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {archived > 0 && <p className="mt-4"><ShopLink root={root} to="earnings/links?all" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("links.showArchived", { count: archived })}</ShopLink></p>}
    </section>
  );
}
