import { Button } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { signOutAction } from "./actions";

const root = rootAt(1);

/** Leaving needs a click, so that no link can do it. */
export default async function SignOutPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <ShopFrame locale={locale} root={root} here="sign-out">
      <form action={signOutAction} className="mx-auto max-w-md space-y-5 px-4 py-12">
        <h1 className="text-title">{t("signOut.title")}</h1>
        <p className="text-muted">{t("signOut.lead")}</p>
        <Button>{t("signOut.action")}</Button>
      </form>
    </ShopFrame>
  );
}
