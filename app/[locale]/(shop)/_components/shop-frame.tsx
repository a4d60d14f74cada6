import type { ReactNode } from "react";
import { Bell } from "@/components/shop/bell";
import { ConsentQuestion } from "@/components/shop/consent-question";
import { PersonalStart } from "@/components/shop/personal-start";
import { SearchField } from "@/components/shop/search-field";
import { LanguageLink } from "@/components/shop/language-link";
import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { CartCount, WhoseLine } from "@/components/shop/whose-shop";
import { Icon } from "@/components/ui/icon";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { LEGAL_PAGES } from "@/lib/web/legal";
import { answerAction } from "../cookies/actions";
import { loadFrame } from "../load";
import { CartButton } from "./cart/cart-button";
import { searchTexts } from "./texts";

type Props = Standing & {
  readonly locale: Locale;
  /** The page's path below the shop's root, for the other language. */
  readonly here: string;
  /** Asks for the member's favourites along with whose shop it is. */
  readonly favourites?: boolean;
  readonly children: ReactNode;
};

/** Header, main part and footer of a page of the shop. Each page draws it itself, because its links depend on the page's depth. */
export async function ShopFrame({ root, locale, here, favourites = false, children }: Props) {
  const t = words(locale, "shop");
  const legal = words(locale, "legal");
  const company = await loadFrame(locale);
  return (
    <div className="flex min-h-dvh flex-col">
      <PersonalStart root={root} favourites={favourites} />
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:rounded-br-xl focus:bg-paper focus:p-3">{t("frame.skip")}</a>
      <WhoseLine texts={{ company: company.tagline, shopOf: t.raw("whose.shopOf") as string, closed: t("whose.closed", { company: company.name }), unknown: t("whose.unknown", { company: company.name }) }} />
      <Header root={root} locale={locale} here={here} company={company} />
      <main id="main" className="flex-1">{children}</main>
      <ConsentQuestion root={root} answer={answerAction} texts={{ title: legal("consent.title"), text: legal("consent.text"), accept: legal("consent.accept"), refuse: legal("consent.refuse"), more: legal("consent.more") }} />
      <Footer root={root} locale={locale} here={here} company={company} />
    </div>
  );
}

type PartProps = Pick<Props, "root" | "locale" | "here"> & { readonly company: Awaited<ReturnType<typeof loadFrame>> };

const ACTION = "relative inline-flex size-11 items-center justify-center gap-2 rounded-full transition-colors hover:bg-sand";

const TAB = "inline-flex min-h-11 items-center border-b-2 border-transparent px-2 text-[0.9375rem] text-muted transition-colors hover:text-ink aria-[current]:border-accent aria-[current]:text-ink";

