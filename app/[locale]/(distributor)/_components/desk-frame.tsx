import type { ReactNode } from "react";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { readPayoutSettings } from "@/lib/earnings/payouts/queries";
import type { Locale } from "@/lib/kernel/locale";
import { db } from "@/lib/web/database";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../(account)/_components/account-frame";
import { ShopFrame } from "../../(shop)/_components/shop-frame";

const PAGES = [
  ["earnings", "nav.earnings"],
  ["earnings/sales", "nav.sales"],
  ["customers", "nav.customers"],
  ["earnings/links", "nav.links"],
  ["earnings/statements", "nav.statements"],
  ["earnings/payouts", "nav.payouts"],
  ["earnings/goals", "nav.goals"],
  ["share", "nav.shop"],
] as const;

type Props = Standing & {
  readonly locale: Locale;
  /** The page's path below the shop's root. */
  readonly here: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
};

/** A distributor's page: their pages across the top, a title, and what it is about. */
export async function DeskFrame({ root, locale, here, title, lead, children }: Props) {
  const t = words(locale, "earnings");
  const { method } = await readPayoutSettings(db());
  const pages = PAGES.filter(([to]) => to !== "earnings/payouts" || method !== "off" || here === to);
  return (
    <ShopFrame locale={locale} root={root} here={here}>
      <div className="mx-auto max-w-6xl px-4 pt-6 pb-16 sm:px-6 sm:pt-8">
        <nav aria-label={t("nav.label")} >
          <ul className="flex flex-wrap gap-1.5 whitespace-nowrap sm:gap-2">
            {pages.map(([to, label]) => (
              <li key={to}>
                <ShopLink
                  root={root} to={to} aria-current={here === to || (to !== "earnings" && here.startsWith(`${to}/`)) ? "page" : undefined}
                  className="inline-flex min-h-11 items-center rounded-full border border-line px-3.5 text-[0.9375rem] sm:px-4 text-muted transition-colors hover:border-edge hover:text-ink aria-[current]:border-transparent aria-[current]:bg-ink aria-[current]:text-paper"
                >
                  {t(label)}
                </ShopLink>
              </li>
            ))}
          </ul>
        </nav>
        <h1 className="mt-8 font-display text-title sm:mt-10">{title}</h1>
        {lead ? <p className="mt-2 max-w-2xl text-lg text-muted">{lead}</p> : null}
        {children}
      </div>
    </ShopFrame>
  );
}

/** What somebody sees who is no distributor here. */
export function NoDesk({ kind, locale, root, here }: Standing & { readonly kind: "visitor" | "customer"; readonly locale: Locale; readonly here: string }) {
  const t = words(locale, "earnings");
  const [to, label] = kind === "visitor" ? (["sign-in", t("visitor.signIn")] as const) : (["wallet", t("visitor.wallet")] as const);
  return (
    <AccountFrame locale={locale} root={root} here={here} title={t("nav.label")} lead={kind === "visitor" ? t("visitor.lead") : t("visitor.customer")}>
      <ShopLink root={root} to={to} className={buttonStyle("primary")}>{label}</ShopLink>
    </AccountFrame>
  );
}
