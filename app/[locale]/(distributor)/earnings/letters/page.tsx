import type { Metadata } from "next";
import { hrefIn, ShopLink } from "@/components/shop/shop-link";
import { Button, buttonStyle } from "@/components/ui/button";
import { wantsLetters } from "@/lib/earnings/letters/queries";
import { rootAt } from "@/lib/kernel/address";
import { parseId } from "@/lib/kernel/id";
import { db } from "@/lib/web/database";
import { opensLetters } from "@/lib/web/links";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../../(account)/_components/account-frame";
import { SendAtOnce } from "./_components/send-at-once";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly of?: string; readonly key?: string; readonly stop?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "earnings")("letters.title"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where the letter's last line leads, without signing in. One click is enough: the page sends the form itself, so that a robot that only fetches ends nothing. */
export default async function LettersPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const { of = "", key, stop } = await searchParams;
  const t = words(locale, "earnings");
  const member = parseId("member", of);
  if (member === null || !opensLetters(member, key)) {
    return <AccountFrame locale={locale} root={root} here="earnings/letters" title={t("letters.title")} lead={t("letters.badLink")}><ShopLink root={root} to="earnings/goals" className={buttonStyle("primary")}>{t("letters.goals")}</ShopLink></AccountFrame>;
  }
  const wanted = await wantsLetters(db(), member);
  return (
    <AccountFrame locale={locale} root={root} here="earnings/letters" title={t("letters.title")} lead={t(wanted ? "letters.on" : "letters.off")}>
      <form method="post" action={hrefIn(root, `earnings/letters/stop?of=${member}&key=${key ?? ""}`)} id="letters">
        <input type="hidden" name="page" value="1" />
        <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
        <Button kind={wanted ? "primary" : "quiet"}>{t(wanted ? "letters.stop" : "letters.start")}</Button>
      </form>
      {wanted && stop !== undefined && <SendAtOnce form="letters" />}
    </AccountFrame>
  );
}
