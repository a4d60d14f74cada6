import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { words } from "@/lib/web/words";
import type { Movement, WalletView } from "../load";
import { sentenceKeyOf } from "./sentence";

type Props = Standing & {
  readonly view: WalletView;
  readonly locale: Locale;
  readonly paged: boolean;
  /** Where the statement stands; left out: on the wallet's page. */
  readonly at?: string;
};

/** The movements of a wallet, newest first, each with a sentence, and the ways to older ones. */
export function Statement({ view, locale, root, paged, at = "wallet" }: Props) {
  const t = words(locale, "account");
  const link = (before: string | null): string => {
    const query = new URLSearchParams({ ...(view.shown === "earnings" ? { account: "earnings" } : {}), ...(before === null ? {} : { before }) }).toString();
    return query === "" ? at : `${at}?${query}`;
  };
  return (
    <section aria-labelledby="movements" className="mt-14">
      <h2 id="movements" className="font-display text-heading">{t("wallet.statement")}</h2>
      {view.earnings && (
        <nav aria-labelledby="movements" className="mt-4 flex gap-2">
          {(["credit", "earnings"] as const).map((wallet) => (
            <ShopLink
              key={wallet} root={root} to={wallet === "credit" ? at : `${at}?account=earnings`} aria-current={view.shown === wallet ? "page" : undefined}
              className="rounded-full border border-line px-4 py-2 text-sm aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium"
            >
              {wallet === "credit" ? t("wallet.credit") : t("wallet.earnings")}
            </ShopLink>
          ))}
        </nav>
      )}
      {view.movements.length === 0 ? (
        <p className="mt-4 text-muted">{t("wallet.empty")}</p>
      ) : (
        <ol className="mt-4 divide-y divide-line border-y border-line">
          {view.movements.map((movement) => <Line key={movement.version.toString()} movement={movement} locale={locale} timeZone={view.timeZone} />)}
        </ol>
      )}
      <p className="mt-4 flex flex-wrap gap-2">
        {paged && <ShopLink root={root} to={link(null)} className={buttonStyle("plain")}>{t("wallet.newest")}</ShopLink>}
        {view.older !== null && <ShopLink root={root} to={link(view.older)} className={buttonStyle("plain")}>{t("wallet.older")}</ShopLink>}
      </p>
    </section>
  );
}

function Line({ movement, locale, timeZone }: { readonly movement: Movement; readonly locale: Locale; readonly timeZone: string }) {
  const t = words(locale, "account");
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone });
  const plus = movement.amount.minor > 0n;
  return (
    <li className="flex items-baseline justify-between gap-4 py-4">
      <div>
        <p>{t(sentenceKeyOf(movement), { order: movement.orderNumber ?? "" })}</p>
        <p className="mt-0.5 text-sm text-muted"><time dateTime={movement.occurredAt.toISOString()}>{day.format(movement.occurredAt)}</time></p>
      </div>
      <div className="text-right whitespace-nowrap tabular-nums">
        <p className={plus ? "font-medium text-accent" : "font-medium"}>{plus ? "+" : ""}{formatMoney(movement.amount, locale)}</p>
        <p className="mt-0.5 text-sm text-muted">{t("wallet.after", { amount: formatMoney(movement.balanceAfter, locale) })}</p>
      </div>
    </li>
  );
}
