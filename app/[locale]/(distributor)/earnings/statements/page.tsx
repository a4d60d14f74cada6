import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { listMonths } from "@/lib/earnings/queries";
import { net, yearsOf } from "@/lib/earnings/rules";
import { rootAt } from "@/lib/kernel/address";
import { formatMoney, type Money } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { localeOf } from "@/lib/web/place";
import { monthName } from "@/lib/web/statement";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../_components/desk-frame";
import { loadDesk } from "../../load";

export const instant = false;

const HERE = "earnings/statements";
const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("statement.title"), robots: { index: false } };
}

export default async function StatementsPage({ params }: Props) {
  const locale = await localeOf(params);
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={HERE} />;
  const years = yearsOf(await listMonths(db(), desk.book), desk.book.currency);
  const t = words(locale, "earnings");
  const show = (amount: Money): string => formatMoney(amount, locale);
  return (
    <DeskFrame locale={locale} root={root} here={HERE} title={t("statement.title")} lead={t("statement.lead")}>
      {years.length === 0 && <p className="mt-10 text-lg text-muted">{t("statement.none")}</p>}
      {years.map(({ year, months, earned, takenBack, taxable, paidOut }) => (
        <section key={year} aria-labelledby={`y${year}`} className="mt-10">
          <h2 id={`y${year}`} className="font-display text-heading">{year}</h2>
          <div className="mt-3 rounded-3xl bg-sand p-5 sm:p-8">
            <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-[2fr_1fr_1fr_1fr] sm:items-end">
              <div><dt className="text-muted">{t("statement.forTax")}<span className="block text-sm">{t("statement.taxable")}</span></dt><dd className="mt-1 font-display text-4xl lining-nums tabular-nums" data-testid={`taxable-${year}`}>{show(taxable)}</dd></div>
              {([["earned", earned], ["takenBack", takenBack], ["paidOut", paidOut]] as const).map(([name, amount]) => (
                <div key={name} className="flex items-baseline justify-between gap-4 border-t border-edge/40 pt-2 sm:block"><dt className="text-sm text-muted">{t(`statement.${name}`)}</dt><dd className="tabular-nums sm:text-xl">{show(amount)}</dd></div>
              ))}
            </dl>
          </div>
          <p aria-hidden="true" className="mt-6 hidden grid-cols-[1fr_10rem_10rem] gap-x-4 pb-2 text-right text-sm text-muted sm:grid"><span className="text-left">{t("statement.month")}</span><span>{t("statement.taxable")}</span><span>{t("statement.closing")}</span></p>
          <ul className="mt-3 divide-y divide-line border-y border-line sm:mt-0">
            {months.map(({ month, earned: in_, takenBack: out, closing, movements }) => (
              <li key={month}>
                <ShopLink root={root} to={`earnings/statements/${month}`} className="group grid min-h-16 grid-cols-[1fr_auto] items-center gap-x-4 py-3 sm:grid-cols-[1fr_10rem_10rem]">
                  <span className="first-letter:uppercase"><span className="underline decoration-line underline-offset-4 group-hover:decoration-current">{monthName(month, locale)}</span><span className="block text-sm text-muted">{t("statement.movements", { count: movements })}</span></span>
                  <span className="text-right font-medium tabular-nums">{show(net({ earned: in_, takenBack: out }))}<span className="block text-sm font-normal text-muted sm:hidden">{t("statement.closingOf", { amount: show(closing) })}</span></span>
                  <span className="hidden text-right text-muted tabular-nums sm:block">{show(closing)}</span>
                </ShopLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DeskFrame>
  );
}
