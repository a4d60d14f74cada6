import { connection } from "next/server";
import { listCollectionSlugs } from "@/app/[locale]/(shop)/load";
import { listProductSlugs } from "@/app/[locale]/(shop)/products/[slug]/load";
import { pathIn } from "@/lib/kernel/address";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/kernel/locale";
import { LEGAL_PAGES } from "@/lib/web/legal";
import { absolute } from "@/lib/web/links";

/** Addresses that one sitemap may hold. https://www.sitemaps.org/protocol.html */
const ADDRESSES_MAX = 50_000;

/** The company's own pages in both languages, each with its other language. Members' shops are none of them: they stand for these. */
export async function GET(): Promise<Response> {
  await connection();
  const [products, collections] = await Promise.all([listProductSlugs(), listCollectionSlugs()]);
  const real = (slugs: readonly string[]) => slugs.filter((slug) => slug !== "-");
  const paths: `/${string}`[] = [
    "/", "/how-it-works", ...real(collections).map((slug) => `/collections/${slug}` as const), ...real(products).map((slug) => `/products/${slug}` as const),
    ...LEGAL_PAGES.map((page) => `/legal/${page}` as const),
  ];
  const at = (locale: (typeof LOCALES)[number], path: `/${string}`) => absolute(pathIn({ locale, handle: null }, path));
  const alternates = (path: `/${string}`) => [...LOCALES.map((locale) => [locale, at(locale, path)] as const), ["x-default", at(DEFAULT_LOCALE, path)] as const]
    .map(([language, href]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`).join("");
  const urls = paths.flatMap((path) => LOCALES.map((locale) => `<url><loc>${at(locale, path)}</loc>${alternates(path)}</url>`)).slice(0, ADDRESSES_MAX);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("\n")}\n</urlset>\n`;
  return new Response(xml, { headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" } });
}
