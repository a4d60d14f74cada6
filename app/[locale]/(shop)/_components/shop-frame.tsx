import type { ReactNode } from "react";
import { LanguageLink, ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { WhoseShop } from "./whose-shop";

type Props = Standing & { readonly locale: Locale; readonly here: string; readonly children: ReactNode };

/** Header, main part and footer of a page of the shop. Each page draws it itself, because its links depend on the page's depth. */
export function ShopFrame({ root, locale, here, children }: Props) {
  const t = words(locale, "shop");
  const other: Locale = locale === "fr" ? "en" : "fr";
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-paper focus:p-3">{t("skip")}</a>
      <header className="border-b border-line">
        <div className="mx-auto flex max-w-6xl items-center gap-5 px-4 py-3 sm:px-6">
          <ShopLink root={root} to="" className="font-display text-2xl tracking-tight">Garidelle</ShopLink>
          <nav aria-label={t("menu")} className="ml-auto flex items-center gap-1 text-sm sm:gap-3">
            <LanguageLink root={root} to={other} here={here} className="inline-flex min-h-11 items-center px-2">{other === "en" ? "EN" : "FR"}</LanguageLink>
            <ShopLink root={root} to="wallet" className="inline-flex min-h-11 items-center px-2">{t("wallet")}</ShopLink>
            <ShopLink root={root} to="cart" className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line px-4">
              {t("cart")} <span data-cart-count className="min-w-4 text-center tabular-nums" />
            </ShopLink>
          </nav>
        </div>
        <WhoseShop root={root} texts={{ company: t("companyShop"), of: t.raw("shopOf") as string, gone: t("shopGone") }} />
      </header>
      <main id="main">{children}</main>
      <footer className="mt-20 border-t border-line bg-sand">
        <div className="mx-auto max-w-6xl px-4 py-10 text-sm text-muted sm:px-6">
          <p className="font-display text-lg text-ink">Maison Garidelle SAS</p>
          <p className="mt-1">14 chemin des Restanques, 04230 Saint-Étienne-les-Orgues</p>
          <p className="mt-3">{t("footer")}</p>
        </div>
      </footer>
    </>
  );
}
