import type { Metadata } from "next";
import "./globals.css";
import { buttonStyle } from "@/components/ui/button";
import { HANDLE_PATTERN } from "@/lib/kernel/address";
import { type Locale, LOCALES } from "@/lib/kernel/locale";
import { loadStyle } from "@/lib/web/look";
import { words } from "@/lib/web/words";
import { loadFrame } from "./[locale]/(shop)/load";

export const metadata: Metadata = { title: "Page introuvable · Page not found" };

const PLACE = JSON.stringify(`^(/en(?=/|$))?(?:/(${HANDLE_PATTERN})(?=/|$))?`);

/** This page answers at every depth, so its links can't be relative: they are put below the shop, and the other language away, before anything is drawn. */
const KEEP_SHOP = `{const m=new RegExp(${PLACE},"i").exec(location.pathname),l=m&&m[1]?"en":"fr";document.documentElement.lang=l;
for(const e of document.querySelectorAll("[data-language]"))e.hidden=e.dataset.language!==l;
if(m&&m[2])for(const a of document.querySelectorAll("a[data-root]")){const r=a.dataset.root;a.setAttribute("href",r+m[2]+"/"+a.getAttribute("href").slice(r.length))}}`;

/** Any address that leads nowhere, with status 404, in both languages because the route is not known. */
export default async function NotFoundEverywhere() {
  const [{ name }, style] = await Promise.all([loadFrame("fr"), loadStyle()]);
  return (
    <html lang="fr" suppressHydrationWarning>
      <head>
        <link rel="icon" type="image/svg+xml" href="/img/icon.svg" />
        {style !== "" && <style dangerouslySetInnerHTML={{ __html: style }} />}
      </head>
      <body>
        <header className="border-b border-line">
          <div className="mx-auto flex h-16 max-w-6xl items-center px-4 sm:px-6">
            <a data-root="/" href="/" suppressHydrationWarning className="font-display text-[1.7rem] leading-none tracking-tight">{name}</a>
          </div>
        </header>
        <main className="mx-auto max-w-6xl space-y-14 px-4 py-16 sm:px-6 sm:py-24">
          {LOCALES.map((locale) => <Sentence key={locale} locale={locale} />)}
        </main>
        <script dangerouslySetInnerHTML={{ __html: KEEP_SHOP }} />
      </body>
    </html>
  );
}

async function Sentence({ locale }: { readonly locale: Locale }) {
  const t = words(locale, "shop");
  const { collections } = await loadFrame(locale);
  const home = locale === "en" ? "/en/" : "/";
  const ways = [...collections.map(({ slug, title }) => [`collections/${slug}`, title] as const), ["orders", t("missing.orders")] as const];
  return (
    <section lang={locale} data-language={locale} suppressHydrationWarning>
      <h1 className="text-title">{t("missing.title")}</h1>
      <p className="mt-3 max-w-xl text-lg text-muted">{t("missing.lead")}</p>
      <p className="mt-2 max-w-xl text-lg text-muted">{t("missing.order")}</p>
      <a data-root={home} href={home} suppressHydrationWarning className={buttonStyle("primary", "mt-7")}>{t("missing.back")}</a>
      <ul className="mt-10 flex max-w-xl flex-wrap gap-x-6 border-t border-line pt-5">
        {ways.map(([path, label]) => (
          <li key={path}><a data-root={home} href={`${home}${path}`} suppressHydrationWarning className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink">{label}</a></li>
        ))}
      </ul>
    </section>
  );
}
