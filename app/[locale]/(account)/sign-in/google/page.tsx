import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("google.title"), robots: { index: false } };
}

/** Said when Google opened nothing: broken off, an address that it has not verified, or one that never bought here. */
export default async function GooglePage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <AccountFrame locale={locale} root={root} here="sign-in/google" title={t("google.title")} lead={t("google.lead")}>
      <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("google.byMail")}</ShopLink>
    </AccountFrame>
  );
}
