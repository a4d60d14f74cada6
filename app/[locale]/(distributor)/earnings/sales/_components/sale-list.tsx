import { Badge } from "@/components/ui/badge";
import type { EarnedSale } from "@/lib/earnings/types";
import { dateFormat } from "@/lib/kernel/formats";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { SalesView } from "../load";

type Props = { readonly view: SalesView; readonly locale: Locale; readonly timeZone: string };
type RowProps = Omit<Props, "view"> & { readonly sale: EarnedSale; readonly labels: SalesView["labels"] };

const TONES = { credited: "accent", partly: "plain", held: "plain", taken_back: "danger" } as const;

/** The sales: cards on a phone, a table on a desk; the same rows of the same table. */
export function SaleList({ view, locale, timeZone }: Props) {
  const t = words(locale, "earnings");
  if (view.sales.length === 0) return <p className="mt-10 text-lg text-muted">{t("sales.empty")}</p>;
  const head = ["when", "buyer", "how", "share", "confirmed"] as const;
  return (
    <table className="mt-6 block w-full text-[0.9375rem] md:table">
      <caption className="sr-only">{t("sales.title")}</caption>
      <thead className="sr-only md:not-sr-only">
        <tr className="text-left text-sm text-muted md:border-b md:border-edge">
          {head.map((name) => <th key={name} scope="col" className={`py-2 pr-4 font-normal last:pr-0 last:pl-6 ${name === "share" ? "text-right" : ""}`}>{t(`sales.${name}`)}</th>)}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line md:table-row-group">
        {view.sales.map((sale) => <Row key={sale.order} sale={sale} labels={view.labels} locale={locale} timeZone={timeZone} />)}
      </tbody>
    </table>
  );
}

function Row({ sale, labels, locale, timeZone }: RowProps) {
  const t = words(locale, "earnings");
  const day = dateFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone });
  const clock = dateFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(Number(sale.rateBps) / 10_000);
  const volume = sale.confirmed && formatMoney(money(sale.confirmed.volumeMinor, sale.earned.currency), locale);
  return (
    <tr className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-4 align-top md:table-row">
      <td className="order-3 text-sm text-muted md:py-3 md:pr-4 md:text-[0.9375rem] md:whitespace-nowrap">
        <time dateTime={sale.at.toISOString()}>{day.format(sale.at)}<span className="md:hidden">, </span><span className="md:block md:text-sm">{clock.format(sale.at)}</span></time>
        <span className="block tabular-nums md:text-sm">{t("sales.number", { number: sale.number })}</span>
      </td>
      <td className="order-1 text-base font-medium md:py-3 md:pr-4 md:text-[0.9375rem]">{sale.buyer.name || t("breakdown.nameless")}</td>
      <td className="order-5 col-span-2 text-sm text-muted md:py-3 md:pr-4 md:text-[0.9375rem] md:text-ink">
        {sale.sharer ? t("sales.sharedBy", { name: sale.sharer.name || t("breakdown.nameless") }) : t(`stage.${sale.stage}`)}
        {sale.link !== null && labels.get(sale.link) !== undefined && <span className="block text-sm text-muted">{t("sales.throughLink", { label: labels.get(sale.link) ?? "" })}</span>}
      </td>
      <td className="order-2 row-span-2 text-right md:py-3 md:pr-4">
        <span className="block text-base font-medium whitespace-nowrap tabular-nums">{formatMoney(sale.earned, locale)}</span>
        <span className="block text-sm whitespace-nowrap text-muted tabular-nums">{t("sales.rate", { rate: percent, base: formatMoney(sale.base, locale) })}</span>
        {sale.takenBack.minor > 0n && <span className="block text-sm whitespace-nowrap text-danger tabular-nums">{t("sales.tookBack", { amount: formatMoney(sale.takenBack, locale) })}</span>}
        <span className="mt-1 inline-block"><Badge tone={TONES[sale.state]}>{t(`state.${sale.state}`)}</Badge></span>
      </td>
      <td className="order-6 col-span-2 text-sm text-muted md:py-3 md:pl-6">
        {sale.confirmed ? (
          <>
            <span className="break-all tabular-nums">{t("sales.confirmedAs", { reference: sale.confirmed.reference ?? "" })}</span>
            <span className="block">{t("sales.confirmedOn", { volume: volume ?? "", day: day.format(sale.confirmed.at) })}</span>
          </>
        ) : t("sales.notConfirmed")}
      </td>
    </tr>
  );
}
