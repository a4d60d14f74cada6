import type { Metadata } from "next";
import { CopyButton } from "@/components/account/copy-button";
import { walletStream } from "@/components/live/address";
import { LiveRefresh } from "@/components/live/live-refresh";
import { MemberHere } from "@/components/shop/bell";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { StatementQuery } from "@/lib/ledger/input";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { AccountFrame } from "../_components/account-frame";
import { AccountNav } from "../_components/account-nav";
import { Statement } from "./_components/statement";
import { WalletCard } from "./_components/wallet-card";
import { loadWallet } from "./load";

/** One person's sums: the page waits for its request and is whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(1);

type Props = {
  readonly params: Promise<{ readonly locale: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("wallet.title"), robots: { index: false } };
}

export default async function WalletPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const view = await loadWallet(locale, StatementQuery.parse(await searchParams));
  const t = words(locale, "account");
  // In place, without a redirect: one that is streamed needs JavaScript.
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="wallet" title={t("wallet.title")} lead={t("wallet.visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("wallet.signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  const live = { stream: walletStream(view.memberId), accounts: view.accounts, locale };
  return (
    <ShopFrame locale={locale} root={root} here="wallet">
      <MemberHere />
      <LiveRefresh stream={live.stream} drawn={Object.fromEntries(Object.entries(view.accounts).map(([account, [version]]) => [account, version]))} />
      <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6 sm:py-14">
        <AccountNav root={root} locale={locale} here="wallet" />
        {view.firstName && <p className="text-muted">{t("wallet.hello", { name: view.firstName })}</p>}
        <h1 className="font-display text-title">{t("wallet.title")}</h1>
        <div className={`mt-8 grid gap-5 ${view.earnings ? "sm:grid-cols-2" : ""}`}>
          <WalletCard wallet={view.credit} kind="credit" title={t("wallet.credit")} lead={t("wallet.creditLead")} {...live} />
          {view.earnings && <WalletCard wallet={view.earnings} kind="earnings" title={t("wallet.earnings")} lead={t("wallet.earningsLead")} {...live} />}
        </div>
        <section aria-labelledby="link" className="mt-5 rounded-3xl border border-line bg-raised p-6 sm:p-8">
          <h2 id="link" className="font-display text-heading">{t("wallet.link")}</h2>
          <p className="mt-1 text-muted">{t("wallet.linkLead")}</p>
          <div className="mt-5 flex flex-wrap items-center gap-3">
            <a href={view.link} className="min-w-0 flex-1 basis-64 text-lg font-medium break-all text-accent underline underline-offset-4">{view.link.replace(/^https?:\/\//, "")}</a>
            <CopyButton value={view.link} label={t("wallet.copy")} copied={t("wallet.copied")} />
          </div>
          <p className="mt-4"><ShopLink root={root} to="share" className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">{t("wallet.share")}</ShopLink></p>
        </section>
        <Statement view={view} locale={locale} root={root} />
        <p className="mt-12 flex flex-wrap gap-4">
          <ShopLink root={root} to="" className={buttonStyle("primary")}>{t("wallet.shop")}</ShopLink>
          <ShopLink root={root} to="profile" className={buttonStyle("plain")}>{t("wallet.profile")}</ShopLink>
          <ShopLink root={root} to="sign-out" className={buttonStyle("plain")}>{t("signOut.action")}</ShopLink>
        </p>
      </div>
    </ShopFrame>
  );
}
