import { fileURLToPath } from "node:url";
import { HANDLE_PATTERN, SHOP_SEGMENTS } from "./lib/kernel/address.ts";

// How addresses become routes. What a page knows of its shop arrives by lib/web/arrivals.ts; the reasons: .github/decisions/0003-handle-in-shared-html.md
const shop = `:shop(${HANDLE_PATTERN})`;
// Next lets every source end in a slash; the lookahead takes that back.
const bareShop = `:shop(${HANDLE_PATTERN}(?!/))`;
const section = `:section(${SHOP_SEGMENTS.join("|")})`;

const moved = (source, destination) => ({ source, destination, permanent: true });
const found = (source, destination) => ({ source, destination, permanent: false });

/** The root of a shop ends in a slash and nothing else does. */
const slashes = [
  moved("/:locale(en(?!/))", "/en/"),
  moved(`/${bareShop}`, "/:shop/"),
  moved(`/en/${bareShop}`, "/en/:shop/"),
  moved(`/:path((?:en/)?(?:${HANDLE_PATTERN}/.+?|(?:${SHOP_SEGMENTS.join("|")})(?:/.*?)?))/`, "/:path"),
];

/** `in/en/...` is the same page in English: a relative link can't put a language before the handle. */
const languages = [
  found(`/${shop}/in/en`, "/en/:shop/"),
  found(`/${shop}/in/en/:path+`, "/en/:shop/:path+"),
  found(`/en/${shop}/in/fr`, "/:shop/"),
  found(`/en/${shop}/in/fr/:path+`, "/:shop/:path+"),
  found("/in/en", "/en/"),
  found("/in/en/:path+", "/en/:path+"),
  found("/en/in/fr", "/"),
  found("/en/in/fr/:path+", "/:path+"),
];

/** All of these are tried in turn, also after one has matched: what is written here begins with `/fr` or `/en` and matches nothing here. */
const beforeFiles = [
  { source: "/", destination: "/fr" },
  { source: `/${section}/:path*`, destination: "/fr/:section/:path*" },
  { source: `/${shop}/:path*`, destination: "/fr/:path*" },
  { source: `/en/${shop}/:path*`, destination: "/en/:path*" },
];

// Without this, `/whatever.txt` would be a language and be rendered and kept.
const nowhere = { source: "/:path((?!(?:fr|en|api|media|preview|_next)(?:/|$)).*)", destination: "/-/-" };

const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "production" ? "" : " 'unsafe-eval'"}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const security = [
  { key: "content-security-policy", value: contentSecurityPolicy },
  { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
  { key: "x-content-type-options", value: "nosniff" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "strict-transport-security", value: "max-age=31536000" },
];

/** @type {import("next").NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  cacheHandler: fileURLToPath(new URL("./lib/web/page-cache.ts", import.meta.url)),
  skipTrailingSlashRedirect: true,
  // Packing each answer anew is two fifths of what it costs, and hashing it a fifth. lib/web/watch-arrivals does both once for what everybody gets.
  compress: false,
  generateEtags: false,
  // Shared pages carry their metadata in the prerendered head. Next's own list would render them anew for every robot.
  htmlLimitedBots: /(?!)/,
  // `npm run check` runs the compiler over more than the build sees.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@react-email/components", "@react-email/render", "nodemailer", "pg-boss", "postgres"],
  experimental: {
    globalNotFound: true,
    // Addresses that visitors make up must not fill the disk.
    isrFlushToDisk: false,
  },
  redirects: () => [moved("/fr", "/"), moved("/fr/:path+", "/:path+"), ...languages, ...slashes],
  rewrites: () => ({ beforeFiles, afterFiles: [nowhere], fallback: [] }),
  // An unnamed group: a named one would be compiled into every value of every answer.
  headers: () => [{ source: "/(.*)", headers: security }],
};

export default config;
