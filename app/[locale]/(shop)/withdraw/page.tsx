import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../_components/shop-frame";
import { loadFrame } from "../load";
import { FindOrderForm } from "./_components/find-order-form";

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await localeOf(params);
  return { title: words(locale, "withdrawal")("title"), robots: { index: false } };
}

/** First step of a withdrawal: which order. For guests and members alike, the same page for everybody. DESIGN §9 */
export default async function WithdrawPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "withdrawal");
  const { email } = await loadFrame(locale);
  return (
    <ShopFrame locale={locale} root={root} here="withdraw">
      <div className="mx-auto max-w-lg px-4 py-12 sm:px-6 sm:py-20">
        <h1 className="text-title">{t("title")}</h1>
        <p className="mt-3 mb-8 text-lg text-muted">{t("lead")}</p>
        <FindOrderForm texts={{
          number: t("number"), numberHint: t("numberHint"), email: t("email"), next: t("next"), searching: t("searching"),
          unknown: t("unknown", { email }), slow: t("slow"), missing: t("missing"), notAnAddress: t("notAnAddress"),
        }} />
      </div>
    </ShopFrame>
  );
}
