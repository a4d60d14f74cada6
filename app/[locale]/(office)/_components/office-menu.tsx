import type { ReactNode } from "react";
import { LanguageLink } from "@/components/shop/language-link";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { Icon } from "@/components/ui/icon";
import { hasRight } from "@/lib/access/rules";
import type { OperatorRole } from "@/lib/access/types";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { type OfficePage, SECTIONS } from "./pages";

type Props = Standing & { readonly locale: Locale; readonly role: OperatorRole; readonly page: OfficePage | null; readonly here: string };

const LINK = "flex min-h-11 lg:min-h-9 items-center rounded-xl px-3 text-[0.9375rem] text-muted transition-colors hover:bg-paper hover:text-ink aria-[current]:bg-paper aria-[current]:font-medium aria-[current]:text-ink";

/** The sheet is the column beside the page where there is room for one: the same links once. */
const SHEET = "fixed inset-x-0 top-auto bottom-0 m-0 max-h-[88dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-3xl border-t border-line bg-sand p-5 pb-8 text-ink shadow-lift transition-[translate,opacity] backdrop:bg-ink/40 open:starting:translate-y-8 open:starting:opacity-0"
  + " lg:static lg:mt-4 lg:block lg:max-h-none lg:overflow-visible lg:rounded-none lg:border-0 lg:p-0 lg:shadow-none lg:open:starting:translate-y-0";

/** Where an operator may go, by what it is about: a sheet on a phone, a column beside the page at a desk. Opens and closes without JavaScript. */
export function OfficeMenu({ root, locale, role, page, here }: Props) {
  const t = words(locale, "office");
  const sections = SECTIONS.map(({ name, pages }) => ({ name, pages: pages.filter(({ right }) => hasRight(role, right)) })).filter(({ pages }) => pages.length > 0);
  return (
    <>
      <button type="button" popoverTarget="office-menu" className="ml-auto inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-paper px-4 text-[0.9375rem] font-medium transition-colors hover:border-ink lg:hidden">
        <Icon name="menu" />{t("open")}
      </button>
      <div id="office-menu" popover="auto" className={SHEET}>
        <div className="mb-3 flex items-center justify-between lg:hidden">
          <p className="font-display text-xl">{t("name")}</p>
          <button type="button" popoverTarget="office-menu" popoverTargetAction="hide" aria-label={t("close")} className="-mr-2 grid size-11 place-items-center rounded-full hover:bg-paper"><Icon name="close" /></button>
        </div>
        <nav aria-label={t("menu")} className="space-y-4">
          <ShopLink root={root} to="office" aria-current={page === null ? "page" : undefined} className={LINK}>{t("go.front")}</ShopLink>
          {sections.map(({ name, pages }) => (
            <Section key={name} title={t(`sections.${name}`)}>
              {pages.map((one) => <li key={one.name}><ShopLink root={root} to={`office/${one.name}`} aria-current={one.name === page ? "page" : undefined} className={LINK}>{t(`pages.${one.name}`)}</ShopLink></li>)}
            </Section>
          ))}
        </nav>
        <OtherWays root={root} locale={locale} here={here} className="mt-4 border-t border-line pt-3 lg:mt-6" />
      </div>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="px-3 font-sans text-xs font-medium tracking-wide text-muted uppercase">{title}</h2>
      <ul className="mt-1 grid grid-cols-2 gap-x-2 lg:grid-cols-1">{children}</ul>
    </section>
  );
}

/** Out of the office, and the same page in the other language. */
export function OtherWays({ root, locale, here, className = "" }: Standing & { readonly locale: Locale; readonly here: string; readonly className?: string }) {
  const t = words(locale, "office");
  return (
    <p className={`flex flex-wrap items-center gap-x-5 px-3 text-sm ${className}`}>
      <ShopLink root={root} to="" className="inline-flex min-h-11 items-center underline-offset-4 hover:underline">{t("shop")}</ShopLink>
      <LanguageLink root={root} to={locale === "fr" ? "en" : "fr"} here={here} className="inline-flex min-h-11 items-center underline-offset-4 hover:underline">{t("otherLanguage")}</LanguageLink>
    </p>
  );
}
