import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../_components/account-frame";
import { signOutAction } from "./actions";

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("signOut.title"), robots: { index: false } };
}

/** Asks before it signs out: an address alone, which anybody can put into a picture, ends no session. */
export default async function SignOutPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <AccountFrame locale={locale} root={root} here="sign-out" title={t("signOut.title")} lead={t("signOut.lead")}>
      <form action={signOutAction}>
        <Button>{t("signOut.action")}</Button>
      </form>
    </AccountFrame>
  );
}
