import { hrefIn, ShopLink, type Standing } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { Button, buttonStyle } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { CUSTOMER_ORDERS } from "@/lib/earnings/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { CustomersView } from "../load";

type Props = Standing & { readonly view: CustomersView; readonly locale: Locale; readonly timeZone: string };

/** The same people as a table: by last order, dormant ones, best customers, best sharers, or by the beginning of a name. */
export function CustomerTable({ view: { by, searched, rows, next, paged }, locale, root, timeZone }: Props) {
  const t = words(locale, "earnings");
  const day = dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone });
  return (
    <section aria-labelledby="people" className="mt-12">
      <h2 id="people" className="font-display text-heading">{t("people.table")}</h2>
      <form action={hrefIn(root, "customers#people")} role="search" aria-label={t("people.search")} className="mt-4 flex max-w-md gap-2">
        <input type="search" name="q" defaultValue={searched ?? ""} aria-label={t("people.search")} placeholder={t("people.search")} autoComplete="off" className={INPUT_STYLE} />
        <Button kind="quiet">{t("sales.search")}</Button>
      </form>
      <nav aria-label={t("people.order")} className="mt-3 flex flex-wrap gap-2">
        {CUSTOMER_ORDERS.map((order) => (
          <ShopLink
            key={order} root={root} to={`customers?by=${order}#people`} aria-current={by === order && searched === null ? "true" : undefined}
            className="inline-flex min-h-11 items-center rounded-full border border-line px-4 text-sm aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
          >
            {t(`people.by.${order}`)}
          </ShopLink>
        ))}
      </nav>
      {rows.length === 0 ? <p className="mt-6 text-muted">{searched === null ? t("people.empty") : t("people.notFound", { text: searched })}</p> : (
        <table className="mt-4 w-full text-[0.9375rem]">
          <caption className="sr-only">{searched ?? t(`people.by.${by}`)}</caption>
          <thead>
            <tr className="border-b border-edge text-left text-sm text-muted">
              <th scope="col" className="py-2 pr-3 font-normal">{t("sales.buyer")}</th>
              <th scope="col" className="hidden py-2 pr-3 font-normal sm:table-cell">{t("people.broughtBy")}</th>
              <th scope="col" className="py-2 pr-3 font-normal">{t("people.last")}</th>
              <th scope="col" className="py-2 text-right font-normal sm:pr-4">{t("people.earned")}</th>
              <th scope="col" className="hidden py-2 text-right font-normal sm:table-cell">{t("people.shares")}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.person.id} className="align-top">
                <th scope="row" className="w-full py-3 pr-3 text-left font-medium sm:w-auto">
                  <ShopLink root={root} to={`earnings/sales?buyer=${row.person.id}`} className="underline decoration-1 underline-offset-4">{row.contact?.name || row.person.name || t("breakdown.nameless")}</ShopLink>
                  {row.contact && <a href={`mailto:${row.contact.email}`} className="block text-sm font-normal break-all text-muted underline decoration-1 underline-offset-4">{row.contact.email}</a>}
                  <span className="block text-sm font-normal text-muted sm:hidden">{row.broughtBy ? t("people.through", { name: row.broughtBy.name || t("breakdown.nameless") }) : t("people.byYou")}</span>
                </th>
                <td className="hidden py-3 pr-3 sm:table-cell">{row.broughtBy ? row.broughtBy.name || t("breakdown.nameless") : t("people.you")}</td>
                <td className="py-3 pr-3 text-sm whitespace-nowrap sm:text-[0.9375rem]">{row.lastAt ? <time dateTime={row.lastAt.toISOString()} >{day.format(row.lastAt)}</time> : "–"} {row.dormant && <span className="block sm:inline"><Badge>{t("people.dormant")}</Badge></span>}</td>
                <td className="py-3 text-right whitespace-nowrap tabular-nums sm:pr-4">{formatMoney(row.earned, locale)}<span className="block text-sm text-muted">{t("people.bought", { count: row.orders })}</span>
                  {row.brought > 0 && <span className="block text-sm text-muted sm:hidden">{t("people.sharedOrders", { count: row.brought })}</span>}
                </td>
                <td className="hidden py-3 text-right whitespace-nowrap tabular-nums sm:table-cell">{row.brought > 0 ? <ShopLink root={root} to={`earnings/sales?sharer=${row.person.id}`} className="underline decoration-1 underline-offset-4">{formatMoney(row.broughtEarned, locale)}</ShopLink> : "–"}{row.brought > 0 && <span className="block text-sm text-muted">{t("people.sharedOrders", { count: row.brought })}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mt-5 flex flex-wrap gap-3">
        {(paged || searched !== null) && <ShopLink root={root} to={`customers?by=${by}#people`} className={buttonStyle("quiet")}>{t(paged ? "statement.first" : "people.everybody")}</ShopLink>}
        {next !== null && <ShopLink root={root} to={`customers?by=${by}&after=${next}#people`} className={buttonStyle("quiet")}>{t("people.next")}</ShopLink>}
      </p>
    </section>
  );
}
