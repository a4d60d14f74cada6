import type { Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { add, formatMoney, type Money, money } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import { ListEnd } from "../../../_components/list-end";
import type { LedgerView } from "../load";

type Props = Standing & { readonly view: LedgerView; readonly locale: Locale };

/** What stands on members' accounts and on the company's: together they are zero. */
export function Totals({ view, locale, root }: Props) {
  const t = words(locale, "officeLedger");
  const company = view.company.filter(({ total }) => total.currency === view.currency);
  const sum = (all: readonly Money[]): Money => all.reduce(add, money(0n, view.currency));
  const [owed, spent] = [sum(view.accounts.map(({ total }) => total)), sum(company.map(({ total }) => total))];
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts" className="font-display text-heading">{t("accountsTitle")}</h2>
      <div className="mt-4 grid gap-5 md:grid-cols-2">
        <Side title={t("members")} rows={view.accounts.map(({ account, total, accounts }) => ({ name: t(`accounts.${account}`), note: t("wallets", { count: accounts }), total }))} sum={owed} locale={locale} />
        <Side title={t("ofCompany")} rows={company.map(({ account, total }) => ({ name: t(`accounts.${account}`), note: "", total }))} sum={spent} locale={locale} />
      </div>
      <p className={`mt-3 text-sm ${owed.minor + spent.minor === 0n ? "text-muted" : "text-danger"}`}>{owed.minor + spent.minor === 0n ? t("balanced") : t("unbalanced", { amount: formatMoney(add(owed, spent), locale) })}</p>
      <ListEnd root={root} locale={locale} of={t("accountsTitle")} file="accounts" />
    </section>
  );
}

type SideProps = { readonly title: string; readonly rows: readonly { readonly name: string; readonly note: string; readonly total: Money }[]; readonly sum: Money; readonly locale: Locale };

function Side({ title, rows, sum, locale }: SideProps) {
  return (
    <div className="rounded-card border border-line bg-raised p-5">
      <h3 className="text-sm text-muted">{title}</h3>
      <p className="mt-1 font-display text-3xl lining-nums tabular-nums">{formatMoney(sum, locale)}</p>
      <dl className="mt-4 space-y-1.5 border-t border-line pt-3 text-[0.9375rem]">
        {rows.map(({ name, note, total }) => <div key={name} className="flex justify-between gap-3"><dt>{name}{note !== "" && <span className="text-sm text-muted"> · {note}</span>}</dt><dd className="whitespace-nowrap tabular-nums">{formatMoney(total, locale)}</dd></div>)}
      </dl>
    </div>
  );
}

/** Credit that members have not spent, by its age: bars and the same in figures. */
export function Liability({ view, locale, root }: Props) {
  const t = words(locale, "officeLedger");
  const sums = view.liability.map(({ credit, earnings }) => add(credit, earnings));
  const largest = sums.reduce((most, { minor }) => (minor > most ? minor : most), 1n);
  return (
    <section aria-labelledby="liability">
      <h2 id="liability" className="font-display text-heading">{t("liability")}</h2>
      <p className="mt-1 max-w-prose text-muted">{t("liabilityLead")}</p>
      <div className="mt-4 overflow-x-auto rounded-card border border-line bg-raised p-5">
        <table className="w-full text-[0.9375rem]">
          <thead><tr className="text-sm text-muted"><th scope="col" className="pb-2 text-left font-normal">{t("age")}</th><th scope="col" className="hidden pb-2 sm:table-cell"><span className="sr-only">{t("share")}</span></th><th scope="col" className="pb-2 pl-4 text-right font-normal">{t("credit")}</th><th scope="col" className="pb-2 pl-4 text-right font-normal">{t("earnings")}</th></tr></thead>
          <tbody className="divide-y divide-line">
            {view.liability.map(({ upToDays, credit, earnings }, n) => (
              <tr key={upToDays ?? "more"}>
                <th scope="row" className="py-2 pr-4 text-left font-normal whitespace-nowrap">{upToDays === null ? t("older365") : t("upTo", { days: upToDays })}</th>
                <td className="hidden w-1/2 py-2 sm:table-cell"><span aria-hidden="true" className="block h-3 rounded-full bg-accent" style={{ width: `${Number(((sums[n]?.minor ?? 0n) * 1000n) / largest) / 10}%` }} /></td>
                <td className="py-2 pl-4 text-right whitespace-nowrap tabular-nums">{formatMoney(credit, locale)}</td>
                <td className="py-2 pl-4 text-right whitespace-nowrap tabular-nums">{formatMoney(earnings, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ListEnd root={root} locale={locale} of={t("liability")} file="liability" />
    </section>
  );
}
