import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { ShopFrame } from "./_components/shop-frame";

/** Prerendered, the same for every shop. DESIGN §7 */
export const ensureStatic = "navigation";

const root = rootAt(0);

/** The front page of every shop. */
export default async function FrontPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  return (
    <ShopFrame locale={locale} root={root} here="">
      <h1>Cagnotte</h1>
      <ShopLink root={root} to="products/savon">{locale === "fr" ? "Savon" : "Soap"}</ShopLink>
    </ShopFrame>
  );
}
