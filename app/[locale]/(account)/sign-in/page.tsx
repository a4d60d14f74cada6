import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../(shop)/_components/shop-frame";
import { SignInForm } from "./_components/sign-in-form";

const root = rootAt(1);

/** Sign in by a link that is sent to the address of an order. */
export default async function SignInPage({ params }: { readonly params: Promise<{ readonly locale: string }> }) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <ShopFrame locale={locale} root={root} here="sign-in">
      <div className="mx-auto max-w-md px-4 py-12">
        <h1 className="text-title">{t("signIn.title")}</h1>
        <p className="mt-3 text-muted">{t("signIn.lead")}</p>
        <SignInForm texts={{ address: t("signIn.address"), send: t("signIn.send"), sending: t("signIn.sending"), sentTitle: t("signIn.sentTitle"), sentHint: t("signIn.sentHint") }} />
        <p className="mt-6 text-sm text-muted">{t("signIn.newcomer")}</p>
      </div>
    </ShopFrame>
  );
}
