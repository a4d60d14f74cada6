import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../_components/office-frame";

export const instant = false;

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "office")("name"), robots: { index: false } };
}

export default async function OfficeFront({ params }: Props) {
  const locale = await localeOf(params);
  const t = words(locale, "office");
  return (
    <OfficeFrame locale={locale} root={rootAt(1)} page={null} here="office" title={t("welcome")}>
      <p className="mt-3 text-lg text-muted">{t("lead")}</p>
    </OfficeFrame>
  );
}
