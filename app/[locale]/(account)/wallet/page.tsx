import { Suspense } from "react";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { formatMoney, type Money, money } from "@/lib/kernel/money";
import type { Wallet } from "@/lib/ledger/types";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { CopyButton } from "./_components/copy-button";
import { loadWallet, type WalletLine, type WalletView } from "./load";

const root = rootAt(1);

type Asked = { readonly account?: string; readonly before?: string };
type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<Asked> };

/** What a member has, where it came from, and the link that brings more. */
export default async function WalletPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  return (
    <ShopFrame locale={locale} root={root} here="wallet">
      <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6">
        <h1 className="text-title">{words(locale, "account")("wallet.title")}</h1>
        <Suspense fallback={<p className="mt-8 text-muted" aria-busy="true">…</p>}>
          <Contents locale={locale} searchParams={searchParams} />
        </Suspense>
      </div>
    </ShopFrame>
  );
}

async function Contents({ locale, searchParams }: { readonly locale: Locale; readonly searchParams: Promise<Asked> }) {
  const view = await loadWallet(await searchParams);
  const t = words(locale, "account");
  return (
    <>
      <p className="mt-1 text-muted">{t("wallet.hello", { name: view.firstName })}</p>
      <div className={`mt-6 grid gap-5 ${view.distributor ? "sm:grid-cols-2" : ""}`}>
        <Purse wallet={view.wallets.credit} title={t("wallet.credit")} lead={t("wallet.creditLead")} locale={locale} />
        {view.distributor && <Purse wallet={view.wallets.earnings} title={t("wallet.earnings")} lead={t("wallet.earningsLead")} locale={locale} />}
      </div>
      <section className="mt-8 rounded-3xl border border-line p-6" aria-labelledby="link">
        <h2 id="link" className="text-heading">{t("wallet.link")}</h2>
        <p className="mt-1 text-muted">{t("wallet.linkLead")}</p>
        <p className="mt-3"><a href={view.link} className="font-medium break-all text-accent underline underline-offset-4">{view.link.replace(/^https?:\/\//, "")}</a></p>
        <p className="mt-4"><CopyButton text={view.link} labels={{ copy: t("wallet.copy"), copied: t("wallet.copied") }} /></p>
      </section>
      <Statement view={view} locale={locale} />
      <p className="mt-10 flex flex-wrap gap-6">
        <ShopLink root={root} to="" className={buttonStyle("quiet")}>{t("wallet.shop")}</ShopLink>
        <ShopLink root={root} to="sign-out" className={buttonStyle("plain")}>{t("signOut.action")}</ShopLink>
      </p>
    </>
  );
}

function Purse({ wallet, title, lead, locale }: { readonly wallet: Wallet; readonly title: string; readonly lead: string; readonly locale: Locale }) {
  const t = words(locale, "account");
  const below = wallet.available.minor < 0n;
  return (
    <section className="rounded-3xl bg-accent p-7 text-paper">
      <h2 className="font-sans text-base font-medium">{title}</h2>
      <p className="mt-2 font-display text-5xl lining-nums tabular-nums">{formatMoney(wallet.available, locale)}</p>
      <p className="mt-2 opacity-90">{lead}</p>
      {wallet.held.minor > 0n && <p className="mt-2 text-sm opacity-90">{t("wallet.held")}{locale === "fr" ? "\u00a0: " : ": "}{formatMoney(wallet.held, locale)}</p>}
      {below && <div className="mt-3 text-ink"><Notice>{t("wallet.belowZero", { amount: formatMoney(money(-wallet.available.minor, wallet.available.currency), locale) })}</Notice></div>}
    </section>
  );
}

function Statement({ view, locale }: { readonly view: WalletView; readonly locale: Locale }) {
  const t = words(locale, "account");
  const wallet = view.account === "earnings_available" ? "earnings" : "credit";
  return (
    <section className="mt-10" aria-labelledby="statement">
      <h2 id="statement" className="text-heading">{t("wallet.statement")}</h2>
      {view.distributor && (
        <p className="mt-3 flex gap-4 text-sm">
          <ShopLink root={root} to="wallet" aria-current={wallet === "credit" ? "page" : undefined} className="inline-flex min-h-8 items-center aria-[current]:font-semibold aria-[current]:underline">{t("wallet.credit")}</ShopLink>
          <ShopLink root={root} to="wallet?account=earnings" aria-current={wallet === "earnings" ? "page" : undefined} className="inline-flex min-h-8 items-center aria-[current]:font-semibold aria-[current]:underline">{t("wallet.earnings")}</ShopLink>
        </p>
      )}
      {view.lines.length === 0 ? <p className="mt-4 text-muted">{t("wallet.empty")}</p> : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {view.lines.map((line) => <Line key={line.version} line={line} locale={locale} />)}
        </ul>
      )}
      {view.older !== null && <p className="mt-4"><ShopLink root={root} to={`wallet?account=${wallet}&before=${view.older}`} className="underline underline-offset-4">{t("wallet.older")}</ShopLink></p>}
    </section>
  );
}

function Line({ line, locale }: { readonly line: WalletLine; readonly locale: Locale }) {
  const t = words(locale, "account");
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "Europe/Paris" }).format(line.occurredAt);
  return (
    <li className="flex items-baseline justify-between gap-4 py-3">
      <div>
        <p>{sentence(line, locale)}</p>
        <p className="text-sm text-muted">{when}</p>
      </div>
      <div className="text-right whitespace-nowrap tabular-nums">
        <p className={line.amount.minor > 0n ? "font-medium text-accent-strong" : ""}>{signed(line.amount, locale)}</p>
        <p className="text-sm text-muted">{t("wallet.after", { amount: formatMoney(line.balanceAfter, locale) })}</p>
      </div>
    </li>
  );
}

function signed(amount: Money, locale: Locale): string {
  return `${amount.minor > 0n ? "+" : ""}${formatMoney(amount, locale)}`;
}

function sentence({ kind, position, order }: WalletLine, locale: Locale): string {
  const t = words(locale, "account");
  const about = { order: order ?? "" };
  switch (kind) {
    case "cashback":
      return position === 1 ? t("wallet.cashbackBuyer", about) : position === 2 ? t("wallet.cashbackSharer") : t("wallet.cashbackDistributor", about);
    case "hold":
    case "release":
    case "capture":
    case "refund":
      return t(`wallet.${kind}`, about);
    case "adjustment":
    case "merge":
    case "payout":
      return t(`wallet.${kind}`);
    default:
      return t("wallet.other");
  }
}
