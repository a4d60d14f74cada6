import type { Metadata } from "next";
import { Suspense } from "react";
import { ShopLink } from "@/components/shop/shop-link";
import { Button } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { readConsent } from "@/lib/web/consent";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../_components/shop-frame";
import { answerAction } from "./actions";

/** Shows this browser's answer: it waits for its request. */
export const instant = false;

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "legal")("footer.cookies"), robots: { index: false } };
}

/** The choice about the one optional cookie: two buttons of the same weight, and it can be changed at any time. DESIGN §9 */
export default async function CookiesPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "legal");
  return (
    <ShopFrame locale={locale} root={root} here="cookies">
      <div className="mx-auto max-w-lg px-4 py-12 sm:px-6 sm:py-20">
        <h1 className="text-title">{t("footer.cookies")}</h1>
        <p className="mt-3 text-lg text-muted">{t("consent.text")}</p>
        <Suspense fallback={<p className="mt-6 h-6" aria-busy="true" />}><Answer locale={locale} /></Suspense>
        <form action={answerAction} className="mt-6 grid grid-cols-2 gap-3">
          <input type="hidden" name="from" value="page" />
          <Button kind="quiet" name="answer" value="refused">{t("consent.refuse")}</Button>
          <Button kind="quiet" name="answer" value="accepted">{t("consent.accept")}</Button>
        </form>
        <p className="mt-8"><ShopLink root={root} to="legal/cookies" className="inline-flex min-h-11 items-center underline underline-offset-4">{t("consent.more")}</ShopLink></p>
      </div>
    </ShopFrame>
  );
}

async function Answer({ locale }: { readonly locale: Locale }) {
  const t = words(locale, "legal");
  return (
    <section className="mt-8 rounded-card bg-sand p-5">
      <h2 className="text-sm font-medium">{t("consent.choice")}</h2>
      <p className="mt-1" role="status">{t(`consent.${await readConsent()}`)}</p>
    </section>
  );
}
