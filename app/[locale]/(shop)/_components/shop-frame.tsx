import type { ReactNode } from "react";
import { LanguageLink, ShopLink, type Standing } from "@/components/shop/shop-link";
import type { Locale } from "@/lib/kernel/locale";

type Props = Standing & { readonly locale: Locale; readonly here: string; readonly children: ReactNode };

/** Header and main part of a page of the shop. Each page draws it itself, because its links depend on the page's depth. */
export function ShopFrame({ root, locale, here, children }: Props) {
  return (
    <>
      <header>
        <ShopLink root={root} to="">{locale === "fr" ? "Accueil" : "Home"}</ShopLink>
        <ShopLink root={root} to="cart">{locale === "fr" ? "Panier" : "Cart"}</ShopLink>
        {locale === "fr" ? (
          <LanguageLink root={root} to="en" here={here}>English</LanguageLink>
        ) : (
          <LanguageLink root={root} to="fr" here={here}>Français</LanguageLink>
        )}
      </header>
      <main>{children}</main>
    </>
  );
}
