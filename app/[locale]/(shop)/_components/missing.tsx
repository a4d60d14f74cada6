import type { Standing } from "@/components/shop/shop-link";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { localeOfRoute } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { loadFrame } from "../load";
import { CollectionTile } from "./collection-tile";
import { ShopFrame } from "./shop-frame";

/** An address below a shop that leads to nothing, in the shop's frame. The framework answers 404. */
export async function Missing({ root }: Standing) {
  const locale = await localeOfRoute();
  const t = words(locale, "shop");
  const { collections } = await loadFrame(locale);
  return (
    <ShopFrame locale={locale} root={root} here="">
      <div className="mx-auto max-w-6xl px-4 pt-14 sm:px-6 sm:pt-20">
        <h1 className="text-title">{t("missing.title")}</h1>
        <p className="mt-3 max-w-xl text-lg text-muted">{t("missing.lead")}</p>
        <ShopLink root={root} to="" className={buttonStyle("primary", "mt-7")}>{t("missing.back")}</ShopLink>
        <h2 className="mt-14 text-heading">{t("front.collections")}</h2>
        <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-7 sm:gap-x-6 lg:grid-cols-3">
          {collections.map((collection) => <li key={collection.slug}><CollectionTile root={root} collection={collection} /></li>)}
        </ul>
      </div>
    </ShopFrame>
  );
}
