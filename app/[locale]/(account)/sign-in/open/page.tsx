import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { openLinkAction } from "../actions";

/** Reads the key of its own address, so it waits for its request; whole in its first answer, also without JavaScript. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly key?: string | string[]; readonly state?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("open.title"), robots: { index: false } };
}

/** Where a mail's link leads. Looking at it changes nothing, because mail scanners look at every link: the button signs in. */
export default async function OpenPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  const { key, state } = await searchParams;
  return (
    <AccountFrame locale={locale} root={root} here="sign-in" title={t("open.title")} lead={t("open.lead")}>
      {typeof key === "string" ? (
        <form action={openLinkAction} className="space-y-5">
          {state === "slow" && <Notice tone="bad" role="alert">{t("signIn.slowDown")}</Notice>}
          <input type="hidden" name="key" value={key} />
          <Button className="w-full sm:w-auto">{t("open.open")}</Button>
        </form>
      ) : (
        <div className="space-y-5">
          <Notice tone="bad" role="alert">{t("open.linkOver")}</Notice>
          <ShopLink root={root} to="sign-in" className={buttonStyle("quiet")}>{t("open.newLink")}</ShopLink>
        </div>
      )}
    </AccountFrame>
  );
}
