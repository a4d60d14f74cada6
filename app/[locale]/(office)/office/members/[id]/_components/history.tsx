import { Table } from "@/components/office/table";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Badge } from "@/components/ui/badge";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { deedText } from "../../../../_components/deed";
import type { MemberView } from "../load";

type Props = Standing & { readonly view: MemberView; readonly locale: Locale };

/** The member's latest orders. */
export function MemberOrders({ view, locale, root }: Props) {
  const [t, o] = [words(locale, "officePerson"), words(locale, "officeOrders")];
  const day = dateFormat(locale, { dateStyle: "medium", timeZone: view.timeZone });
  return (
    <section aria-labelledby="orders">
      <h2 id="orders" className="mb-4 font-display text-heading">{t("orders")}</h2>
      <Table
        label={t("orders")} rows={view.orders.rows} keyOf={({ id }) => id} empty={t("noOrder")}
        columns={[
          { key: "number", head: o("number"), cell: ({ number, placedAt }) => <><ShopLink root={root} to={`office/orders/${number}`} className="inline-flex min-h-6 items-center font-medium underline decoration-1 underline-offset-4 hover:decoration-2">{number}</ShopLink><span className="block text-sm text-muted">{day.format(placedAt)}</span></> },
          { key: "status", head: o("status"), cell: ({ status }) => <Badge tone={status === "paid" || status === "fulfilled" ? "accent" : "plain"}>{o(`states.${status}`)}</Badge> },
          { key: "sponsor", head: o("sponsor"), wide: true, cell: ({ sponsor }) => sponsor ?? o("nobody") },
          { key: "total", head: o("total"), numeric: true, cell: ({ total }) => formatMoney(total, locale) },
        ]}
      />
      {view.orders.rows.length > 0 && <p className="mt-3"><ShopLink root={root} to={`office/orders?buyer=${view.member.id}`} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("allOrders")}</ShopLink></p>}
    </section>
  );
}

/** What operators did with the member. */
export function MemberTrail({ view, locale, root }: Props) {
  const t = words(locale, "officePerson");
  const time = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: view.timeZone });
  return (
    <section aria-labelledby="deeds">
      <h2 id="deeds" className="font-display text-heading">{t("history")}</h2>
      {view.deeds.length === 0 ? <p className="mt-3 text-muted">{t("noHistory")}</p> : (
        <ol className="mt-4 divide-y divide-line border-y border-line">
          {view.deeds.map((deed) => (
            <li key={deed.id} className="py-3">
              <p><span className="font-medium">{deedText(deed.action, locale)}</span> <span className="text-muted">{deed.actorName ?? deed.actor}</span></p>
              {deed.reason !== null && deed.reason !== "" && <p className="mt-0.5 max-w-prose text-muted">{deed.reason}</p>}
              <p className="mt-0.5 text-sm text-muted"><time dateTime={deed.occurredAt.toISOString()}>{time.format(deed.occurredAt)}</time></p>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-3"><ShopLink root={root} to={`office/trail?q=${view.member.id}`} className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("wholeTrail")}</ShopLink></p>
    </section>
  );
}
