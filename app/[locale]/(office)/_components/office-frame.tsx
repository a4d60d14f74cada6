import type { ReactNode } from "react";
import { Palette } from "@/components/office/palette";
import { LanguageLink } from "@/components/shop/language-link";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { hasRight } from "@/lib/access/rules";
import type { Right } from "@/lib/access/types";
import type { Locale } from "@/lib/kernel/locale";
import { officeDoor, openSession } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";

/** The pages of the office, in the order of the menu. A new one is a row here and a sentence `pages.<name>`. */
const PAGES = [
  { name: "withdrawals", right: "refunds" },
  { name: "legal", right: "settings" },
  { name: "orders", right: "orders" },
  { name: "members", right: "members" },
  { name: "adjustments", right: "ledger" },
  { name: "applications", right: "members" },
  { name: "catalogue", right: "catalogue" },
  { name: "forwarding", right: "forwarding" },
  { name: "distributors", right: "forwarding" },
  { name: "tokens", right: "tokens" },
  { name: "payouts", right: "ledger" },
  { name: "plan", right: "plan" },
  { name: "ledger", right: "ledger" },
  { name: "settings", right: "settings" },
  { name: "trail", right: "trail" },
] as const satisfies readonly { readonly name: string; readonly right: Right }[];
export type OfficePage = (typeof PAGES)[number]["name"];

type Props = Standing & {
  readonly locale: Locale;
  /** The page that is shown; its right decides who sees it. Null: the office's front page. */
  readonly page: OfficePage | null;
  /** The page's path below the root, for the other language. */
  readonly here: string;
  readonly title: string;
  readonly children: ReactNode;
};

/** Menu, title and content of a page of the office; for everybody without the right, a way to sign in instead of the content. */
export async function OfficeFrame({ locale, root, page, here, title, children }: Props) {
  const t = words(locale, "office");
  const door = await officeDoor();
  const role = door?.open === true ? door.role : null;
  const visible = PAGES.filter(({ right }) => role !== null && hasRight(role, right));
  const allowed = role !== null && (page === null || visible.map(({ name }): string => name).includes(page));
  return (
    <div className="min-h-dvh bg-paper lg:grid lg:grid-cols-[15rem_1fr]">
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:rounded-br-xl focus:bg-paper focus:p-3">{t("skip")}</a>
      <header className="border-b border-line bg-sand lg:min-h-dvh lg:border-r lg:border-b-0">
        <div className="flex items-center gap-4 px-4 py-3 sm:px-6 lg:flex-col lg:items-stretch lg:px-5 lg:py-7">
          <ShopLink root={root} to="office" className="inline-flex min-h-11 items-center font-display text-xl">{t("name")}</ShopLink>
          {role !== null && <Palette root={root} texts={{
            open: t("palette.open"), label: t("palette.label"), hint: t("palette.hint"), none: t("palette.none"), failed: t("palette.failed"), keys: t("palette.keys"), close: t("palette.close"),
            kinds: { page: t("palette.kinds.page"), order: t("palette.kinds.order"), member: t("palette.kinds.member"), product: t("palette.kinds.product") },
          }} />}
          {visible.length > 0 && (
            <nav aria-label={t("menu")} className="-mx-1 flex-1 overflow-x-auto [scrollbar-width:none]">
              <ul className="flex gap-1 whitespace-nowrap lg:flex-col">
                {visible.map(({ name }) => (
                  <li key={name}>
                    <ShopLink
                      root={root} to={`office/${name}`} aria-current={name === page ? "page" : undefined}
                      className="inline-flex min-h-11 w-full items-center rounded-xl px-3 text-[0.9375rem] text-muted transition-colors hover:bg-paper hover:text-ink aria-[current]:bg-paper aria-[current]:font-medium aria-[current]:text-ink"
                    >
                      {t(`pages.${name}`)}
                    </ShopLink>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <div className="ml-auto flex items-center gap-3 text-sm lg:mt-6 lg:ml-0 lg:px-3">
            <LanguageLink root={root} to={locale === "fr" ? "en" : "fr"} here={here} className="inline-flex min-h-11 items-center underline-offset-4 hover:underline">{t("otherLanguage")}</LanguageLink>
            <ShopLink root={root} to="" className="hidden min-h-11 items-center underline-offset-4 hover:underline sm:inline-flex">{t("shop")}</ShopLink>
          </div>
        </div>
      </header>
      <main id="main" className="min-w-0 px-4 py-8 sm:px-6 lg:px-10 lg:py-12">
        <div className="mx-auto max-w-5xl">
          <h1 className="font-display text-title">{title}</h1>
          {allowed ? children : <NotAllowed root={root} locale={locale} owed={door?.open === false ? door.factor : null} />}
        </div>
      </main>
    </div>
  );
}

/** Why the page stays shut, with the next step. `owed`: an operator's second factor is missing. */
async function NotAllowed({ root, locale, owed }: Standing & { readonly locale: Locale; readonly owed: "none" | "asked" | null }) {
  const t = words(locale, "office");
  const who = await openSession();
  if (owed !== null) {
    return (
      <div className="mt-6 max-w-lg">
        <p className="mb-8 text-lg text-muted">{t(`factor.${owed}`)}</p>
        <ShopLink root={root} to="sign-in/factor" className={buttonStyle("primary")}>{t("factor.go")}</ShopLink>
      </div>
    );
  }
  return (
    <div className="mt-6 max-w-lg">
      <p className="mb-8 text-lg text-muted">{who ? t("notAllowed") : t("signInFirst")}</p>
      {who ? <ShopLink root={root} to="" className={buttonStyle("quiet")}>{t("shop")}</ShopLink> : <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>}
    </div>
  );
}
