import { Suspense } from "react";
import { rootAt } from "@/lib/kernel/address";
import { currentPlace, localeOf } from "@/lib/web/place";
import { ShopFrame } from "../_components/shop-frame";

const root = rootAt(1);

/** The cart, rendered for each request. */
export default async function CartPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  return (
    <ShopFrame locale={locale} root={root} here="cart">
      <h1>{locale === "fr" ? "Panier" : "Cart"}</h1>
      <Suspense>
        <WhoseShop />
      </Suspense>
    </ShopFrame>
  );
}

async function WhoseShop() {
  const { handle } = await currentPlace();
  return <p>{handle}</p>;
}
