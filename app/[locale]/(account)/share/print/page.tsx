import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { AccountFrame } from "../../_components/account-frame";
import { loadShare } from "../load";

/** One person's page: it waits for its request. */
export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "share")("print.title"), robots: { index: false } };
}

/** A sheet for the fridge door or the market stall: name, code and address, and nothing around them on paper. */
export default async function PrintPage({ params }: Props) {
  const locale = await localeOf(params);
  const view = await loadShare(locale);
  const t = words(locale, "share");
  if (!view) {
    return (
      <AccountFrame locale={locale} root={root} here="share/print" title={t("print.title")} lead={t("visitor")}>
        <ShopLink root={root} to="sign-in" className={buttonStyle("primary")}>{t("signIn")}</ShopLink>
      </AccountFrame>
    );
  }
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl place-content-center gap-8 bg-white p-8 text-center text-black">
      <p className="font-display text-3xl">{view.company}</p>
      <h1 className="font-display text-5xl">{t("print.heading", { name: view.name })}</h1>
      <div aria-hidden="true" className="mx-auto size-80 [&>svg]:size-full" dangerouslySetInnerHTML={{ __html: view.qr }} />
      <p className="text-2xl break-all">{view.link.replace(/^https?:\/\//, "")}</p>
      <p className="print:hidden"><ShopLink root={root} to="share" className="underline underline-offset-4">{t("print.back")}</ShopLink></p>
      <p className="text-sm print:hidden">{t("print.hint")}</p>
    </main>
  );
}
