import type { Locale } from "./locale";
// The framework's configuration loads this file with Node alone: types are its only imports.

/** Addresses whose HTML is prerendered once and is the same, byte for byte, for every shop. DESIGN §7 */
export const SHARED_SEGMENTS = ["products", "collections", "legal", "how-it-works", "offline"] as const;

/** Addresses rendered for each request: their pages may ask whose shop they are in (`lib/web/place`). */
export const PERSONAL_SEGMENTS = [
  "search", "cart", "checkout", "order", "withdraw", "cookies",
  "sign-in", "sign-out", "wallet", "share", "orders", "profile", "earnings", "customers", "office",
] as const;

/** Route handlers that answer below a shop. */
export const ANSWER_SEGMENTS = ["personal", "shelf", "suggest"] as const;

/** Every first segment that stands below a shop's root, in both languages. */
export const SHOP_SEGMENTS: readonly string[] = [...SHARED_SEGMENTS, ...PERSONAL_SEGMENTS, ...ANSWER_SEGMENTS];

/** First segments that never stand below a shop: `in` changes the language, `preview` answers robots, the rest is the machine's. */
export const OUTER_SEGMENTS: readonly string[] = ["api", "img", "in", "media", "preview", "_next"];

/**
 * One path segment that names a member's shop, as the source of a regular expression without capturing groups.
 * Matched without case. It says "could be a handle", not "is somebody's". DESIGN §3
 */
export const HANDLE_PATTERN =
  `(?!(?:${[...SHOP_SEGMENTS, ...OUTER_SEGMENTS].join("|")})(?:/|$))(?=[a-z0-9-]{3,30}(?:/|$))[a-z][a-z0-9]*(?:-[a-z0-9]+)*`;

/** Where a visitor is: the language, and whose shop; no handle is the company's own shop. */
export type Place = { readonly locale: Locale; readonly handle: string | null };

const PLACE = new RegExp(`^/(en(?=/|$))?/?(${HANDLE_PATTERN}(?=/|$))?`, "i");

/** Reads the place from an address as the browser shows it: `/lea/cart`, `/en/lea/products/savon`. Handles come out in lower case. */
export function placeOf(pathname: string): Place {
  const found = PLACE.exec(pathname);
  return { locale: found?.[1] ? "en" : "fr", handle: found?.[2]?.toLowerCase() ?? null };
}

const SHARED = new RegExp(`^(/en(?=/))?(?:/${HANDLE_PATTERN})?(/|/(?:${SHARED_SEGMENTS.join("|")})(?:/.*[^/])?)$`, "i");
const ROUTER_KEY = /(?:^|&)(_rsc=[^&]*)/;

/**
 * The same page in the company's own shop and without a query, for a page that is shared by all shops; null for every other address.
 * Of a query only the framework's own cache key is kept.
 */
export function sharedAddress(url: string): string | null {
  const [path = "", query = ""] = url.split("?", 2);
  const found = SHARED.exec(path);
  if (!found) return null;
  const key = ROUTER_KEY.exec(query)?.[1];
  return `${found[1] ? "/en" : ""}${found[2] ?? "/"}${key === undefined ? "" : `?${key}`}`;
}

const ORDER = new RegExp(`^(?:/en(?=/))?(?:/${HANDLE_PATTERN})?/(order|withdraw)/(?!return$)([^/]+)$`, "i");

/** An order's page, or that of its withdrawal, as an address asks for it. */
export type AskedOrder = { readonly page: "order" | "withdraw"; readonly number: string; readonly key: string | null };

/** What stands for an order's number in an address, and the key that came with it; null for every other address. */
export function orderInAddress(url: string): AskedOrder | null {
  const [path = "", query = ""] = url.split("?", 2);
  const [, page, number] = ORDER.exec(path) ?? [];
  return page === undefined || number === undefined ? null : { page: page.toLowerCase() === "order" ? "order" : "withdraw", number, key: new URLSearchParams(query).get("key") };
}

/** The address of a path of the shop at a place: `/cart` is `/en/lea/cart`. The root keeps its slash, because relative links need it. */
export function pathIn({ locale, handle }: Place, path: `/${string}`): string {
  return `${locale === "en" ? "/en" : ""}${handle === null ? "" : `/${handle}`}${path}`;
}

/** The steps from a page up to the root of its shop, to begin a relative address with. */
export type Root = "./" | "../" | "../../" | "../../../";

const ROOTS = ["./", "./", "../", "../../", "../../../"] as const satisfies readonly Root[];

/** How many segments a page lies below the root of its shop: 0 for the front page, 1 for `/cart`, 2 for `/products/savon`. */
export type Depth = 0 | 1 | 2 | 3 | 4;

/** The steps up from a page. The front page ends in a slash and the others do not, so depths 0 and 1 need the same. */
export function rootAt(depth: Depth): Root {
  return ROOTS[depth];
}
