import { ActionForm } from "@/components/office/action-form";
import { queryOf } from "@/components/office/filters";
import { type Column, Table } from "@/components/office/table";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import type { PriceEvent, StockEvent } from "@/lib/catalog/shelf/types";
import { STOCK_REASONS } from "@/lib/catalog/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../../_components/list-end";
import { stockAction } from "../actions";
import type { ProductView } from "../load";
import type { EditRow } from "./product-form";
import { formTexts } from "./texts";

type Props = { readonly view: ProductView; readonly locale: Locale; readonly rows: readonly EditRow[] };

const moment = (locale: Locale, timeZone: string) => dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });

/** What came to the shelf and left it, and a form to book more. */
export function StockPart({ view, locale, rows, root }: Props & Standing) {
  const t = words(locale, "officeCatalogue");
  const time = moment(locale, view.timeZone);
  const { events, next } = view.shelf;
  const columns: readonly Column<StockEvent>[] = [
    { key: "at", head: t("movement.when"), cell: ({ at }) => <time dateTime={at.toISOString()} className="text-sm text-muted">{time.format(at)}</time> },
    { key: "variant", head: t("variant"), wide: true, cell: ({ variantId }) => rows.find(({ id }) => id === variantId)?.name ?? "" },
    { key: "reason", head: t("movement.reason"), cell: ({ reason, order }) => (order === null ? t(`movement.reasons.${reason}`) : <ShopLink root={root} to={`office/orders/${order}`} className="underline underline-offset-4">{t("movement.soldIn", { number: order })}</ShopLink>) },
    { key: "delta", head: t("movement.delta"), numeric: true, cell: ({ delta }) => delta.toLocaleString(locale, { signDisplay: "always" }) },
  ];
  return (
    <>
      <div className="mb-8 rounded-card border border-line bg-raised p-5">
        <ActionForm
          kind="quiet" action={stockAction} hidden={{ slug: view.product.slug }} texts={{ ...formTexts(locale), save: t("movement.book"), saved: t("movement.booked") }}
          groups={[{ asks: [
            { name: "variant", label: t("variant"), kind: "select", value: rows[0]?.id ?? "", choices: rows.map(({ id, name, sku, shelf }) => ({ value: id, label: t("movement.choice", { name: name === sku ? name : `${name}, ${sku}`, left: shelf }) })) },
            { name: "delta", label: t("movement.delta"), hint: t("movement.deltaHint"), kind: "text", wrong: t("movement.wrong"), required: true },
            { name: "reason", label: t("movement.reason"), kind: "select", value: "received", choices: STOCK_REASONS.filter((reason) => reason !== "import").map((value) => ({ value, label: t(`movement.reasons.${value}`) })) },
            { name: "note", label: t("movement.note"), hint: t("movement.noteHint") },
          ] }]}
        />
      </div>
      <Table label={t("part.stock")} columns={columns} rows={events} keyOf={({ id }) => id} empty={next === null ? t("movement.none") : t("movement.noneHere")} />
      {(events.length > 0 || next !== null) && <ListEnd root={root} locale={locale} of={t("part.stock")} next={next === null ? null : `office/catalogue/${view.product.slug}?${queryOf({ shelf: next })}#stock`} file={`shelf?product=${view.product.slug}`} />}
    </>
  );
}

/** Every price that the variants had. */
export function PricesPart({ view: { product, prices, variants, timeZone }, locale, rows, root }: Props & Standing) {
  const t = words(locale, "officeCatalogue");
  const time = moment(locale, timeZone);
  const columns: readonly Column<PriceEvent>[] = [
    { key: "variant", head: t("variant"), cell: ({ variantId }) => rows.find(({ id }) => id === variantId)?.name ?? "" },
    { key: "since", head: t("since"), cell: ({ since }) => <time dateTime={since.toISOString()}>{time.format(since)}</time> },
    { key: "price", head: t("price"), numeric: true, cell: ({ variantId, priceMinor }) => formatMoney(money(priceMinor, variants.find(({ row }) => row.id === variantId)?.row.currency ?? "EUR"), locale) },
  ];
  return (
    <>
      <Table label={t("history")} columns={columns} rows={prices.rows} keyOf={({ variantId, since }) => `${variantId}${since.getTime()}`} empty={t("noHistory")} />
      {prices.rows.length > 0 && <ListEnd root={root} locale={locale} of={t("history")} next={prices.next === null ? null : `office/catalogue/${product.slug}?${queryOf({ prices: prices.next })}#history`} file={`prices?product=${product.slug}`} />}
    </>
  );
}
