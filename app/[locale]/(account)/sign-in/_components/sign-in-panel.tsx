import { ShopLink, type Standing } from "@/components/shop/shop-link";
import { SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import type { Locale } from "@/lib/kernel/locale";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { SignInForm } from "./sign-in-form";

type Props = Standing & { readonly locale: Locale; readonly here: string };

/** Asks for an address and sends a link to it: the page to sign in, and what a page of one person shows to a visitor. */
export function SignInPanel({ locale, root, here }: Props) {
  const t = words(locale, "account");
  return (
    <AccountFrame locale={locale} root={root} here={here} title={t("signIn.title")} lead={t("signIn.lead")}>
      <SignInForm
        texts={{
          address: t("signIn.address"),
          send: t("signIn.send"),
          sending: t("signIn.sending"),
          sentTitle: t("signIn.sentTitle"),
          sent: t("signIn.sent", { minutes: SIGN_IN_LINK_MINUTES }),
          sentHint: t("signIn.sentHint"),
          again: t("signIn.again"),
          notAnAddress: t("signIn.notAnAddress"),
          slowDown: t("signIn.slowDown"),
        }}
      />
      <p className="mt-8 text-muted">
        {t("signIn.newcomer")} <ShopLink root={root} to="" className="text-accent underline underline-offset-4">{t("wallet.shop")}</ShopLink>
      </p>
    </AccountFrame>
  );
}
