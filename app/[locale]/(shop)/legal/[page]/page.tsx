import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { readHouse } from "@/lib/company/house/queries";
import { readCompany } from "@/lib/company/queries";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { db } from "@/lib/web/database";
import { LEGAL_PAGES, legalText, type LegalPage } from "@/lib/web/legal";
import { pageMetadata } from "@/lib/web/metadata";
import { localeOf } from "@/lib/web/place";
import { SHELF_LIFE, TAGS } from "@/lib/web/tags";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../_components/shop-frame";
import { companyPicture } from "../../load";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string; readonly page: string }> };

export function generateStaticParams() {
  return LEGAL_PAGES.map((page) => ({ page }));
}

async function loadText(page: string, locale: Locale) {
  "use cache";
  cacheLife(SHELF_LIFE);
  cacheTag(TAGS.company);
  const known = LEGAL_PAGES.find((one): one is LegalPage => one === page);
  const [company, { texts }] = await Promise.all([readCompany(db()), readHouse(db())]);
  return known ? { ...legalText(known, locale, { ...company, own: texts }), company: company.name } : null;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [locale, { page }] = await Promise.all([localeOf(params), params]);
  const text = await loadText(page, locale);
  if (!text) return { title: words(locale, "shop")("missing.title") };
  return pageMetadata({ locale, path: `/legal/${page}`, title: `${text.title} · ${text.company}`, description: text.sections[0]?.lines[0] ?? text.title, picture: await companyPicture(locale) });
}

/** One of the legal pages. */
export default async function LegalPageShown({ params }: Props) {
  const [locale, { page }] = await Promise.all([localeOf(params), params]);
  const text = await loadText(page, locale);
  if (!text) notFound();
  const t = words(locale, "legal");
  return (
    <ShopFrame locale={locale} root={root} here={`legal/${page}`}>
      <article className="mx-auto max-w-2xl px-4 py-12 sm:px-6 sm:py-16">
        <h1 className="text-title">{text.title}</h1>
        <p className="mt-2 text-sm text-muted">{text.updated}</p>
        {text.sections.map(({ id, title, lines }) => (
          <section key={id} id={id} className="mt-10">
            <h2 className="text-heading">{title}</h2>
            {lines.map((line) => <p key={line} className="mt-3">{linked(line)}</p>)}
            {page === "terms" && id === "withdrawal" && <p className="mt-4"><ShopLink root={root} to="withdraw" className={buttonStyle("quiet")}>{t("footer.withdraw")}</ShopLink></p>}
            {page === "cookies" && id === "asked" && <p className="mt-4"><ShopLink root={root} to="cookies" className={buttonStyle("quiet")}>{t("footer.cookies")}</ShopLink></p>}
          </section>
        ))}
      </article>
    </ShopFrame>
  );
}

/** Mail and web addresses in a sentence can be followed. */
function linked(line: string) {
  return line.split(/(https?:\/\/[^\s,)]*[^\s,).]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/).map((part, n) =>
    n % 2 === 0 ? part : <a key={n} href={part.includes("@") ? `mailto:${part}` : part} className="text-accent underline underline-offset-4">{part}</a>);
}
