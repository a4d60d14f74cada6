import type { Locale } from "@/lib/kernel/locale";
import { localized } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { OrderView } from "../load";

/** What was bought, what it cost and by which means it was paid, and where it goes. */
export function Goods({ view, locale }: { readonly view: OrderView; readonly locale: Locale }) {
  const t = words(locale, "checkout");
  const { order, lines, contact } = view;
  const say = (minor: bigint): string => formatMoney(money(minor, order.currency), locale);
  const row = (label: string, amount: string, style = "") => <div className={`flex justify-between gap-4 ${style}`}><dt>{label}</dt><dd className="tabular-nums">{amount}</dd></div>;
  return (
    <section aria-labelledby="goods">
      <h2 id="goods" className="text-heading">{t("order.lines")}</h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <li key={line.id} className="flex justify-between gap-4 py-3.5">
            <span>{line.quantity} × {localized(line.title, locale)}{line.choice ? <span className="text-muted">, {localized(line.choice, locale)}</span> : ""}</span>
            <span className="whitespace-nowrap tabular-nums">{say(line.goodsMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-4 space-y-1.5">
        {row(t("summary.delivery"), order.shippingMinor === 0n ? t("summary.free") : say(order.shippingMinor))}
        {row(t("summary.total"), say(order.totalMinor), "text-lg font-semibold")}
        {order.vat.filter(({ rateBps }) => rateBps > 0).map((vat) => <div key={vat.rateBps} className="flex justify-between gap-4 text-sm text-muted"><dt>{t("summary.vatOf", { rate: (vat.rateBps / 100).toLocaleString(locale) })}</dt><dd className="tabular-nums">{say(BigInt(vat.vatMinor))}</dd></div>)}
        {order.creditMinor > 0n && row(t("summary.credit"), say(order.creditMinor), "border-t border-line pt-2")}
        {order.creditMinor > 0n && row(t("summary.card"), say(order.cardMinor))}
      </dl>
      {contact && (
        <address className="mt-6 not-italic">
          <span className="block text-sm text-muted">{t("order.to")}</span>
          {contact.name}<br />{contact.street}<br />{contact.postalCode} {contact.city}{contact.country === "FR" ? "" : `, ${new Intl.DisplayNames(locale, { type: "region" }).of(contact.country) ?? contact.country}`}
        </address>
      )}
    </section>
  );
}
