import "server-only";
import { listProducts } from "@/lib/catalog/queries";
import { readCompany } from "@/lib/company/queries";
import { pathIn } from "@/lib/kernel/address";
import { type Locale, localized } from "@/lib/kernel/locale";
import type { Currency } from "@/lib/kernel/money";
import { findShopOf } from "@/lib/members/queries";
import { portraitSource } from "@/lib/members/rules";
import { listFriends, readShareReport } from "@/lib/members/sharing/queries";
import type { Friend, ShareReport } from "@/lib/members/sharing/types";
import { db } from "@/lib/web/database";
import { absolute } from "@/lib/web/links";
import { qrSvg } from "@/lib/web/qr";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";

const DAYS = 30;
const DAY_MS = 86_400_000;
/** As many as a list to choose from can hold. */
const PRODUCTS_MAX = 60;

export type ShareView = {
  readonly company: string;
  readonly name: string;
  /** Their own pages are a distributor's. */
  readonly distributor: boolean;
  readonly handle: string;
  /** The member's link, whole. */
  readonly link: string;
  readonly host: string;
  /** An SVG drawing of the link. */
  readonly qr: string;
  readonly picture: string | null;
  readonly words: string;
  readonly favourites: readonly string[];
  readonly products: readonly { readonly slug: string; readonly title: string }[];
  readonly report: ShareReport;
  readonly friends: readonly Friend[];
  readonly currency: Currency;
  readonly timeZone: string;
};

/** What the share page shows; null for a visitor. */
export async function loadShare(locale: Locale): Promise<ShareView | null> {
  const who = await signedIn();
  const shop = who && (await findShopOf(db(), who.id));
  if (!who || !shop) return null;
  const { name: company, currency, timeZone } = await readCompany(db());
  const link = absolute(pathIn({ locale, handle: shop.handle }, "/"));
  const [report, friends, products] = await Promise.all([
    readShareReport(db(), shop.memberId, { from: new Date(now().getTime() - DAYS * DAY_MS), timeZone }),
    listFriends(db(), shop.memberId),
    listProducts(db(), now(), {}),
  ]);
  return {
    company, name: shop.name, distributor: who.role === "distributor", handle: shop.handle, link, host: new URL(link).host, qr: qrSvg(link),
    picture: shop.picture === null ? null : portraitSource(shop.picture),
    words: shop.words ? localized(shop.words, locale) : "",
    favourites: shop.favourites,
    products: products.slice(0, PRODUCTS_MAX).map(({ slug, title }) => ({ slug, title: localized(title, locale) })),
    report, friends, currency, timeZone,
  };
}
