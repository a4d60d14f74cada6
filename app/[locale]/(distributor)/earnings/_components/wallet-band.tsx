import { ShopLink } from "@/components/shop/shop-link";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { PartProps } from "./part";

/** What is available, what is held, and what the shown period took back. */
export function WalletBand({ view, locale, root }: PartProps) {
  const t = words(locale, "earnings");
  const { available, held } = view.wallet;
  const facts = [
    ["available", available, t("wallet.available"), t(view.paysOut ? "wallet.availableOrPaid" : "wallet.availableHint")],
    ["held", held, t("wallet.held"), t("wallet.heldHint")],
    ["taken-back", view.shown.takenBack, t("wallet.takenBack"), t("wallet.takenBackHint")],
  ] as const;
  return (
    <section aria-labelledby="wallet" className="mt-5 rounded-3xl bg-sand p-5 sm:p-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="wallet" className="font-display text-heading">{t("wallet.title")}</h2>
        <span className="flex flex-wrap gap-x-6">
          {view.paysOut && <ShopLink root={root} to="earnings/payouts" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("wallet.payout")}</ShopLink>}
          <ShopLink root={root} to="earnings/statements" className="inline-flex min-h-11 items-center text-accent underline underline-offset-4">{t("wallet.statement")}</ShopLink>
        </span>
      </div>
      <dl className="mt-4 grid gap-5 sm:grid-cols-3">
        {facts.map(([id, amount, name, hint]) => (
          <div key={id} className="border-t border-edge/40 pt-3">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="mt-0.5 font-display text-3xl lining-nums tabular-nums" data-testid={id}>{formatMoney(amount, locale)}</dd>
            <dd className="mt-1 text-sm text-muted">{hint}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
