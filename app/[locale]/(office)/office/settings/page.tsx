import type { Metadata } from "next";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { operatorWith } from "@/lib/web/viewer";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../_components/office-frame";
import { PARTS } from "./_components/parts";

export const instant = false;

const root = rootAt(2);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeSettings")("title"), robots: { index: false } };
}

/** Everything that a team decides about its shop. */
export default async function SettingsPage({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "officeSettings");
  const by = await operatorWith("settings");
  return (
    <OfficeFrame locale={locale} root={root} page="settings" here="office/settings" title={t("title")}>
      {by && (
        <>
          <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
          <ul className="mt-6 grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2">
            {PARTS.map((part) => (
              <li key={part} className="bg-raised">
                <ShopLink root={root} to={`office/settings/${part}`} className="block h-full p-5 transition-colors hover:bg-sand">
                  <span className="font-display text-xl">{t(`parts.${part}`)}</span>
                  <span className="mt-1 block text-sm text-muted">{t(`leads.${part}`)}</span>
                </ShopLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </OfficeFrame>
  );
}
