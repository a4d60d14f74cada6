import type { ReactNode } from "react";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../(account)/_components/account-frame";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { DeskNav } from "./desk-nav";

type Props = Standing & {
  readonly locale: Locale;
  /** The page's path below the shop's root. */
  readonly here: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
};

/** A distributor's page: their pages across the top, a title, and what it is about. */
export function DeskFrame({ root, locale, here, title, lead, children }: Props) {
  return (
    <ShopFrame locale={locale} root={root} here={here}>
      <div className="mx-auto max-w-6xl px-4 pt-6 pb-16 sm:px-6 sm:pt-8">
        <DeskNav root={root} locale={locale} here={here} />
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
