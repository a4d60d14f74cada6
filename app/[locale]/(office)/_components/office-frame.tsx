import type { ReactNode } from "react";
import { Palette } from "@/components/office/palette";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { hasRight } from "@/lib/access/rules";
import type { Locale } from "@/lib/kernel/locale";
import { officeDoor, openSession } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OfficeMenu, OtherWays } from "./office-menu";
import { type OfficePage, rightOf } from "./pages";

export type { OfficePage };

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
  const allowed = role !== null && (page === null || hasRight(role, rightOf(page)));
  return (
    <div className="min-h-dvh bg-paper lg:grid lg:grid-cols-[15rem_1fr]">
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:rounded-br-xl focus:bg-paper focus:p-3">{t("skip")}</a>
      <header className="border-b border-line bg-sand lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r lg:border-b-0">
        <div className="flex items-center gap-3 px-4 py-3 sm:px-6 lg:flex-col lg:items-stretch lg:px-5 lg:py-7">
          <ShopLink root={root} to="office" className="inline-flex min-h-11 items-center font-display text-xl">{t("name")}</ShopLink>
          {role !== null && <Palette root={root} texts={{
            open: t("palette.open"), label: t("palette.label"), hint: t("palette.hint"), none: t("palette.none"), failed: t("palette.failed"), keys: t("palette.keys"), close: t("palette.close"),
            kinds: { page: t("palette.kinds.page"), order: t("palette.kinds.order"), member: t("palette.kinds.member"), product: t("palette.kinds.product") },
          }} />}
          {role === null ? <OtherWays root={root} locale={locale} here={here} className="ml-auto lg:ml-0" /> : <OfficeMenu root={root} locale={locale} role={role} page={page} here={here} />}
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
