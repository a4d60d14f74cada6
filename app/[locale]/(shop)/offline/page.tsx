import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { buttonStyle } from "@/components/ui/button";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { loadFrame } from "../load";

/** Prerendered: the installed app keeps it. */
export const ensureStatic = "navigation";

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "shop")("offline.title"), robots: { index: false } };
}

/** Shown by the installed app when there is no network: nothing on it needs one, so it has no frame. */
export default async function OfflinePage({ params }: Props) {
  const locale = await localeOf(params);
  const [t, { name }] = [words(locale, "shop"), await loadFrame(locale)];
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6">
      <p className="mb-10 font-display text-2xl">{name}</p>
      <h1 className="text-title">{t("offline.title")}</h1>
      <p className="mt-3 text-lg text-muted">{t("offline.text")}</p>
      <p><ShopLink root={rootAt(1)} to="" className={buttonStyle("primary", "mt-7")}>{t("offline.again")}</ShopLink></p>
    </main>
  );
}
