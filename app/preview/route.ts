import { headers } from "next/headers";
import { pathIn, type Place, placeOf, sharedAddress } from "@/lib/kernel/address";
import { DEFAULT_LOCALE, localized, LOCALES } from "@/lib/kernel/locale";
import { ADDRESS_HEADER } from "@/lib/web/arrivals";
import { absolute } from "@/lib/web/links";
import { once } from "@/lib/web/once";
import { take } from "@/lib/web/preview/budget";
import { picturePath } from "@/lib/web/preview/picture";
import { breadcrumb, organization, product as aboutProduct, structured } from "@/lib/web/structured";
import { words } from "@/lib/web/words";
import { loadSubject, type Subject } from "./load";

/** Robots of all kinds together, a process. A robot that is told to wait comes back. */
const BUDGET = { perSecond: 20, burst: 120 };
const bucket = () => once("preview-robots", () => ({ tokens: BUDGET.burst, at: 0 }));

/**
 * A member's shop as known robots get it: its title, words and picture in the head, the right status, and links to the same things as
 * everybody sees. Arrivals lead here; the true address is in their header. DESIGN §7
 */
export async function GET(): Promise<Response> {
  const [address = "/"] = ((await headers()).get(ADDRESS_HEADER) ?? "/").split("?", 1);
  const place = placeOf(address);
  if (place.handle === null) return page("", { status: 404 });
  if (!take(bucket(), BUDGET, performance.now())) return page("", { status: 429, "retry-after": "30" });
  const path = (sharedAddress(address) ?? "/").replace(/^\/en(?=\/)/, "") as `/${string}`;
  const slug = /^\/products\/([^/]+)$/.exec(path)?.[1] ?? null;
  const subject = await loadSubject(place.locale, { handle: place.handle, slug: slug === null ? null : decodeURIComponent(slug) });
  if (subject.found) return page(documentOf(place, path, subject), {});
  if (subject.moved !== null) return page("", { status: 308, location: pathIn({ ...place, handle: subject.moved }, path) });
  return page(await goneDocument(place), { status: 404 });
}

function page(html: string, { status = 200, ...more }: { readonly status?: number; readonly location?: string; readonly "retry-after"?: string }): Response {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "public, max-age=300", vary: "user-agent", ...more } });
}

type Head = { readonly title: string; readonly text: string; readonly canonical: string; readonly self: `/${string}`; readonly picture: string | null; readonly handle: string | null };

function documentOf(place: Place, path: `/${string}`, subject: Subject): string {
  const { shop, product, frame, front, card } = subject;
  const { locale, handle } = place;
  const t = words(locale, "preview");
  const name = shop?.firstName ?? "";
  const values = { name, company: frame.name, rate: front.rate };
  const neutral = absolute(pathIn({ locale, handle: null }, path));
  const head: Head = {
    title: product ? t("productTitle", { ...values, title: product.title }) : t("shopTitle", values),
    text: product ? t("productText", { ...values, summary: product.summary, price: product.variants[0]?.price ?? "" }) : t("shopText", values),
    // Its front page has words of its own; everything below stands for the company's page.
    canonical: path === "/" ? absolute(pathIn({ locale, handle: shop?.handle ?? handle }, "/")) : neutral,
    self: path, handle,
    picture: absolute(picturePath({ locale, handle, slug: product ? (path.split("/")[2] ?? null) : null }, card)),
  };
  const link = (to: `/${string}`, title: string) => `<li><a href="${escaped(pathIn(place, to))}">${escaped(title)}</a></li>`;
  const things = product
    ? [breadcrumb(locale, [[frame.name, "/"], ...(product.collection ? [[product.collection.title, `/collections/${product.collection.slug}`] as const] : []), [product.title, path]]), aboutProduct(locale, path.split("/")[2] ?? "", product), organization(frame)]
    : [organization(frame)];
  const words_ = shop?.words ? localized(shop.words, locale) : "";
  return html(place, head, `<h1>${escaped(head.title)}</h1>${words_ === "" ? "" : `<p>${escaped(words_)}</p>`}<p>${escaped(head.text)}</p>
${product ? product.description.map((text) => `<p>${escaped(text)}</p>`).join("") : ""}
<h2>${escaped(t("products"))}</h2><ul>${front.products.map(({ to, title }) => link(`/${to}`, title)).join("")}${frame.collections.map(({ slug, title }) => link(`/collections/${slug}`, title)).join("")}</ul>
<script type="application/ld+json">${structured(...things)}</script>`);
}

async function goneDocument(place: Place): Promise<string> {
  const subject = await loadSubject(place.locale, { handle: null, slug: null });
  const t = words(place.locale, "preview");
  const home = absolute(pathIn({ locale: place.locale, handle: null }, "/"));
  const text = subject.found ? t("goneText", { company: subject.frame.name }) : "";
  return html(place, { title: t("gone"), text, canonical: home, self: "/", picture: null, handle: null }, `<h1>${escaped(t("gone"))}</h1><p><a href="${escaped(home)}">${escaped(text)}</a></p>`);
}

function html({ locale }: Place, { title, text, canonical, self, picture, handle }: Head, body: string): string {
  // Only its own front page speaks for itself in both languages; the rest is the company's pages.
  const other = (language: (typeof LOCALES)[number]) => absolute(pathIn({ locale: language, handle: self === "/" ? handle : null }, self));
  const meta = (name: "name" | "property", key: string, value: string) => `<meta ${name}="${key}" content="${escaped(value)}">`;
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
${meta("name", "description", text)}
<link rel="canonical" href="${escaped(canonical)}">
${LOCALES.map((language) => `<link rel="alternate" hreflang="${language}" href="${escaped(other(language))}">`).join("\n")}
<link rel="alternate" hreflang="x-default" href="${escaped(other(DEFAULT_LOCALE))}">
${meta("property", "og:type", "website")}${meta("property", "og:title", title)}${meta("property", "og:description", text)}${meta("property", "og:url", canonical)}
${meta("property", "og:locale", locale === "fr" ? "fr_FR" : "en_GB")}
${picture === null ? "" : `${meta("property", "og:image", picture)}${meta("property", "og:image:type", "image/jpeg")}${meta("property", "og:image:width", "1200")}${meta("property", "og:image:height", "630")}${meta("property", "og:image:alt", title)}`}
${meta("name", "twitter:card", "summary_large_image")}
</head><body><main>${body}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
