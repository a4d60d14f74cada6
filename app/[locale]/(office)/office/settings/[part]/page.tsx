import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ShopLink } from "@/components/shop/shop-link";
import { rootAt } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { OfficeFrame } from "../../../_components/office-frame";
import { PARTS, type Part } from "../_components/parts";
import { BrandPart } from "./_components/brand-part";
import { DeliveryPart } from "./_components/delivery-part";
import { CompanyPart, HandlesPart, LanguagesPart, MailsPart, TextsPart } from "./_components/plain-parts";
import { RulesPart } from "./_components/rules-part";
import { SystemsPart } from "./_components/systems-part";
import { TeamPart } from "./_components/team-part";
import { VatPart } from "./_components/vat-part";
import { loadSettings, type SettingsView } from "./load";

export const instant = false;

const root = rootAt(3);

type Props = { readonly params: Promise<{ readonly locale: string; readonly part: string }>; readonly searchParams: Promise<{ readonly logo?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "officeSettings")("title"), robots: { index: false } };
}

/** One page of the settings. */
export default async function SettingPage({ params, searchParams }: Props) {
  const [locale, { part: asked }, { logo }] = await Promise.all([localeOf(params), params, searchParams]);
  const part = PARTS.find((one) => one === asked);
  if (!part) notFound();
  const t = words(locale, "officeSettings");
  const view = await loadSettings(part);
  return (
    <OfficeFrame locale={locale} root={root} page="settings" here={`office/settings/${part}`} title={t(`parts.${part}`)}>
      <p className="mt-2"><ShopLink root={root} to="office/settings" className="text-sm text-muted underline underline-offset-4">{t("back")}</ShopLink></p>
      {view && (
        <div className="mt-6 max-w-3xl">
          <p className="mb-6 max-w-prose text-muted">{t(`leads.${part}`)}</p>
          <Shown part={part} view={view} locale={locale} logo={typeof logo === "string" ? logo : null} />
        </div>
      )}
    </OfficeFrame>
  );
}

function Shown({ part, view, locale, logo }: { readonly part: Part; readonly view: SettingsView; readonly locale: Locale; readonly logo: string | null }) {
  const own = { view, locale, root };
  switch (part) {
    case "company": return <CompanyPart view={view} locale={locale} />;
    case "brand": return <BrandPart {...own} state={logo} />;
    case "delivery": return <DeliveryPart {...own} />;
    case "vat": return <VatPart {...own} />;
    case "mails": return <MailsPart view={view} locale={locale} />;
    case "texts": return <TextsPart {...own} />;
    case "handles": return <HandlesPart {...own} />;
    case "languages": return <LanguagesPart view={view} locale={locale} />;
    case "rules": return <RulesPart view={view} locale={locale} />;
    case "team": return <TeamPart {...own} />;
    case "systems": return <SystemsPart {...own} />;
  }
}
