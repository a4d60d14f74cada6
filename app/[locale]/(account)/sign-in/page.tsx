import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { SIGN_IN_LINK_MINUTES } from "@/lib/access/rules";
import { rootAt } from "@/lib/kernel/address";
import { environment } from "@/lib/web/env";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../_components/account-frame";
import { GoogleButton } from "./_components/google-button";
import { SignInForm } from "./_components/sign-in-form";

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("signIn.title"), robots: { index: false } };
}

/** Asks for an address and sends a link to it. The same page for everybody: prerendered, so the form answers without JavaScript too. */
export default async function SignInPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <AccountFrame locale={locale} root={root} here="sign-in" title={t("signIn.title")} lead={t("signIn.lead")}>
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
          code: t("signIn.code"),
          codeHint: t("signIn.codeHint"),
          codeOpen: t("signIn.codeOpen"),
          codeWrong: t("signIn.codeWrong"),
          notACode: t("signIn.notACode"),
          byPassword: t("signIn.byPassword"),
          byMail: t("signIn.byMail"),
          password: t("signIn.password"),
          passwordOpen: t("signIn.passwordOpen"),
          passwordWrong: t("signIn.passwordWrong"),
          passwordMissing: t("signIn.passwordMissing"),
        }}
      />
      {environment().google !== null && <GoogleButton texts={{ or: t("signIn.or"), google: t("signIn.google") }} />}
      <p className="mt-8 text-muted">
        {t("signIn.newcomer")} <ShopLink root={root} to="" className="text-accent underline underline-offset-4">{t("wallet.shop")}</ShopLink>
      </p>
    </AccountFrame>
  );
}
