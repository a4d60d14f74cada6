import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { Wallet } from "@/lib/ledger/types";
import { words } from "@/lib/web/words";

type Props = { readonly wallet: Wallet; readonly title: string; readonly lead: string; readonly locale: Locale; readonly strong?: boolean };

/** A wallet: what can be spent, large; what is set aside and the sum, when something is. */
export function WalletCard({ wallet: { available, held, balance }, title, lead, locale, strong = false }: Props) {
  const t = words(locale, "account");
  const owed = money(-available.minor, available.currency);
  return (
    <section className={`rounded-3xl p-6 sm:p-8 ${strong ? "bg-accent text-paper" : "bg-sand"}`}>
      <h2 className="text-base font-medium">{title}</h2>
      <p className="mt-3 text-sm opacity-85">{t("wallet.available")}</p>
      <p className="font-display text-5xl lining-nums tabular-nums" data-testid="available">{formatMoney(available, locale)}</p>
      {available.minor < 0n ? <p className="mt-4">{t("wallet.belowZero", { amount: formatMoney(owed, locale) })}</p> : <p className="mt-3 opacity-85">{lead}</p>}
      {held.minor !== 0n && (
        <dl className="mt-5 space-y-1 border-t border-current/20 pt-4 text-sm">
          <div className="flex justify-between gap-4"><dt>{t("wallet.held")}</dt><dd className="tabular-nums">{formatMoney(held, locale)}</dd></div>
          <div className="flex justify-between gap-4"><dt>{t("wallet.balance")}</dt><dd className="tabular-nums">{formatMoney(balance, locale)}</dd></div>
        </dl>
      )}
    </section>
  );
}
