import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { viralHundredths } from "@/lib/office/figures/rules";
import { growth } from "@/lib/office/rules";
import { words } from "@/lib/web/words";
import type { FiguresView } from "../load";

type Tile = { readonly name: string; readonly value: string; readonly now?: bigint; readonly then?: bigint; readonly more?: string };

/** The figures of a period, each with what it was before. */
export function Tiles({ view, locale }: { readonly view: FiguresView; readonly locale: Locale }) {
  const t = words(locale, "officeFigures");
  return (
    <dl className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
      {tilesOf(view, locale).map(({ name, value, now, then, more }) => {
        const grew = now === undefined || then === undefined ? null : growth(now, then);
        return (
          <div key={name} className="bg-raised p-5">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="mt-1 font-display text-[1.75rem] leading-tight lining-nums tabular-nums">{value}</dd>
            {grew !== null && <dd className={`mt-1 text-sm ${grew < 0n ? "text-danger" : "text-accent"}`}><span aria-hidden="true">{grew > 0n ? "▲ " : grew < 0n ? "▼ " : ""}</span>{t("growth", { percent: `${grew > 0n ? "+" : ""}${grew.toLocaleString(locale)} %` })}</dd>}
            {more && <dd className="mt-1 text-sm text-muted">{more}</dd>}
          </div>
        );
      })}
    </dl>
  );
}

function tilesOf({ figures, before, outstanding, currency }: FiguresView, locale: Locale): readonly Tile[] {
  const t = words(locale, "officeFigures");
  const percent = (part: number, whole: number): bigint | null => (whole === 0 ? null : BigInt(Math.round((part / whole) * 1000)));
  const share = (points: bigint | null): string => (points === null ? t("none") : (Number(points) / 1000).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }));
  const each = (n: number): bigint => BigInt(n);
  const [viral, viralBefore] = [percent(figures.viralOrders, figures.orders), percent(before.viralOrders, before.orders)];
  const [coefficient, coefficientBefore] = [viralHundredths(figures.broughtByCustomers, figures.buyers), viralHundredths(before.broughtByCustomers, before.buyers)];
  const compared = (now: bigint | null, then: bigint | null) => (now === null || then === null ? {} : { now, then });
  return [
    { name: t("sales"), value: formatMoney(figures.sales, locale), now: figures.sales.minor, then: before.sales.minor, more: t("refunded", { amount: formatMoney(figures.refunded, locale) }) },
    { name: t("orders"), value: figures.orders.toLocaleString(locale), now: each(figures.orders), then: each(before.orders), more: figures.orders === 0 ? "" : t("average", { amount: formatMoney(money(figures.sales.minor / each(figures.orders), currency), locale) }) },
    { name: t("cashBack"), value: formatMoney(figures.cashBack, locale), now: figures.cashBack.minor, then: before.cashBack.minor, more: figures.sales.minor === 0n ? "" : t("cashBackMore", { share: (Number((figures.cashBack.minor * 1000n) / figures.sales.minor) / 1000).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }) }) },
    { name: t("outstanding"), value: formatMoney(money(outstanding.credit.minor + outstanding.earnings.minor, currency), locale), more: t("outstandingMore", { credit: formatMoney(outstanding.credit, locale), earnings: formatMoney(outstanding.earnings, locale) }) },
    { name: t("viral"), value: share(viral), ...compared(viral, viralBefore), more: t("viralMore", { amount: formatMoney(figures.viralSales, locale) }) },
    { name: t("coefficient"), value: coefficient === null ? t("none") : (Number(coefficient) / 100).toLocaleString(locale, { minimumFractionDigits: 2 }), ...compared(coefficient, coefficientBefore), more: t("coefficientMore", { brought: figures.broughtByCustomers, buyers: figures.buyers }) },
    { name: t("newBuyers"), value: figures.newBuyers.toLocaleString(locale), now: each(figures.newBuyers), then: each(before.newBuyers), more: t("returning", { count: figures.returningBuyers }) },
    { name: t("sharers"), value: figures.sharers.toLocaleString(locale), now: each(figures.sharers), then: each(before.sharers), more: t("sharersMore") },
  ];
}
