import { LiveSum } from "@/components/live/live-sum";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, money } from "@/lib/kernel/money";
import type { Wallet } from "@/lib/ledger/types";
import type { ShownAccounts } from "@/lib/live/rules";
import { words } from "@/lib/web/words";

type Props = {
  readonly wallet: Wallet;
  readonly kind: "credit" | "earnings";
  /** The stream that its figures follow, and what they were drawn from; null: they stand still, for somebody who only looks. */
  readonly stream: string | null;
  readonly accounts: ShownAccounts;
  readonly title: string;
  readonly lead: string;
  readonly locale: Locale;
};

/** A wallet: what can be spent, large and live; what is set aside and the sum, when something is. */
export function WalletCard({ wallet: { available, held, balance }, kind, stream, accounts, title, lead, locale }: Props) {
  const t = words(locale, "account");
  const [free, set] = [`${kind}_available`, `${kind}_held`] as const;
  const live = (...names: (typeof free | typeof set)[]) => stream === null ? formatMoney(names.length > 1 ? balance : names[0] === set ? held : available, locale) : (
    <LiveSum stream={stream} shown={Object.fromEntries(names.map((name) => [name, accounts[name]]))} currency={available.currency} locale={locale} />
  );
  const owed = money(-available.minor, available.currency);
  return (
    <section className={`rounded-3xl p-6 sm:p-8 ${kind === "credit" ? "bg-accent text-paper" : "bg-sand"}`}>
      <h2 className="text-base font-medium">{title}</h2>
      <p className="mt-3 text-sm opacity-85">{t("wallet.available")}</p>
      <p className="font-display text-5xl lining-nums tabular-nums" data-testid="available">{live(free)}</p>
      {available.minor < 0n ? <p className="mt-4">{t("wallet.belowZero", { amount: formatMoney(owed, locale) })}</p> : <p className="mt-3 opacity-85">{lead}</p>}
      {held.minor !== 0n && (
        <dl className="mt-5 space-y-1 border-t border-current/20 pt-4 text-sm">
          <div className="flex justify-between gap-4"><dt>{t("wallet.held")}</dt><dd className="tabular-nums">{live(set)}</dd></div>
          <div className="flex justify-between gap-4"><dt>{t("wallet.balance")}</dt><dd className="tabular-nums">{live(free, set)}</dd></div>
        </dl>
      )}
    </section>
  );
}