function Header({ root, locale, here, company }: PartProps) {
  const t = words(locale, "shop");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/95 backdrop-blur-sm">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <ShopLink root={root} to="" className="mr-auto font-display text-[1.7rem] leading-none tracking-tight">
          {company.logo === null ? company.name : <picture><source srcSet={company.logo.avif[480]} type="image/avif" /><img src={company.logo.webp[960]} alt={company.name} className="max-h-11 max-w-44 object-contain" /></picture>}
        </ShopLink>
        <Bell root={root} className={ACTION} texts={{ label: t("frame.bell"), unread: t("frame.unread") }} />
        {/* The search page has a larger one of its own. */}
        {!here.startsWith("search") && <div className="hidden md:block"><SearchField root={root} texts={searchTexts(locale)} /></div>}
        <ShopLink root={root} to="search" className={`${ACTION} md:hidden`} aria-label={t("frame.search")}><Icon name="search" className="size-6" /></ShopLink>
        <ShopLink root={root} to="wallet" className={ACTION} aria-label={t("frame.wallet")}><Icon name="wallet" className="size-6" /></ShopLink>
        <Cart root={root} locale={locale} here={here} />
        {company.bilingual && <Languages root={root} locale={locale} here={here} short />}
      </div>
      <nav aria-label={t("frame.menu")} className="mx-auto max-w-6xl overflow-x-auto px-2 [scrollbar-width:none] sm:px-4">
        <ul className="flex gap-1 whitespace-nowrap">
          <li><ShopLink root={root} to="search" aria-current={here.startsWith("search") ? "page" : undefined} className={TAB}>{t("frame.everything")}</ShopLink></li>
          {company.collections.map(({ slug, title }) => (
            <li key={slug}>
              <ShopLink
                root={root} to={`collections/${slug}`} aria-current={here === `collections/${slug}` ? "page" : undefined}
                className={TAB}
              >
                {title}
              </ShopLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** A drawer over every page but those that are about the cart themselves. */
function Cart({ root, locale, here }: Pick<Props, "root" | "locale" | "here">) {
  const [t, cart] = [words(locale, "shop"), words(locale, "checkout")];
  const face = <><Icon name="bag" className="size-6" /><span className="sr-only">{t("frame.cart")} </span><CartCount /></>;
  if (here === "cart" || here === "checkout") return <ShopLink root={root} to="cart" className={ACTION}>{face}</ShopLink>;
  const texts = { title: cart("cart.title"), loading: cart("cart.loading"), close: cart("cart.close"), failed: cart("cart.failed") };
  return <CartButton root={root} locale={locale} className={ACTION} texts={texts}>{face}</CartButton>;
}

function Languages({ root, locale, here, short = false }: Pick<Props, "root" | "locale" | "here"> & { readonly short?: boolean }) {
  const t = words(locale, "shop");
  const [to, name] = locale === "fr" ? (["en", t("frame.english")] as const) : (["fr", t("frame.french")] as const);
  return (
    <LanguageLink root={root} to={to} here={here} className={short ? `${ACTION} text-sm` : "inline-flex min-h-11 items-center underline underline-offset-4"}>
      {short ? <>{to.toUpperCase()}<span className="sr-only"> {name}</span></> : name}
    </LanguageLink>
  );
}

function Footer({ root, locale, here, company }: PartProps) {
  const t = words(locale, "shop");
  return (
    <footer className="seen-later [--room:57rem] md:[--room:28rem] mt-24 border-t border-line bg-sand" aria-label={t("frame.footer")}>
      <div className="mx-auto grid max-w-6xl gap-10 px-4 py-12 text-[0.9375rem] sm:grid-cols-2 sm:px-6 lg:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-md">
          <p className="font-display text-2xl">{company.name}</p>
          <p className="mt-2 text-muted">{company.tagline}</p>
          <p className="mt-4 text-sm text-muted">{t("frame.prices")}</p>
        </div>
        <nav aria-label={t("front.collections")}>
          <ul>
            {company.collections.map(({ slug, title }) => (
              <li key={slug}><ShopLink root={root} to={`collections/${slug}`} className="inline-flex min-h-9 items-center underline-offset-4 hover:underline">{title}</ShopLink></li>
            ))}
          </ul>
        </nav>
        <div className="text-muted">
          <p className="text-ink">{company.legalName}</p>
          {company.address !== "" && <address className="mt-1 not-italic">{company.address}</address>}
          {company.email !== "" && <p><a href={`mailto:${company.email}`} className="inline-flex min-h-11 items-center underline underline-offset-4">{t("frame.write")}</a></p>}
          {company.bilingual && <Languages root={root} locale={locale} here={here} />}
        </div>
        <LegalLinks root={root} locale={locale} />
      </div>
    </footer>
  );
}

/** What the law wants to be found from every page; the way out of a contract first. DESIGN §9 */
function LegalLinks({ root, locale }: Pick<Props, "root" | "locale">) {
  const t = words(locale, "legal");
  const link = (to: string, text: string) => <li key={to}><ShopLink root={root} to={to} className="inline-flex min-h-9 items-center underline-offset-4 hover:underline">{text}</ShopLink></li>;
  return (
    <nav aria-label={t("menu")} className="border-t border-line pt-6 text-sm sm:col-span-2 lg:col-span-3">
      <ul className="flex flex-wrap gap-x-6">
        <li><ShopLink root={root} to="withdraw" className="inline-flex min-h-9 items-center font-medium underline underline-offset-4">{t("footer.withdraw")}</ShopLink></li>
        {link("how-it-works", t("footer.howItWorks"))}
        {LEGAL_PAGES.map((page) => link(`legal/${page}`, t(`pages.${page}`)))}
        {link("cookies", t("footer.cookies"))}
      </ul>
    </nav>
  );
}
