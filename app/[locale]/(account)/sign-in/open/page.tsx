import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { OpenForm } from "./_components/open-form";

/** Reads the key of its own address, so it waits for its request; whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly key?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("open.title"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where a mail's link leads. Looking at it changes nothing, because mail scanners look at every link: the button signs in. */
export default async function OpenPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  const { key } = await searchParams;
  return (
    <AccountFrame locale={locale} root={root} here="sign-in" title={t("open.title")} lead={t("open.lead")}>
      <OpenForm
        token={typeof key === "string" ? key : ""}
        texts={{ open: t("open.open"), opening: t("open.opening"), linkOver: t("open.linkOver"), slowDown: t("signIn.slowDown") }}
        newLink={<ShopLink root={root} to="sign-in" className={buttonStyle("quiet")}>{t("open.newLink")}</ShopLink>}
      />
    </AccountFrame>
  );
}
