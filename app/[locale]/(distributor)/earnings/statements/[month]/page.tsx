import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { listMovements } from "@/lib/earnings/queries";
import { rootAt } from "@/lib/kernel/address";
import { dateFormat } from "@/lib/kernel/formats";
import { formatMoney } from "@/lib/kernel/money";
import { db } from "@/lib/web/database";
import { localeOf } from "@/lib/web/place";
import { monthName, sentenceOf, signed } from "@/lib/web/statement";
import { words } from "@/lib/web/words";
import { DeskFrame, NoDesk } from "../../../_components/desk-frame";
import { loadDesk } from "../../../load";
import { loadMonth } from "./load";

export const instant = false;

const PAGE = 50;
const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly month: string }>; readonly searchParams: Promise<{ readonly after?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("statement.title"), robots: { index: false } };
}

export default async function StatementPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { month: asked } = await params;
  const here = `earnings/statements/${encodeURIComponent(asked)}`;
  const desk = await loadDesk();
  if (desk.kind !== "distributor") return <NoDesk kind={desk.kind} locale={locale} root={root} here={here} />;
  const t = words(locale, "earnings");
  const sums = await loadMonth(desk.book, asked);
  if (!sums) return <DeskFrame locale={locale} root={root} here={here} title={t("statement.title")} lead={t("statement.noMonth")}><p className="mt-6"><ShopLink root={root} to="earnings/statements" className={buttonStyle("quiet")}>{t("statement.back")}</ShopLink></p></DeskFrame>;
  const { after: given } = await searchParams;
  const after = given && /^[0-9a-f-]{36}$/.test(given) ? given : null;
  const lines = await listMovements(db(), desk.book, { month: sums.month, after, limit: PAGE });
  const day = dateFormat(locale, { day: "numeric", month: "short", timeZone: desk.book.timeZone });
  const facts = [["opening", sums.opening, ""], ["earned", sums.earned, "+"], ["takenBack", sums.takenBack, "−"], ["spent", sums.spent, "−"], ["paidOut", sums.paidOut, "−"], ["other", sums.other, ""], ["closing", sums.closing, ""]] as const;
  return (
    <DeskFrame locale={locale} root={root} here={here} title={t("statement.of", { month: monthName(sums.month, locale) })}>
      <dl className="mt-8 max-w-xl divide-y divide-line rounded-3xl border border-line bg-raised px-5 sm:px-8">
        {facts.filter(([name, { minor }]) => minor !== 0n || name === "opening" || name === "closing").map(([name, amount, sign]) => (
          <div key={name} className={`flex items-baseline justify-between gap-4 py-3 ${name === "closing" ? "font-medium" : ""}`}>
            <dt>{t(`statement.${name}`)}</dt><dd className={`whitespace-nowrap tabular-nums ${name === "closing" ? "font-display text-3xl font-normal lining-nums" : ""}`} data-testid={name}>{sign}{formatMoney(amount, locale)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 flex flex-wrap gap-3">
        <ShopLink root={root} to={`${here}/pdf`} className={buttonStyle("primary")}>{t("statement.pdf")}</ShopLink>
        <ShopLink root={root} to={`${here}/csv`} className={buttonStyle("quiet")}>{t("csv")}</ShopLink>
      </p>
      <h2 className="mt-12 font-display text-heading">{t("statement.each")}</h2>
      <p className="mt-1 max-w-2xl text-muted">{t("statement.note")}</p>
      <table className="mt-3 w-full text-[0.9375rem]">
        <thead>
          <tr className="border-b border-edge text-left text-sm text-muted">
            <th scope="col" className="py-2 pr-3 font-normal">{t("statement.day")}</th><th scope="col" className="py-2 pr-3 font-normal">{t("statement.what")}</th>
            <th scope="col" className="py-2 text-right font-normal sm:pr-4">{t("statement.amount")}<span className="block sm:hidden">{t("statement.balance")}</span></th><th scope="col" className="hidden py-2 text-right font-normal sm:table-cell">{t("statement.balance")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr key={line.transaction} className="align-top">
              <td className="py-3 pr-3 whitespace-nowrap text-muted"><time dateTime={line.at.toISOString()}>{day.format(line.at)}</time></td>
              <td className="py-3 pr-3">{sentenceOf(line, t)}</td>
              <td className={`py-3 text-right whitespace-nowrap tabular-nums sm:pr-4 ${line.amount.minor === 0n ? "text-muted" : "font-medium"}`}>{signed(line.amount, locale)}<span className="block text-sm font-normal text-muted sm:hidden">{formatMoney(line.balanceAfter, locale)}</span></td>
              <td className="hidden py-3 text-right whitespace-nowrap text-muted tabular-nums sm:table-cell">{formatMoney(line.balanceAfter, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-5 flex flex-wrap gap-3">
        {after !== null && <ShopLink root={root} to={here} className={buttonStyle("quiet")}>{t("statement.first")}</ShopLink>}
        {lines.length === PAGE && <ShopLink root={root} to={`${here}?after=${lines.at(-1)?.transaction ?? ""}`} className={buttonStyle("quiet")}>{t("statement.next")}</ShopLink>}
        <ShopLink root={root} to="earnings/statements" className={buttonStyle("quiet")}>{t("statement.back")}</ShopLink>
      </p>
    </DeskFrame>
  );
}
