import type { Personal } from "@/components/shop/personal";
import { attribute } from "@/lib/attribution/queries";
import { countCart } from "@/lib/cart/queries";
import { listProducts } from "@/lib/catalog/queries";
import { readCompany } from "@/lib/company/queries";
import type { Place } from "@/lib/kernel/address";
import { localized } from "@/lib/kernel/locale";
import { FAVOURITES_MAX } from "@/lib/members/input";
import { portraitSource } from "@/lib/members/rules";
import type { Shop } from "@/lib/members/types";
import { planAt } from "@/lib/plan/queries";
import { readCartId } from "@/lib/web/cart-cookie";
import { countUnread } from "@/lib/notify/bell/queries";
import { readConsent, rememberedShop, rememberShop } from "@/lib/web/consent";
import { db } from "@/lib/web/database";
import { comesFromPaying, countForShop, countVisitOf } from "@/lib/web/sharing";
import { currentShop } from "@/lib/web/shop";
import { now } from "@/lib/web/time";
import { signedIn } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { shownTile } from "../_components/present";

/** The personal part of a shared page: whose shop it is, who looks, how many things are in the cart. For this browser only. DESIGN §7 */
export async function GET(request: Request): Promise<Response> {
  const { place, finding, owner, link } = await currentShop();
  const [cart, who, consent, remembered] = await Promise.all([readCartId(), signedIn(), readConsent(), rememberedShop()]);
  const shop = finding?.kind === "open" ? finding.shop : null;
  if (shop && place.handle !== null) await rememberShop(place.handle);
  const page = request.headers.get("referer");
  if (owner !== null && owner !== who?.id && request.headers.has("x-arrival") && !comesFromPaying(page)) {
    await countForShop(owner, { event: "visit", page });
    await countVisitOf(owner, link);
  }
  const withFavourites = new URL(request.url).searchParams.has("favourites");
  const answer: Personal = {
    shop: shop && (await shownShop(shop, place)),
    notice: finding?.kind === "closed" || finding?.kind === "unknown" ? finding.kind : null,
    moved: finding?.kind === "moved" ? finding.handle : null,
    stage: (await attribute(db(), { buyer: who?.id ?? null, cartShop: owner, remembered, answer: null, at: now() })).stage,
    consent,
    me: who && { member: who.id, handle: who.handle, unread: await countUnread(db(), who.id) },
    cart: cart === null ? 0 : await countCart(db(), cart),
    favourites: shop && withFavourites ? await favouritesOf(shop, place) : [],
  };
  return Response.json(answer, { headers: { "cache-control": "private, no-store" } });
}

async function shownShop({ name, role, statusLabel, words: own, picture }: Shop, { locale }: Place): Promise<Personal["shop"]> {
  const t = words(locale, "shop");
  const { name: company, legalName } = await readCompany(db());
  const standing = role === "distributor" ? t("whose.distributor", { name, status: statusLabel, company: legalName || company }) : t("whose.customer", { name, company });
  return { name, standing, status: statusLabel, words: own ? localized(own, locale) : "", picture: picture === null ? null : portraitSource(picture) };
}

async function favouritesOf({ favourites }: Shop, { locale }: Place): Promise<Personal["favourites"]> {
  if (favourites.length === 0) return [];
  const [cards, { plan }] = await Promise.all([listProducts(db(), now(), { slugs: favourites.slice(0, FAVOURITES_MAX) }), planAt(db(), now())]);
  // In the member's order.
  return favourites.flatMap((slug) => cards.filter((card) => card.slug === slug)).map((card) => shownTile(card, { locale, plan }));
}
