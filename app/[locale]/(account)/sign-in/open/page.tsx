import { Suspense } from "react";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { ShopFrame } from "../../../(shop)/_components/shop-frame";
import { OpenForm } from "../_components/open-form";

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }>; readonly searchParams: Promise<{ readonly key?: string | string[] }> };

/** Where a mailed link leads. Opening the page does nothing; its button signs in. */
export default async function OpenPage({ params, searchParams }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "account");
  return (
    <ShopFrame locale={locale} root={root} here="sign-in">
      <div className="mx-auto max-w-md px-4 py-12">
        <h1 className="text-title">{t("open.title")}</h1>
        <p className="mt-3 text-muted">{t("open.lead")}</p>
        <Suspense><Open locale={locale} searchParams={searchParams} /></Suspense>
      </div>
    </ShopFrame>
  );
}

async function Open({ locale, searchParams }: { readonly locale: Locale; readonly searchParams: Props["searchParams"] }) {
  const { key } = await searchParams;
  const t = words(locale, "account");
  return <OpenForm token={typeof key === "string" ? key : ""} texts={{ open: t("open.open"), opening: t("open.opening") }} />;
}
